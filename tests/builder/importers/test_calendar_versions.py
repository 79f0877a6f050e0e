"""The states of one event are versions; what we exported comes back as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.builder.importers.icalendar_file import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from eoc_app.calendar import as_icalendar
from eoc_app.views.register_view import PeriodVersion, RegisterPeriod, RegisterView
from tests.calendar.registers import AS_OF, ZONES, period, polling, register, version, zone_state

PARIS = "DTSTART;TZID=Europe/Paris:20240608T000000\nDTEND;TZID=Europe/Paris:20240609T200000\n"
SILENCE = "SUMMARY:Electoral silence in France\n"
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1))
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calendars")


def taken(folder: Path, content: bytes) -> tuple[list[dict[str, Any]], Intake]:
    path = folder / "calendar.ics"
    path.write_bytes(content)
    source, intake = Source(path.name, path), Intake(path.name)
    rows = [row for part in IMPORTER.read(source, intake) for row in part.frame.to_dicts()]
    return rows, intake


def read(folder: Path, *events: str) -> tuple[list[dict[str, Any]], Intake]:
    text = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return taken(folder, f"BEGIN:VCALENDAR\n\n\n{text}END:VCALENDAR\n".encode())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_that_the_states_of_one_event_are_versions_in_the_order_of_their_sequence(
    folder: Path,
) -> None:
    later = PARIS.replace("20240609T200000", "20240610T200000")
    rows, intake = read(
        folder,
        later + SILENCE + "UID:1\nSEQUENCE:3\nLAST-MODIFIED:20240605T080000Z\n",
        PARIS + SILENCE + "UID:1\nLAST-MODIFIED:20240101T000000Z\n",
        PARIS + SILENCE + "UID:1\nSEQUENCE:1\nLAST-MODIFIED:20240102T000000Z\n",
        PARIS + "SUMMARY:Exit poll ban in France\nUID:1\nSEQUENCE:2\n",
    )
    assert [(row["version"], row["source_row"], row["known_from_at"]) for row in rows] == [
        (2, 4, at("2024-06-05T08:00")),
        (1, 12, None),
    ]
    assert len({row["period_id"] for row in rows}) == 1
    assert intake.skipped == {"events that repeat an earlier event": 1}
    named = [(one.place.row, one.place.column) for one in intake.problems]
    assert (27, "rule") in named
    assert intake.rows_read == 4


def test_that_versions_of_one_event_share_the_zone_of_the_newest(folder: Path) -> None:
    rows, _ = read(
        folder,
        "DTSTART:20240607T220000Z\nDTEND:20240609T170000Z\nUID:1\n" + SILENCE,
        PARIS + SILENCE + "UID:1\nSEQUENCE:1\n",
        "DTSTART;TZID=America/Cayenne:20240608T000000\nDURATION:P1D\nUID:1\nSEQUENCE:2\n" + SILENCE,
    )
    assert {row["time_zone"] for row in rows} == {"America/Cayenne"}
    assert [row["starts_at"] for row in rows] == [
        at("2024-06-07T22:00"),
        at("2024-06-07T22:00"),
        at("2024-06-08T03:00"),
    ]
    assert rows[0]["starts_local"] == at("2024-06-07T19:00")


def test_that_two_events_whose_digests_begin_alike_stay_two(folder: Path) -> None:
    rows, _ = read(folder, *(PARIS + SILENCE + f"UID:{uid}\n" for uid in ("e625", "e2582")))
    assert len({row["period_id"] for row in rows}) == 2
    assert [row["version"] for row in rows] == [1, 1]


def as_row(one: RegisterPeriod, told: PeriodVersion) -> dict[str, Any]:
    """The row of the format that a version of a period is."""

    def utc(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)

    return {
        "provenance": "synthetic" if one.exercise else "published",
        "counts_of": "a period in which a rule restricts campaigning, ads or polls",
        "period_id": one.period_id,
        "version": told.version,
        "known_from_at": utc(told.known_from_at),
        "country_code": one.country_code,
        "territory": told.territory,
        "election": told.election,
        "round": one.round,
        "rule": one.rule,
        "medium": one.medium,
        "platform": one.platform,
        "starts_local": told.starts_local,
        "ends_local": told.ends_local,
        "time_zone": told.time_zone,
        "starts_at": utc(told.starts_at),
        "ends_at": utc(told.ends_at),
        "imposed_by": one.imposed_by,
        "stated_by": one.stated_by,
        "citation": told.citation,
        "confidence": told.confidence,
        "rule_id": None,
        "election_id": None,
        "withdrawn": True if told.withdrawn else None,
        "conditional": True if told.conditional else None,
        "note": told.note,
    }


def rows_of(view: RegisterView) -> list[dict[str, Any]]:
    found = [as_row(one, told) for one in view.periods for told in one.versions if told.known]
    return sorted(found, key=in_order)


def in_order(row: dict[str, Any]) -> str:
    return json.dumps(
        [row["period_id"], row["time_zone"], row["territory"], row["version"]], default=str
    )


def back(folder: Path, view: RegisterView) -> list[dict[str, Any]]:
    rows, intake = taken(folder, as_icalendar(view))
    assert all(one.place.column == "citation" for one in intake.problems), intake.problems
    for row in rows:
        del row["source_row"]
    return sorted(rows, key=in_order)


@st.composite
def registers(draw: st.DrawFn) -> RegisterView:
    """Periods in some zones, announced once to three times, with any moments and words."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        states, told = [], []
        for zone in draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True)):
            territory = draw(st.none() | WORDS)
            times = []
            for _ in range(draw(st.integers(1, 3))):
                starts = draw(MOMENTS)
                span = draw(st.timedeltas(timedelta(hours=4), timedelta(days=90)))
                times.append((starts, draw(st.none() | st.just(starts + span))))
            states.append(zone_state(zone, *times[-1], territory=territory))
            for place, (starts, ends) in enumerate(times, 1):
                one = zone_state(zone, starts, ends, territory=territory)
                told.append(
                    version(
                        one,
                        place,
                        known_from_at=draw(st.none() | st.just(AS_OF - timedelta(days=9 - place))),
                        withdrawn=draw(st.booleans()),
                        citation=draw(st.none() | WORDS),
                        confidence=draw(st.sampled_from(["high", "medium", "low"])),
                        note=draw(st.none() | WORDS),
                        conditional=draw(st.booleans()),
                        election=draw(st.none() | WORDS),
                    )
                )
        found.append(
            period(
                *states,
                versions=tuple(told),
                period_id=f"period-{number}",
                medium=draw(WORDS),
                round=draw(st.none() | WORDS),
                platform=draw(st.none() | WORDS),
                stated_by=draw(st.none() | WORDS),
                exercise=draw(st.booleans()),
            )
        )
    return register(*found, polling=(polling(),))


@given(registers())
def test_that_what_we_exported_comes_back_as_it_was(folder: Path, view: RegisterView) -> None:
    assert back(folder, view) == rows_of(view)


def test_that_what_was_not_known_yet_is_not_exported_and_what_was_withdrawn_comes_back(
    folder: Path,
) -> None:
    was, now = zone_state(), zone_state(starts=None, ends=None, state="moved")
    told = (
        version(was, 1, note="with a\nbreak, a comma; a \\N and a \\"),
        version(now, 2, withdrawn=True, known_from_at=AS_OF),
        version(was, 3, known=False),
    )
    view = register(period(now, versions=told))
    rows = back(folder, view)
    assert rows == rows_of(view)
    assert [row["withdrawn"] for row in rows] == [None, True]
    assert [row["starts_local"] for row in rows] == [datetime(2024, 5, 30), None]


def test_that_an_end_that_somebody_moved_in_a_calendar_counts(folder: Path) -> None:
    state = zone_state("America/New_York", datetime(2024, 3, 10, 2, 30), datetime(2024, 3, 12))
    raw = as_icalendar(register(period(state)))
    moved = raw.replace(b"DTSTART:20240310T070000Z", b"DTSTART:20240309T070000Z")
    rows, _ = taken(folder, moved)
    assert [row["starts_local"] for row in rows] == [datetime(2024, 3, 9, 2)]
    later = raw.replace(b"New_York:20240312T000000", b"New_York:20240313T000000")
    rows, _ = taken(folder, later)
    assert [row["ends_local"] for row in rows] == [datetime(2024, 3, 13)]


def test_that_the_same_version_twice_is_skipped_or_named(folder: Path) -> None:
    raw = as_icalendar(register(period()))
    start, end = raw.index(b"BEGIN:VEVENT"), raw.index(b"END:VCALENDAR")
    again = raw[start:end]
    rows, intake = taken(folder, raw[:end] + again + raw[end:])
    assert len(rows) == 1
    assert intake.skipped == {"events that repeat an earlier event": 1}
    other = again.replace(b"art. 251", b"art. 252")
    rows, intake = taken(folder, raw[:end] + other + raw[end:])
    assert [row["citation"] for row in rows] == ["LEGIPE art. 251"]
    assert ["something else of this version" in one.why for one in intake.problems] == [True]


def test_that_an_earlier_version_that_cannot_be_read_is_named_and_the_newest_kept(
    folder: Path,
) -> None:
    state = zone_state()
    view = register(period(state, versions=(version(state, 1), version(state, 2, note="new"))))
    rows, intake = taken(folder, as_icalendar(view).replace(b"X-EOC-EARLIER:{", b"X-EOC-EARLIER:["))
    assert [row["version"] for row in rows] == [2]
    assert [one.place.column for one in intake.problems] == ["X-EOC-EARLIER"]
