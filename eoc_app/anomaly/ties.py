"""Bounds and p-values that say the same of every figure, also where they nearly tie.

A figure exceeds at a level just where its p-value is at most the level, and just where it is above
the bound at that level. By the formulas the two are one: the bound is the quantile of the same
distribution that the p-value is the tail of. What is left are two ties, settled here. A figure
that is not above what is expected never exceeds, however skewed the distribution: its p-value is
a quarter or more and no bound lies below what is expected. And where rounding of the last digits
has them differ, the p-value decides and the bound is moved to the figure or just below it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from eoc_app.anomaly.baseline import Floats
from eoc_app.anomaly.ranges import LEVELS

_ORDINARY: Final = 0.25
"""A p-value that is no event at any level: these are at most 0.1."""


class Settled(NamedTuple):
    """One entry for each figure; `uppers` is figures x `LEVELS`."""

    lower: Floats
    upper: Floats
    p_value: Floats
    uppers: Floats


def settle(
    observed: Floats,
    expected: Floats,
    lower: Floats,
    upper: Floats,
    p_value: Floats,
    uppers: Floats,
    alpha: float,
) -> Settled:
    """Make ranges and p-values agree; NaN stays NaN, and `p_value` is NaN where none is judged."""
    low = observed <= expected
    p_value = np.where(low, np.maximum(p_value, _ORDINARY), p_value)
    lower, upper = np.minimum(lower, expected), _agreed(observed, expected, upper, p_value, alpha)
    high = p_value <= LEVELS[0]
    told = np.full(uppers.shape, np.nan)
    for place, level in enumerate(LEVELS):
        cells = observed[high], expected[high], uppers[high, place], p_value[high]
        told[high, place] = _agreed(*cells, level)
    return Settled(lower, upper, p_value, told)


def _agreed(
    observed: Floats, expected: Floats, upper: Floats, p_value: Floats, level: float
) -> Floats:
    upper = np.maximum(upper, expected)
    exceeds = p_value <= level
    upper = np.where(exceeds & (observed <= upper), np.nextafter(observed, -np.inf), upper)
    return np.where((p_value > level) & (observed > upper), observed, upper)
