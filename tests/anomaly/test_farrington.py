"""Farrington-flexible against the R package surveillance, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from eoc_app.anomaly.farrington import farrington
from eoc_app.anomaly.farrington_control import Control
from eoc_app.anomaly.reference_weeks import reference_weeks
from tests.anomaly.surveillance_rows import Floats, column, grouped, series

EXPECTED = grouped("farrington_expected.csv", "choice", "series")
SERIES = series("farrington_series.csv")
POPULATION = series("farrington_series.csv", "population")
ADVISED = Control()
CHOICES = {
    "noufaily": ADVISED,
    "keep_if_significant": replace(ADVISED, trend_level=0.05),
    "no_trend": replace(ADVISED, trend=False),
    "three_years": replace(ADVISED, years=3),
    "four_years_wide": replace(ADVISED, years=4, half_window=5, periods=6, not_included=10),
    "no_reweighting": replace(ADVISED, reweight=False),
    "muan": replace(ADVISED, method="muan", trend_level=0.05),
    "delta": replace(ADVISED, method="delta"),
    "delta_half": replace(ADVISED, method="delta", power="1/2"),
    "delta_none": replace(ADVISED, method="delta", power="none", alpha=0.001),
    "original": replace(
        ADVISED,
        periods=1,
        not_included=3,
        weights_threshold=1.0,
        trend_level=0.05,
        method="delta",
    ),
    "strict": replace(ADVISED, alpha=0.0001),
    "no_least": replace(ADVISED, least_cases=0.0, years=3),
}
TOLERANCE = 1e-6
MISSING_LATELY = {"gaps": [303]}
"""Weeks whose last four hold a missing one: R gives no bound, here it counts what is known."""


@pytest.mark.parametrize("case", EXPECTED, ids="-".join)
def test_that_every_value_is_that_of_the_r_package(case: tuple[str, ...]) -> None:
    choice, name = case
    rows = EXPECTED[case]
    at = column(rows, "week").astype(int) - 1
    people = POPULATION[name]
    found = farrington(
        SERIES[name],
        list(at),
        CHOICES[choice],
        population=None if np.isnan(people).all() else people,
    )
    told = ~np.isin(at, MISSING_LATELY.get(name, []))

    def same(mine: Floats, theirs: str) -> None:
        np.testing.assert_allclose(
            mine[0, told], column(rows, theirs)[told], rtol=TOLERANCE, atol=TOLERANCE
        )

    same(found.expected, "expected")
    same(found.upper, "upper")
    same(found.dispersion, "dispersion")
    same(found.p_value, "p_value")
    np.testing.assert_array_equal(found.alarm[0, told], column(rows, "alarm")[told] == 1)
    np.testing.assert_array_equal(found.trend[0], column(rows, "trend") == 1)


def test_that_the_expected_rows_hold_alarms_and_trends_of_both_kinds() -> None:
    rows = [row for found in EXPECTED.values() for row in found]
    for name in ("alarm", "trend"):
        assert {row[name] for row in rows} == {"0", "1"}
    assert set(CHOICES) == {choice for choice, _ in EXPECTED}


def test_that_many_series_at_once_are_as_one_at_a_time() -> None:
    full = np.vstack(list(SERIES.values()))
    at = list(range(300, 364, 9))
    together = farrington(full, at, ADVISED)
    for number, row in enumerate(full):
        alone = farrington(row[None, :], at, ADVISED)
        np.testing.assert_allclose(together.upper[number], alone.upper[0], rtol=1e-12)


def test_that_weeks_are_never_compared_with_the_newest_half_year() -> None:
    ago, _ = reference_weeks(5, 3, 10, 26, 52)
    assert min(ago) == 27
    assert max(ago) == 5 * 52 + 3
    assert len(ago) == len(set(ago))


def test_that_a_count_missing_lately_hides_no_alarm() -> None:
    values = SERIES["seasonal"].copy()
    values[0, 360] = np.nan
    values[0, 362] = 2000.0
    assert farrington(values, [362], ADVISED).alarm[0, 0]


def test_that_a_week_without_years_behind_it_is_refused() -> None:
    with pytest.raises(ValueError, match="past"):
        farrington(SERIES["poisson"], [200], ADVISED)


def test_that_too_many_periods_for_a_year_are_refused() -> None:
    with pytest.raises(ValueError, match="periods"):
        reference_weeks(3, 25, 10, 26, 52)
