"""What is wrong in a calendar is named by line and property; the rest of the file is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.calendars.calendar_lines import MOST_EVENTS
from eoc_app.builder.importers.icalendar_file import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

START = "DTSTART;TZID=Europe/Paris:20240608T000000\n"
END = "DTEND;TZID=Europe/Paris:20240609T200000\n"
SILENCE = "SUMMARY:Electoral silence in France\nURL:law\n"
GOOD = f"BEGIN:VEVENT\nUID:good\n{START}{END}{SILENCE}END:VEVENT\n"


def taken(folder: Path, text: str) -> tuple[list[dict[str, Any]], Intake]:
    path = folder / "calendar.ics"
    path.write_bytes(text.encode())
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    rows = [row for part in IMPORTER.read(source, intake) for row in part.frame.to_dicts()]
    return rows, intake


FAULTS = {
    "no start": (SILENCE, 2, "DTSTART", "no start"),
    "no such day": (
        f"DTSTART;VALUE=DATE:20240230\n{SILENCE}", 3, "DTSTART", "no such date",
    ),
    "another form": (f"DTSTART:2024-06-08\n{SILENCE}", 3, "DTSTART", "no date or time"),
    "no such zone": (
        f"DTSTART;TZID=Mars/Base:20240608T000000\n{SILENCE}", 3, "DTSTART", "'Mars/Base'",
    ),
    "end first": (
        f"{START}DTEND;TZID=Europe/Paris:20240607T000000\n{SILENCE}",
        4, "DTEND", "before its start",
    ),
    "no length": (f"{START}DURATION:PT0S\n{SILENCE}", 4, "DURATION", "before its start"),
    "backwards": (f"{START}DURATION:-P1D\n{SILENCE}", 4, "DURATION", "no length of time"),
    "too long": (
        f"DTSTART;TZID=Europe/Paris:90000101T000000\nDURATION:P999999D\n{SILENCE}",
        4, "DURATION", "all calendars",
    ),
    "two ends": (f"{START}{END}DURATION:P1D\n{SILENCE}", 5, "DURATION", "an end and a duration"),
    "a day and a time": (
        f"DTSTART;VALUE=DATE:20240608\n{END}{SILENCE}", 4, "DTEND", "a day and the other a time",
    ),
    "hours of days": (
        f"DTSTART;VALUE=DATE:20240608\nDURATION:PT5H\n{SILENCE}", 4, "DURATION", "whole day",
    ),
    "it repeats": (f"{START}{END}RRULE:FREQ=DAILY;COUNT=3\n{SILENCE}", 5, "RRULE", "repeats"),
    "one of many": (
        f"{START}{END}RECURRENCE-ID:20240608T000000Z\n{SILENCE}", 5, "RECURRENCE-ID", "repeats",
    ),
    "no rule": (f"{START}{END}SUMMARY:Staff party in France\n", 5, "SUMMARY", "name a rule"),
    "no country": (f"{START}{END}SUMMARY:Electoral silence\n", 5, "SUMMARY", "name a country"),
    "two countries": (
        f"{START}{END}SUMMARY:Silence in France\nLOCATION:Kenya\n", 6, "LOCATION", "FR, KE",
    ),
    "unknown rule": (f"{START}{END}{SILENCE}X-EOC-RULE:party\n", 7, "X-EOC-RULE", "no rule"),
    "unknown country": (f"{START}{END}{SILENCE}X-EOC-COUNTRY:ZZ\n", 7, "X-EOC-COUNTRY", "3166"),
    "unknown own zone": (
        f"{START}{END}{SILENCE}X-EOC-TIME-ZONE:PST\n", 7, "X-EOC-TIME-ZONE", "IANA",
    ),
    "no number": (f"{START}{END}{SILENCE}SEQUENCE:-1\n", 7, "SEQUENCE", "whole number"),
    "edge of time": (
        f"DTSTART;TZID=Asia/Tokyo:00010101T000000\nDURATION:P1D\n{SILENCE}", 3, "DTSTART", "edge",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", list(FAULTS))
def test_that_a_fault_is_named_by_line_and_property_and_the_rest_is_read(
    tmp_path: Path, fault: str
) -> None:
    event, line, column, why = FAULTS[fault]
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\n{GOOD}END:VCALENDAR\n"
    rows, intake = taken(tmp_path, text)
    assert len(rows) == 1
    assert intake.rows_read == 2
    (problem,) = intake.problems
    assert (problem.place.file, problem.place.row, problem.place.column) == (
        "calendar.ics",
        line,
        column,
    )
    assert why in problem.why
    assert problem.remedy


@pytest.mark.parametrize(
    ("text", "rows", "told"),
    [
        (f"BEGIN:VCALENDAR\n{GOOD}BEGIN:VEVENT\n{START}", 1, [1, 9]),
        (f"BEGIN:VCALENDAR\n{GOOD}", 1, [1]),
        (f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{START}{GOOD}END:VCALENDAR\n", 1, [2]),
        (f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{START}END:VCALENDAR\n", 0, [2]),
        (f"BEGIN:VCALENDAR\n{GOOD}BEGIN:VCALENDAR\n{GOOD}END:VCALENDAR\n", 1, [1]),
        (f"BEGIN:VCALENDAR\nBEGIN:VTODO\n{GOOD}END:VCALENDAR\n", 1, [3]),
        (
            f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{START}BEGIN:VALARM\nEND:VEVENT\n{GOOD}END:VCALENDAR\n",
            1,
            [2],
        ),
        (
            f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTEND 1\n{SILENCE}END:VEVENT\n{GOOD}END:VCALENDAR\n",
            1,
            [3],
        ),
        (f"BEGIN:VCALENDAR\nEND:VEVENT\nnonsense\n\nEND:X\n{GOOD}END:VCALENDAR\njunk\n", 1, []),
    ],
)
def test_that_parts_that_are_not_ended_are_named(
    tmp_path: Path, text: str, rows: int, told: list[int]
) -> None:
    found, intake = taken(tmp_path, text)
    assert len(found) == rows
    assert sorted(problem.place.row or 0 for problem in intake.problems) == told


def test_that_bytes_of_another_encoding_are_named(tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    bad = f"BEGIN:VEVENT\n{START}{END}SUMMARY:Silence in C\xf4te d'Ivoire\nEND:VEVENT\n"
    filler = "".join(f"X-FILLER:{number:060}\n" for number in range(1000))
    path.write_bytes(
        f"BEGIN:VCALENDAR\n{filler}{GOOD}".encode() + bad.encode("cp1252") + b"END:VCALENDAR\n"
    )
    source, intake = Source(path.name, path), Intake(path.name)
    assert sum(part.frame.height for part in IMPORTER.read(source, intake)) == 1
    (problem,) = intake.problems
    assert (problem.place.column, "encoding" in problem.why) == ("SUMMARY", True)


def test_that_a_property_of_megabytes_is_refused_where_it_matters(tmp_path: Path) -> None:
    huge = "x" * 3_000_000
    text = (
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{START}{END}{SILENCE}DESCRIPTION:{huge}\nEND:VEVENT\n"
        f"BEGIN:VEVENT\n{START}{END}SUMMARY:Silence in Kenya {huge}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    rows, intake = taken(tmp_path, text)
    assert [row["country_code"] for row in rows] == ["FR"]
    assert [problem.place.row for problem in intake.problems] == [12]


def test_that_events_beyond_all_measure_are_counted_and_not_kept(tmp_path: Path) -> None:
    text = "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nSTATUS:X\nEND:VEVENT\n" * (MOST_EVENTS + 7)
    rows, intake = taken(tmp_path, f"{text}END:VCALENDAR\n")
    assert rows == []
    assert intake.rows_read == MOST_EVENTS + 7
    assert [p.what for p in intake.problems if "were not read" in p.what] == [
        "7 events were not read"
    ]
    assert len(intake.problems) == MOST_EVENTS + 1
