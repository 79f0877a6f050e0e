"""What the days before say of a day: its mean, its spread and how it leans, by kind of figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np

from eoc_app.anomaly.baseline import Counts, Days, Flags, Floats, Moments
from eoc_app.anomaly.reference_distribution import (
    frequency_factor,
    lognormal_deviate,
    lognormal_quantile,
    normal_deviate,
)
from eoc_app.anomaly.weekdays import weekday_effects
from eoc_app.domain.alarms.alarm_budget import ONE_IN

Kind = Literal["count", "share", "amount"]
LEVELS: Final = tuple(1.0 / one_in for one_in in ONE_IN)
"""Levels that alarms can be set to, the highest first."""
LEAST_DAYS: Final = 5
LEAST_SHARE_OF_LEVEL: Final = 0.01
"""Spread of an amount that never moved, as a share of it: none is known better than that."""


@dataclass(frozen=True)
class Window:
    """Series side by side over the same days, all of one kind. All arrays are series x days.

    `values` are counts, the parts of shares, or amounts; `wholes` what a share is of or a rate or
    mean is per, 1 throughout where a figure is `plain`. `usable` days are observed and complete.
    `stretch` numbers regimes. `first_weekday` is None where the steps are longer than days; a
    baseline has up to `longest` steps.
    """

    kind: Kind
    values: Floats
    wholes: Floats
    usable: Flags
    stretch: Counts
    plain: bool
    first_weekday: int | None
    longest: int = 28

    def since(self, column: int) -> Window:
        """The window without the columns before one."""
        first = self.first_weekday
        return Window(
            kind=self.kind,
            values=self.values[:, column:],
            wholes=self.wholes[:, column:],
            usable=self.usable[:, column:],
            stretch=self.stretch[:, column:],
            plain=self.plain,
            first_weekday=None if first is None else (first + column) % 7,
            longest=self.longest,
        )


class Usual(NamedTuple):
    """What a day could show, given its weekday: figures for a baseline, and what to undo after.

    `factor` multiplies the level (counts and amounts), `shift` is added to it (shares); `error` is
    the standard error of either.
    """

    days: Days
    factor: Floats
    shift: Floats
    error: Floats


class Range(NamedTuple):
    """What a day's figure is compared with, in values per whole; NaN where nothing can be said.

    `half_step` is half of the smallest difference that a count can make.
    """

    mean: Floats
    spread: Floats
    skewness: Floats
    half_step: Floats
    days: Floats


class Uppers(NamedTuple):
    """Upper bounds of single cells: `bounds` is cells x levels, in the order of `LEVELS`."""

    rows: Counts
    columns: Counts
    bounds: Floats


def usual(window: Window) -> Usual:
    """Every day as a part of a baseline, its weekday taken into account."""
    shape = window.values.shape
    factor, shift, error = np.ones(shape), np.zeros(shape), np.zeros(shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = window.values / window.wholes
    if window.first_weekday is not None:
        told = weekday_effects(rate, window.usable, window.stretch, window.first_weekday)
        if window.kind == "share":
            shift, error = told.effect, told.error
        else:
            factor, error = told.factor(), told.relative_error()
    days = {
        "count": Days(window.values, window.wholes * factor, window.usable),
        "share": Days(window.values - window.wholes * shift, window.wholes, window.usable),
        "amount": Days(rate / factor, np.ones(shape), window.usable),
    }
    return Usual(days[window.kind], factor, shift, error)


def range_of(window: Window, told: Usual, found: Moments, length: Counts) -> Range:
    """The range of every day, from its baseline of `length` days as far as they are known.

    No `length` means that there is no baseline, whatever its moments say.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        judged = _RANGES[window.kind](window, told, found)
    enough = (length > 0) & (found.days >= LEAST_DAYS) & (found.days * 2 >= length)
    return Range(*(np.where(enough, part, np.nan) for part in judged))


def _counts(window: Window, told: Usual, found: Moments) -> Range:
    """Over-dispersed counts: variance = mean + a part that grows with the mean's square."""
    exposure = told.days.exposure
    # Half a count more than there was, so that a baseline of zeros has a spread.
    level = found.level + 0.5 / found.exposures
    varied = found.squares * found.days / (found.days - 1.0) - found.level * found.exposures
    varied = np.maximum(varied / found.exposures_squared, 0.0)
    variance = level * exposure + varied * exposure**2
    own = level / found.exposures + varied * found.exposures_squared / found.exposures**2
    total = variance + own * exposure**2 + (level * window.wholes * told.error) ** 2
    dispersion = np.maximum(total / (level * exposure), 1.0)
    # Skewness of a negative binomial count of that dispersion.
    lean = (2.0 - 1.0 / dispersion) * np.sqrt(dispersion / (level * exposure))
    whole = window.wholes
    return Range(found.level * told.factor, np.sqrt(total) / whole, lean, 0.5 / whole, found.days)


def _shares(window: Window, told: Usual, found: Moments) -> Range:
    """Over-dispersed binomial shares: each day varies with its denominator, and by itself.

    The second part is the correlation within a day of the beta-binomial, by moments.
    """
    whole = window.wholes
    mean = np.clip(found.level + told.shift, 0.0, 1.0)
    near = (mean * found.exposures + 0.5) / (found.exposures + 1.0)
    even = near * (1.0 - near)
    pairs = found.exposures_squared - found.exposures
    varied = found.squares * found.days / (found.days - 1.0) - even * found.exposures
    alike = np.where(pairs > 0, np.clip(varied / (pairs * even), 0.0, 1.0), 0.0)
    variance = even / whole * (1.0 + (whole - 1.0) * alike)
    own = even / found.exposures * (1.0 + pairs / found.exposures * alike)
    total = variance + own + told.error**2
    spread = np.sqrt(total)
    dispersion = np.maximum(total * whole / even, 1.0)
    lean = (1.0 - 2.0 * near) * (2.0 - 1.0 / dispersion) * spread / even
    return Range(mean, spread, lean, 0.5 / whole, found.days)


def _amounts(window: Window, told: Usual, found: Moments) -> Range:
    """Money and hours, whose spread grows with their level and whose unit is anyone's choice."""
    del window
    least = (LEAST_SHARE_OF_LEVEL * found.level) ** 2
    variance = np.maximum(found.squares / (found.days - 1.0), least)
    variance = variance * (1.0 + 1.0 / found.days)
    # In the unit of a usual day, as the level is.
    spread = np.sqrt(variance + (found.level * told.error / told.factor) ** 2)
    # Nothing but zeros gives money no scale to be judged by.
    level = np.where(found.level > 0, found.level, np.nan)
    nothing = np.zeros_like(spread)
    return Range(level * told.factor, spread * told.factor, nothing, nothing, found.days)


_RANGES: Final = {"count": _counts, "share": _shares, "amount": _amounts}


def deviate(kind: Kind, value: Floats, found: Range) -> Floats:
    """The normal deviate that a figure is as unlikely as."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "amount":
            return lognormal_deviate(value, found.mean, found.spread)
        factor = (value - found.half_step - found.mean) / found.spread
        return normal_deviate(factor, found.skewness)


def bound(kind: Kind, z: Floats, found: Range) -> Floats:
    """The figure that a normal deviate stands for; within 0 and 1 for shares, never below 0."""
    step = np.copysign(found.half_step, z)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        if kind == "amount":
            return lognormal_quantile(z, found.mean, found.spread)
        reached = found.mean + found.spread * frequency_factor(z, found.skewness) + step
    highest = 1.0 if kind == "share" else np.inf
    return np.clip(reached, 0.0, highest)
