"""Weekday effects, estimated from the weeks before.

Activity on platforms follows the week. The effect of a weekday is the mean of its differences from
the mean of its week, over the eight weeks before. The largest and the smallest difference are moved
to the next in order (winsorised), so that one outbreak does not pass for a weekly pattern. The
effect is shrunk by 1 - 1 / F, F being the ratio of the variance between weekdays to that within
them (empirical Bayes, Efron and Morris 1973): without a weekly pattern hardly any effect is left.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from eoc_app.anomaly.baseline import Counts, Flags, Floats

WEEK: Final = 7
WEEKS: Final = 8
LEAST_WEEKS: Final = 4
_TAMED: Final = 0.5
"""The factor by which winsorising and removing the week's mean reduce the variance."""
_SMALLEST_FACTOR: Final = 0.05


class WeekdayEffects(NamedTuple):
    """Series x days: what a day's weekday adds to the level of the weeks before, with its error.

    `error` is the standard error of the effect, in the same unit.
    """

    effect: Floats
    error: Floats
    level: Floats

    def factor(self) -> Floats:
        """The effect as a factor of the level; 1 where it is not known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            factor = 1.0 + self.effect / self.level
        factor = np.where((self.level > 0) & np.isfinite(factor), factor, 1.0)
        return np.clip(factor, _SMALLEST_FACTOR, 1.0 / _SMALLEST_FACTOR)

    def relative_error(self) -> Floats:
        """The standard error of the factor, for days that spread in proportion to their level."""
        with np.errstate(invalid="ignore", divide="ignore"):
            error = self.error / self.level * self.factor()
        return np.where((self.level > 0) & np.isfinite(error), error, 0.0)


def weekday_effects(
    values: Floats, usable: Flags, stretch: Counts, first_weekday: int
) -> WeekdayEffects:
    """The effect of every day's weekday; 0 with fewer than four weeks of data.

    `first_weekday` is the weekday of the first column, Monday 0. The effects of a week use only
    whole weeks before it, within its regime, so a day's effect never depends on later days.
    """
    rows, width = values.shape
    pad = ((0, 0), (first_weekday + WEEK * WEEKS, -(first_weekday + width) % WEEK))
    known = np.pad(np.where(usable, values, np.nan), pad, constant_values=np.nan)
    weeks = known.reshape(rows, -1, WEEK)
    regime = np.pad(stretch, pad, mode="edge").reshape(weeks.shape)
    before = sliding_window_view(weeks, WEEKS, axis=1)[:, :-1]
    same = sliding_window_view(regime, WEEKS, axis=1)[:, :-1]
    present = regime[:, WEEKS:]
    effects = _effects(np.where(same == present[:, :, :1, None], before, np.nan))
    columns = slice(first_weekday, first_weekday + width)
    # In a week with a change of regime, only days of the first day's regime have an effect.
    known = present == present[:, :, :1]
    return WeekdayEffects(
        *(np.where(known, part, 0.0).reshape(rows, -1)[:, columns] for part in effects)
    )


def _effects(window: Floats) -> WeekdayEffects:
    """Effects, their errors and the level by series, week and weekday.

    `window` is series x week x weekday x week before; NaN is ignored.
    """
    is_known = np.isfinite(window)
    filled = np.where(is_known, window, 0.0)
    days = is_known.sum(2)
    with np.errstate(invalid="ignore", divide="ignore"):
        week_mean = filled.sum(2) / days
        differences = np.where(is_known, window - week_mean[:, :, None, :], np.inf)
        differences.sort(axis=3)
        count = is_known.sum(3)
        _winsorise(differences, count)
        is_finite = np.isfinite(differences)
        differences[~is_finite] = 0.0
        mean = differences.sum(3) / count
        within = (np.where(is_finite, differences - mean[..., None], 0.0) ** 2).sum((2, 3))
        within /= _TAMED * np.maximum(count.sum(2) - WEEK, 1)
        between = (count * mean**2).sum(2) / (WEEK - 1)
        # 1 - 1 / F, never below 0; where both are 0 nothing varies.
        kept_share = np.where(between > within, 1.0 - within / between, 0.0)
        level = filled.sum((2, 3)) / days.sum(2)
        error = np.sqrt(within[..., None] / count)
    kept_share = np.where((count >= LEAST_WEEKS).all(2), kept_share, 0.0)[..., None]
    mean, error = np.nan_to_num(mean), np.nan_to_num(error, posinf=0.0)
    # Never shrunk by more than a standard error, or strong weekday effects would be understated.
    shrunk = np.maximum(kept_share * np.abs(mean), np.abs(mean) - error) * (kept_share > 0)
    effect = np.copysign(np.maximum(shrunk, 0.0), mean)
    return WeekdayEffects(
        effect, kept_share * error, np.broadcast_to(level[..., None], effect.shape)
    )


def _winsorise(ordered: Floats, count: Counts) -> None:
    """Move the smallest and largest of each row to the next in order; infinities come last."""
    ordered[..., 0] = ordered[..., 1]
    last = np.maximum(count - 1, 0)[..., None]
    next_to_last = np.take_along_axis(ordered, np.maximum(last - 1, 0), axis=3)
    np.put_along_axis(ordered, last, next_to_last, axis=3)
