"""Which versions of a restriction period were known when, zone by zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.restrictions.restriction import (
    History,
    Stretch,
    histories,
    is_elsewhere,
    standing_of,
)
from tests.domain.restrictions.stretches import EPOCH, announcements, changes_of, moments

Said = list[tuple[str, Stretch]]


def version(number: int, ends_day: int, known_from_at: datetime | None) -> Stretch:
    return Stretch(
        "America/Los_Angeles",
        datetime(2024, 10, 29, 7, tzinfo=UTC),
        datetime(2024, 11, ends_day, 8, tzinfo=UTC),
        version=number,
        known_from_at=known_from_at,
    )


FIRST = version(1, 6, None)
MOVED = version(2, 10, datetime(2024, 11, 6, 8, tzinfo=UTC))
BAN = History("US ban", ((FIRST, MOVED),))


def test_that_a_moved_end_counts_from_the_moment_it_was_announced() -> None:
    on_the_6th = datetime(2024, 11, 6, 12, tzinfo=UTC)
    before = BAN.as_known(datetime(2024, 11, 6, 7, 59, tzinfo=UTC))
    after = BAN.as_known(datetime(2024, 11, 6, 8, tzinfo=UTC))
    assert before is not None
    assert after is not None
    assert (before.stretches, before.is_moved) == ((FIRST,), False)
    assert (after.stretches, after.before, after.is_moved) == ((MOVED,), (FIRST,), True)
    assert standing_of(before, on_the_6th, on_the_6th) == "ended"
    assert standing_of(after, on_the_6th, on_the_6th) == "in_force"


def test_that_a_version_that_nothing_dates_is_known_all_along() -> None:
    known = BAN.as_known(datetime(2020, 1, 1, tzinfo=UTC))
    assert known is not None
    assert known.stretches == (FIRST,)
    undated = History("p", ((FIRST, version(2, 10, None)),))
    later = undated.as_known(datetime(2020, 1, 1, tzinfo=UTC))
    assert later is not None
    assert later.ends_at == datetime(2024, 11, 10, 8, tzinfo=UTC)


def test_that_a_period_withdrawn_in_every_zone_takes_place_nowhere() -> None:
    one = Stretch("UTC", EPOCH, EPOCH + timedelta(days=1))
    gone = Stretch("UTC", one.starts_at, one.ends_at, None, 2, EPOCH, withdrawn=True)
    known = History("p", ((one, gone),)).as_known(EPOCH)
    assert known is not None
    assert (known.is_withdrawn, known.is_moved) == (True, True)
    assert changes_of((gone, one)) == [(one, gone)]


@given(announcements(), moments())
def test_that_in_each_zone_the_latest_version_announced_by_then_counts(
    said: Said, at: datetime
) -> None:
    gathered = histories(said)
    assert set(gathered) == {period_id for period_id, _ in said}
    for period_id, history in gathered.items():
        known = history.as_known(at)
        current = {} if known is None else {(s.time_zone, s.territory): s for s in known.stretches}
        mine = sorted(
            (one for other, one in said if other == period_id),
            key=lambda one: (one.time_zone, one.territory or "", one.version),
        )
        for place, versions in groupby(mine, key=lambda one: (one.time_zone, one.territory)):
            announced = [v for v in versions if v.known_from_at is None or v.known_from_at <= at]
            assert current.get(place) == (announced[-1] if announced else None)


@given(announcements(), moments(), st.randoms(use_true_random=False))
def test_that_the_order_in_which_versions_are_given_changes_nothing(
    said: Said, at: datetime, chance: Random
) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    before, after = histories(said), histories(shuffled)
    assert before == after
    for period_id, history in before.items():
        assert history.as_known(at) == after[period_id].as_known(at)


@given(announcements(), moments(), moments())
def test_that_no_version_is_shown_before_it_was_known(
    said: Said, at: datetime, later: datetime
) -> None:
    for history in histories(said).values():
        early, late = history.as_known(min(at, later)), history.as_known(max(at, later))
        for one in early.stretches if early else ():
            assert one.known_from_at is None or one.known_from_at <= min(at, later)
        # What was once known stays known, in the same or a later version.
        newest = {(s.time_zone, s.territory): s.version for s in late.stretches} if late else {}
        for one in early.stretches if early else ():
            assert newest[one.time_zone, one.territory] >= one.version


@given(announcements())
def test_that_a_change_is_a_version_with_other_ends_than_the_one_before(said: Said) -> None:
    for history in histories(said).values():
        for versions in history.zones:
            steps = changes_of(reversed(versions))
            assert all(is_elsewhere(one, was) for was, one in steps)
            assert len(steps) == sum(is_elsewhere(one, was) for was, one in pairwise(versions))
