"""Why a score is not what the snapshot before said: one cause after another, adding up exactly.

The old readings are judged by the new method; then revised readings of the same day take their
place, then the calendar as it is known now; then the new day's readings, then the new day's
distance to polling. What each step adds to the score is that cause's part of the move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from eoc_app.domain.reading import Reading
from eoc_app.domain.risk import Assessor
from eoc_app.domain.stakes import Stakes

Cause = Literal["method", "revised", "new data", "calendar"]


@dataclass(frozen=True, slots=True)
class Known:
    """All that one country is judged by on one day."""

    readings: Mapping[str, Reading]
    stakes: Stakes
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """A score as it was given, with the points of its parts by indicator."""

    score: float | None
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Step:
    """One cause: the score before and after it, and the indicator that it moved most.

    `indicator` is None where no single one moved; `points` is what it moved by.
    """

    cause: Cause
    before: float | None
    after: float | None
    indicator: str | None
    points: float


def steps(
    assessor: Assessor,
    said: Said,
    then: Known,
    now_of_then: Known,
    now: Known,
    redefined: frozenset[str],
) -> list[Step]:
    """What moved a score since the snapshot before, in the order in which causes are taken.

    `said` is what that snapshot said, by its own method; `then` what it rested on, `now_of_then`
    what is known now of that same day, `now` what is known of today. Signals that are computed
    otherwise than then are `redefined`: what they say of that day changed by method.
    """
    again = {name: reading for name, reading in now_of_then.readings.items() if name in redefined}
    kept = {name: reading for name, reading in then.readings.items() if name not in redefined}
    path: list[tuple[Cause, Known]] = [
        ("method", Known(kept | again, then.stakes, then.on)),
        ("revised", Known(now_of_then.readings, then.stakes, then.on)),
        ("calendar", Known(now_of_then.readings, now_of_then.stakes, then.on)),
        ("new data", Known(now.readings, now_of_then.stakes, now.on)),
        ("calendar", now),
    ]
    found = []
    before = said
    for cause, known in path:
        after = assessor.assess(known.readings, known.stakes, known.on)
        if after is None:
            return []
        became = Said(after.score, {part.signal: part.points for part in after.parts})
        indicator, points = _largest(before.points, became.points)
        found.append(Step(cause, before.score, became.score, indicator, points))
        before = became
    return found


def _largest(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[str | None, float]:
    """The indicator that moved most, of those that moved the way of all of them together."""
    moves = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in {**old, **new}}
    together = sum(moves.values())
    along = {name: move for name, move in moves.items() if move * together > 0} or moves
    name = max(along, key=lambda one: abs(along[one]), default=None)
    return (None, 0.0) if name is None or not along[name] else (name, along[name])
