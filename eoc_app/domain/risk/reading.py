"""What one signal says of one country on one day, and how bad that is."""

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
    """What one signal says of one country on one day, in the signal's unit.

    `value` is None where only bounds are known or nothing was observed; `lower` and `upper` are
    None where open. It stands for the `span_days` that end on `measured_on`, and is `provisional`
    where these are fewer than are read of an older series, or not whole. The series last spoke on
    `reported_on`, and is waited for until `fresh_until`. A method that reads single days states
    none of these.
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
    """Severity of a value, 0 to the top of the scale, never falling as the value rises.

    Raises:
        ValueError: the value is no number.
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
    """How well a signal is known on a day: only `fresh` counts as knowledge."""
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
    """The last day on which a reading is fresh."""
    return reading.fresh_until or reading.measured_on + timedelta(signal.fresh_days)


def last_figure(reading: Reading) -> date:
    """The last day with a figure, be it too new to be read."""
    return reading.reported_on or reading.measured_on


def _says_nothing(signal: Signal, reading: Reading) -> bool:
    """Whether bounds leave all open: `at least 0`, or a share from 0 to 1."""
    if reading.value is not None or (reading.lower or 0.0) > 0:
        return False
    return reading.upper is None or (signal.form == "share" and reading.upper >= 1)


def best(reading: Reading) -> float:
    """The value judged: as stated, else the middle of its bounds, else the bound there is."""
    if reading.value is not None:
        return reading.value
    known = [bound for bound in (reading.lower, reading.upper) if bound is not None]
    return math.fsum(known) / len(known)
