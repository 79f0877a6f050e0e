"""What each weekday usually adds or takes away, learnt from the weeks before.

Platforms' days follow the week. The effect of a weekday is the mean of its differences from the
mean of its week, over the eight weeks before, the largest and the smallest drawn in to the next
in order (winsorised) so that one outbreak does not pass for a habit. It is shrunk by 1 - 1 / F, F
being the ratio of the spread between weekdays to the spread within them (empirical Bayes, Efron
and Morris 1973): where there is no weekly pattern, next to nothing is corrected.
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
"""How much less eight differences spread after winsorising and after their week's mean is gone."""
_SMALLEST_FACTOR: Final = 0.05


class WeekdayEffects(NamedTuple):
    """Series x days: what a day's weekday adds to the level of the weeks before, and how surely.

    `error` is the standard error of the effect, in the same unit.
    """

    effect: Floats
    error: Floats
    level: Floats

    def factor(self) -> Floats:
        """The effect as a factor of the level; 1 where nothing is known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            factor = 1.0 + self.effect / self.level
        factor = np.where((self.level > 0) & np.isfinite(factor), factor, 1.0)
        return np.clip(factor, _SMALLEST_FACTOR, 1.0 / _SMALLEST_FACTOR)

    def relative_error(self) -> Floats:
        """The error of the factor, on days that spread as their level does."""
        with np.errstate(invalid="ignore", divide="ignore"):
            error = self.error / self.level * self.factor()
        return np.where((self.level > 0) & np.isfinite(error), error, 0.0)


def weekday_effects(
    values: Floats, usable: Flags, stretch: Counts, first_weekday: int
) -> WeekdayEffects:
    """The effect of every day's weekday; 0 where fewer than four weeks tell of it.

    `first_weekday` is the weekday of the first column, Monday 0. The effects of a week rest on
    whole weeks before it, within its stretch, so a day's effect never knows what comes after.
    """
    rows, width = values.shape
    pad = ((0, 0), (first_weekday + WEEK * WEEKS, -(first_weekday + width) % WEEK))
    known = np.pad(np.where(usable, values, np.nan), pad, constant_values=np.nan)
    weeks = known.reshape(rows, -1, WEEK)
    regime = np.pad(stretch, pad, mode="edge").reshape(weeks.shape)
    before = sliding_window_view(weeks, WEEKS, axis=1)[:, :-1]
    same = sliding_window_view(regime, WEEKS, axis=1)[:, :-1]
    present = regime[:, WEEKS:]
    found = _effects(np.where(same == present[:, :, :1, None], before, np.nan))
    own = slice(first_weekday, first_weekday + width)
    # A week in which the regime changes is told of by its first day's regime only.
    known = present == present[:, :, :1]
    return WeekdayEffects(*(np.where(known, part, 0.0).reshape(rows, -1)[:, own] for part in found))


def _effects(window: Floats) -> WeekdayEffects:
    """Effects, their errors and the level by series, week and weekday.

    `window` is series x week x weekday x week before; NaN takes no part.
    """
    known = np.isfinite(window)
    filled = np.where(known, window, 0.0)
    days = known.sum(2)
    with np.errstate(invalid="ignore", divide="ignore"):
        week_mean = filled.sum(2) / days
        apart = np.where(known, window - week_mean[:, :, None, :], np.inf)
        apart.sort(axis=3)
        count = known.sum(3)
        _winsorise(apart, count)
        told = np.isfinite(apart)
        apart[~told] = 0.0
        mean = apart.sum(3) / count
        within = (np.where(told, apart - mean[..., None], 0.0) ** 2).sum((2, 3))
        within /= _TAMED * np.maximum(count.sum(2) - WEEK, 1)
        between = (count * mean**2).sum(2) / (WEEK - 1)
        # 1 - 1 / F, never below 0; nothing at all spreads where both are 0.
        kept = np.where(between > within, 1.0 - within / between, 0.0)
        level = filled.sum((2, 3)) / days.sum(2)
        error = np.sqrt(within[..., None] / count)
    kept = np.where((count >= LEAST_WEEKS).all(2), kept, 0.0)[..., None]
    mean, error = np.nan_to_num(mean), np.nan_to_num(error, posinf=0.0)
    # Never by more than a standard error, or strong weekdays would be taken for weaker ones.
    shrunk = np.maximum(kept * np.abs(mean), np.abs(mean) - error) * (kept > 0)
    effect = np.copysign(np.maximum(shrunk, 0.0), mean)
    return WeekdayEffects(effect, kept * error, np.broadcast_to(level[..., None], effect.shape))


def _winsorise(ordered: Floats, count: Counts) -> None:
    """Draw the smallest and the largest of each row in to the next; infinities stand at its end."""
    ordered[..., 0] = ordered[..., 1]
    last = np.maximum(count - 1, 0)[..., None]
    next_to_last = np.take_along_axis(ordered, np.maximum(last - 1, 0), axis=3)
    np.put_along_axis(ordered, last, next_to_last, axis=3)
