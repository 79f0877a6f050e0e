"""Versions of a period of which nothing says when each counts are named, kept and marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.calendars.calendar_contradictions import MARK
from eoc_app.builder.importers import icalendar_file, restriction_calendar
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

HEAD = (
    "country_code,election,rule,medium,starts_local,ends_local,time_zone,round,citation,"
    "confidence,known_from,note"
)
WHAT = "Versions of a period contradict each other"


def line(end: str, known: str = "", note: str = "", zone: str = "America/La_Paz") -> str:
    start = "2024-10-18T08:00"
    return f"BO,e,electoral_silence,all,{start},2024-10-{end},{zone},1,Law,low,{known},{note}"


def taken(tmp_path: Path, *lines: str, head: str = HEAD) -> tuple[list[dict[str, Any]], Intake]:
    path = tmp_path / "periods.csv"
    path.write_text("\n".join((head, *lines, "")), encoding="utf-8")
    return _read(restriction_calendar.IMPORTER, path)


def _read(importer: Any, path: Path) -> tuple[list[dict[str, Any]], Intake]:
    source, intake = Source(path.name, path), Intake(path.name)
    return [row for part in importer.read(source, intake) for row in part.frame.to_dicts()], intake


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("", "", "nothing says from when"),
        ("2024-10-01", "", "nothing says from when"),
        ("2024-10-01", "2024-10-01", "from the same moment"),
        ("2024-10-10", "2024-10-01", "known before it"),
    ],
)
def test_that_versions_that_contradict_each_other_are_kept_named_and_marked(
    tmp_path: Path, first: str, second: str, says: str
) -> None:
    rows, intake = taken(tmp_path, line("20T18:00", first, "a"), line("20T21:00", second, "b"))
    assert [(row["version"], row["note"]) for row in rows] == [(1, "a"), (2, f"b; {MARK}")]
    (problem,) = intake.problems
    assert problem.what == WHAT
    assert says in problem.why
    assert "row 2 " in problem.why
    place = problem.place
    assert (place.row, place.column, place.value) == (3, "known_from", second or None)


def test_that_versions_of_which_the_later_was_known_later_are_none(tmp_path: Path) -> None:
    rows, intake = taken(
        tmp_path,
        line("20T18:00"),
        line("20T21:00", "2024-10-01"),
        line("20T21:00", "2024-10-01", "the same times"),
        line("20T21:00", "", "another note"),
        line("20T20:00", "2024-10-02"),
        line("20T18:00", "", "", "America/Asuncion"),
    )
    assert [row["version"] for row in rows] == [1, 2, 3, 4, 5, 1]
    assert not intake.problems


def test_that_a_version_is_held_against_all_before_it(tmp_path: Path) -> None:
    _, intake = taken(
        tmp_path,
        line("20T18:00", "2024-10-10"),
        line("20T21:00"),
        line("20T22:00", "2024-10-05"),
    )
    assert [(one.place.row, "row 2 " in one.why) for one in intake.problems] == [
        (3, True), (4, True),
    ]  # fmt: skip


def test_that_numbers_of_versions_order_those_that_are_not_dated(tmp_path: Path) -> None:
    head = f"{HEAD},version"
    rows, intake = taken(tmp_path, f"{line('20T18:00')},2", f"{line('20T21:00')},1", head=head)
    assert [(row["source_row"], row["version"]) for row in rows] == [(2, 2), (3, 1)]
    assert not intake.problems
    rows, intake = taken(tmp_path, f"{line('20T18:00')},1", f"{line('20T21:00')},1", head=head)
    assert [row["version"] for row in rows] == [1, 2]
    assert [(one.what, one.place.row) for one in intake.problems] == [(WHAT, 3)]
    rows, intake = taken(tmp_path, f"{line('20T18:00')},first", head=head)
    assert [row["version"] for row in rows] == [1]
    assert [(one.place.column, one.place.value) for one in intake.problems] == [
        ("version", "first")
    ]


EVENT = (
    "BEGIN:VEVENT\nUID:1\nSUMMARY:Electoral silence in France\nURL:https://law.example\n"
    "DTSTART;TZID=Europe/Paris:20240608T000000\nDTEND;TZID=Europe/Paris:20240609T{}0000\n"
    "{}END:VEVENT\n"
)


@pytest.mark.parametrize(
    ("first", "second", "rows_named"),
    [
        ("", "", [11]),
        ("SEQUENCE:1\n", "SEQUENCE:1\n", [12]),
        ("SEQUENCE:1\nLAST-MODIFIED:20240101T000000Z\n",
         "SEQUENCE:1\nLAST-MODIFIED:20240101T000000Z\n", [13]),
        ("LAST-MODIFIED:20240101T000000Z\n", "LAST-MODIFIED:20240201T000000Z\n", []),
        ("", "SEQUENCE:1\n", []),
    ],
)  # fmt: skip
def test_that_states_of_an_event_contradict_each_other_where_nothing_orders_them(
    tmp_path: Path, first: str, second: str, rows_named: list[int]
) -> None:
    path = tmp_path / "calendar.ics"
    events = EVENT.format("19", first) + EVENT.format("20", second)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n\n{events}END:VCALENDAR\n", encoding="utf-8")
    rows, intake = _read(icalendar_file.IMPORTER, path)
    assert [row["version"] for row in rows] == [1, 2]
    assert [one.place.row for one in intake.problems] == rows_named
    assert [MARK in (row["note"] or "") for row in rows] == [False, bool(rows_named)]
    if rows_named:
        problem = intake.problems[0]
        assert (problem.what, problem.place.column) == (WHAT, "SEQUENCE")
        assert "row 4 " in problem.why
