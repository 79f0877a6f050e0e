"""Series laid side by side on one axis of steps, so that many are judged at once."""

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
"""Months, quarters, half-years and years: shortest and longest in days, usual, and on average."""
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
        """What series must have in common to be judged together."""
        return _KINDS[self.form], self.denominators is None, usual_period(self.period_days)


@dataclass(frozen=True, eq=False)
class Grid:
    """Series on one axis of steps; all arrays are series x steps.

    `days` is the day of each cell, `observed` says that there is a figure, `incomplete` that it
    may still grow. `since` is the day from which a cell's baseline may count, `broken` that it is
    a change of regime and not the beginning of the series.
    """

    window: Window
    days: Counts
    observed: Flags
    incomplete: Flags
    since: Counts
    broken: Flags


def grid(series: Sequence[Series], first: int, last: int) -> Grid:
    """Lay series of one batch out from the day `first` to the day `last`."""
    kind, plain, period = series[0].batch
    step = _step(period)
    ago = [_steps_ago(one, step, last) for one in series]
    width = last - first + 1
    if period > 1:
        held = (steps[one.days >= first] for one, steps in zip(series, ago, strict=True))
        width = 1 + max((int(steps.max(initial=0)) for steps in held), default=0)
    shape = (len(series), width)
    values, wholes = np.full(shape, np.nan), np.full(shape, np.nan)
    usual = last - np.rint(np.arange(width - 1, -1, -1) * step).astype(np.int64)
    days = np.tile(usual, (len(series), 1))
    since, stretch = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    until = np.full((len(series), 1), last, np.int64)
    for row, (one, steps) in enumerate(zip(series, ago, strict=True)):
        here = (steps >= 0) & (steps < width)
        at = width - 1 - steps[here]
        if period > 1 and len(at):
            days[row] = _between(at, one.days[here], width, step)
        values[row, at] = one.numerators[here]
        if one.denominators is not None:
            wholes[row, at] = one.denominators[here]
        begins = int(one.days[0]) if len(one.days) else last + 1
        starts = np.array([begins, *(day for day in sorted(set(one.breaks)) if day > begins)])
        stretch[row] = np.searchsorted(starts, days[row], side="right")
        since[row] = starts[np.maximum(stretch[row] - 1, 0)]
        if one.complete_until is not None:
            until[row] = one.complete_until
    if plain:
        wholes[:] = 1.0
    observed = np.isfinite(values) & (wholes > 0)
    incomplete = days > until
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


def _steps_ago(one: Series, step: float, last: int) -> Counts:
    """How many steps before the last each figure lies; negative after the day `last`.

    Daily series share their days. Longer figures follow one another in steps of their own, the
    newest up to `last` being step 0: a gap of about two steps leaves one empty, and none is lost
    to a calendar whose months are not of one length.
    """
    if step <= 1 or not len(one.days):
        return last - one.days
    gaps = np.maximum(np.rint(np.diff(one.days) / step), 1.0).astype(np.int64)
    place = np.concatenate([[0], np.cumsum(gaps)])
    newest = int((one.days <= last).sum()) - 1
    return place[newest] - place if newest >= 0 else np.full(len(place), -1)


def _between(at: Counts, days: Counts, width: int, step: float) -> Counts:
    """A day for every step: those of the figures, and even ones between and before them."""
    steps = np.arange(width)
    filled = np.rint(np.interp(steps, at, days)).astype(np.int64)
    early = np.rint((at[0] - steps) * step).astype(np.int64)
    return np.where(steps < at[0], days[0] - early, filled)


def usual_period(period_days: int) -> int:
    """The length in days by which figures of one series go together: 30 for every month."""
    for shortest, longest, usual, _ in _CALENDAR_STEPS:
        if shortest <= period_days <= longest:
            return usual
    return period_days


def _step(period: int) -> float:
    for shortest, longest, _, average in _CALENDAR_STEPS:
        if shortest <= period <= longest:
            return average
    return float(period)
