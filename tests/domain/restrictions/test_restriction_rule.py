"""Rules times elections: the periods lie where the words say, by the clocks of each zone."""

# ruff: noqa: FBT001 - parameters of tests

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eoc_app.domain.dates import civil_time
from eoc_app.domain.restrictions.restriction import histories
from tests.domain.restrictions.rules import derived, election, only, rule

DAY = timedelta(days=1)
ZONES = (
    "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut", "Europe/Paris", "Asia/Kolkata",
    "Pacific/Auckland", "America/St_Johns", "Australia/Lord_Howe",
)  # fmt: skip
STARTS = (
    "00:00 3 days before polling day", "24:00 on the day before polling day", "polls open",
    "20:40 on the Thursday before polling day", "00:00 on polling day",
)  # fmt: skip
ENDS = ("polls close", "24:00 on polling day", "12:00 on the day after polling day",
        "2 days after polls close", "00:00 on the Monday after polling day")  # fmt: skip
polling_days = st.dates(date(2005, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(STARTS), st.sampled_from(ENDS), st.sampled_from(ZONES), polling_days)
def test_that_a_period_holds_exactly_the_moments_between_its_local_ends(
    starts: str, ends: str, zone: str, on: date
) -> None:
    one = only(rule(starts, ends, [zone]), election(on))
    where, stretch = ZoneInfo(zone), one.stretch
    assert stretch.starts_at is not None
    assert stretch.ends_at is not None
    for edge_, civil, at in (
        ("start", one.starts_local, stretch.starts_at), ("end", one.ends_local, stretch.ends_at),
    ):  # fmt: skip
        shown = civil_time.local(at.replace(tzinfo=None), where)
        before = civil_time.local(at.replace(tzinfo=None) - timedelta(seconds=1), where)
        if civil_time.occurrence(civil, where) == "never":
            assert before < civil < shown, edge_  # the clocks jump over it at that moment
        else:
            assert shown == civil, edge_
    assert stretch.starts_at < stretch.ends_at


@given(st.integers(0, 30), st.integers(0, 24 * 60), st.sampled_from(ZONES), polling_days)
def test_that_a_rule_and_the_period_it_gives_agree_on_polling_day(
    days: int, minutes: int, zone: str, on: date
) -> None:
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    words = f"{clock} {days} days before polling day"
    one = only(rule(words, "24:00 on the day after polling day", [zone]), election(on))
    midnight = datetime.combine(on, datetime.min.time())
    assert one.starts_local - timedelta(minutes=minutes) + days * DAY == midnight
    assert one.ends_local == midnight + 2 * DAY


@given(
    st.sampled_from(STARTS[:3]), st.sampled_from(ENDS[:3]), st.sampled_from(ZONES), polling_days,
    st.integers(-400, 400),
)  # fmt: skip
def test_that_moving_an_election_moves_its_period_by_as_many_local_days(
    starts: str, ends: str, zone: str, on: date, days: int
) -> None:
    known = rule(starts, ends, [zone])
    before, after = only(known, election(on)), only(known, election(on + days * DAY))
    assert after.starts_local - before.starts_local == days * DAY
    assert after.ends_local - before.ends_local == days * DAY


@given(polling_days, st.sampled_from(ZONES), st.integers(1, 60))
def test_that_hours_before_the_close_are_elapsed_whatever_clocks_do(
    on: date, zone: str, hours: int
) -> None:
    one = only(rule(f"{hours} hours before polls close", "polls close", [zone]), election(on))
    assert one.stretch.ends_at is not None
    assert one.stretch.starts_at == one.stretch.ends_at - timedelta(hours=hours)
    assert one.ends_local == datetime.combine(on, datetime.min.time()) + timedelta(hours=18)


@given(st.sampled_from(STARTS), polling_days, st.lists(st.sampled_from(ZONES), unique=True))
def test_that_every_zone_has_the_same_local_times_by_its_own_clocks(
    starts: str, on: date, zones: list[str]
) -> None:
    assume(zones)
    (found,) = derived(rule(starts, "polls close", zones), election(on))
    assert [one.stretch.time_zone for one in found.versions] == zones
    assert len({(one.starts_local, one.ends_local) for one in found.versions}) == 1
    for one in found.versions:
        alone = only(rule(starts, "polls close", [one.stretch.time_zone]), election(on))
        assert alone.stretch == one.stretch


@given(polling_days, st.lists(st.sampled_from(ZONES), min_size=2, unique=True))
def test_that_an_hour_with_a_zone_is_one_moment_in_every_zone(on: date, zones: list[str]) -> None:
    closing = "17:00 America/Sao_Paulo"
    (found,) = derived(rule("24 hours before polls close", "polls close", zones, closing),
                       election(on, "BR"))  # fmt: skip
    assert len({one.stretch.ends_at for one in found.versions}) == 1


MISSING_MIDNIGHTS = (
    ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00"),
    ("Africa/Cairo", date(2024, 4, 26), "2024-04-25T22:00"),
    ("Asia/Beirut", date(2024, 3, 31), "2024-03-30T22:00"),
)


@pytest.mark.parametrize(("zone", "on", "at"), MISSING_MIDNIGHTS)
@pytest.mark.parametrize("words", ["00:00 on polling day", "24:00 on the day before polling day"])
def test_that_a_midnight_that_clocks_skip_is_the_moment_of_the_skip(
    zone: str, on: date, at: str, words: str
) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    starts = only(rule(words, "polls close", [zone]), election(on))
    assert starts.stretch.starts_at == moment
    ends = only(rule("00:00 on the day before polling day", words, [zone]), election(on))
    assert ends.stretch.ends_at == moment


KNOWN = st.none() | st.datetimes(datetime(2024, 1, 1), datetime(2024, 3, 1))


@given(
    st.lists(st.tuples(st.sampled_from(STARTS), KNOWN), min_size=1, max_size=4),
    KNOWN, st.booleans(), st.datetimes(datetime(2023, 12, 1), datetime(2024, 4, 1)),
)  # fmt: skip
def test_that_a_wording_or_a_move_counts_only_once_it_was_known(
    said: list[tuple[str, datetime | None]], moved: datetime | None, gone: bool, at: datetime
) -> None:
    def utc(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.replace(tzinfo=UTC)

    now = at.replace(tzinfo=UTC)
    rules = [
        rule(words, "polls close", ["Asia/Kolkata"], version=number, known_from_at=utc(known))
        for number, (words, known) in enumerate(said, 1)
    ]
    old, new = date(2024, 5, 1), date(2024, 6, 1)
    fate: dict[str, Any] = {"status": "cancelled"} if gone else {"previous_on": old}
    listed = election(old if gone else new, "IN", known_from_at=utc(moved), **fate)
    found = [
        (one.period_id, version.stretch)
        for one in derived(rules, listed)
        for version in one.versions
    ]
    history = histories(found)
    known_by_then = [one for one in rules if (one.known_from_at or now) <= now]
    is_moved = moved is None or moved <= at
    shown = {
        (stretch.starts_at, stretch.ends_at, stretch.withdrawn)
        for each in history.values()
        if (period := each.as_known(now)) is not None
        for stretch in period.stretches
    }
    if not known_by_then:
        assert shown == set()
        return
    day = new if is_moved and not gone else old
    afresh = only(known_by_then[-1], election(day, "IN")).stretch
    if gone and is_moved:
        assert {withdrawn for _, _, withdrawn in shown} <= {True}
    else:
        assert shown == {(afresh.starts_at, afresh.ends_at, False)}
    for each in history.values():
        for line in each.zones:
            assert [one.version for one in line] == list(range(1, len(line) + 1))
