"""Words of judgement that many views share: bands, axes, how well a signal is known."""

from __future__ import annotations

from typing import Literal

Level = Literal["low", "guarded", "elevated", "high", "severe", "not_assessable", "no_data", "none"]
"""A risk band, or why there is none; `none` where no judgement is made."""


Axis = Literal["harm", "protective", "effort"]


Knowledge = Literal["fresh", "stale", "no_data", "suppressed", "below_threshold"]
"""How well a signal is known; only the first is knowledge."""


Dimension = Literal["threat", "stakes", "vulnerability"]
"""The part of a score that an indicator belongs to."""
