"""Series side by side on one axis of steps, so that many are judged at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eoc_app.anomaly.baseline import Counts, Flags, Floats
from eoc_app.anomaly.ranges import Kind, Window
from eoc_app.domain.risk.signal import Form

_KINDS: Final[dict[Form, Kind]] = {
    "count": "count",
    "share": "share",
    "hours": "amount",
    "money": "amount",
}
_CALENDAR_STEPS: Final = (
    (28, 31, 30, 30.436875),
    (89, 92, 91, 91.310625),
    (180, 184, 182, 182.62125),
    (365, 366, 365, 365.2425),
)
"""Months, quarters, half-years, years: shortest, longest, usual and average length in days."""
LONGEST_DAILY: Final = 28
LONGEST_OTHER: Final = 14
_THURSDAY: Final = 3
"""Weekday of 1970-01-01, Monday being 0."""


@dataclass(frozen=True, eq=False)
class Series:
    """One signal of one country (and platform), ready to be judged.

    `days` are days since 1970-01-01 on which figures end, ascending; `numerators` and
    `denominators` (None for plain figures) go with them, NaN where withheld or only bounded.
    `breaks` are the first days of new regimes. Figures of days after `complete_until` may still
    grow and are not judged. `period_days` is how many days a figure covers; months, quarters and
    years may differ by their days (`usual_period`). Figures do not overlap.

    Raises:
        ValueError: days that are not ascending, or arrays of different lengths.
    """

    days: NDArray[np.int64]
    numerators: Floats
    denominators: Floats | None
    form: Form
    breaks: tuple[int, ...] = ()
    complete_until: int | None = None
    period_days: int = 1

    def __post_init__(self) -> None:
        parts = [self.numerators] + ([] if self.denominators is None else [self.denominators])
        if any(len(part) != len(self.days) for part in parts):
            raise ValueError("a series has one numerator and one denominator for each day")
        if (np.diff(self.days) <= 0).any():
            raise ValueError("the days of a series ascend")

    @property
    def batch(self) -> tuple[Kind, bool, int]:
        """The key that series must share to be judged together."""
        return _KINDS[self.form], self.denominators is None, usual_period(self.period_days)


@dataclass(frozen=True, eq=False)
class Grid:
    """Series on one axis of steps; all arrays are series x steps.

    `days` is the day of each cell, `observed` whether it has a figure, `incomplete` whether that
    may still grow. `since` is the first day of a cell's baseline; `broken` says that a change of
    regime set it, not the beginning of the series.
    """

    window: Window
    days: Counts
    observed: Flags
    incomplete: Flags
    since: Counts
    broken: Flags


def grid(series: Sequence[Series], first: int, last: int) -> Grid:
    """The series of one batch on an axis from the day `first` to the day `last`."""
    kind, plain, period = series[0].batch
    step = _step(period)
    ago = [_steps_ago(single_series, step, last) for single_series in series]
    width = last - first + 1
    if period > 1:
        steps_inside = (
            steps[single_series.days >= first]
            for single_series, steps in zip(series, ago, strict=True)
        )
        width = 1 + max((int(steps.max(initial=0)) for steps in steps_inside), default=0)
    shape = (len(series), width)
    values, wholes = np.full(shape, np.nan), np.full(shape, np.nan)
    usual_days = last - np.rint(np.arange(width - 1, -1, -1) * step).astype(np.int64)
    days = np.tile(usual_days, (len(series), 1))
    since, stretch = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    complete_until = np.full((len(series), 1), last, np.int64)
    for row, (single_series, steps) in enumerate(zip(series, ago, strict=True)):
        inside = (steps >= 0) & (steps < width)
        at = width - 1 - steps[inside]
        if period > 1 and len(at):
            days[row] = _between(at, single_series.days[inside], width, step)
        values[row, at] = single_series.numerators[inside]
        if single_series.denominators is not None:
            wholes[row, at] = single_series.denominators[inside]
        begins = int(single_series.days[0]) if len(single_series.days) else last + 1
        starts = np.array(
            [begins, *(day for day in sorted(set(single_series.breaks)) if day > begins)]
        )
        stretch[row] = np.searchsorted(starts, days[row], side="right")
        since[row] = starts[np.maximum(stretch[row] - 1, 0)]
        if single_series.complete_until is not None:
            complete_until[row] = single_series.complete_until
    if plain:
        wholes[:] = 1.0
    observed = np.isfinite(values) & (wholes > 0)
    incomplete = days > complete_until
    window = Window(
        kind=kind,
        values=values,
        wholes=wholes,
        usable=observed & ~incomplete,
        stretch=stretch,
        plain=plain,
        first_weekday=(first + _THURSDAY) % 7 if period == 1 else None,
        longest=LONGEST_DAILY if period == 1 else LONGEST_OTHER,
    )
    return Grid(window, days, observed, incomplete, since, stretch > 1)


def _steps_ago(series: Series, step: float, last: int) -> Counts:
    """The number of steps from each figure to the last; negative after the day `last`.

    Daily series share their days. Longer figures follow one another in steps of their own, the
    newest up to `last` being step 0: a gap of about two steps leaves one empty, and no figure is
    lost because months differ in length.
    """
    if step <= 1 or not len(series.days):
        return last - series.days
    gaps = np.maximum(np.rint(np.diff(series.days) / step), 1.0).astype(np.int64)
    positions = np.concatenate([[0], np.cumsum(gaps)])
    newest = int((series.days <= last).sum()) - 1
    return positions[newest] - positions if newest >= 0 else np.full(len(positions), -1)


def _between(at: Counts, days: Counts, width: int, step: float) -> Counts:
    """A day for every step: those of the figures, evenly spaced ones between and before them."""
    steps = np.arange(width)
    filled = np.rint(np.interp(steps, at, days)).astype(np.int64)
    early = np.rint((at[0] - steps) * step).astype(np.int64)
    return np.where(steps < at[0], days[0] - early, filled)


def usual_period(period_days: int) -> int:
    """The nominal length in days of a period: 30 for every month."""
    for shortest, longest, usual, _ in _CALENDAR_STEPS:
        if shortest <= period_days <= longest:
            return usual
    return period_days


def _step(period: int) -> float:
    for shortest, longest, _, average in _CALENDAR_STEPS:
        if shortest <= period <= longest:
            return average
    return float(period)
