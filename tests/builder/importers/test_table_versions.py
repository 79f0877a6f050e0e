"""A table that we exported comes back with every version that had been announced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from eoc_app.builder.importers.restriction_calendar import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from eoc_app.calendar import as_csv
from eoc_app.views.register_view import RegisterView
from tests.builder.importers.test_calendar_versions import in_order, registers, rows_of
from tests.calendar.registers import AS_OF, period, register, version, zone_state


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def back(folder: Path, text: str) -> tuple[list[dict[str, Any]], Intake]:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    rows = [row for part in IMPORTER.read(source, intake) for row in part.frame.to_dicts()]
    for row in rows:
        del row["source_row"]
    return sorted(rows, key=in_order), intake


@given(registers())
def test_that_every_announced_version_comes_back_as_it_was(
    folder: Path, view: RegisterView
) -> None:
    rows, intake = back(folder, as_csv(view))
    assert rows == rows_of(view)
    named = {problem.place.column for problem in intake.problems}
    assert named <= {"citation"}
    assert not intake.skipped


def test_that_a_time_shown_twice_and_a_last_minute_come_back(folder: Path) -> None:
    twice = datetime(2024, 11, 3, 1, 30)
    told = zone_state("America/New_York", datetime(2024, 11, 1), datetime(2024, 11, 5, 23, 59))
    found = zone_state("America/New_York", twice, None)
    view = register(period(told), period(found, period_id="open"))
    rows, _ = back(folder, as_csv(view))
    assert rows == rows_of(view)
    assert [row["note"] for row in rows] == [None, None]


def test_that_a_time_that_somebody_moved_in_a_table_counts(folder: Path) -> None:
    text = as_csv(register(period())).replace("2024-06-02T18:00:00,", "2024-06-02T19:00:00,")
    (row,), _ = back(folder, text)
    assert (row["ends_local"], row["ends_at"]) == (
        datetime(2024, 6, 2, 19), datetime(2024, 6, 3, 1),
    )  # fmt: skip


def test_that_versions_keep_their_numbers_in_any_order_of_rows(folder: Path) -> None:
    was, now = zone_state(), zone_state(ends=datetime(2024, 6, 3))
    told = (version(was, 2), version(now, 5, known_from_at=AS_OF), version(was, 6, known=False))
    view = register(period(now, versions=told))
    head, first, second = as_csv(view).splitlines(keepends=True)
    for text in (head + first + second, head + second + first):
        rows, intake = back(folder, text)
        assert [row["version"] for row in rows] == [2, 5]
        assert rows == rows_of(view)
        assert not intake.problems
