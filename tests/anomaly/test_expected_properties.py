"""What holds of every series, whatever it is like."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eoc_app.anomaly.expected import FARRINGTON, Ranges
from eoc_app.anomaly.grid import Series
from eoc_app.domain.risk.signal import Form
from tests.anomaly.made_series import (
    FORMS,
    all_days,
    altered,
    days,
    forms,
    judged,
    made,
    periods,
    seeds,
)

few = settings(max_examples=25, deadline=None)


@few
@example("hours", 0, 7, 41, 4.0)
@given(forms, seeds, periods, st.integers(10, 59), st.floats(1.0, 50.0))
def test_that_raising_a_figure_never_removes_its_alarm(
    form: Form, seed: int, period: int, at: int, more: float
) -> None:
    series = made(form, seed, 60, period=period)
    value = series.numerators[at] * more + 1.0
    if series.denominators is not None:
        value = min(value, float(series.denominators[at]))
    on = [int(series.days[at])]
    before = judged([series], on)
    after = judged([altered(series, at, max(value, series.numerators[at]))], on)
    # Of the EARS rules the one that is the least likely by chance is named, and may be another now.
    kinds = [judgement.rule[0] == FARRINGTON for judgement in (before, after)]
    assert kinds[0] == kinds[1] or not before.alarm[0]
    assert after.alarm[0] >= before.alarm[0]
    assert after.p_value[0] <= before.p_value[0] + 1e-12 or np.isnan(before.p_value[0])


@few
@given(seeds, st.sampled_from([0.01, 0.36, 1000.0, 4096.0, 23_850.0]), periods)
def test_that_the_unit_of_money_changes_no_alarm(seed: int, unit: float, period: int) -> None:
    series = made("money", seed, 80, period=period)
    told = judged([series], all_days(series), 0.05)
    other = judged([replace(series, numerators=series.numerators * unit)], all_days(series), 0.05)
    np.testing.assert_array_equal(told.alarm, other.alarm)
    np.testing.assert_allclose(told.upper * unit, other.upper, rtol=1e-9)
    np.testing.assert_allclose(told.p_value, other.p_value, rtol=1e-7)


@few
@given(forms, st.integers(0, 10**9), st.integers(1, 10**9), periods)
def test_that_a_figure_that_never_moves_raises_no_alarm(
    form: Form, value: int, whole: int, period: int
) -> None:
    denominators = None if form != "share" else np.full(70, float(whole))
    values = np.full(70, float(value if form != "share" else min(value, whole)))
    series = Series(days(70, period), values, denominators, form, period_days=period)
    told = judged([series], all_days(series), 0.05)
    assert not told.alarm.any()
    if value > 0:
        assert (told.rule <= FARRINGTON).sum() == 63


@few
@given(forms, seeds, st.integers(5, 60), st.floats(0.01, 100.0))
def test_that_a_regime_break_hides_what_came_before_it(
    form: Form, seed: int, cut: int, times: float
) -> None:
    series = made(form, seed, 100)
    series = replace(series, breaks=(int(series.days[cut]),))
    values = series.numerators.copy()
    values[:cut] = np.round(values[:cut] * times)
    denominators = series.denominators
    if denominators is not None:
        denominators = denominators.copy()
        denominators[:cut] = np.maximum(denominators[:cut], values[:cut]) + 3.0
    other = replace(series, numerators=values, denominators=denominators)
    on = [int(day) for day in series.days[cut:]]
    told, same = judged([series], on), judged([other], on)
    np.testing.assert_array_equal(told.alarm, same.alarm)
    for name in Ranges._fields:
        np.testing.assert_allclose(getattr(told, name), getattr(same, name), rtol=1e-9)
    assert (told.since == series.days[cut]).all()


@few
@given(forms, seeds, st.sets(st.integers(0, 89), max_size=60))
def test_that_missing_days_are_no_alarms_and_break_nothing(
    form: Form, seed: int, missing: set[int]
) -> None:
    series = made(form, seed)
    values = series.numerators.copy()
    values[list(missing)] = np.nan
    told = judged([replace(series, numerators=values)], all_days(series), 0.05)
    gone = np.isin(told.day, series.days[list(missing)])
    assert not told.alarm[gone].any()
    assert np.isnan(told.p_value[gone]).all()
    assert np.isfinite(told.p_value[told.rule <= FARRINGTON]).all()


@few
@given(st.permutations(range(8)), seeds)
def test_that_the_order_of_series_changes_nothing(order: list[int], seed: int) -> None:
    series = [made(FORMS[at % 4], seed + at, 60 + 5 * at) for at in range(8)]
    on = range(int(series[0].days[0]), int(series[7].days[-1]) + 1)
    told = judged(series, on)
    other = judged([series[at] for at in order], on)
    for place, at in enumerate(order):
        mine, theirs = told.series == at, other.series == place
        np.testing.assert_array_equal(told.alarm[mine], other.alarm[theirs])
        np.testing.assert_allclose(told.upper[mine], other.upper[theirs], rtol=1e-12)


@few
@given(seeds, st.floats(0.001, 0.05), st.sampled_from([0.0, 0.02, 0.5, 0.98, 1.0]))
def test_that_ranges_of_shares_lie_within_none_and_all(
    seed: int, alpha: float, level: float
) -> None:
    series = made("share", seed)
    assert series.denominators is not None
    rng = np.random.default_rng(seed)
    values = rng.binomial(series.denominators.astype(np.int64), level).astype(np.float64)
    told = judged([replace(series, numerators=values)], all_days(series), alpha)
    known = np.isfinite(told.upper)
    assert known.any()
    for part in (told.lower, told.expected, told.upper):
        assert ((part[known] >= 0) & (part[known] <= 1)).all()
    assert (told.lower[known] <= told.upper[known]).all()


@few
@given(forms, seeds, periods, st.integers(30, 70))
def test_that_a_day_is_told_the_same_whatever_comes_after_and_is_asked_besides(
    form: Form, seed: int, period: int, at: int
) -> None:
    series = made(form, seed, 80, period=period)
    day = int(series.days[at])
    until = replace(
        series,
        days=series.days[: at + 1],
        numerators=series.numerators[: at + 1],
        denominators=None if series.denominators is None else series.denominators[: at + 1],
    )
    alone, among = judged([until], [day]), judged([series], all_days(series))
    here = among.day == day
    for name in Ranges._fields:
        np.testing.assert_allclose(getattr(alone, name), getattr(among, name)[here], rtol=1e-9)
