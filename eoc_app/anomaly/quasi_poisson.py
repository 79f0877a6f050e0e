"""Quasi-Poisson regression with a log link on season and time, for many series at once.

The model of every row is log(mean) = season + slope x time + log(exposure). Iteratively
reweighted least squares with the starting values and the stopping rule of R's `glm` (McCullagh
and Nelder 1989, section 2.5; epsilon 1e-8, 25 iterations), so that results agree with R's. Each
season has its own level, so that the normal equations are diagonal except for the slope: sums over
seasons are enough, without a matrix product (whose threads would cost more than they save here).
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
        """The design for columns in order of season, at `time` relative to the present (0)."""
        middle = float(time.mean())
        starts = np.flatnonzero(np.diff(season, prepend=-1))
        return cls(season, starts, time - middle, -middle)

    def by_season(self, columns: Floats) -> Floats:
        """Sums of each row's columns over each season."""
        sums: Floats = np.add.reduceat(columns, self.starts, axis=1)
        return sums

    def spread_out(self, seasons: Floats) -> Floats:
        """Each row's season values, repeated for the season's columns."""
        spread: Floats = seasons[:, self.season]
        return spread


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
    """Normal equations of each row: weights by season, weights x time, and the rest of time."""

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
    """1 / sums; 0 for a season without any weight, which is then ignored."""
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
    """Fit every row of `observed` (rows x columns); NaN is ignored.

    `converged` is False for rows that do not converge or have no data in the present's season.
    """
    is_observed = np.isfinite(observed)
    y = np.where(is_observed, observed, 0.0)
    omega = (
        is_observed.astype(np.float64) if weights is None else np.where(is_observed, weights, 0.0)
    )
    offset = np.zeros_like(y) if exposure is None else np.log(np.where(is_observed, exposure, 1.0))
    level, slope, weight, converged = _iterate(y, omega, offset, design, trend=trend)
    eta = design.spread_out(level) + slope[:, None] * design.time + offset
    mean = np.maximum(np.exp(eta), _SMALLEST_MEAN)
    normal = _Normal.of(design, weight, trend=trend)
    inverse = _inverse(normal.season)
    variance_slope = _inverse(normal.rest) if trend else np.zeros(len(y))
    middle = normal.mixed * inverse
    centred_time = design.time - design.spread_out(middle)
    leverage = weight * (
        design.spread_out(inverse) + centred_time * centred_time * variance_slope[:, None]
    )
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
    """Level by season, slope, last weights and convergence of each row."""
    rows, seasons = len(y), len(design.starts)
    level, slope = np.zeros((rows, seasons)), np.zeros(rows)
    last, converged = np.zeros_like(y), np.zeros(rows, np.bool_)
    start = y + 0.1
    log_y, eta = np.log(np.maximum(y, 1e-300)), np.log(start)
    deviance = _deviance(y, omega, log_y, eta, start)
    weight = omega * start
    target = weight * (eta - offset - 0.1 / start)
    normal = _Normal.of(design, weight, trend=trend)
    season_level, season_slope = normal.solve(
        design.by_season(target), (target * design.time).sum(1), trend=trend
    )
    # All that the score needs of the data, and it stays the same: sums of omega x y.
    weighted = omega * y
    by_season, by_time = design.by_season(weighted), (weighted * design.time).sum(1)
    active, total, gained = np.arange(rows), np.zeros(rows), np.zeros(rows)
    for turn in range(ITERATIONS):
        eta = design.spread_out(season_level) + offset
        if trend:
            eta += season_slope[:, None] * design.time
        mean = np.maximum(np.exp(eta), _SMALLEST_MEAN)
        fitted = omega * mean
        before, total = total, fitted.sum(1)
        # From the second turn on the change is added, which loses no digits to large sums.
        now = (
            deviance + 2.0 * (total - before - gained)
            if turn
            else _deviance(y, omega, log_y, eta, mean)
        )
        with np.errstate(invalid="ignore"):
            at_rest = np.abs(now - deviance) / (0.1 + np.abs(now)) < EPSILON
        level[active], slope[active], converged[active] = season_level, season_slope, at_rest
        last[active] = weight
        if at_rest.all():
            break
        if at_rest.any():
            still_moving = ~at_rest
            active = active[still_moving]
            omega, offset, fitted, total, now = (
                part[still_moving] for part in (omega, offset, fitted, total, now)
            )
            season_level, season_slope, by_season, by_time = (
                part[still_moving] for part in (season_level, season_slope, by_season, by_time)
            )
        deviance, weight = now, fitted
        normal = _Normal.of(design, weight, trend=trend)
        level_step, slope_step = normal.solve(
            by_season - normal.season, by_time - normal.mixed.sum(1), trend=trend
        )
        gained = (level_step * by_season).sum(1) + slope_step * by_time
        season_level, season_slope = season_level + level_step, season_slope + slope_step
    return level, slope, last, converged


def _deviance(y: Floats, omega: Floats, log_y: Floats, eta: Floats, mean: Floats) -> Floats:
    # The log of a count of 0 is replaced by a finite number, so that its product is 0.
    terms = y * (log_y - eta - 1.0) + mean
    deviance: Floats = 2.0 * (omega * terms).sum(1)
    return deviance
