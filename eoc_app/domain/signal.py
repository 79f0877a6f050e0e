"""What a signal is: what it counts, on which axis, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Axis = Literal["harm", "protective", "effort"]
Form = Literal["count", "share", "hours", "money"]
Dimension = Literal["threat", "stakes", "vulnerability"]
"""The part of a score that an indicator belongs to; signals are threat or vulnerability."""


@dataclass(frozen=True)
class Judgement:
    """Thresholds in the signal's unit, weight among its dimension's indicators, days of freshness.

    A value at `watch` is where the Elevated band begins, at `alert` where the Severe band does.
    """

    watch: float
    alert: float
    weight: float
    fresh_days: int


@dataclass(frozen=True)
class Signal:
    """One file of queries/signals, without its SQL.

    `window_days` is how many days up to the reading are taken together; `combine` how:
    sums of numerators and denominators, the largest, or the last. `effort_note` says why a judged
    signal that may show effort is in the score all the same. `action` is what an analyst does when
    it exceeds its expected range; without one an alarm is a note. Figures of the newest
    `settles_days` days may still grow.
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
