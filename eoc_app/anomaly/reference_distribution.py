"""Quantiles of skewed distributions and their inverses: how far a figure may lie above its mean.

A day's figure is not normal: counts, shares and money are skewed to the right, and a spread from a
few days is itself uncertain. The multiplier of the spread accounts for both: for skewness by
the frequency factor of the Pearson III distribution (Wilson and Hilferty 1931; Kite 1977), or a
lognormal distribution for money, and the uncertain spread by Student's t.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import stdtr, stdtrit

from eoc_app.anomaly.baseline import Floats

_STRAIGHT: Final = 1e-4
"""Below this skewness a distribution is treated as symmetric."""
_STEEPEST: Final = 4.0
"""Skewness is capped here, where the approximation fails: counts below one in 16 days."""


def _leaning(skewness: Floats) -> Floats:
    nonzero = np.where(np.abs(skewness) < _STRAIGHT, _STRAIGHT, skewness)
    return np.clip(nonzero, -_STEEPEST, _STEEPEST)


def frequency_factor(z: Floats, skewness: Floats) -> Floats:
    """The distance above the mean, in spreads, of the quantile of a normal deviate `z`."""
    bounded = _leaning(skewness)
    # It may be negative, beyond the end of the distribution, so that `normal_deviate` inverts it.
    root = 1.0 + bounded * z / 6.0 - bounded * bounded / 36.0
    return 2.0 / bounded * (root * root * root - 1.0)


def normal_deviate(factor: Floats, skewness: Floats) -> Floats:
    """The normal deviate for `factor` spreads above the mean; the inverse of `frequency_factor`."""
    bounded = _leaning(skewness)
    root = np.cbrt(1.0 + bounded * factor / 2.0)
    return 6.0 / bounded * (root - 1.0) + bounded / 6.0


def lognormal_quantile(z: Floats, mean: Floats, spread: Floats) -> Floats:
    """Quantile of the lognormal distribution with a mean and a spread above 0."""
    log_variance = np.log1p((spread / mean) ** 2)
    return mean * np.exp(z * np.sqrt(log_variance) - log_variance / 2.0)


def lognormal_deviate(value: Floats, mean: Floats, spread: Floats) -> Floats:
    """The normal deviate of a value; the inverse of `lognormal_quantile`."""
    log_variance = np.log1p((spread / mean) ** 2)
    return (np.log(value / mean) + log_variance / 2.0) / np.sqrt(log_variance)


def student_deviate(alpha: Floats, freedom: Floats) -> Floats:
    """The deviate that Student's t exceeds with probability `alpha`."""
    deviate: Floats = -stdtrit(freedom, alpha)
    return deviate


def student_tail(z: Floats, freedom: Floats) -> Floats:
    """The probability that Student's t exceeds `z`."""
    probability: Floats = stdtr(freedom, -z)
    return probability
