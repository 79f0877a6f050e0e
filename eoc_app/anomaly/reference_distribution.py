"""How far above its expectation a figure may lie: quantiles of skewed distributions, both ways.

A day's figure is not normal: counts, shares and money lean to the right, and a spread estimated
from a few days is itself uncertain. Both are put into the multiplier of the spread: skewness by
the frequency factor of the Pearson III distribution (Wilson and Hilferty 1931; Kite 1977), or a
lognormal distribution for money, and the uncertain spread by Student's t.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import stdtr, stdtrit

from eoc_app.anomaly.baseline import Floats

_STRAIGHT: Final = 1e-4
"""Skewness under which the distribution is taken for symmetric."""
_STEEPEST: Final = 4.0
"""Skewness above which the approximation fails and is held: counts of less than one in 16 days."""


def _leaning(skewness: Floats) -> Floats:
    lean = np.where(np.abs(skewness) < _STRAIGHT, _STRAIGHT, skewness)
    return np.clip(lean, -_STEEPEST, _STEEPEST)


def frequency_factor(z: Floats, skewness: Floats) -> Floats:
    """Spreads above the mean of the quantile that a normal deviate `z` stands for."""
    lean = _leaning(skewness)
    # Also where it is negative, beyond the end of the distribution: `normal_deviate` undoes it.
    root = 1.0 + lean * z / 6.0 - lean * lean / 36.0
    return 2.0 / lean * (root * root * root - 1.0)


def normal_deviate(factor: Floats, skewness: Floats) -> Floats:
    """The normal deviate that lies as far out as `factor` spreads; undoes `frequency_factor`."""
    lean = _leaning(skewness)
    root = np.cbrt(1.0 + lean * factor / 2.0)
    return 6.0 / lean * (root - 1.0) + lean / 6.0


def lognormal_quantile(z: Floats, mean: Floats, spread: Floats) -> Floats:
    """Quantile of the lognormal distribution with a mean and a spread above 0."""
    log_variance = np.log1p((spread / mean) ** 2)
    return mean * np.exp(z * np.sqrt(log_variance) - log_variance / 2.0)


def lognormal_deviate(value: Floats, mean: Floats, spread: Floats) -> Floats:
    """The normal deviate of a value; undoes `lognormal_quantile`."""
    log_variance = np.log1p((spread / mean) ** 2)
    return (np.log(value / mean) + log_variance / 2.0) / np.sqrt(log_variance)


def student_deviate(alpha: Floats, freedom: Floats) -> Floats:
    """The deviate that Student's t exceeds with probability `alpha`."""
    found: Floats = -stdtrit(freedom, alpha)
    return found


def student_tail(z: Floats, freedom: Floats) -> Floats:
    """The probability that Student's t exceeds `z`."""
    found: Floats = stdtr(freedom, -z)
    return found
