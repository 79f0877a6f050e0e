"""A signal's reading for one country on one day, and its severity."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Literal

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Judgement, Signal

Knowledge = Literal["fresh", "stale", "no_data", "suppressed", "below_threshold"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A signal's value for one country on one day, in the signal's unit.

    `value` is None if only bounds are known or nothing was observed; `lower` and `upper` are None
    if open. The value covers the `span_days` that end on `measured_on`. It is `provisional` if
    these are fewer days than an older series would have, or are incomplete. The series' last figure
    is of `reported_on`, and the reading is fresh until `fresh_until`. A method that reads single
    days sets none of these.
    """

    signal: str
    measured_on: date
    value: float | None
    lower: float | None
    upper: float | None
    cell: str
    synthetic: bool = False
    span_days: int | None = None
    provisional: bool | None = None
    reported_on: date | None = None
    fresh_until: date | None = None


def severity(method: Method, judge: Judgement, value: float) -> float:
    """Returns the severity of a value, 0 to the top of the scale; it never falls as values rise.

    Raises:
        ValueError: the value is not a number.
    """
    line, scale = method.severity, method.scale
    if not isfinite(value):
        raise ValueError(value)
    if value <= 0:
        return 0.0
    if value < judge.watch:
        return line.watch * value / judge.watch
    if value < judge.alert:
        way = (value - judge.watch) / (judge.alert - judge.watch)
        return line.watch + (line.alert - line.watch) * way
    way = (value - judge.alert) / (judge.alert * (line.top_at_alerts - 1))
    return min(scale, line.alert + (scale - line.alert) * way)


def knowledge(signal: Signal, reading: Reading | None, on: date) -> Knowledge:
    """Returns how well a signal is known on a day; only `fresh` counts as seen."""
    if reading is None:
        return "no_data"
    if on > fresh_until(signal, reading):
        return "stale"
    if reading.cell == "suppressed":
        return "suppressed"
    if reading.cell == "below_threshold":
        return "below_threshold"
    return "no_data" if _says_nothing(signal, reading) else "fresh"


def fresh_until(signal: Signal, reading: Reading) -> date:
    """Returns the last day on which a reading is fresh."""
    return reading.fresh_until or reading.measured_on + timedelta(signal.fresh_days)


def last_figure(reading: Reading) -> date:
    """Returns the last day with a figure, even if it is too new to be read."""
    return reading.reported_on or reading.measured_on


def _says_nothing(signal: Signal, reading: Reading) -> bool:
    """Returns whether the bounds say nothing: `at least 0`, or a share from 0 to 1."""
    if reading.value is not None or (reading.lower or 0.0) > 0:
        return False
    return reading.upper is None or (signal.form == "share" and reading.upper >= 1)


def best(reading: Reading) -> float:
    """Returns the value to judge: as stated, else the middle of the bounds, else the one bound."""
    if reading.value is not None:
        return reading.value
    bounds = [bound for bound in (reading.lower, reading.upper) if bound is not None]
    return math.fsum(bounds) / len(bounds)
