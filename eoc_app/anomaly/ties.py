"""Make bounds and p-values agree on every figure, even where they nearly tie.

A figure exceeds at a level if and only if its p-value is at most the level, and then it is above
the bound at that level, and only then. By the formulas both are the same, since bound and p-value
come from one distribution. Two ties remain and are settled here. A figure that is not above the
expected one never exceeds, however skewed the distribution: its p-value is at least a quarter, and
no bound lies below the expected figure. Where rounding of the last digits makes them differ, the
p-value decides, and the bound is moved to the figure or just below it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from eoc_app.anomaly.baseline import Floats
from eoc_app.anomaly.ranges import LEVELS

_ORDINARY: Final = 0.25
"""A p-value that exceeds at no level, since all levels are at most 0.1."""


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
    """Ranges and p-values that agree; NaN stays NaN, and `p_value` is NaN for days not judged."""
    low = observed <= expected
    p_value = np.where(low, np.maximum(p_value, _ORDINARY), p_value)
    lower, upper = np.minimum(lower, expected), _agreed(observed, expected, upper, p_value, alpha)
    high = p_value <= LEVELS[0]
    settled_uppers = np.full(uppers.shape, np.nan)
    for place, level in enumerate(LEVELS):
        cells = observed[high], expected[high], uppers[high, place], p_value[high]
        settled_uppers[high, place] = _agreed(*cells, level)
    return Settled(lower, upper, p_value, settled_uppers)


def _agreed(
    observed: Floats, expected: Floats, upper: Floats, p_value: Floats, level: float
) -> Floats:
    upper = np.maximum(upper, expected)
    exceeds = p_value <= level
    upper = np.where(exceeds & (observed <= upper), np.nextafter(observed, -np.inf), upper)
    return np.where((p_value > level) & (observed > upper), observed, upper)
