"""What weekdays add is learnt from the weeks before, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from eoc_app.anomaly.weekdays import WeekdayEffects, weekday_effects
from tests.anomaly.made_series import Floats

HABIT = np.array([30.0, 10, 5, 0, -5, -15, -25])


def learnt(values: Floats, stretch: Floats | None = None, first: int = 0) -> WeekdayEffects:
    regimes = np.zeros(values.shape) if stretch is None else stretch
    usable = np.isfinite(values)
    return weekday_effects(values, usable, regimes.astype(np.int64), first)


def habitual(weeks: int, noise: float, first: int = 0) -> Floats:
    rng = np.random.default_rng(weeks)
    on = (np.arange(7 * weeks) + first) % 7
    return (100 + HABIT[on] + noise * rng.normal(size=7 * weeks))[None, :]


@pytest.mark.parametrize("first", range(7))
def test_that_a_habit_is_learnt_from_whichever_day_the_series_begins(first: int) -> None:
    told = learnt(habitual(20, 3.0, first), first=first)
    on = (np.arange(140) + first) % 7
    # Eight weeks of noise of 3 leave an error of about 1.
    np.testing.assert_allclose(told.effect[0, 70:], HABIT[on][70:], atol=5)
    np.testing.assert_allclose(told.factor()[0, 70:], (1 + HABIT[on] / 100)[70:], atol=0.06)


def test_that_nothing_is_corrected_before_four_weeks_are_known() -> None:
    told = learnt(habitual(10, 3.0))
    assert (told.effect[0, :28] == 0).all()
    assert (told.factor()[0, :28] == 1).all()
    assert (told.effect[0, 28:] != 0).all()


def test_that_noise_is_hardly_taken_for_a_habit() -> None:
    rng = np.random.default_rng(1)
    told = learnt(100 + 10 * rng.normal(size=(300, 140)))
    assert np.abs(told.effect[:, 70:]).mean() < 1.2


def test_that_one_outbreak_is_no_habit() -> None:
    calm = habitual(20, 3.0)
    ill = calm.copy()
    ill[0, 70] += 900
    assert abs(learnt(ill).effect[0, 77] - learnt(calm).effect[0, 77]) < 6


def test_that_a_day_does_not_know_its_own_week_nor_what_follows() -> None:
    calm = habitual(20, 3.0)
    other = calm.copy()
    other[0, 77:] = 5.0
    np.testing.assert_array_equal(learnt(calm).effect[0, :84], learnt(other).effect[0, :84])


def test_that_a_new_regime_learns_anew() -> None:
    values = habitual(20, 3.0)
    stretch = (np.arange(140) >= 73)[None, :].astype(np.float64)
    told = learnt(values, stretch)
    assert (told.effect[0, 73 : 77 + 28] == 0).all()
    assert (told.effect[0, 60:73] != 0).all()
