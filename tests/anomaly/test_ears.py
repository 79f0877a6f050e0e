"""EARS against the R package surveillance, and what the package cannot be asked."""

from __future__ import annotations

import numpy as np
import pytest

from eoc_app.anomaly.ears import Method, ears
from tests.anomaly.surveillance_rows import column, grouped, series

KEYS = ("series", "method", "baseline", "min_sigma", "alpha")
EXPECTED = grouped("ears_expected.csv", *KEYS)
SERIES = series("ears_series.csv")
TOLERANCE = 1e-6


@pytest.mark.parametrize("case", EXPECTED, ids="-".join)
def test_that_every_value_is_that_of_the_r_package(case: tuple[str, ...]) -> None:
    name, method, baseline, min_sigma, alpha = case
    kinds: dict[str, Method] = {"C1": "C1", "C2": "C2", "C3": "C3"}
    rows = EXPECTED[case]
    at = column(rows, "day").astype(int) - 1
    found = ears(
        SERIES[name],
        kinds[method],
        baseline=int(baseline),
        min_sigma=float(min_sigma),
        alpha=float(alpha),
        centre="observed",
    )
    np.testing.assert_allclose(found.upper[0, at], column(rows, "upper"), rtol=0, atol=TOLERANCE)
    np.testing.assert_allclose(
        found.expected[0, at], column(rows, "expected"), rtol=0, atol=TOLERANCE
    )
    np.testing.assert_array_equal(found.alarm[0, at], column(rows, "alarm") == 1)
    assert np.isnan(found.upper[0, : at[0]]).all()


@pytest.mark.parametrize("case", [key for key in EXPECTED if key[1] == "C3"], ids="-".join)
def test_that_c3_is_as_documented_unless_asked_for_the_code(case: tuple[str, ...]) -> None:
    name, _, baseline, min_sigma, alpha = case
    rows = EXPECTED[case]
    at = column(rows, "day").astype(int) - 1
    found = ears(
        SERIES[name], "C3", baseline=int(baseline), min_sigma=float(min_sigma), alpha=float(alpha)
    )
    np.testing.assert_allclose(
        found.upper[0, at], column(rows, "documented"), rtol=0, atol=TOLERANCE
    )


def test_that_many_series_at_once_are_as_one_at_a_time() -> None:
    full = np.vstack([row for row in SERIES.values() if row.shape[1] == 80])
    together = ears(full, "C3", min_sigma=0.5)
    for number, row in enumerate(full):
        alone = ears(row[None, :], "C3", min_sigma=0.5)
        np.testing.assert_array_equal(together.upper[number], alone.upper[0])


def test_that_a_baseline_does_not_reach_over_a_regime_break() -> None:
    values = np.concatenate([np.full(20, 500.0), np.arange(20.0) % 3])[None, :]
    stretch = (np.arange(40) >= 20).astype(np.int64)[None, :]
    found = ears(values, "C1", stretch=stretch)
    assert np.isnan(found.upper[0, 20:27]).all()
    assert found.expected[0, 27] == pytest.approx(values[0, 20:27].mean())


def test_that_c3_adds_nothing_from_before_a_regime_break() -> None:
    calm = np.array([4, 6, 5, 5, 4, 6, 5, 5, 6, 4, 5, 6, 4, 5, 5, 6.0])
    loud = np.where(np.arange(16) == 3, 900.0, calm)
    stretch = (np.arange(32) >= 16).astype(np.int64)[None, :]
    quiet = ears(np.concatenate([calm, calm])[None, :], "C3", stretch=stretch)
    after = ears(np.concatenate([loud, calm])[None, :], "C3", stretch=stretch)
    np.testing.assert_array_equal(quiet.upper[0, 16:], after.upper[0, 16:])


def test_that_a_past_outbreak_left_out_does_not_hide_the_next() -> None:
    values = np.tile([5.0, 6, 4, 5, 7, 5, 6], 4)[None, :]
    values[0, 18] = 90.0
    values[0, 21] = 40.0
    assert not ears(values, "C1").alarm[0, 21]
    left_out = np.zeros(values.shape, np.bool_)
    left_out[0, 18] = True
    found = ears(values, "C1", left_out=left_out, least=5)
    assert found.alarm[0, 21]
    assert np.isnan(ears(values, "C1", left_out=left_out).upper[0, 21])


def test_that_a_missing_day_gives_no_expectation_unless_fewer_days_are_enough() -> None:
    values = np.tile([5.0, 6, 4, 5, 7, 5, 6], 3)[None, :]
    values[0, 10] = np.nan
    strict = ears(values, "C1")
    assert np.isnan(strict.upper[0, 11:18]).all()
    lenient = ears(values, "C1", least=6)
    assert lenient.expected[0, 12] == pytest.approx(np.nanmean(values[0, 5:12]))
    assert not lenient.alarm[0, 10]


@pytest.mark.parametrize("wrong", [{"baseline": 2}, {"min_sigma": -1.0}])
def test_that_a_baseline_too_short_or_a_negative_spread_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="baseline"):
        ears(np.ones((1, 30)), "C1", **wrong)  # type: ignore[arg-type]
