"""Sums over the days before each day: the baseline that a day is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


class Days(NamedTuple):
    """Figures of many series side by side, series x days.

    `values` with the `exposure` of each (1 where there is none). Baselines use `usable` days only.
    """

    values: Floats
    exposure: Floats
    usable: Flags


class Moments(NamedTuple):
    """Moments of baselines.

    `days` counts the days with a value; `values`, `exposures` and `exposures_squared` are sums over
    them. `level` is values per exposure and `squares` the sum of (value - level x exposure)^2.
    Where the exposure is 1 throughout, level is the mean and squares / (days - 1) the variance.
    """

    days: Floats
    values: Floats
    exposures: Floats
    exposures_squared: Floats
    level: Floats
    squares: Floats


class Cells(NamedTuple):
    """Single days of single series; a baseline has the days with nearest < days ago <= farthest."""

    rows: Counts
    columns: Counts
    nearest: Counts
    farthest: Counts


def moments(days: Days, guard: int, length: int) -> Moments:
    """Moments of every day's baseline: `length` days up to `guard` days before it.

    Computed in two passes, so that large values lose no digits. Series x days.
    """
    use, values, exposures = _filled(days)
    count, total, whole, whole_squared, squares = (np.zeros_like(values) for _ in range(5))
    for used, value, exposed in _ago([use, values, exposures], guard, length):
        count += used
        total += value
        whole += exposed
        whole_squared += exposed * exposed
    with np.errstate(invalid="ignore", divide="ignore"):
        level = total / whole
    safe = np.nan_to_num(level)
    for value, exposed in _ago([values, exposures], guard, length):
        rest = value - safe * exposed
        squares += rest * rest
    return Moments(count, total, whole, whole_squared, level, squares)


def moments_of(days: Days, cells: Cells) -> Moments:
    """The moments of single days, each with its own length of baseline."""
    use, y, e = _filled(days)
    ago = np.arange(1, int(cells.farthest.max(initial=0)) + 1)
    at = cells.columns[:, None] - ago
    near = (ago > cells.nearest[:, None]) & (ago <= cells.farthest[:, None]) & (at >= 0)
    rows, at = cells.rows[:, None], np.maximum(at, 0)
    used, value, exposed = (np.where(near, part[rows, at], 0.0) for part in (use, y, e))
    total, whole = value.sum(1), exposed.sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        level = total / whole
    squares = ((value - np.nan_to_num(level)[:, None] * exposed) ** 2).sum(1)
    return Moments(used.sum(1), total, whole, (exposed * exposed).sum(1), level, squares)


def _filled(days: Days) -> tuple[Floats, Floats, Floats]:
    use = days.usable & np.isfinite(days.values)
    return (
        use.astype(np.float64),
        np.where(use, days.values, 0.0),
        np.where(use, days.exposure, 0.0),
    )


def _ago(arrays: list[Floats], guard: int, length: int) -> Iterator[list[Floats]]:
    """The arrays shifted by guard + 1, ..., guard + length days; zero before their first day."""
    width, longest = arrays[0].shape[1], guard + length
    padded = [np.pad(array, ((0, 0), (longest, 0))) for array in arrays]
    for start in range(length):
        yield [array[:, start : start + width] for array in padded]


def days_before(stretch: Counts) -> Counts:
    """The number of earlier days in the same regime, for each day.

    `stretch` numbers the regimes of each series and never decreases; a baseline must not reach
    across a change of regime.
    """
    at = np.arange(stretch.shape[1], dtype=np.int64)
    begins = np.ones(stretch.shape, dtype=np.bool_)
    begins[:, 1:] = stretch[:, 1:] != stretch[:, :-1]
    return at - np.maximum.accumulate(np.where(begins, at, 0), axis=1)
