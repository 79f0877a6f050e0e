"""Restriction periods: half-open in each zone, and never called clear past what is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.dates.countdown import countdown_text, span_text
from eoc_app.domain.restrictions.restriction import (
    Period,
    Stretch,
    edges,
    most_pressing,
    next_edge,
    standing,
    standing_of,
    zones_in_force,
)
from tests.domain.restrictions.stretches import EPOCH, ZONES, covered, moments, stretches

START = datetime(2024, 11, 2, 22, tzinfo=UTC)
END = datetime(2024, 11, 3, 19, tzinfo=UTC)
LATE = END + timedelta(days=30)
TICK = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ONE = Stretch("Europe/Chisinau", START, END)


def period(*parts: Stretch) -> Period:
    return Period("p", parts, (None,) * len(parts))


periods = st.lists(stretches(), min_size=1, max_size=5).map(lambda parts: period(*parts))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - TICK, "upcoming"), (START, "in_force"), (END - TICK, "in_force"), (END, "ended"),
        (END + TICK, "ended"),
    ],
)  # fmt: skip
def test_that_the_start_is_inside_a_period_and_its_end_is_not(at: datetime, expected: str) -> None:
    assert standing(ONE, at, LATE) == expected
    assert standing_of(period(ONE), at, LATE) == expected


@given(stretches(), moments(), moments())
def test_that_exactly_the_moments_from_start_to_end_are_in_force(
    one: Stretch, at: datetime, known_until: datetime
) -> None:
    inside = (
        not one.withdrawn
        and one.starts_at is not None
        and one.starts_at <= at
        and (one.ends_at is None or at < one.ends_at)
    )
    assert (standing(one, at, known_until) == "in_force") == inside


@given(stretches(), moments(), moments())
def test_that_past_what_is_known_nothing_is_clear_that_was_not_over_before(
    one: Stretch, at: datetime, known_until: datetime
) -> None:
    state = standing(one, at, known_until)
    if state == "ended":
        assert one.ends_at is not None
        assert one.ends_at <= min(at, known_until)
    if at > known_until:
        assert state != "upcoming"


@given(stretches(), moments())
def test_that_what_is_withdrawn_is_moved_at_every_moment(one: Stretch, at: datetime) -> None:
    gone = Stretch(one.time_zone, one.starts_at, one.ends_at, withdrawn=True)
    assert standing(gone, at, LATE) == "moved"
    assert next_edge(period(gone), at) is None
    assert covered([gone]) == []


def test_that_a_rule_without_dates_is_undated_at_every_moment() -> None:
    for at in (START - TICK, START, LATE, LATE + TICK):
        assert standing(Stretch("UTC", None, None), at, LATE) == "undated"


@given(periods, moments())
def test_that_a_period_is_in_force_where_any_of_its_zones_is_and_nowhere_else(
    whole: Period, at: datetime
) -> None:
    running, count = zones_in_force(whole, at)
    in_force = [standing(one, at, LATE) == "in_force" for one in whole.stretches]
    assert (running, count) == (sum(in_force), len(whole.stretches))
    assert (standing_of(whole, at, LATE) == "in_force") == any(in_force)
    union = covered(whole.stretches)
    inside = [s for s, e in union if s <= at and (e is None or at < e)]
    assert bool(inside) == any(in_force)


@given(st.lists(stretches(), max_size=8))
def test_that_the_union_over_zones_is_in_order_and_its_parts_do_not_touch(
    parts: list[Stretch],
) -> None:
    union = covered(parts)
    for (_, ends), (starts, _) in pairwise(union):
        assert ends is not None
        assert ends < starts
    assert covered(reversed(parts)) == union


@given(periods, moments())
def test_that_nothing_changes_before_the_next_edge_and_something_at_it(
    whole: Period, at: datetime
) -> None:
    states = [[standing(one, moment, LATE) for one in whole.stretches] for moment in (at,)]
    found = next_edge(whole, at)
    for hours in range(100):
        moment = at + hours * HOUR
        if found is not None and moment >= found[0]:
            break
        assert [standing(one, moment, LATE) for one in whole.stretches] == states[0]
    if found is not None:
        after = [standing(one, found[0], LATE) for one in whole.stretches]
        assert after != states[0]
        kinds = {what for moment, what in edges(whole) if moment == found[0]}
        assert found[1] in kinds


@given(periods)
def test_that_the_order_of_zones_changes_nothing_that_is_told(whole: Period) -> None:
    turned = period(*reversed(whole.stretches))
    assert list(edges(turned)) == list(edges(whole))
    assert (turned.starts_at, turned.ends_at) == (whole.starts_at, whole.ends_at)
    for hours in range(0, 100, 7):
        at = EPOCH + hours * HOUR
        assert standing_of(turned, at, LATE) == standing_of(whole, at, LATE)


@given(stretches(dated=True, withdrawn=False), st.sampled_from(ZONES), st.integers(-12, 12))
def test_that_a_zone_hours_further_on_is_in_force_as_many_hours_later(
    one: Stretch, zone: str, hours: int
) -> None:
    assert one.starts_at is not None
    assert one.ends_at is not None
    later = Stretch(zone, one.starts_at + hours * HOUR, one.ends_at + hours * HOUR)
    for at in (one.starts_at - HOUR, one.starts_at, one.ends_at - TICK, one.ends_at):
        assert standing(later, at + hours * HOUR, LATE) == standing(one, at, LATE)


def test_that_of_several_standings_the_one_that_matters_most_is_told() -> None:
    assert most_pressing(["ended", "upcoming", "in_force"]) == "in_force"
    assert most_pressing(["ended", "not_known"]) == "not_known"
    assert most_pressing([]) == "no_rule"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=6, hours=17, minutes=20), "6 d 17 h"),
        (timedelta(hours=13, minutes=58, seconds=59), "13 h 58 m"),
        (timedelta(minutes=4), "4 m"), (timedelta(days=2), "2 d"), (timedelta(hours=3), "3 h"),
        (timedelta(days=145, hours=5), "145 d"), (timedelta(), "0 m"), (timedelta(hours=-1), "0 m"),
    ],
)  # fmt: skip
def test_that_a_length_of_time_has_its_two_largest_units(span: timedelta, text: str) -> None:
    assert span_text(span) == text


@given(st.integers(0, 99 * 24 * 60 + 1439))
def test_that_a_length_of_time_is_never_longer_than_it_is(minutes: int) -> None:
    units = {"d": 1440, "h": 60, "m": 1}
    words = span_text(timedelta(minutes=minutes)).split(" ")
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert told <= minutes < told + (60 if minutes >= 1440 else 1)


@given(st.integers(0, 24 * 3600 - 1))
def test_that_within_a_day_a_countdown_is_told_to_the_second(seconds: int) -> None:
    units = {"h": 3600, "m": 60, "s": 1}
    words = countdown_text(timedelta(seconds=seconds)).split(" ")
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert told == seconds


def test_that_a_longer_countdown_is_told_as_a_length_of_time() -> None:
    assert countdown_text(timedelta(days=2, hours=3, seconds=1)) == "2 d 3 h"
    assert countdown_text(timedelta(seconds=-1)) == "0 m"
