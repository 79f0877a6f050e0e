"""From alarms wanted to a level, and what to expect of it."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.alarms.alarm_budget import (
    ONE_IN,
    expected_per_shift,
    false_alarms,
    level_for,
    level_held,
)


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
