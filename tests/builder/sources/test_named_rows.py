"""Rows by column name: every row has an account, and no quote swallows rows in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.named_rows import NamedRow, batch, columns, named_rows
from eoc_app.builder.sources.source import Source


def read(tmp_path: Path, text: str | bytes) -> tuple[list[NamedRow], Intake]:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    intake = Intake(path.name)
    found = list(named_rows(Source(path.name, path), intake))
    assert intake.rows_read == len(found) + sum(intake.skipped.values()) + len(intake.problems)
    return found, intake


def test_that_names_are_folded_and_short_rows_are_filled(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "\ufeffCountry Code; Name \nBR; a\u200b \n;;\nFR\n")
    assert [(row.line, dict(row.cells)) for row in found] == [
        (2, {"country_code": "BR", "name": "a"}),
        (4, {"country_code": "FR", "name": ""}),
    ]
    assert columns(Source("rows.csv", tmp_path / "rows.csv")) == ["country_code", "name"]


def test_that_cells_over_lines_are_kept_and_lines_still_counted(tmp_path: Path) -> None:
    found, _ = read(tmp_path, 'a,b\n1,"x\ny"\n2,z\n')
    assert [(row.line, row.cells["b"]) for row in found] == [(2, "x\ny"), (4, "z")]


def test_that_a_quote_that_is_not_closed_is_reported_with_the_rows_it_swallowed(
    tmp_path: Path,
) -> None:
    found, intake = read(tmp_path, 'a,b,c\n1,2,3\n4,5,"six\n7,8,9\n10,11,12\n')
    assert [row.line for row in found] == [2]
    assert intake.problems[0].place.row == 3
    assert "2 or more" in intake.problems[0].why


def test_that_surplus_cells_and_foreign_bytes_are_refused_by_row(tmp_path: Path) -> None:
    good = "é,0\n" + "".join(f"{number},2\n" for number in range(20_000))
    found, intake = read(tmp_path, f"a,b\n{good}1,2,3\n".encode() + "é,2\n".encode("cp1252"))
    assert len(found) == 20_001
    assert [problem.place.row for problem in intake.problems] == [20_003, 20_004]


def test_that_a_fact_with_a_column_that_its_table_has_not_is_a_bug() -> None:
    with pytest.raises(ValueError, match="mood"):
        batch("polling_day", [{"mood": "good"}])
