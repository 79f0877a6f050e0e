"""Quantiles of skewed distributions, there and back, against those of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eoc_app.anomaly import accumulation
from eoc_app.anomaly.accumulation import (
    LEAST_SCORE,
    MOST_EXCESS,
    accumulated_deviate,
    accumulated_tail,
)
from eoc_app.anomaly.reference_distribution import (
    frequency_factor,
    lognormal_deviate,
    lognormal_quantile,
    normal_deviate,
    student_deviate,
    student_tail,
)


@given(st.floats(-2.0, 5.0), st.floats(-1.5, 1.5))
def test_that_the_frequency_factor_is_undone(z: float, lean: float) -> None:
    factor = frequency_factor(np.array([z]), np.array([lean]))
    assert normal_deviate(factor, np.array([lean]))[0] == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize("lean", [0.0, 0.3, 1.0, 2.0, -0.7])
@pytest.mark.parametrize("alpha", [0.05, 0.01, 0.001])
def test_that_it_is_the_quantile_of_a_pearson_iii_distribution(lean: float, alpha: float) -> None:
    z = np.array([stats.norm.isf(alpha)])
    found = frequency_factor(z, np.array([lean]))[0]
    assert found == pytest.approx(stats.pearson3.isf(alpha, lean), rel=0.03)


def test_that_it_never_falls_as_the_deviate_rises() -> None:
    z = np.linspace(-8, 8, 400)
    for lean in (-9.0, -4.0, -1.0, 0.0, 0.5, 3.0, 9.0):
        assert (np.diff(frequency_factor(z, np.full(400, lean))) >= -1e-12).all()


@given(st.floats(-4, 6), st.floats(1e-3, 1e9), st.floats(0.01, 3.0))
def test_that_the_lognormal_quantile_is_undone(z: float, mean: float, share: float) -> None:
    center, spread = np.array([mean]), np.array([mean * share])
    value = lognormal_quantile(np.array([z]), center, spread)
    assert lognormal_deviate(value, center, spread)[0] == pytest.approx(z, abs=1e-6)


def test_that_a_lognormal_has_the_mean_and_the_spread_asked_for() -> None:
    rng = np.random.default_rng(2)
    drawn = lognormal_quantile(rng.normal(size=400_000), np.array([50.0]), np.array([30.0]))
    assert drawn.mean() == pytest.approx(50, rel=0.01)
    assert drawn.std() == pytest.approx(30, rel=0.03)


def test_that_students_deviate_is_undone() -> None:
    freedom = np.array([6.0, 13.0, 27.0])
    for alpha in (0.05, 1e-3, 1e-5):
        z = student_deviate(np.full(3, alpha), freedom)
        np.testing.assert_allclose(student_tail(z, freedom), alpha, rtol=1e-6)
        np.testing.assert_allclose(z, stats.t.isf(alpha, freedom), rtol=1e-6)


@pytest.mark.parametrize("days", [7, 14, 28])
def test_that_three_days_exceed_as_often_as_the_level_says(days: int) -> None:
    rng = np.random.default_rng(days)
    drawn = rng.normal(size=(200_000, days + 5))
    scores = []
    for lag in range(3):
        past = drawn[:, 2 - lag : 2 - lag + days]
        apart = drawn[:, days + 4 - lag] - past.mean(1)
        scores.append(apart / (past.std(1, ddof=1) * np.sqrt(1 + 1 / days)))
    excess = sum(np.clip(score - LEAST_SCORE, 0, MOST_EXCESS) for score in scores[1:])
    for alpha in (0.05, 0.01, 0.001):
        bound = accumulated_deviate(alpha, np.array([float(days)]))[0]
        exceed = ((scores[0] > 1) & (scores[0] + excess > bound)).mean()
        assert exceed == pytest.approx(alpha, rel=0.4)
        tail = accumulated_tail(np.array([bound]), np.array([float(days)]))[0]
        assert tail == pytest.approx(alpha, rel=1e-6)


def test_that_the_stored_tails_are_those_that_are_reckoned() -> None:
    stored = np.load(accumulation.STORED)
    assert len(stored) == accumulation.MOST_STORED - accumulation.FEWEST_STORED + 1
    for days in (5, 7, 14, 28):
        row = stored[days - accumulation.FEWEST_STORED]
        np.testing.assert_allclose(row, accumulation.tail(days), rtol=1e-9, atol=1e-300)
