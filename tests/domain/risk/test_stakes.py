"""What is at stake: which election, how near, whom it reaches, and what nobody knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.stakes import (
    QUIET,
    UNKNOWN,
    Contest,
    Outlook,
    Size,
    Sizes,
    Stakes,
    days_to,
    nearness,
)
from tests.core.made_countries import ON, contests, sizes
from tests.made_method import METHOD

RULE = METHOD.stakes
assert RULE is not None


def contest(days: int, **more: Any) -> Contest:
    on = ON + timedelta(days)
    usual: dict[str, Any] = {"kind": "general", "starts_on": on, "ends_on": on}
    return Contest("general election", **(usual | more))


def stakes(
    *listed: Contest, known: Sizes | None = None, on: date = ON, lift: float = 1.0
) -> Stakes:
    assert RULE is not None
    rule = replace(RULE, higher_risk=lift)
    return Outlook(rule, METHOD.scale, listed, known or Sizes()).on(on)


def size(value: float, age: int = 10) -> Size:
    return Size(ON - timedelta(age), value, value, value)


@pytest.mark.parametrize(
    ("days", "severity"),
    [(181, 0), (180, 0), (90, 2), (60, 4), (30, 6), (7, 9), (0, 10), (-7, 8), (-30, 4), (-90, 0)],
)
def test_that_stakes_rise_towards_polling_and_fade_after_it(days: int, severity: float) -> None:
    found = stakes(contest(days))
    assert found.election.severity == pytest.approx(severity)
    assert (found.days == days) == (severity > 0)


def test_that_nothing_is_at_stake_where_all_contests_are_far_and_that_is_known() -> None:
    assert stakes(contest(300), contest(-200)) == QUIET
    assert QUIET.election.severity == QUIET.reach.severity == 0


def test_that_a_country_that_no_calendar_lists_is_not_known() -> None:
    found = stakes()
    assert found == UNKNOWN
    assert found.election.severity is found.reach.severity is None


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("presidential", 10), ("local", 4), ("a kind that the method does not name", 10)],
)
def test_that_the_kind_scales_the_stakes_and_an_unnamed_one_is_the_highest(
    kind: str, severity: float
) -> None:
    assert stakes(contest(0, kind=kind)).election.severity == pytest.approx(severity)


@pytest.mark.parametrize(("lift", "severity"), [(0.0, 4), (0.5, 7), (1.0, 10)])
def test_that_a_contest_of_higher_risk_is_lifted_towards_the_highest_kind(
    lift: float, severity: float
) -> None:
    found = stakes(contest(0, kind="local", higher_risk=True), lift=lift)
    assert found.election.severity == pytest.approx(severity)


def test_that_the_contest_that_makes_most_of_the_stakes_is_told() -> None:
    near, far = contest(3, kind="local"), contest(20)
    found = stakes(near, far)
    assert (found.contest, found.days) == (far, 20)


@pytest.mark.parametrize(
    ("listed", "on", "days"),
    [
        (contest(5, status="cancelled"), ON, None),
        (contest(5, status="cancelled", known_on=ON + timedelta(1)), ON, 5),
        (contest(5, status="snap", known_on=ON + timedelta(1)), ON, None),
        (contest(5, status="snap", known_on=ON), ON, 5),
        (contest(40, previous_on=ON + timedelta(9), known_on=ON + timedelta(1)), ON, 9),
        (contest(40, previous_on=ON + timedelta(9), known_on=ON), ON, 40),
        (contest(5, status="postponed"), ON, 5),
        (contest(-5, status="annulled", annulled_on=ON - timedelta(1)), ON, -5),
        (contest(5, status="annulled", annulled_on=ON), ON, None),
        (contest(5, status="annulled", annulled_on=ON + timedelta(1)), ON, 5),
        (contest(-2, ends_on=ON + timedelta(2)), ON, 0),
        (
            contest(
                40,
                ends_on=ON + timedelta(42),
                previous_on=ON - timedelta(1),
                known_on=ON + timedelta(1),
            ),
            ON,
            0,
        ),
    ],
)
def test_that_days_are_counted_by_what_was_known_on_the_day(
    listed: Contest, on: date, days: int | None
) -> None:
    assert days_to(listed, on) == days


def test_that_an_uncertain_contest_counts_but_not_for_the_lower_bound() -> None:
    found = stakes(contest(5, status="if_needed"))
    assert found.election.severity
    assert found.election.lower == 0
    assert found.election.upper == found.election.severity
    sure = stakes(contest(5, status="if_needed"), contest(30))
    assert sure.election.lower == pytest.approx(6)


def test_that_between_a_postponement_and_its_new_day_the_old_day_counts_but_is_not_sure() -> None:
    moved = contest(200, status="moved", previous_on=ON + timedelta(5),
                    postponed_on=ON - timedelta(3), known_on=ON + timedelta(3))  # fmt: skip
    before = stakes(moved, on=ON - timedelta(4))
    between, after = stakes(moved), stakes(moved, on=ON + timedelta(3))
    assert (before.days, between.days, after) == (9, 5, QUIET)
    assert before.election.lower == before.election.severity
    assert between.election.lower == 0 < (between.election.severity or 0)


def test_that_the_reach_is_users_for_each_voter_as_far_as_polling_is_near() -> None:
    known = Sizes((size(1000),), (size(500),))
    assert stakes(contest(0), known=known).reach.severity == pytest.approx(6)
    assert stakes(contest(30), known=known).reach.severity == pytest.approx(3.6)
    assert stakes(contest(300), known=known).reach.severity == 0
    assert stakes(contest(0), known=known).users_share == pytest.approx(0.5)


def test_that_a_reach_that_nobody_states_is_not_known_but_no_worse_than_polling_is_near() -> None:
    for known in (Sizes(), Sizes((size(5),), ()), Sizes((), (size(5),)),
                  Sizes((size(5, age=-1),), (size(5),))):  # fmt: skip
        found = stakes(contest(30), known=known).reach
        assert (found.severity, found.lower) == (None, 0)
        assert found.upper == pytest.approx(6)


def test_that_bounds_of_sizes_are_bounds_of_the_reach() -> None:
    users = Size(ON, 500, 250, None)
    found = stakes(contest(0), known=Sizes((size(1000),), (users,))).reach
    assert [found.lower, found.severity, found.upper] == pytest.approx([4, 6, 10])


def test_that_the_newest_size_that_was_known_on_the_day_counts() -> None:
    known = Sizes((size(1000, age=300), size(2000, age=20), size(9, age=-5)), (size(500),))
    assert stakes(contest(0), known=known).users_share == pytest.approx(0.25)


@given(st.lists(contests(), max_size=4), sizes(), sizes(), st.integers(-500, 500))
def test_that_stakes_stay_on_the_scale_and_within_their_bounds(
    listed: list[Contest], voters: tuple[Size, ...], users: tuple[Size, ...], days: int
) -> None:
    found = stakes(*listed, known=Sizes(voters, users), on=ON + timedelta(days))
    for one in (found.election, found.reach):
        upper = METHOD.scale if one.upper is None else one.upper
        severity = upper if one.severity is None else one.severity
        assert 0 <= one.lower <= severity + 1e-9
        assert severity <= upper + 1e-9 <= METHOD.scale + 2e-9


@given(st.lists(contests(), min_size=1, max_size=4), contests())
def test_that_one_contest_more_never_lowers_the_stakes(
    listed: list[Contest], more: Contest
) -> None:
    before, after = stakes(*listed), stakes(*listed, more)
    assert (before.election.severity or 0) <= (after.election.severity or 0) + 1e-9


@given(st.integers(-400, 400), sizes(), sizes(), st.booleans())
def test_that_a_size_taken_away_never_lowers_the_worst(
    days: int, voters: tuple[Size, ...], users: tuple[Size, ...], which: object
) -> None:
    known = stakes(contest(days), known=Sizes(voters, users)).reach
    left = stakes(contest(days), known=Sizes(() if which else voters, users if which else ()))
    counted = known.upper if known.severity is None else known.severity
    assert left.reach.upper is not None
    assert counted is not None
    assert left.reach.upper >= counted - 1e-9


def test_that_nearness_joins_its_corners_and_is_nothing_outside() -> None:
    assert RULE is not None
    assert [nearness(RULE, days) for days in (500, 180, 45, -500)] == [
        0, 0, pytest.approx(0.5), 0,
    ]  # fmt: skip


def test_that_synthetic_facts_mark_the_stakes() -> None:
    assert stakes(contest(5, synthetic=True)).election.synthetic
    made = replace(size(5), synthetic=True)
    found = stakes(contest(5), known=Sizes((made,), (size(5),)))
    assert (found.election.synthetic, found.reach.synthetic) == (False, True)
