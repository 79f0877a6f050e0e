"""The register as iCalendar: what other programs read in it is what the register says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from eoc_app.builder.calendars.content_lines import unescaped
from eoc_app.calendar import as_icalendar
from eoc_app.domain.restrictions.restriction import RULES
from eoc_app.domain.takedowns.defang import defanged
from eoc_app.views.register_view import RegisterPeriod, RegisterView
from tests.calendar.registers import AS_OF, ZONES, period, polling, register, version, zone_state

CIVIL = st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def events(view: RegisterView) -> list[Any]:
    """The events that the library's own parser finds, which knows nothing of this program."""
    return list(Calendar.from_ical(as_icalendar(view)).events)


def text(event: Any, key: str) -> str:
    return str(event[key])


def test_that_a_period_is_an_event_of_its_own_local_times_and_zone() -> None:
    view = register(period())
    (event,) = events(view)
    raw = as_icalendar(view)
    assert b"DTSTART;TZID=America/Mexico_City:20240530T000000\r\n" in raw
    assert b"DTEND;TZID=America/Mexico_City:20240602T180000\r\n" in raw
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Mexico_City\r\n" in raw
    assert event.start.astimezone(UTC) == datetime(2024, 5, 30, 6, tzinfo=UTC)
    assert event.end.astimezone(UTC) == datetime(2024, 6, 3, tzinfo=UTC)
    assert text(event, "SUMMARY") == "Electoral silence \u2013 Mexico (all campaigning)"
    assert text(event, "UID") == "mx-silence/America/Mexico_City/@eoc"
    assert text(event, "LOCATION") == "Mexico"
    assert text(event, "STATUS") == "CONFIRMED"
    assert text(event, "TRANSP") == "TRANSPARENT"
    assert event.categories == [RULES["electoral_silence"]]
    assert event["DTSTAMP"].dt == AS_OF
    assert event["SEQUENCE"] == 0


def test_that_the_description_says_state_clocks_law_and_source() -> None:
    (event,) = events(
        register(period(stated_by="the electoral institute", moved="end moved: was Sat 1 Jun"))
    )
    lines = text(event, "DESCRIPTION").split("\n")
    assert "State at Sat 1 Jun 2024 18:00 UTC (snapshot): in force · 1 d 6 h left" in lines
    assert "State by the wall clock, Sat 1 Jun 2024 20:30 UTC: in force · 1 d 3 h left" in lines
    assert (
        "Local (America/Mexico_City): Thu 30 May 2024 00:00 to Sun 2 Jun 2024 18:00 (not included)"
        in lines
    )
    assert "UTC: Thu 30 May 2024 06:00 to Mon 3 Jun 2024 00:00 (not included)" in lines
    assert "Citation: LEGIPE art. 251" in lines
    assert "Confidence: medium; version 1" in lines
    assert "Imposed by: law; says so: the electoral institute" in lines
    assert "Moved: end moved: was Sat 1 Jun" in lines
    assert "TLP:AMBER" in lines
    assert "Snapshot: Monday by Tests (0123456789ab)" in lines


def test_that_a_missing_citation_is_said_and_a_link_is_none() -> None:
    bare = period(versions=(version(zone_state(), citation=None),))
    (event,) = events(register(bare))
    assert "Citation: no citation on record" in text(event, "DESCRIPTION")
    linked = period(versions=(version(zone_state(), citation="see https://law.example/art/251"),))
    (event,) = events(register(linked))
    assert "hxxps://law[.]example/art/251" in text(event, "DESCRIPTION")
    assert "https:" not in text(event, "DESCRIPTION") + text(event, "SUMMARY")
    assert "URL" not in event
    assert text(event, "X-EOC-CITATION") == "see https://law.example/art/251"


def test_that_every_zone_has_an_event_and_only_the_version_known_there() -> None:
    east, west = (
        zone_state(name, datetime(2024, 10, 29), datetime(2024, 11, 6))
        for name in ("America/New_York", "America/Los_Angeles")
    )
    told = (
        version(east, 1),
        version(east, 2, known_from_at=AS_OF, note="moved"),
        version(east, 3, known=False, note="not announced yet"),
        version(west, 1),
    )
    found = events(register(period(east, west, versions=told, country="United States")))
    assert [text(event, "X-EOC-TIME-ZONE") for event in found] == [
        "America/New_York",
        "America/Los_Angeles",
    ]
    assert [event["SEQUENCE"] for event in found] == [1, 0]
    assert text(found[0], "X-EOC-NOTE") == "moved"
    assert '"version":1' in text(found[0], "X-EOC-EARLIER")
    assert "X-EOC-EARLIER" not in found[1]
    assert len({text(event, "UID") for event in found}) == 2


def test_that_withdrawn_conditional_and_synthetic_periods_are_stamped() -> None:
    state = zone_state(state="moved")
    gone = period(state, versions=(version(state, withdrawn=True),))
    (event,) = events(register(gone))
    assert text(event, "STATUS") == "CANCELLED"
    assert text(event, "SUMMARY").startswith("Withdrawn: Electoral silence")
    (event,) = events(register(period(conditional=True)))
    assert text(event, "STATUS") == "TENTATIVE"
    assert text(event, "SUMMARY").endswith("if a further round is needed")
    view = register(period(exercise=True), exercise=True)
    (event,) = events(view)
    assert text(event, "SUMMARY").startswith("EXERCISE \u2013 Electoral silence")
    assert event.categories == ["Electoral silence", "EXERCISE"]
    assert text(event, "DESCRIPTION").startswith("EXERCISE")
    assert Calendar.from_ical(as_icalendar(view)).calendar_name.startswith("EXERCISE")


def test_that_what_was_withdrawn_without_new_days_is_cancelled_on_its_old_ones() -> None:
    was, now = zone_state(), zone_state(starts=None, ends=None, state="moved")
    told = (version(was, 1), version(now, 2, withdrawn=True))
    (event,) = events(register(period(now, versions=told)))
    assert event.start == datetime(2024, 5, 30, tzinfo=ZoneInfo("America/Mexico_City"))
    assert (text(event, "STATUS"), event["SEQUENCE"]) == ("CANCELLED", 1)


def test_that_a_period_without_an_end_has_none_and_says_what_that_means() -> None:
    (event,) = events(register(period(zone_state(ends=None))))
    assert "DTEND" not in event
    assert "DURATION" not in event
    assert "stays in force until something on record ends it" in text(event, "DESCRIPTION")


def test_that_a_polling_day_takes_nobodys_time() -> None:
    told = (
        polling(ends_on=date(2024, 6, 3)),
        polling(election_id="mx-2", status="if_needed"),
        polling(election_id="mx-3", status="postponed"),
    )
    view = register(polling=told)
    first, second, third = events(view)
    assert (first.start, first.end) == (date(2024, 6, 2), date(2024, 6, 4))
    assert first.categories == ["ELECTION"]
    assert text(first, "TRANSP") == "TRANSPARENT"
    statuses = [text(event, "STATUS") for event in (first, second, third)]
    assert statuses == ["CONFIRMED", "TENTATIVE", "CANCELLED"]


@pytest.mark.parametrize(
    ("marking", "class_"),
    [
        ("TLP:CLEAR", "PUBLIC"),
        ("TLP:GREEN", "PRIVATE"),
        ("TLP:AMBER", "CONFIDENTIAL"),
        ("TLP:AMBER+STRICT", "CONFIDENTIAL"),
        ("TLP:RED", "CONFIDENTIAL"),
        ("something else", "CONFIDENTIAL"),
    ],
)
def test_that_the_marking_decides_for_whom_an_event_is(marking: str, class_: str) -> None:
    view = register(period(), polling=(polling(),), marking=marking)
    assert [text(event, "CLASS") for event in events(view)] == [class_, class_]
    assert all(marking in text(event, "DESCRIPTION") for event in events(view))


def test_that_the_same_register_gives_the_same_bytes() -> None:
    several = [zone_state(name) for name in ZONES]
    view = register(period(*several), polling=(polling(),))
    assert as_icalendar(view) == as_icalendar(view)
    named = [
        line[5:] for line in as_icalendar(view).decode().split("\r\n") if line.startswith("TZID:")
    ]
    assert named == sorted(set(ZONES) - {"UTC"})


def test_that_countries_without_a_rule_are_named_and_not_called_free() -> None:
    calendar = Calendar.from_ical(as_icalendar(register(period(), unruled=("NG",))))
    said = str(calendar["X-WR-CALDESC"])
    assert "No rule on record for: Nigeria." in said
    assert "not that there is none" in said


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
@example("0.\x1fAA")
def test_that_any_text_comes_back_and_breaks_no_line(said: str) -> None:
    state = zone_state(territory=said)
    view = register(period(state, versions=(version(state, note=said),), medium=said))
    raw = as_icalendar(view)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    kept = "".join(
        mark
        for mark in said.replace("\r\n", "\n").replace("\r", "\n")
        if mark in "\n\t" or (ord(mark) >= 32 and mark != "\x7f")
    )
    (event,) = Calendar.from_ical(raw).events
    assert unescaped(text(event, "X-EOC-NOTE")) == kept
    if "\\" not in kept:  # the library's own reading of escaped backslashes is not exact
        assert text(event, "LOCATION") == defanged(f"Mexico ({kept})")


@given(st.sampled_from(ZONES), CIVIL, st.timedeltas(timedelta(hours=3), timedelta(days=400)))
def test_that_other_programs_read_the_same_moments(
    zone: str, starts: datetime, span: timedelta
) -> None:
    ends = (starts + span).replace(second=0, microsecond=0)
    state = zone_state(zone, starts, ends)
    (event,) = events(register(period(state)))
    assert event.start.astimezone(UTC) == state.starts_at
    assert event.end.astimezone(UTC) == state.ends_at


def test_that_doubtful_hours_are_written_in_utc() -> None:
    state = zone_state(
        "America/New_York", datetime(2024, 3, 10, 2, 30), datetime(2024, 11, 3, 1, 30)
    )
    raw = as_icalendar(register(period(state)))
    assert b"DTSTART:20240310T070000Z\r\n" in raw
    assert b"DTEND:20241103T063000Z\r\n" in raw
    assert b"X-EOC-STARTS:2024-03-10T02:30:00 2024-03-10T07:00:00Z\r\n" in raw


def test_that_a_corrected_list_finds_its_entries_again_and_two_lists_do_not_share_one() -> None:
    def uids(*keys: str) -> list[str]:
        return [text(event, "UID") for event in events(register(*map(_keyed, keys)))]

    (before,), (after,) = uids("MX-silence-1a~11111111"), uids("MX-silence-1a~22222222")
    assert before == after == "MX-silence-1a/America/Mexico_City/@eoc"
    assert len(set(uids("MX-silence-1a~11111111", "MX-silence-1a~22222222"))) == 2


def _keyed(key: str) -> RegisterPeriod:
    return msgspec.structs.replace(period(), period_id=key)
