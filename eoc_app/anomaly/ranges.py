"""The expected mean, spread and skewness of a day, from the days before, by kind of figure."""

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
"""Least spread of an amount as a share of its level, even where it never moved."""


@dataclass(frozen=True)
class Window:
    """Series side by side over the same days, all of one kind. All arrays are series x days.

    `values` are counts, numerators of shares, or amounts; `wholes` are the denominators of shares,
    rates and means, 1 throughout where a figure is `plain`. `usable` days are observed and
    complete. `stretch` numbers regimes. `first_weekday` is None where the steps are longer than
    days; a baseline has up to `longest` steps.
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
    """Figures for a baseline without their weekday effects, and the effects to restore afterwards.

    `factor` multiplies the level (counts and amounts), `shift` is added to it (shares); `error` is
    the standard error of either.
    """

    days: Days
    factor: Floats
    shift: Floats
    error: Floats


class Range(NamedTuple):
    """The distribution that a day's figure is compared with, in values per whole; NaN if unknown.

    `half_step` is half of the smallest possible difference between two counts.
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
    """Every day's figure for a baseline, corrected for its weekday."""
    shape = window.values.shape
    factor, shift, error = np.ones(shape), np.zeros(shape), np.zeros(shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = window.values / window.wholes
    if window.first_weekday is not None:
        effects = weekday_effects(rate, window.usable, window.stretch, window.first_weekday)
        if window.kind == "share":
            shift, error = effects.effect, effects.error
        else:
            factor, error = effects.factor(), effects.relative_error()
    days = {
        "count": Days(window.values, window.wholes * factor, window.usable),
        "share": Days(window.values - window.wholes * shift, window.wholes, window.usable),
        "amount": Days(rate / factor, np.ones(shape), window.usable),
    }
    return Usual(days[window.kind], factor, shift, error)


def range_of(window: Window, usual_days: Usual, past: Moments, length: Counts) -> Range:
    """The range of every day, from those of the `length` days of its baseline that are known.

    A `length` of 0 means that there is no baseline, whatever the moments.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        unchecked = _RANGES[window.kind](window, usual_days, past)
    enough = (length > 0) & (past.days >= LEAST_DAYS) & (past.days * 2 >= length)
    return Range(*(np.where(enough, part, np.nan) for part in unchecked))


def _counts(window: Window, usual_days: Usual, past: Moments) -> Range:
    """Over-dispersed counts: the variance is the mean plus a multiple of its square."""
    exposure = usual_days.days.exposure
    # Half a count is added, so that a baseline of zeros has a spread.
    level = past.level + 0.5 / past.exposures
    overdispersion = past.squares * past.days / (past.days - 1.0) - past.level * past.exposures
    overdispersion = np.maximum(overdispersion / past.exposures_squared, 0.0)
    variance = level * exposure + overdispersion * exposure**2
    level_variance = (
        level / past.exposures + overdispersion * past.exposures_squared / past.exposures**2
    )
    total = (
        variance + level_variance * exposure**2 + (level * window.wholes * usual_days.error) ** 2
    )
    dispersion = np.maximum(total / (level * exposure), 1.0)
    # Skewness of a negative binomial count of that dispersion.
    skewness = (2.0 - 1.0 / dispersion) * np.sqrt(dispersion / (level * exposure))
    whole = window.wholes
    return Range(
        past.level * usual_days.factor,
        np.sqrt(total) / whole,
        skewness,
        0.5 / whole,
        past.days,
    )


def _shares(window: Window, usual_days: Usual, past: Moments) -> Range:
    """Over-dispersed binomial shares: variance from the denominator, and between days.

    The second part is the within-day correlation of the beta-binomial, by moments.
    """
    whole = window.wholes
    mean = np.clip(past.level + usual_days.shift, 0.0, 1.0)
    near = (mean * past.exposures + 0.5) / (past.exposures + 1.0)
    binomial = near * (1.0 - near)
    pairs = past.exposures_squared - past.exposures
    excess = past.squares * past.days / (past.days - 1.0) - binomial * past.exposures
    correlation = np.where(pairs > 0, np.clip(excess / (pairs * binomial), 0.0, 1.0), 0.0)
    variance = binomial / whole * (1.0 + (whole - 1.0) * correlation)
    level_variance = binomial / past.exposures * (1.0 + pairs / past.exposures * correlation)
    total = variance + level_variance + usual_days.error**2
    spread = np.sqrt(total)
    dispersion = np.maximum(total * whole / binomial, 1.0)
    skewness = (1.0 - 2.0 * near) * (2.0 - 1.0 / dispersion) * spread / binomial
    return Range(mean, spread, skewness, 0.5 / whole, past.days)


def _amounts(window: Window, usual_days: Usual, past: Moments) -> Range:
    """Money and hours: the spread grows with the level, and the unit is arbitrary."""
    del window
    least = (LEAST_SHARE_OF_LEVEL * past.level) ** 2
    variance = np.maximum(past.squares / (past.days - 1.0), least)
    variance = variance * (1.0 + 1.0 / past.days)
    # In units of a usual day, like the level.
    spread = np.sqrt(variance + (past.level * usual_days.error / usual_days.factor) ** 2)
    # A baseline of zeros gives money no scale to be judged by.
    level = np.where(past.level > 0, past.level, np.nan)
    zeros = np.zeros_like(spread)
    return Range(level * usual_days.factor, spread * usual_days.factor, zeros, zeros, past.days)


_RANGES: Final = {"count": _counts, "share": _shares, "amount": _amounts}


def deviate(kind: Kind, value: Floats, expected: Range) -> Floats:
    """The normal deviate with the same tail probability as a figure."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "amount":
            return lognormal_deviate(value, expected.mean, expected.spread)
        factor = (value - expected.half_step - expected.mean) / expected.spread
        return normal_deviate(factor, expected.skewness)


def bound(kind: Kind, z: Floats, expected: Range) -> Floats:
    """The figure with the tail probability of a normal deviate; never below 0, shares up to 1."""
    step = np.copysign(expected.half_step, z)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        if kind == "amount":
            return lognormal_quantile(z, expected.mean, expected.spread)
        figure = expected.mean + expected.spread * frequency_factor(z, expected.skewness) + step
    highest = 1.0 if kind == "share" else np.inf
    return np.clip(figure, 0.0, highest)
