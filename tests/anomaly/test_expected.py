"""Which rule judges which day, what it says, and why a day is not judged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from eoc_app.anomaly.ears import ears
from eoc_app.anomaly.expected import expected_ranges
from eoc_app.anomaly.grid import Series, usual_period
from eoc_app.domain.risk.signal import Form
from tests.anomaly.made_series import (
    FORMS,
    START,
    Floats,
    all_days,
    altered,
    days,
    judged,
    made,
    rules_of,
)


def test_that_the_length_of_history_chooses_the_rule() -> None:
    quiet = replace(made("count", 1, 40), numerators=np.full(40, 25.0))
    names = rules_of(judged([quiet], all_days(quiet)))
    assert set(names[:7]) == {"none: fewer than seven steps since the series began"}
    assert names[7:9] == ["EARS C1"] * 2
    assert set(names[9:]) == {"EARS C2"}


def test_that_c3_is_named_where_days_before_lower_the_bound() -> None:
    flat = replace(made("count", 1, 60), numerators=np.tile([24.0, 26, 25, 27, 23, 25, 25], 9)[:60])
    risen = altered(altered(flat, 56, 34.0), 57, 34.0)
    told, calm = judged([risen], all_days(flat)), judged([flat], all_days(flat))
    assert rules_of(told)[58] == "EARS C3"
    assert told.upper[58] < calm.upper[58]
    assert told.upper[58] > told.expected[58]


def test_that_a_break_starts_the_history_again_and_says_so() -> None:
    quiet = replace(made("count", 2, 40), breaks=(START + 20,))
    told = judged([quiet], all_days(quiet))
    assert set(rules_of(told)[20:27]) == {"none: fewer than seven steps since the regime changed"}
    assert rules_of(told)[27] == "EARS C1"
    assert set(told.since[20:]) == {START + 20}
    assert set(told.since[:20]) == {START}


@pytest.mark.parametrize("form", FORMS)
def test_that_a_figure_far_above_is_an_alarm_and_its_neighbours_are_not(form: Form) -> None:
    quiet = made(form, 5, 120)
    high = quiet.denominators[100] if quiet.denominators is not None else 40 * 30.0
    told = judged([altered(quiet, 100, float(high))], all_days(quiet), 0.001)
    assert told.alarm[100]
    assert told.score[100] > 1
    assert told.p_value[100] <= 0.001
    assert told.alarm.sum() <= 2


def test_that_an_outbreak_does_not_hide_the_days_after_it() -> None:
    flat = np.tile([24.0, 26, 25, 27, 23, 25, 25], 15)
    ill = flat.copy()
    ill[60:64] = 400.0
    ill[70] = 90.0
    told = judged([Series(days(105), ill, None, "count")], range(START, START + 105), 0.001)
    assert told.alarm[60:64].all()
    assert told.alarm[70]
    assert told.expected[70] == pytest.approx(25, abs=1)


def test_that_a_level_that_lasts_becomes_the_usual_one() -> None:
    values = np.concatenate([np.tile([24.0, 26, 25, 27, 23, 25, 25], 10), np.full(80, 60.0)])
    told = judged([Series(days(150), values, None, "count")], range(START, START + 150), 0.001)
    assert told.alarm[70:75].all()
    assert not told.alarm[110:].any()
    assert told.expected[149] == pytest.approx(60, abs=0.1)


def test_that_figures_that_may_still_grow_are_not_judged_and_judge_nothing() -> None:
    quiet = made("count", 3, 60)
    late = replace(
        altered(altered(quiet, 58, 0.0), 59, 9_000.0), complete_until=int(quiet.days[57])
    )
    told = judged([late], all_days(quiet))
    assert set(rules_of(told)[58:]) == {"none: figures of this day are not complete yet"}
    assert not told.alarm[58:].any()
    assert np.isnan(told.p_value[58:]).all()
    assert np.isfinite(told.upper[58:]).all()
    assert told.observed[59] == 9_000.0


def test_that_a_day_without_a_figure_has_a_range_and_the_reason() -> None:
    quiet = altered(made("count", 3, 60), 50, np.nan)
    told = judged([quiet], all_days(quiet))
    assert rules_of(told)[50] == "none: no figure on this day"
    assert np.isfinite(told.upper[50])


def test_that_too_many_gaps_before_are_a_reason() -> None:
    values = np.full(60, np.nan)
    values[[0, 1, 2, 59]] = 5.0
    told = judged([Series(days(60), values, None, "count")], [START + 59])
    assert rules_of(told) == ["none: too few of the steps before have figures"]


def test_that_money_out_of_nothing_has_no_scale_and_counts_have() -> None:
    values = np.zeros(60)
    values[59] = 500.0
    money, count = (Series(days(60), values, None, form) for form in ("money", "count"))
    told = judged([money, count], [START + 59], 0.001)
    assert rules_of(told) == [
        "none: nothing but zeros before, which give no scale",
        "EARS C2",
    ]
    assert list(told.alarm) == [False, True]


@pytest.mark.parametrize("form", ["count", "share", "hours"])
def test_that_figures_are_judged_by_what_they_are_of(form: Form) -> None:
    rng = np.random.default_rng(12)
    wholes = np.where(np.arange(80) % 11 == 10, 4_000.0, 400.0)
    wholes[79] = 4_000.0
    values = rng.binomial(wholes.astype(np.int64), 0.1).astype(np.float64)
    told = judged([Series(days(80), values, wholes, form)], [START + 79], 0.001)
    assert not told.alarm[0]
    assert told.expected[0] == pytest.approx(0.1, rel=0.1)
    assert told.observed[0] == pytest.approx(values[79] / 4_000)
    values[79] = 1_200.0
    assert judged([Series(days(80), values, wholes, form)], [START + 79], 0.001).alarm[0]


def test_that_a_larger_denominator_narrows_a_share() -> None:
    wholes = np.full(80, 400.0)
    values = np.tile([38.0, 41, 40, 42, 39, 40, 41], 12)[:80]
    uppers = []
    for whole in (40.0, 400.0, 4_000.0):
        wholes[79], values[79] = whole, whole * 0.1
        told = judged([Series(days(80), values.copy(), wholes.copy(), "share")], [START + 79])
        uppers.append(told.upper[0])
    assert uppers[0] > uppers[1] > uppers[2] > 0.1


def test_that_mondays_are_no_alarms_once_they_are_known() -> None:
    rng = np.random.default_rng(8)
    on = days(400)
    mean = 60 * np.array([3.0, 1, 1, 1, 1, 0.6, 0.4])[on % 7]
    many = [
        Series(on, rng.negative_binomial(20, 20 / (20 + mean)).astype(np.float64), None, "count")
        for _ in range(60)
    ]
    told = judged(many, on[100:], 0.001)
    busy = told.day % 7 == 0
    assert told.alarm[busy].mean() < 0.004
    assert told.expected[busy].mean() == pytest.approx(180, rel=0.05)
    one_off = altered(many[0], 301, 300.0)
    assert judged([one_off], [int(on[301])], 0.001).alarm[0]


def test_that_longer_steps_follow_one_another_without_a_calendar() -> None:
    months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 3
    on = START + np.cumsum(months)
    values = np.full(36, 40.0)
    values[35] = 200.0
    gone = np.delete(np.arange(36), 12)
    monthly = Series(on[gone], values[gone], None, "count", period_days=30)
    told = judged([monthly], range(START, int(on[-1]) + 1), 0.001)
    assert list(told.day) == list(on[gone])
    assert list(told.alarm) == [False] * 34 + [True]
    assert set(told.span_days) == {30}


def test_that_expectations_without_a_weekly_pattern_are_those_of_ears() -> None:
    values: Floats = np.random.default_rng(3).poisson(9, 60).astype(np.float64)
    weekly = Series(days(60, 7), values, None, "count", period_days=7)
    told = judged([weekly], all_days(weekly), 0.0001)
    plain = ears(values[None, :], "C2", baseline=14)
    np.testing.assert_allclose(told.expected[16:], plain.expected[0, 16:], rtol=1e-12)


def test_that_months_of_any_length_go_together() -> None:
    assert {usual_period(days) for days in (28, 29, 30, 31)} == {30}
    assert [usual_period(days) for days in (1, 7, 90, 184, 366)] == [1, 7, 91, 182, 365]
    short, long = (
        replace(made("count", 4, 30, period=30), period_days=length) for length in (28, 31)
    )
    told = judged([short, long], all_days(short))
    assert set(told.span_days) == {28, 31}
    half = len(told.day) // 2
    np.testing.assert_array_equal(told.upper[:half], told.upper[half:])


def test_that_a_day_with_neither_a_figure_nor_a_range_is_left_out() -> None:
    lone = Series(np.array([START]), np.array([4.0]), None, "count")
    told = judged([lone], range(START - 5, START + 300))
    assert list(told.day) == [START]
    assert rules_of(told) == ["none: fewer than seven steps since the series began"]


def test_that_nothing_asked_is_nothing_told_and_empty_series_are_left_out() -> None:
    empty = Series(days(0), np.zeros(0), None, "count")
    assert list(expected_ranges([made("count", 1)], [], 0.01)) == []
    told = judged([empty, made("count", 1)], [START + 80])
    assert list(told.series) == [1]


@pytest.mark.parametrize("alpha", [0.0, -1.0, 0.2, float("nan")])
def test_that_a_level_that_bounds_nothing_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha"):
        list(expected_ranges([made("count", 1)], [START], alpha))


def test_that_days_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        Series(np.array([3, 2]), np.ones(2), None, "count")
    with pytest.raises(ValueError, match="for each day"):
        Series(np.array([3]), np.ones(2), None, "count")
