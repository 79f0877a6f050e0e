"""Levels that many views share: bands, axes, how well a signal is known."""

from __future__ import annotations

from typing import Literal

Level = Literal["low", "guarded", "elevated", "high", "severe", "not_assessable", "no_data", "none"]
"""A risk band, or why there is none; `none` if nothing is judged."""


Axis = Literal["harm", "protective", "effort"]


Knowledge = Literal["fresh", "stale", "no_data", "suppressed", "below_threshold"]
"""How well a signal is known; only the first counts as seen."""


Dimension = Literal["threat", "stakes", "vulnerability"]
"""The dimension of a score that an indicator belongs to."""
