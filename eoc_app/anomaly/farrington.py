"""Farrington-flexible: a week against the same season of earlier years, by regression.

Sources: Farrington, Andrews, Beale and Catchpole (1996), A statistical algorithm for the early
detection of outbreaks of infectious disease, JRSS A 159; Noufaily et al. (2013), An improved
algorithm for outbreak detection in multiple surveillance systems, Statistics in Medicine 32;
Salmon, Schumacher and Hoehle (2016), Monitoring Count Time Series in R, Journal of Statistical
Software 70(10). Equal to `farringtonFlexible` of the R package surveillance 1.20.3 on a time axis
of whole steps (`epochAsDate = FALSE`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from eoc_app.anomaly.baseline import Flags, Floats
from eoc_app.anomaly.count_threshold import delta_threshold, negative_binomial_threshold
from eoc_app.anomaly.farrington_control import Control
from eoc_app.anomaly.quasi_poisson import Design, Fit, fit

TREND_YEARS: Final = 3


class Prediction(NamedTuple):
    """The prediction for the present of each row; NaN where no model could be fitted."""

    expected: Floats
    log_expected: Floats
    error: Floats
    """Standard error of the log of the expected figure."""
    stated_error: Floats
    """The same as computed by surveillance, which its delta and muan bounds use: far too small
    after reweighting, since R's summary then uses the prior weights as the working ones."""
    dispersion: Floats
    slope: Floats
    trend: Flags


class WeekBounds(NamedTuple):
    """Expectation, bounds and alarm, series x judged weeks; NaN where a value is not known."""

    expected: Floats
    lower: Floats
    upper: Floats
    alarm: Flags
    p_value: Floats
    dispersion: Floats
    trend: Flags


def farrington(
    observed: Floats,
    at: Sequence[int],
    control: Control,
    *,
    population: Floats | None = None,
) -> WeekBounds:
    """Judge the weeks `at` (positions) of every series; `observed` is series x weeks.

    `population` is the denominator of each week, where a rate is judged (populationOffset).
    Missing weeks of the past are ignored.

    Raises:
        ValueError: a week has less past than `control.years` years and the half window.
    """
    ago, design = control.reference()
    positions = np.asarray(at, dtype=np.int64)
    rows = positions[:, None] - np.asarray(ago)
    if rows.size and rows.min() < 0:
        raise ValueError(f"week {positions.min()} has no {control.years} years of past")
    shape = (len(observed), len(positions))
    past = observed[:, rows].reshape(-1, len(ago))
    exposure = None if population is None else population[:, rows].reshape(past.shape)
    now = np.ones(past.shape[0]) if population is None else population[:, positions].ravel()
    prediction = predict(past, design, control, exposure=exposure, exposure_now=now)
    present = observed[:, positions].ravel()
    threshold = (
        delta_threshold(
            prediction.expected, prediction.stated_error, prediction.dispersion, present, control
        )
        if control.method == "delta"
        else negative_binomial_threshold(
            prediction.log_expected,
            prediction.stated_error,
            prediction.dispersion,
            present,
            control,
        )
    )
    lower, upper, p_value = (part.reshape(shape) for part in threshold)
    enough = _recent(observed, positions, control.least_weeks) >= control.least_cases
    upper = np.where(enough, upper, np.nan)
    judged = observed[:, positions]
    return WeekBounds(
        expected=np.where(enough, prediction.expected.reshape(shape), np.nan),
        lower=np.where(enough, lower, np.nan),
        upper=upper,
        alarm=(judged > upper) & (judged != 0),
        p_value=p_value,
        dispersion=prediction.dispersion.reshape(shape),
        trend=prediction.trend.reshape(shape),
    )


def predict(
    past: Floats,
    design: Design,
    control: Control,
    *,
    exposure: Floats | None,
    exposure_now: Floats,
) -> Prediction:
    """Fit rows of reference weeks, with a trend where it is kept, and predict the present."""
    rows = len(past)
    model = _Model.of(past, design, control, exposure=exposure, trend=control.trend)
    trend = np.full(rows, control.trend)
    if control.trend:
        keep = model.known & (model.slope_p < control.trend_level)
        # Farrington et al. (1996), section 3.4: no trend from two years, none beyond the data.
        keep &= control.years >= TREND_YEARS
        with np.errstate(divide="ignore"):
            highest = np.log(np.where(np.isfinite(past), past, 0.0).max(1))
        keep &= model.log_now + np.log(exposure_now) <= highest
        refitted = np.flatnonzero(~keep)
        trend = keep
        if len(refitted):
            exposure_refitted = None if exposure is None else exposure[refitted]
            without_trend = _Model.of(
                past[refitted], design, control, exposure=exposure_refitted, trend=False
            )
            model = model.replaced(refitted, without_trend)
    log_expected = np.where(model.known, model.log_now + np.log(exposure_now), np.nan)
    with np.errstate(over="ignore"):
        expected = np.exp(log_expected)
    return Prediction(
        expected=expected,
        log_expected=log_expected,
        error=np.where(model.known, np.sqrt(model.dispersion * model.variance_now), np.nan),
        stated_error=np.where(
            model.known, np.sqrt(model.stated_scale * model.variance_now), np.nan
        ),
        dispersion=np.where(model.known, model.dispersion, np.nan),
        slope=np.where(trend, model.slope, 0.0),
        trend=trend & model.known,
    )


class _Model(NamedTuple):
    """A fit with its weights; all by row."""

    log_now: Floats
    variance_now: Floats
    dispersion: Floats
    stated_scale: Floats
    slope: Floats
    slope_p: Floats
    known: Flags

    @classmethod
    def of(
        cls,
        past: Floats,
        design: Design,
        control: Control,
        *,
        exposure: Floats | None,
        trend: bool,
    ) -> _Model:
        fitted = fit(past, design, exposure=exposure, trend=trend)
        dispersion = np.maximum(fitted.dispersion, control.least_dispersion)
        known = fitted.converged
        omega = fitted.weight
        if control.reweight:
            omega = _outbreak_weights(past, fitted, dispersion, control.weights_threshold)
            fitted = fit(past, design, exposure=exposure, weights=omega, trend=trend)
            dispersion = np.maximum(fitted.dispersion, control.least_dispersion)
        # R's summary of the reweighted model uses its prior weights as the working ones. There the
        # p-value of the trend follows from this, and so it does here.
        residual = np.nan_to_num((past - fitted.mean) / fitted.mean)
        with np.errstate(invalid="ignore", divide="ignore"):
            scale = (omega * residual * residual).sum(1) / fitted.residual_df
            statistic = np.abs(fitted.slope) / np.sqrt(scale * fitted.variance_slope)
            slope_p = 2.0 * stdtr(fitted.residual_df, -statistic)
        return cls(
            log_now=fitted.log_now,
            variance_now=fitted.variance_now,
            dispersion=dispersion,
            stated_scale=scale,
            slope=fitted.slope,
            slope_p=slope_p,
            known=known,
        )

    def replaced(self, rows: NDArray[np.int64], other: _Model) -> _Model:
        """The model with some rows replaced by those of another."""

        def mixed(own_rows: Floats, other_rows: Floats) -> Floats:
            merged = own_rows.copy()
            merged[rows] = other_rows
            return merged

        known = self.known.copy()
        known[rows] = other.known
        return _Model(
            mixed(self.log_now, other.log_now),
            mixed(self.variance_now, other.variance_now),
            mixed(self.dispersion, other.dispersion),
            mixed(self.stated_scale, other.stated_scale),
            mixed(self.slope, other.slope),
            mixed(self.slope_p, other.slope_p),
            known,
        )


def _outbreak_weights(past: Floats, fitted: Fit, dispersion: Floats, threshold: float) -> Floats:
    """Lower weights for weeks far above the fit, by standardised Anscombe residuals."""
    observed = np.isfinite(past)
    y = np.where(observed, past, 0.0)
    root = np.sqrt(fitted.mean)
    anscombe = 1.5 * (np.cbrt(y) ** 2 / np.cbrt(root) - root)
    with np.errstate(invalid="ignore", divide="ignore"):
        residual = anscombe / np.sqrt(dispersion[:, None] * (1.0 - fitted.leverage))
        high = observed & (residual > threshold)
        raw = np.where(high, 1.0 / (residual * residual), 1.0) * observed
        # A series whose weeks all get the weight 0 has no fit: its weights are NaN.
        weights: Floats = raw * (observed.sum(1) / raw.sum(1))[:, None]
    return weights


def _recent(observed: Floats, at: NDArray[np.int64], weeks: int) -> Floats:
    """Cases of the last weeks including the present one; weeks not observed count as 0."""
    behind = at[:, None] - np.arange(weeks)
    cases: Floats = np.where(behind >= 0, np.nan_to_num(observed[:, behind]), 0.0).sum(2)
    return cases
