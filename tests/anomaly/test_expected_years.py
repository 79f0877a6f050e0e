"""Series with years behind them are judged by their weeks, as R judges these."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from eoc_app.anomaly.expected import FARRINGTON
from eoc_app.anomaly.grid import Series
from eoc_app.domain.risk.signal import Form
from tests.anomaly.made_series import FORMS, START, all_days, judged, made, rules_of
from tests.anomaly.surveillance_rows import column, grouped, series

WEEKLY = series("farrington_series.csv")
NOUFAILY = {
    name: rows
    for (choice, name), rows in grouped("farrington_expected.csv", "choice", "series").items()
    if choice == "noufaily" and name not in {"rate", "rare_rate"}
}
THREE_YEARS = 3 * 364 + 3 * 7 + 7


@pytest.mark.parametrize("name", NOUFAILY)
def test_that_weekly_counts_with_years_behind_them_are_judged_as_r_does(name: str) -> None:
    rows = NOUFAILY[name]
    values = WEEKLY[name][0]
    on = START + 7 * np.arange(len(values))
    weekly = Series(on, values, None, "count", period_days=7)
    at = column(rows, "week").astype(int) - 1
    told = judged([weekly], [int(on[week]) for week in at])
    assert list(told.day) == [int(on[week]) for week in at if np.isfinite(values[week])]
    theirs = column(rows, "upper")
    by_r = (told.rule == FARRINGTON) & np.isfinite(theirs)
    np.testing.assert_allclose(told.upper[by_r], theirs[by_r], rtol=1e-6)
    np.testing.assert_allclose(told.expected[by_r], column(rows, "expected")[by_r], rtol=1e-6)
    np.testing.assert_allclose(told.p_value[by_r], column(rows, "p_value")[by_r], atol=1e-6)
    np.testing.assert_array_equal(told.alarm[by_r], column(rows, "alarm")[by_r] == 1)
    assert by_r.all() or name in {"low", "zero_heavy", "almost_none", "gaps"}


def test_that_daily_counts_on_a_sunday_are_judged_as_r_does_their_weeks() -> None:
    rows = NOUFAILY["seasonal"]
    sums = WEEKLY["seasonal"][0]
    first_monday = START + (-(START + 3)) % 7
    on = first_monday + np.arange(7 * len(sums))
    values = np.zeros(len(on))
    values[3::7] = sums
    at = column(rows, "week").astype(int) - 1
    sundays = [int(on[7 * week + 6]) for week in at]
    told = judged([Series(on, values, None, "count")], sundays)
    assert set(rules_of(told)) == {"Farrington flexible"}
    np.testing.assert_allclose(told.upper, column(rows, "upper"), rtol=1e-6)
    np.testing.assert_allclose(told.expected, column(rows, "expected"), rtol=1e-6)
    np.testing.assert_array_equal(told.observed, sums[at])
    assert set(told.span_days) == {7}


@pytest.mark.parametrize("form", FORMS)
def test_that_three_years_of_one_regime_are_judged_by_their_weeks(form: Form) -> None:
    full = made(form, 4, THREE_YEARS + 30)
    told = judged([full], all_days(full)[-1:], 0.001)
    assert rules_of(told) == ["Farrington flexible"]
    assert told.lower[0] < told.expected[0] < told.upper[0]
    assert not told.alarm[0]
    cut = replace(full, breaks=(int(full.days[60]),))
    assert rules_of(judged([cut], all_days(full)[-1:]))[0].startswith("EARS")
    risen = full.numerators.copy()
    risen[-7:] = risen[-7:] * 6 if full.denominators is None else full.denominators[-7:]
    assert judged([replace(full, numerators=risen)], all_days(full)[-1:], 0.001).alarm[0]


def test_that_the_unit_of_money_changes_nothing_over_years_either() -> None:
    full = made("money", 6, THREE_YEARS + 30)
    told = judged([full], all_days(full)[-20:])
    other = judged([replace(full, numerators=full.numerators * 23_850.0)], all_days(full)[-20:])
    np.testing.assert_allclose(told.upper * 23_850.0, other.upper, rtol=1e-6)
    np.testing.assert_array_equal(told.alarm, other.alarm)
