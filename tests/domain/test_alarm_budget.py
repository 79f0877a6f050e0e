"""From alarms wanted to a level, and what to expect of it."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.alarm_budget import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    ONE_IN,
    AlarmBudget,
    Exceedance,
    Measured,
    expected_per_shift,
    false_alarms,
    level_for,
    level_held,
    ranked,
    within,
)


def test_that_the_level_gives_the_alarms_wanted() -> None:
    budget = AlarmBudget(wanted=12, judged=12_000)
    assert budget.level == pytest.approx(0.001)
    assert false_alarms(budget.level, budget.judged).expected == pytest.approx(12)
    assert not budget.held


@pytest.mark.parametrize(
    ("wanted", "judged", "level"),
    [(0, 12_000, LOWEST_LEVEL), (50, 100, HIGHEST_LEVEL), (5, 0, HIGHEST_LEVEL)],
)
def test_that_the_level_stays_within_what_was_measured_and_says_so(
    wanted: float, judged: int, level: float
) -> None:
    budget = AlarmBudget(wanted, judged)
    assert budget.level == level
    assert budget.held is (judged > 0)


@given(
    st.floats(min_value=0, max_value=1e4),
    st.floats(min_value=0, max_value=1e4),
    st.integers(min_value=1, max_value=10**6),
)
def test_that_more_alarms_wanted_never_lower_the_level(a: float, b: float, judged: int) -> None:
    low, high = sorted((a, b))
    assert AlarmBudget(low, judged).level <= AlarmBudget(high, judged).level


@pytest.mark.parametrize(("wanted", "judged"), [(-1, 5), (1, -5), (math.inf, 5), (math.nan, 5)])
def test_that_a_budget_of_nonsense_is_refused(wanted: float, judged: int) -> None:
    with pytest.raises(ValueError, match="numbers"):
        AlarmBudget(wanted, judged)


def test_that_nine_shifts_of_ten_stay_within_the_range() -> None:
    told = false_alarms(0.01, 500)
    rng = random.Random(4)  # noqa: S311 - chance, no secret
    counts = [sum(rng.random() < 0.01 for _ in range(500)) for _ in range(400)]
    inside = sum(told.fewest <= count <= told.most for count in counts) / len(counts)
    assert inside >= 0.9
    assert (told.fewest, told.most) == (2, 9)


@given(st.floats(min_value=0, max_value=1), st.integers(min_value=0, max_value=3000))
def test_that_the_expected_number_lies_in_its_range(level: float, judged: int) -> None:
    told = false_alarms(level, judged)
    assert 0 <= told.fewest <= told.most <= judged
    assert told.fewest - 1 <= told.expected <= told.most + 1


@pytest.mark.parametrize(("level", "judged"), [(-0.1, 5), (1.1, 5), (0.5, -1)])
def test_that_no_level_is_taken_that_is_no_probability(level: float, judged: int) -> None:
    with pytest.raises(ValueError, match="level"):
        false_alarms(level, judged)


def test_that_a_measured_rate_is_set_against_the_level() -> None:
    measured = Measured(alarms=30, judged=10_000, level=0.001)
    assert measured.ratio == pytest.approx(3.0)
    assert measured.per_hundred_days == pytest.approx(0.3)
    assert Measured(0, 0, 0.001).ratio is None
    assert Measured(0, 0, 0.001).per_hundred_days is None


def test_that_the_least_likely_comes_first_and_ties_have_one_order() -> None:
    found = [
        Exceedance(("BR", "ads"), 1e-4, 2.0),
        Exceedance(("AT", "ads"), 1e-4, 2.0),
        Exceedance(("AT", "reports"), 1e-4, 3.0),
        Exceedance(("ZA", "ads"), 1e-6, 1.1),
        Exceedance(("ZA", "reports"), 0.2, 0.5),
    ]
    names = [one.key for one in ranked(found)]
    assert names == [
        ("ZA", "ads"), ("AT", "reports"), ("AT", "ads"), ("BR", "ads"), ("ZA", "reports"),
    ]  # fmt: skip
    assert ranked(reversed(found)) == ranked(found)
    through = within(AlarmBudget(1, 2_000), found)
    assert [one.key for one in through] == names[:4]


@pytest.mark.parametrize(
    ("per_shift", "figures_per_day", "one_in", "held"),
    [
        (3, 0, 20, False),  # nothing is judged
        (3, 180, 20, False),  # 60 figures in a shift, 1 in 20 of them: just the 3 wanted
        (3, 181, 50, False),
        (3, 12_000, 2000, False),  # 4,000 in a shift: 1 in 1,000 would be 4
        (3, 90_000, 10_000, False),  # 30,000 in a shift: just the 3 wanted
        (3, 90_010, 10_000, True),
        (0, 1, 10_000, True),
        (0, 0, 20, False),
    ],
)
def test_that_the_ladder_gives_the_highest_level_within_the_budget(
    per_shift: float, figures_per_day: float, *, one_in: int, held: bool
) -> None:
    assert level_for(per_shift, 8, figures_per_day) == one_in
    assert level_held(per_shift, 8, figures_per_day) is held


@given(
    st.floats(min_value=0, max_value=100),
    st.floats(min_value=0.5, max_value=24),
    st.floats(min_value=0, max_value=1e5),
)
def test_that_no_level_above_the_one_chosen_keeps_to_the_budget(
    per_shift: float, hours: float, figures: float
) -> None:
    one_in = level_for(per_shift, hours, figures)
    told = [expected_per_shift(step, hours, figures) for step in ONE_IN]
    at = ONE_IN.index(one_in)
    assert all(expected > per_shift for expected in told[:at])
    if not level_held(per_shift, hours, figures):
        assert told[at] <= per_shift * (1 + 1e-9)


def test_that_a_level_of_nonsense_is_refused() -> None:
    for numbers in ((-1, 8, 5), (3, -8, 5), (3, 8, math.inf), (math.nan, 8, 5)):
        with pytest.raises(ValueError, match="numbers"):
            level_for(*numbers)
