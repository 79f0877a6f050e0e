"""What a signal is: what it counts, on which axis, and how it is judged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

Axis = Literal["harm", "protective", "effort"]
Form = Literal["count", "share", "hours", "money"]
Dimension = Literal["threat", "stakes", "vulnerability"]
"""The part of a score that an indicator belongs to; signals are threat or vulnerability."""

_LONGEST: Final = 3660
"""Days, of whatever a signal states in days."""


@dataclass(frozen=True)
class Judgement:
    """Thresholds in the signal's unit, weight among its dimension's indicators, days of freshness.

    A value at `watch` is where the Elevated band begins, at `alert` where the Severe band does.

    Raises:
        ValueError: thresholds that do not rise, or a weight or days that judge nothing.
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
    """One file of queries/signals, without its SQL.

    `window_days` is how many days up to the reading are taken together; `combine` how:
    sums of numerators and denominators, the largest, or the last. `effort_note` says why a judged
    signal that may show effort is in the score all the same. `action` is what an analyst does when
    it exceeds its expected range; without one an alarm is a note. Figures of the newest
    `settles_days` days may still grow. `events` are rows of things that happened, such as networks
    that were announced: days without one are no silence.
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
    judge: Judgement | None
    dimension: Literal["threat", "vulnerability"] = "threat"
    effort_note: str = ""
    action: str = ""
    settles_days: int = 0
    events: bool = False

    def __post_init__(self) -> None:
        days = (self.window_days - 1, self.fresh_days, self.settles_days)
        if not all(0 <= one <= _LONGEST for one in days):
            raise ValueError(f"window, freshness or settling is not from 0 to {_LONGEST} days")
