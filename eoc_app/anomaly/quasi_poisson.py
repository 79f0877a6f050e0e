"""Quasi-Poisson regression with a log link on season and time, for many series at once.

The model of every row is log(mean) = season + slope x time + log(exposure). Iteratively
reweighted least squares with the starting values and the stopping rule of R's `glm` (McCullagh
and Nelder 1989, section 2.5; epsilon 1e-8, 25 iterations), so that results agree with R's. Each
season has a level of its own, so that the normal equations are diagonal but for the slope: sums
over seasons are all it takes, and no matrix product (whose threads cost more than they give here).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from eoc_app.anomaly.baseline import Flags, Floats

EPSILON: Final = 1e-8
ITERATIONS: Final = 25
_SMALLEST_MEAN: Final = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, eq=False)
class Design:
    """Season and time of each column, shared by every row.

    Columns lie season by season; `starts` is where each season begins and the last one is the
    present's. `time` is centred, the present is at `now`.
    """

    season: NDArray[np.int64]
    starts: NDArray[np.int64]
    time: Floats
    now: float

    @classmethod
    def of(cls, season: NDArray[np.int64], time: Floats) -> Self:
        """Columns in order of season, at `time` in units before the present (0)."""
        middle = float(time.mean())
        starts = np.flatnonzero(np.diff(season, prepend=-1))
        return cls(season, starts, time - middle, -middle)

    def by_season(self, columns: Floats) -> Floats:
        """Sums of each row's columns over each season."""
        found: Floats = np.add.reduceat(columns, self.starts, axis=1)
        return found

    def spread_out(self, seasons: Floats) -> Floats:
        """Each row's season values, repeated for the season's columns."""
        found: Floats = seasons[:, self.season]
        return found


class Fit(NamedTuple):
    """Fitted rows.

    `mean`, `weight` and `leverage` are rows x columns; the rest is by row. `slope` is 0 without a
    trend; `dispersion` is Pearson's, `residual_df` its degrees of freedom; `log_now` the present's
    log mean at exposure 1 and `variance_now` its variance at a dispersion of 1, as
    `variance_slope` is the slope's. `weight` is that of each column in the last step.
    """

    mean: Floats
    weight: Floats
    leverage: Floats
    slope: Floats
    log_now: Floats
    variance_now: Floats
    variance_slope: Floats
    dispersion: Floats
    residual_df: Floats
    converged: Flags


class _Normal(NamedTuple):
    """The normal equations of each row: by season, mixed with time, and what is left of time."""

    season: Floats
    mixed: Floats
    rest: Floats

    @classmethod
    def of(cls, design: Design, weight: Floats, *, trend: bool) -> Self:
        season = design.by_season(weight)
        if not trend:
            return cls(season, np.zeros_like(season), np.zeros(len(season)))
        timed = weight * design.time
        mixed = design.by_season(timed)
        rest = (timed * design.time).sum(1) - (mixed * mixed * _inverse(season)).sum(1)
        return cls(season, mixed, rest)

    def solve(self, by_season: Floats, by_time: Floats, *, trend: bool) -> tuple[Floats, Floats]:
        inverse = _inverse(self.season)
        if not trend:
            return by_season * inverse, np.zeros(len(by_season))
        with np.errstate(invalid="ignore", divide="ignore"):
            slope = (by_time - (self.mixed * by_season * inverse).sum(1)) / self.rest
        return (by_season - self.mixed * slope[:, None]) * inverse, slope


def _inverse(sums: Floats) -> Floats:
    """1 / sums; 0 for a season without any weight, which then takes no part."""
    with np.errstate(divide="ignore"):
        return np.where(sums > 0, 1.0 / sums, 0.0)


def fit(
    observed: Floats,
    design: Design,
    *,
    exposure: Floats | None = None,
    weights: Floats | None = None,
    trend: bool,
) -> Fit:
    """Fit every row of `observed` (rows x columns); NaN takes no part.

    Rows that do not converge, or that have nothing in the present's season, say so.
    """
    known = np.isfinite(observed)
    y = np.where(known, observed, 0.0)
    omega = known.astype(np.float64) if weights is None else np.where(known, weights, 0.0)
    offset = np.zeros_like(y) if exposure is None else np.log(np.where(known, exposure, 1.0))
    level, slope, weight, converged = _iterate(y, omega, offset, design, trend=trend)
    eta = design.spread_out(level) + slope[:, None] * design.time + offset
    mean = np.maximum(np.exp(eta), _SMALLEST_MEAN)
    normal = _Normal.of(design, weight, trend=trend)
    inverse = _inverse(normal.season)
    variance_slope = _inverse(normal.rest) if trend else np.zeros(len(y))
    middle = normal.mixed * inverse
    apart = design.time - design.spread_out(middle)
    leverage = weight * (design.spread_out(inverse) + apart * apart * variance_slope[:, None])
    variance_now = inverse[:, -1] + (design.now - middle[:, -1]) ** 2 * variance_slope
    residual_df = (omega > 0).sum(1) - (normal.season > 0).sum(1) - float(trend)
    residual = (y - mean) / mean
    with np.errstate(invalid="ignore", divide="ignore"):
        dispersion = (weight * residual * residual).sum(1) / residual_df
    return Fit(
        mean=mean,
        weight=weight,
        leverage=leverage,
        slope=slope,
        log_now=level[:, -1] + slope * design.now,
        variance_now=variance_now,
        variance_slope=variance_slope,
        dispersion=dispersion,
        residual_df=residual_df,
        converged=converged & (normal.season[:, -1] > 0) & (residual_df > 0),
    )


def _iterate(
    y: Floats, omega: Floats, offset: Floats, design: Design, *, trend: bool
) -> tuple[Floats, Floats, Floats, Flags]:
    """Level by season, slope, last weights and whether each row came to rest."""
    rows, seasons = len(y), len(design.starts)
    level, slope = np.zeros((rows, seasons)), np.zeros(rows)
    last, converged = np.zeros_like(y), np.zeros(rows, np.bool_)
    start = y + 0.1
    log_y, eta = np.log(np.maximum(y, 1e-300)), np.log(start)
    deviance = _deviance(y, omega, log_y, eta, start)
    weight = omega * start
    target = weight * (eta - offset - 0.1 / start)
    normal = _Normal.of(design, weight, trend=trend)
    found, tilt = normal.solve(design.by_season(target), (target * design.time).sum(1), trend=trend)
    # What the score needs of the data stays: sums of omega x y by season, and with time.
    counted = omega * y
    by_season, by_time = design.by_season(counted), (counted * design.time).sum(1)
    active, total, gained = np.arange(rows), np.zeros(rows), np.zeros(rows)
    for turn in range(ITERATIONS):
        eta = design.spread_out(found) + offset
        if trend:
            eta += tilt[:, None] * design.time
        mean = np.maximum(np.exp(eta), _SMALLEST_MEAN)
        fitted = omega * mean
        before, total = total, fitted.sum(1)
        # From the second turn on by its change, which loses no digits to large sums.
        now = (
            deviance + 2.0 * (total - before - gained)
            if turn
            else _deviance(y, omega, log_y, eta, mean)
        )
        with np.errstate(invalid="ignore"):
            rests = np.abs(now - deviance) / (0.1 + np.abs(now)) < EPSILON
        level[active], slope[active], converged[active] = found, tilt, rests
        last[active] = weight
        if rests.all():
            break
        if rests.any():
            on = ~rests
            active = active[on]
            omega, offset, fitted, total, now = (
                part[on] for part in (omega, offset, fitted, total, now)
            )
            found, tilt, by_season, by_time = (
                part[on] for part in (found, tilt, by_season, by_time)
            )
        deviance, weight = now, fitted
        normal = _Normal.of(design, weight, trend=trend)
        step, lean = normal.solve(
            by_season - normal.season, by_time - normal.mixed.sum(1), trend=trend
        )
        gained = (step * by_season).sum(1) + lean * by_time
        found, tilt = found + step, tilt + lean
    return level, slope, last, converged


def _deviance(y: Floats, omega: Floats, log_y: Floats, eta: Floats, mean: Floats) -> Floats:
    # A count of 0 has a finite stand-in for its log, so its product is 0.
    apart = y * (log_y - eta - 1.0) + mean
    deviance: Floats = 2.0 * (omega * apart).sum(1)
    return deviance
