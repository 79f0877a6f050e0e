"""Bounds and p-values say the same of every figure, at every level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eoc_app.anomaly import expected
from eoc_app.anomaly.expected import FARRINGTON, Ranges
from eoc_app.anomaly.grid import Series
from eoc_app.anomaly.ranges import LEVELS
from eoc_app.anomaly.ties import Settled, settle
from eoc_app.domain.risk.signal import Form
from tests.anomaly.made_series import FORMS, all_days, days, forms, judged, made, periods, seeds

few = settings(max_examples=25, deadline=None)


def held(told: Ranges) -> None:
    """What holds between p-values and bounds of all figures judged, at every level."""
    ruled = told.rule <= FARRINGTON
    low = told.p_value <= LEVELS[0]
    assert not low[~ruled].any()
    assert np.isfinite(told.uppers[low]).all()
    assert np.isnan(told.uppers[~low]).all()
    for place, level in enumerate(LEVELS):
        above = told.observed[low] > told.uppers[low, place]
        np.testing.assert_array_equal(above, told.p_value[low] <= level)
    assert (np.diff(told.uppers[low], axis=1) >= 0).all()
    known = np.isfinite(told.upper)
    assert (told.lower[known] <= told.expected[known]).all()
    assert (told.expected[known] <= told.upper[known]).all()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("alpha", [0.05, 0.01, 0.001])
def test_that_alarm_and_p_value_say_the_same(form: Form, alpha: float) -> None:
    series = [made(form, seed, 120, level=3 * 4**seed) for seed in range(6)]
    told = judged(series, all_days(series[0]), alpha)
    ruled = told.rule <= FARRINGTON
    np.testing.assert_array_equal(told.alarm[ruled], told.p_value[ruled] <= alpha)
    np.testing.assert_array_equal(told.alarm[ruled], told.score[ruled] > 1.0)


@few
@example("hours", 0, 1, 1500, 0.109375, 1.0, 0)
@given(
    forms,
    seeds,
    periods,
    st.sampled_from([90, 1500]),
    st.floats(0.1, 300.0),
    st.floats(0.05, 40.0),
    st.sampled_from([0, 2]),
)
def test_that_a_figure_is_above_the_bound_of_a_level_just_where_it_is_as_unlikely(
    form: Form, seed: int, period: int, count: int, level: float, times: float, digits: int
) -> None:
    # Long series are judged by their weeks and years; figures of all sizes, whole numbers or not.
    series = made(form, seed, count if period == 1 else 90, period=period, level=level)
    rng = np.random.default_rng(seed)
    values = series.numerators * np.where(rng.random(len(series.days)) < 0.1, times, 1.0)
    values = np.round(values, digits)
    if series.denominators is not None:
        values = np.minimum(values, series.denominators)
    series = replace(series, numerators=values)
    on = all_days(series)[-200 * period :]
    held(judged([series], on, 0.001))


@pytest.mark.parametrize("share", [0.001, 0.5, 0.97, 0.999, 1.0])
def test_that_bounds_and_p_values_agree_at_the_ends_of_a_share(share: float) -> None:
    rng = np.random.default_rng(9)
    wholes = rng.integers(1, 40, 400).astype(np.float64)
    values = rng.binomial(wholes.astype(np.int64), share).astype(np.float64)
    values[::50], values[25::50] = wholes[::50], 0.0
    series = Series(days(400), values, wholes, "share")
    told = judged([series], all_days(series), 0.05)
    held(told)
    np.testing.assert_array_equal(told.alarm, told.p_value <= 0.05)


@few
@given(forms, seeds, st.sampled_from([90, 1500]))
def test_that_bounds_by_level_do_not_depend_on_the_level_asked_for(
    form: Form, seed: int, count: int
) -> None:
    series = made(form, seed, count)
    on = all_days(series)[-100:]
    one, other = (judged([series], on, alpha) for alpha in (0.05, 0.0005))
    np.testing.assert_array_equal(one.uppers, other.uppers)
    np.testing.assert_array_equal(one.p_value, other.p_value)
    np.testing.assert_array_equal(one.rule <= FARRINGTON, other.rule <= FARRINGTON)
    high = one.p_value <= LEVELS[0]
    np.testing.assert_array_equal(one.rule[high], other.rule[high])
    np.testing.assert_array_equal(one.upper[high], one.uppers[high, 0])


@pytest.mark.parametrize("form", FORMS)
def test_that_ties_are_a_matter_of_last_digits(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[np.ndarray, Settled]] = []

    def noted(*given: Any) -> Settled:
        found = settle(*given)
        told.append((given[5], found))
        return found

    monkeypatch.setattr(expected, "settle", noted)
    for seed in range(20):
        judged([made(form, seed, 1500, level=3 + seed**2)], range(20_000, 20_500), 0.01)
    for before, after in told:
        known = np.isfinite(after.uppers)
        np.testing.assert_allclose(after.uppers[known], before[known], rtol=1e-9)
