"""Calendars are read: what we exported as it was, what others keep by its words, the rest named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.icalendar_file import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n"
PARIS = "DTSTART;TZID=Europe/Paris:20240608T000000\nDTEND;TZID=Europe/Paris:20240609T200000\n"
SILENCE = "SUMMARY:Electoral silence in France\n"
LAW = "URL:hxxps://law\n"
Read = Callable[..., tuple[list[dict[str, Any]], Intake]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a calendar of some events; gives its rows and the account of the file."""

    def act(*events: str, head: str = HEAD, end: str = "END:VCALENDAR\n") -> Any:
        text = head + "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events) + end
        path = tmp_path / "calendar.ics"
        path.write_bytes(text.replace("\n", "\r\n").encode())
        source, intake = Source(path.name, path), Intake(path.name)
        known = importer_of(source)
        assert known is not None
        assert known[0] == "icalendar_file"
        return [
            row for part in IMPORTER.read(source, intake) for row in part.frame.to_dicts()
        ], intake

    return act


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def refused(intake: Intake) -> list[tuple[int | None, str | None, str]]:
    return [
        (problem.place.row, problem.place.column, problem.why)
        for problem in intake.problems
        if problem.place.column != "citation"
    ]


def test_that_a_zone_named_by_the_event_is_its_own(read: Read) -> None:
    (row,), intake = read(PARIS + SILENCE + LAW + "UID:1\n", head=HEAD + "X-WR-CALNAME:Watch\n")
    assert (row["country_code"], row["rule"], row["time_zone"]) == (
        "FR",
        "electoral_silence",
        "Europe/Paris",
    )
    assert (row["starts_local"], row["starts_at"]) == (at("2024-06-08"), at("2024-06-07T22:00"))
    assert (row["ends_local"], row["ends_at"]) == (at("2024-06-09T20:00"), at("2024-06-09T18:00"))
    assert (row["medium"], row["stated_by"]) == ("Electoral silence in France", "Watch")
    assert (row["citation"], row["confidence"], row["imposed_by"]) == ("hxxps://law", "low", "law")
    assert (row["version"], row["withdrawn"], row["known_from_at"]) == (1, None, None)
    assert row["source_row"] == 5
    assert (intake.title, intake.rows_read, intake.problems) == ("Watch", 1, [])


@pytest.mark.parametrize(
    ("ends", "local", "utc"),
    [
        ("DURATION:P1DT6H", "2024-03-31T07:00", "2024-03-31T05:00"),
        ("DURATION:P2D", "2024-04-01T00:00", "2024-03-31T22:00"),
        ("DURATION:PT48H", "2024-04-01T01:00", "2024-03-31T23:00"),
        ("DTEND:20240331T010000Z", "2024-03-31T03:00", "2024-03-31T01:00"),
        ("DTEND;TZID=Asia/Tokyo:20240331T100000", "2024-03-31T03:00", "2024-03-31T01:00"),
        ("DTEND;TZID=Europe/Paris:20240331T240000", "2024-04-01T00:00", "2024-03-31T22:00"),
        ("DTEND;TZID=Europe/Paris:20240331T235900", "2024-04-01T00:00", "2024-03-31T22:00"),
    ],
)
def test_that_an_end_is_found_across_a_change_of_clocks(
    read: Read, ends: str, local: str, utc: str
) -> None:
    (row,), _ = read(f"DTSTART;TZID=Europe/Paris:20240330T000000\n{ends}\n{SILENCE}")
    assert (row["ends_local"], row["ends_at"]) == (at(local), at(utc))


def test_that_a_whole_day_is_a_local_day_and_its_end_is_not_included(read: Read) -> None:
    day = "DTSTART;VALUE=DATE:20240608\n"
    rows, _ = read(day + SILENCE, day + "DTEND;VALUE=DATE:20240610\n" + SILENCE + "UID:2\n")
    assert [(row["starts_at"], row["ends_at"]) for row in rows] == [
        (at("2024-06-07T22:00"), at("2024-06-08T22:00")),
        (at("2024-06-07T22:00"), at("2024-06-09T22:00")),
    ]


def test_that_utc_is_told_in_the_main_zone_of_the_country(read: Read) -> None:
    (row,), _ = read(
        "DTSTART:20240530T060000Z\nDTEND:20240603T000000Z\nSUMMARY:Veda: election silence\n"
        "LOCATION:Mexico City\\, Mexico\n"
    )
    assert (row["country_code"], row["time_zone"]) == ("MX", "America/Mexico_City")
    assert (row["starts_local"], row["ends_at"]) == (at("2024-05-30"), at("2024-06-03"))
    assert "UTC" in row["note"]


def test_that_a_time_without_a_zone_is_of_the_calendar_or_the_one_zone_of_the_country(
    read: Read,
) -> None:
    floating = "DTSTART:20241026T000000\nDTEND:20241027T200000\n"
    kenya, mexico = f"{floating}SUMMARY:Silence, Kenya\n", f"{floating}SUMMARY:Silence, Mexico\n"
    (row,), intake = read(kenya, mexico)
    assert row["time_zone"] == "Africa/Nairobi"
    assert [(line, column) for line, column, _ in refused(intake)] == [(10, "DTSTART")]
    rows, intake = read(mexico, head=HEAD + "X-WR-TIMEZONE:America/Mexico_City\n")
    assert [row["time_zone"] for row in rows] == ["America/Mexico_City"]
    assert refused(intake) == []


@pytest.mark.parametrize(
    ("place", "zone", "noted"),
    [
        ("Kenya", "Africa/Nairobi", True),
        ("Argentina", "America/Argentina/Buenos_Aires", True),
        ("Germany", "Europe/Berlin", False),
        ("Brazil", "Europe/Berlin", True),
    ],
)
def test_that_a_country_of_one_clock_is_told_by_it_and_not_by_the_calendar_s(
    read: Read, place: str, zone: str, *, noted: bool
) -> None:
    event = f"DTSTART:20241026T000000\nDTEND:20241027T200000\nSUMMARY:Silence, {place}\n"
    (row,), _ = read(event, head=HEAD + "X-WR-TIMEZONE:Europe/Berlin\n")
    assert row["time_zone"] == zone
    assert row["starts_local"] == datetime(2024, 10, 26)
    assert ("Europe/Berlin" in (row["note"] or "")) or not noted


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Romance Standard Time", "Europe/Paris"),
        ("/citadel.org/20190914_1/Europe/Paris", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("Our own", "Europe/Brussels"),
        ("/x/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_that_other_names_of_zones_are_understood(read: Read, name: str, zone: str) -> None:
    head = HEAD + (
        "BEGIN:VTIMEZONE\nTZID:Our own\nX-LIC-LOCATION:Europe/Brussels\nBEGIN:STANDARD\n"
        "DTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    (row,), _ = read(PARIS.replace("Europe/Paris", name) + SILENCE, head=head)
    assert row["time_zone"] == zone


def test_that_a_cancelled_event_is_withdrawn_and_a_tentative_one_says_so(read: Read) -> None:
    rows, _ = read(
        PARIS + SILENCE + "UID:1\nSTATUS:CANCELLED\n",
        PARIS + SILENCE + "UID:2\nSTATUS:Tentative\nCLASS:CONFIDENTIAL\n",
    )
    assert [row["withdrawn"] for row in rows] == [True, None]
    assert [row["conditional"] for row in rows] == [None, None]
    assert rows[1]["note"] == "the calendar calls it tentative; marked confidential in the calendar"
    (row,), _ = read(PARIS + SILENCE, head=HEAD + "METHOD:CANCEL\n")
    assert row["withdrawn"]


def test_that_rule_and_country_are_told_by_categories_and_places_too(read: Read) -> None:
    rows, _ = read(
        PARIS
        + "SUMMARY:Nothing may be said\nCATEGORIES:Work,opinion_poll_ban\nLOCATION:Paris\\, FR\n",
        PARIS + "SUMMARY:Ban on new political ads (KE)\nUID:2\n",
        PARIS + "SUMMARY:Results ban before polls close\nUID:3\nCATEGORIES:Papua New Guinea\n",
    )
    assert [(row["rule"], row["country_code"]) for row in rows] == [
        ("opinion_poll_ban", "FR"),
        ("new_political_ads_ban", "KE"),
        ("results_publication_ban", "PG"),
    ]


def test_that_what_is_stamped_as_an_exercise_stays_one(read: Read) -> None:
    rows, intake = read(
        PARIS + "SUMMARY:EXERCISE \u2013 Electoral silence \u2013 France\n",
        PARIS + SILENCE + "CATEGORIES:EXERCISE\nUID:2\n",
    )
    assert [row["provenance"] for row in rows] == ["synthetic", "synthetic"]
    assert intake.provenance == "synthetic"


def test_that_polling_days_and_tasks_are_counted_and_left_to_others(read: Read) -> None:
    rows, intake = read(
        "DTSTART;VALUE=DATE:20240609\nSUMMARY:European election\nCATEGORIES:ELECTION\n",
        end="BEGIN:VTODO\nSUMMARY:x\nBEGIN:VALARM\nEND:VALARM\nEND:VTODO\nEND:VCALENDAR\n",
    )
    assert (rows, intake.problems, intake.rows_read) == ([], [], 2)
    assert intake.skipped == {
        "polling days, which a calendar of elections states": 1,
        "parts of a calendar that are no events": 1,
    }


def test_that_a_missing_citation_is_told_and_the_period_kept(read: Read) -> None:
    rows, intake = read(PARIS + SILENCE)
    assert [row["citation"] for row in rows] == [None]
    assert [(p.what, p.place.row) for p in intake.problems] == [
        ("A restriction period has no citation", 4)
    ]


@pytest.mark.parametrize(
    "start",
    [b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", b"begin:vcalendar\n", b"\r\n\r\nBegin:VCalendar\r\n"],
)
def test_that_a_calendar_is_known_by_its_first_line(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "no-ending"
    body = f"begin:vevent\n{PARIS}{SILENCE}end:vevent\nend:vcalendar\n"
    path.write_bytes(start + body.encode())
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    assert sum(part.frame.height for part in IMPORTER.read(source, intake)) == 1


def test_that_other_encodings_and_letters_split_by_a_fold_are_read(tmp_path: Path) -> None:
    folded = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{PARIS}SUMMARY:Silence in C\xf4te d'Ivoire\r\n"
    folded += "END:VEVENT\r\nEND:VCALENDAR\r\n"
    raw = folded.encode().replace(b"\xc3\xb4", b"\xc3\r\n \xb4")
    for content in (raw, folded.encode("utf-16"), folded.encode("cp1252")):
        path = tmp_path / "calendar.ics"
        path.write_bytes(content)
        source, intake = Source(path.name, path), Intake(path.name)
        assert IMPORTER.recognises(source)
        rows = [row for part in IMPORTER.read(source, intake) for row in part.frame.to_dicts()]
        assert [row["country_code"] for row in rows] == ["CI"]


def test_that_what_has_no_end_stays_open(read: Read) -> None:
    (row,), _ = read(PARIS.splitlines()[0] + "\n" + SILENCE)
    assert (row["ends_local"], row["ends_at"]) == (None, None)
    assert row["note"] == "the calendar states no end"
    assert row["starts_at"].replace(tzinfo=UTC) == datetime(2024, 6, 7, 22, tzinfo=UTC)
