"""Sums over the days before each day: the baseline that a day is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


class Reach(NamedTuple):
    """Which days before a day serve as its baseline: `nearest` < days ago <= `farthest`.

    Both are series x time. A `farthest` of 0 leaves a day without any.
    """

    nearest: Counts
    farthest: Counts


class Moments(NamedTuple):
    """What a baseline says, series x time.

    `days` days with a value; sums over them of values, of exposures and of squared exposures;
    `level` is values per exposure and `squares` the sum of (value - level x exposure)^2. Where
    the exposure is 1 throughout, level is the mean and squares / (days - 1) the variance.
    """

    days: Floats
    values: Floats
    exposures: Floats
    exposures_squared: Floats
    level: Floats
    squares: Floats


def moments(values: Floats, exposure: Floats, usable: Flags, reach: Reach) -> Moments:
    """Moments of every day's baseline, in two passes so that large values lose no digits."""
    longest = int(reach.farthest.max(initial=0))
    use = (usable & np.isfinite(values)).astype(np.float64)
    y = np.where(use > 0, values, 0.0)
    e = np.where(use > 0, exposure, 0.0)
    days, total, whole, whole_squared, squares = (np.zeros_like(y) for _ in range(5))
    for ago, (used, value, exposed) in enumerate(_ago([use, y, e], longest), 1):
        near = ((ago > reach.nearest) & (ago <= reach.farthest)).astype(np.float64)
        days += near * used
        total += near * value
        part = near * exposed
        whole += part
        whole_squared += part * exposed
    with np.errstate(invalid="ignore", divide="ignore"):
        level = total / whole
    safe = np.nan_to_num(level)
    for ago, (value, exposed) in enumerate(_ago([y, e], longest), 1):
        near = ((ago > reach.nearest) & (ago <= reach.farthest)).astype(np.float64)
        rest = value - safe * exposed
        squares += near * rest * rest
    return Moments(days, total, whole, whole_squared, level, squares)


def _ago(arrays: list[Floats], longest: int) -> Iterator[list[Floats]]:
    """The arrays as they were 1, 2, ... days ago; nothing before their first day."""
    width = arrays[0].shape[1]
    padded = [np.pad(array, ((0, 0), (longest, 0))) for array in arrays]
    for ago in range(1, longest + 1):
        start = longest - ago
        yield [array[:, start : start + width] for array in padded]


def days_before(stretch: Counts) -> Counts:
    """How many days of the same stretch lie before each day.

    `stretch` numbers the regimes of each series and never falls; a baseline must not reach over
    a change of it.
    """
    width = stretch.shape[1]
    at = np.arange(width, dtype=np.int64)
    begins = np.ones(stretch.shape, dtype=np.bool_)
    begins[:, 1:] = stretch[:, 1:] != stretch[:, :-1]
    first = np.maximum.accumulate(np.where(begins, at, 0), axis=1)
    return at - first
