"""Farrington-flexible: the seven days that end on each day, against earlier years.

A day is judged by the seven days that end on it, so that every figure contains every weekday. The
regression is that of the newest Sunday: it uses weeks that end on Sundays, and the trend goes on
over the days since, so that one fit covers a week and days judged twice get the same bounds. It
uses three to five years of the day's own regime, as many as there are. Days that were not observed
reduce the exposure of their week. Counts are judged as `farrington` does; shares use the
same regression with the denominator as exposure, on the rarer side of the share, and a binomial
variance; amounts are regressed in units of their mean and have a lognormal bound.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from eoc_app.anomaly.baseline import Counts, Floats, days_before
from eoc_app.anomaly.count_threshold import negative_binomial_threshold
from eoc_app.anomaly.farrington import predict
from eoc_app.anomaly.farrington_control import Control
from eoc_app.anomaly.ranges import LEVELS, Window, bound, deviate
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.anomaly.yearly_ranges import (
    Models,
    amount_range,
    count_uppers,
    range_uppers,
    share_range,
)

LEAST_YEARS: Final = 3
MOST_YEARS: Final = 5
LEAST_DAYS_OF_WEEK: Final = 4
ROWS_AT_ONCE: Final = 200


class Weeks(NamedTuple):
    """Cells judged by their week, one entry each, at `rows` and `columns`.

    The rest is in values of the week, per whole where the figures are shares, rates or means; NaN
    where the regression failed. `uppers` is cells x `LEVELS`, NaN except for figures that fewer
    than one quiet figure in twenty reaches.
    """

    rows: Counts
    columns: Counts
    observed: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    uppers: Floats


class _Week(NamedTuple):
    """Sums over the week that ends on each day; NaN where too few days were observed."""

    values: Floats
    exposure: Floats


def judge_weeks(window: Window, alpha: float, first: int) -> Weeks:
    """Judge every day from column `first` on with at least three years before its Sunday."""
    step, since = 1, np.zeros(window.values.shape[1], np.int64)
    if window.first_weekday is not None:
        step = WEEK
        since = (np.arange(len(since)) + window.first_weekday + 1) % WEEK
    week = _weeks(window, step)
    columns = np.arange(first, len(since))
    sunday = columns - since[columns]
    before = days_before(window.stretch)
    behind = before[:, np.maximum(sunday, 0)] - (step - 1) - Control.half_window * step
    years = np.minimum(behind // (Control.frequency * step), MOST_YEARS)
    years[before[:, columns] < columns - sunday] = 0
    selected = (years >= LEAST_YEARS) & np.isfinite(week.values[:, columns])
    selected &= window.usable[:, columns]
    empty = np.zeros(0)
    pieces = [Weeks(*(np.zeros(0, np.int64),) * 2, *(empty,) * 5, np.zeros((0, len(LEVELS))))]
    for number in range(LEAST_YEARS, MOST_YEARS + 1):
        rows, places = np.nonzero(selected & (years == number))
        control = Control(years=number, alpha=alpha)
        for at in range(0, len(rows), ROWS_AT_ONCE * step):
            batch = slice(at, at + ROWS_AT_ONCE * step)
            cells = rows[batch], columns[places[batch]]
            pieces.append(_judged(window, week, cells, sunday[places[batch]], control, step))
    return Weeks(*(np.concatenate(part) for part in zip(*pieces, strict=True)))


def _weeks(window: Window, step: int) -> _Week:
    usable = window.usable
    days = _rolled(usable.astype(np.float64), step)
    values = _rolled(np.where(usable, window.values, 0.0), step)
    # The exposure of a plain figure is the share of its week that was observed.
    wholes = days / step
    if not window.plain:
        wholes = _rolled(np.where(usable, window.wholes, 0.0), step)
    enough = days >= min(LEAST_DAYS_OF_WEEK, step)
    return _Week(np.where(enough, values, np.nan), np.where(enough, wholes, np.nan))


def _rolled(array: Floats, step: int) -> Floats:
    padded = np.pad(array, ((0, 0), (step - 1, 0)))
    total = np.zeros_like(array)
    for start in range(step):
        total += padded[:, start : start + array.shape[1]]
    return total


def _judged(
    window: Window,
    week: _Week,
    cells: tuple[Counts, Counts],
    sunday: Counts,
    control: Control,
    step: int,
) -> Weeks:
    rows, columns = cells
    _, first_of_week, week_of_cell = np.unique(
        rows * window.values.shape[1] + sunday, return_index=True, return_inverse=True
    )
    models = _models(window, week, (rows[first_of_week], sunday[first_of_week]), control, step)
    model = Models(
        models.log_rate[week_of_cell],
        models.slope[week_of_cell],
        models.error[week_of_cell],
        models.dispersion[week_of_cell],
        models.common[week_of_cell],
        models.scale[week_of_cell],
    )
    observed, now = week.values[cells], week.exposure[cells]
    per = np.ones(len(rows)) if window.plain else now
    log_expected = model.log_rate + model.slope * (columns - sunday) / step + np.log(now)
    if window.kind == "count":
        bounds = negative_binomial_threshold(
            log_expected, model.error, model.dispersion, observed, control
        )
        expected = np.exp(log_expected)
        # The published method requires five cases in the last four weeks including the present one.
        # Required of the expected figure instead, a higher figure cannot change the rule.
        few = expected * Control.least_weeks < Control.least_cases
        return Weeks(
            rows,
            columns,
            observed / per,
            expected / per,
            bounds.lower / per,
            np.where(few, np.nan, bounds.upper / per),
            bounds.p_value,
            count_uppers(model, log_expected, observed, bounds.p_value, control) / per[:, None],
        )
    ranged = share_range if window.kind == "share" else amount_range
    ranges = ranged(model, np.exp(log_expected), now, per)
    value = observed / per
    z_alpha = np.full(len(rows), -float(ndtri(control.alpha)))
    lower, upper = (bound(window.kind, sign * z_alpha, ranges) for sign in (-1.0, 1.0))
    p_value = ndtr(-deviate(window.kind, value, ranges))
    uppers = range_uppers(window.kind, ranges, p_value)
    return Weeks(rows, columns, value, ranges.mean, lower, upper, p_value, uppers)


def _models(
    window: Window, week: _Week, sundays: tuple[Counts, Counts], control: Control, step: int
) -> Models:
    ago, design = control.reference()
    rows, columns = sundays
    at = rows[:, None], columns[:, None] - step * np.asarray(ago)
    past, exposure = week.values[at], week.exposure[at]
    common, scale = np.zeros(len(rows), np.bool_), np.ones(len(rows))
    if window.kind == "share":
        common = np.nansum(past, axis=1) * 2.0 > np.nansum(exposure, axis=1)
        past = np.where(common[:, None], exposure - past, past)
    if window.kind == "amount":
        is_known = np.isfinite(past)
        scale = np.where(is_known, past, 0.0).sum(1) / np.maximum(is_known.sum(1), 1)
        # A past of zeros gives money no scale to be judged by.
        scale[scale <= 0] = np.nan
        past = past / scale[:, None]
    if window.kind != "count":
        control = replace(control, least_dispersion=0.0)
    now = week.exposure[sundays]
    usual_exposure = np.nansum(exposure, axis=1) / np.maximum(np.isfinite(exposure).sum(1), 1)
    now = np.where(np.isfinite(now), now, np.maximum(usual_exposure, np.finfo(np.float64).tiny))
    prediction = predict(past, design, control, exposure=exposure, exposure_now=now)
    log_rate = prediction.log_expected - np.log(now)
    return Models(
        log_rate, prediction.slope, prediction.error, prediction.dispersion, common, scale
    )
