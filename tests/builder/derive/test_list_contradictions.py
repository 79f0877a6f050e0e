"""Two lists that name different days for one election."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.builder.derive.list_contradictions import WHAT
from tests.snapshots import BUILT_AT

HEAD = "country_code,kind,polling_on,round"


def told(folder: Path, first: list[str], second: list[str]) -> tuple[list[Any], int]:
    """The contradictions that a build names, with the number of elections that it keeps."""
    for name, rows in (("a.csv", first), ("b.csv", second)):
        (folder / name).write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    out = folder / "made.duckdb"
    report = build([folder / "a.csv", folder / "b.csv"], out, built_at=BUILT_AT)
    problems = [problem for source in report.sources for problem in source.problems]
    places = [(p.place.file, p.place.row, p.place.value, p.why) for p in problems if p.what == WHAT]
    with duckdb.connect(str(out), read_only=True) as connection:
        (count,) = connection.execute("select count(*) from election").fetchall()[0]
    return places, count


def test_that_both_days_stand_and_the_contradiction_is_named(tmp_path: Path) -> None:
    places, count = told(
        tmp_path, ["BG,legislative,2024-06-09,1", "BG,legislative,2024-10-27,1"],
        ["BG,legislative,2024-06-09,1", "BG,legislative,2024-08-27,not stated"],
    )  # fmt: skip
    assert count == 4
    assert places == [
        (
            "b.csv",
            3,
            "2024-08-27",
            "row 3 of a.csv has the legislative election of BG on 2024-10-27",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("FR,legislative,2024-06-30,1", "FR,legislative,2024-07-07,2"),
        ("FR,legislative,2024-06-30,1", "FR,presidential,2024-07-07,1"),
        ("FR,legislative,2024-06-30,1", "DE,legislative,2024-07-07,1"),
        ("FR,legislative,2024-01-30,1", "FR,legislative,2024-07-07,1"),
        ("FR,legislative,2024-06,1", "FR,legislative,2024-07-07,1"),
    ],
)
def test_that_other_elections_contradict_nothing(tmp_path: Path, first: str, second: str) -> None:
    assert told(tmp_path, [first], [second]) == ([], 2)


def test_that_a_day_within_an_election_of_many_days_is_no_contradiction(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "country,election,kind,first_polling_day,last_polling_day\n"
        f"IN,Lok Sabha,legislative,{date(2024, 4, 19)},{date(2024, 6, 1)}\n"
    )
    (tmp_path / "b.csv").write_text(f"{HEAD}\nIN,legislative,2024-05-19,not stated\n")
    out = tmp_path / "made.duckdb"
    report = build([tmp_path / "a.csv", tmp_path / "b.csv"], out, built_at=BUILT_AT)
    assert [p.what for source in report.sources for p in source.problems] == []
