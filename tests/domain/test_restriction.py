"""Restriction periods: half-open, versioned, and never called clear past what is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.restriction import Period, current_versions, span_text, standing

START = datetime(2024, 11, 2, 22, tzinfo=UTC)
END = datetime(2024, 11, 3, 19, tzinfo=UTC)
LATE = END + timedelta(days=30)
TICK = timedelta(seconds=1)


def period(
    version: int = 1,
    *,
    starts_at: datetime | None = START,
    ends_at: datetime | None = END,
    known: datetime | None = None,
    period_id: str = "p",
) -> Period:
    return Period(
        period_id=period_id, version=version, country_code="MD", rule="electoral_silence",
        medium="all", time_zone="Europe/Chisinau", starts_at=starts_at, ends_at=ends_at,
        known_from_at=known,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - TICK, "upcoming"), (START, "in_force"), (END - TICK, "in_force"), (END, "ended"),
        (END + TICK, "ended"),
    ],
)  # fmt: skip
def test_that_the_start_is_inside_a_period_and_its_end_is_not(at: datetime, expected: str) -> None:
    assert standing(period(), at, LATE) == expected


def test_that_a_rule_without_dates_is_undated_at_every_moment() -> None:
    for at in (START - TICK, START, LATE, LATE + TICK):
        assert standing(period(starts_at=None, ends_at=None), at, LATE) == "undated"


def test_that_a_period_without_an_end_on_record_stays_in_force() -> None:
    one = period(ends_at=None)
    assert standing(one, START - TICK, LATE) == "upcoming"
    assert standing(one, START - TICK, START - 2 * TICK) == "not_known"
    assert [standing(one, at, LATE) for at in (START, LATE, LATE + TICK)] == ["in_force"] * 3


@given(st.integers(-100, 100), st.integers(1, 100), st.integers(-200, 200), st.integers(-200, 200))
def test_that_past_the_snapshot_nothing_is_clear_that_was_not_over_before(
    begins: int, hours: int, at: int, known: int
) -> None:
    one = period(
        starts_at=START + timedelta(hours=begins), ends_at=START + timedelta(hours=begins + hours)
    )
    moment, known_until = START + timedelta(hours=at), START + timedelta(hours=known)
    state = standing(one, moment, known_until)
    if moment > known_until:
        assert state in ("in_force", "not_known", "ended")
        assert state != "ended" or (one.ends_at is not None and one.ends_at <= known_until)
    else:
        assert state in ("in_force", "upcoming", "ended")


def test_that_the_version_known_at_the_moment_is_current() -> None:
    first = period(1, known=START - timedelta(days=30))
    second = period(2, known=START - timedelta(days=1), ends_at=LATE)
    assert current_versions([second, first], START - timedelta(days=40)) == []
    assert current_versions([second, first], START - timedelta(days=2)) == [first]
    assert current_versions([second, first], START - timedelta(days=1)) == [second]


def test_that_a_version_that_nothing_dates_is_known_all_along() -> None:
    only = period(1)
    assert current_versions([only], START - timedelta(days=400)) == [only]
    last = period(2)
    assert current_versions([period(1, known=START), last], START - timedelta(days=1)) == [last]
    later = period(2, known=START)
    assert current_versions([only, later], START - timedelta(days=1)) == [only]
    assert current_versions([only, later], START) == [later]


def test_that_periods_do_not_take_each_others_versions() -> None:
    one, other = period(3), period(1, period_id="q")
    assert current_versions([other, one], START) == [one, other]


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
