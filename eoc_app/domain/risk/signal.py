"""A signal: what it counts, on which axis, and how it is judged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

Axis = Literal["harm", "protective", "effort"]
Form = Literal["count", "share", "hours", "money"]
Dimension = Literal["threat", "stakes", "vulnerability"]
"""The dimension of a score that an indicator belongs to; signals are threat or vulnerability."""

_LONGEST: Final = 3660
"""The most days that a signal may state in any field."""


@dataclass(frozen=True)
class Judgement:
    """Thresholds in the signal's unit, weight within its dimension, and days of freshness.

    The Elevated band begins at a value of `watch`, the Severe band at `alert`.

    Raises:
        ValueError: the thresholds do not rise, or the weight or days are out of range.
    """

    watch: float
    alert: float
    weight: float
    fresh_days: int

    def __post_init__(self) -> None:
        if not 0 < self.watch < self.alert < math.inf:
            raise ValueError(f"thresholds {self.watch} and {self.alert} do not rise from above 0")
        if not 1e-6 <= self.weight <= 1e6 or self.fresh_days < 0:
            raise ValueError(f"the weight {self.weight} or {self.fresh_days} days judge nothing")


@dataclass(frozen=True)
class Signal:
    """A file of queries/signals, without its SQL, and how a method profile judges it.

    `window_days` is how many days up to the reading are combined, and `combine` says how: sums of
    numerators and denominators, the largest, or the last. `effort_note` says why a judged signal
    that may show effort still counts in the score. `action` is what an analyst does when it exceeds
    its expected range; without it an alarm is only a note. Figures of the newest `settles_days`
    days may still grow. `events` marks rows that record events, such as announced networks: a day
    without one does not mean that the source is silent.
    """

    name: str
    title: str
    family: str
    axis: Axis
    counts: str
    unit: str
    form: Form
    combine: Literal["sum", "max", "last"]
    window_days: int
    fresh_days: int
    lead: int | None
    confounded_by_effort: bool
    judge: Judgement | None = None
    dimension: Literal["threat", "vulnerability"] = "threat"
    effort_note: str = ""
    action: str = ""
    settles_days: int = 0
    events: bool = False

    def __post_init__(self) -> None:
        days = (self.window_days - 1, self.fresh_days, self.settles_days)
        if not all(0 <= number <= _LONGEST for number in days):
            raise ValueError(f"window, freshness or settling is not from 0 to {_LONGEST} days")
