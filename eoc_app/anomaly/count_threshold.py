"""Bounds and p-values of a count, from the expectation of the regression."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from eoc_app.anomaly.baseline import Floats
from eoc_app.anomaly.farrington_control import Control

_EXPONENT: Final = {"2/3": 2.0 / 3.0, "1/2": 0.5, "none": 1.0}


class Threshold(NamedTuple):
    """Lower and upper bound, and the probability of a figure at least as high as observed."""

    lower: Floats
    upper: Floats
    p_value: Floats


def delta_threshold(
    expected: Floats, log_error: Floats, dispersion: Floats, observed: Floats, control: Control
) -> Threshold:
    """Normal bounds on a power scale, widened by the model's error (Farrington et al. 1996)."""
    error = log_error * expected
    tau = dispersion + error * error / expected
    power = _EXPONENT[control.power]
    spread = {
        "none": np.sqrt(expected * tau),
        "1/2": np.sqrt(tau / 4.0),
        "2/3": np.sqrt(4.0 / 9.0 * np.cbrt(expected) * tau),
    }[control.power]
    middle = expected**power
    reach = -float(ndtri(control.alpha)) * spread
    lower = np.maximum(middle - reach, 0.0) ** (1.0 / power)
    p_value = ndtr(-(observed**power - middle) / spread)
    return Threshold(lower, (middle + reach) ** (1.0 / power), p_value)


def negative_binomial_threshold(
    log_expected: Floats, error: Floats, dispersion: Floats, observed: Floats, control: Control
) -> Threshold:
    """Quantiles of a negative binomial count with variance dispersion x mean.

    Its mean is the expected figure (nbPlugin: Noufaily et al. 2013) or the upper bound of the
    expectation at the same alpha (muan: Salmon et al. 2016).
    """
    # It takes as long to load as everything else, and only counts with three years of past need it.
    from scipy.stats import nbinom, poisson  # noqa: PLC0415

    worst = -float(ndtri(control.alpha)) * error if control.method == "muan" else 0.0
    with np.errstate(over="ignore"):
        mean = np.exp(log_expected + worst)
    finite = np.isfinite(mean)
    lower, upper, p_value = (np.full(mean.shape, np.nan) for _ in range(3))
    dispersed = finite & (dispersion > 1.0)
    size = mean[dispersed] / (dispersion[dispersed] - 1.0)
    share = 1.0 / dispersion[dispersed]
    # For a figure that is not a whole number, "as much or more" starts at the next whole number.
    least = np.ceil(observed) - 1.0
    lower[dispersed] = nbinom.ppf(control.alpha, size, share)
    upper[dispersed] = nbinom.isf(control.alpha, size, share)
    p_value[dispersed] = nbinom.sf(least[dispersed], size, share)
    poisson_like = finite & (dispersion <= 1.0)
    lower[poisson_like] = poisson.ppf(control.alpha, mean[poisson_like])
    upper[poisson_like] = poisson.isf(control.alpha, mean[poisson_like])
    p_value[poisson_like] = poisson.sf(least[poisson_like], mean[poisson_like])
    return Threshold(np.maximum(lower, 0.0), upper, p_value)
