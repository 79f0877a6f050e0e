"""Why a score is not what it was: one cause after another, adding up exactly.

Since the snapshot before: the old readings are judged by the new method; then what is known now of
the same figures takes their place, then the calendar as it is known now. Then time passes: what is
no longer seen counts at its worst, what is seen again counts as it is, then new figures, then the
new day's distance to polling. What each step adds to the score is that cause's part of the move.
Since the day before, only time passes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.stakes import Stakes

Cause = Literal["method", "revised", "new data", "calendar", "stopped", "resumed"]


@dataclass(frozen=True, slots=True)
class Known:
    """All that one country is judged by on one day."""

    readings: Mapping[str, Reading]
    stakes: Stakes
    on: date

    @property
    def synthetic(self) -> bool:
        """Whether any of it is."""
        stakes = self.stakes.election.synthetic or self.stakes.reach.synthetic
        return stakes or any(one.synthetic for one in self.readings.values())


@dataclass(frozen=True, slots=True)
class Said:
    """A score as it was given, with the points of its parts by indicator."""

    score: float | None
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Step:
    """One cause: the score before and after it, and the indicator that it moved most.

    `indicator` is None where no single one moved; `points` is what it moved by. `of_time` is a
    step that a new day takes, whatever another snapshot said.
    """

    cause: Cause
    before: float | None
    after: float | None
    indicator: str | None
    points: float
    known: Known
    """What the score after it rests on."""
    was: Known
    of_time: bool = False

    @property
    def synthetic(self) -> bool:
        """Whether anything that it rests on is."""
        return self.was.synthetic or self.known.synthetic


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
    what is known now of those same figures and of the calendar of that day, `now` what is known of
    today. Signals that are computed otherwise than then are `redefined`: what they say of then
    changed by method. A figure that was not there then was not revised: it is new.
    """
    again = {name: reading for name, reading in now_of_then.readings.items() if name in redefined}
    kept = {name: reading for name, reading in then.readings.items() if name not in redefined}
    # A figure that is gone was not revised: it is no longer seen.
    known = {name: now_of_then.readings.get(name, one) for name, one in kept.items()} | again
    path: list[tuple[Cause, Known]] = [
        ("method", Known(kept | again, then.stakes, then.on)),
        ("revised", Known(known, then.stakes, then.on)),
        ("calendar", Known(known, now_of_then.stakes, then.on)),
    ]
    found, reached = _walk(assessor, said, then, path)
    return [*found, *of_time(assessor, reached, path[-1][1], now)]


def of_time(assessor: Assessor, said: Said, before: Known, now: Known) -> list[Step]:
    """What a new day moved, of two days that are known alike: sight, figures, nearness."""
    seen, sees = fresh(assessor, before), fresh(assessor, now)
    left = {name: one for name, one in before.readings.items() if name not in seen - sees}
    # What was withheld since may have a worst of its own; what is only old has none.
    left |= {name: one for name in seen - sees
             if (one := now.readings.get(name)) is not None and one.cell != "observed"}  # fmt: skip
    back = {name: now.readings[name] for name in sees - seen}
    path: list[tuple[Cause, Known]] = [
        ("stopped", Known(left, before.stakes, before.on)),
        ("resumed", Known(left | back, before.stakes, before.on)),
        ("new data", Known(now.readings, before.stakes, now.on)),
        ("calendar", now),
    ]
    return _walk(assessor, said, before, path, time=True)[0]


def _walk(
    assessor: Assessor,
    said: Said,
    start: Known,
    path: list[tuple[Cause, Known]],
    *,
    time: bool = False,
) -> tuple[list[Step], Said]:
    before, was, found = said, start, list[Step]()
    for cause, known in path:
        # Another method says other things of the same.
        if cause != "method" and known == was:
            found.append(Step(cause, before.score, before.score, None, 0.0, known, was, time))
            continue
        after = assessor.assess(known.readings, known.stakes, known.on)
        if after is None:
            return [], said
        became = Said(after.score, {part.signal: part.points for part in after.parts})
        indicator, points = _largest(before.points, became.points)
        found.append(Step(cause, before.score, became.score, indicator, points, known, was, time))
        before, was = became, known
    return found, before


def fresh(assessor: Assessor, known: Known) -> set[str]:
    """The judged signals that are seen on a day."""
    return {
        one.name
        for one in assessor.indicators
        if one.signal is not None
        and assessor.term(one.signal, known.readings.get(one.name), known.on).knowledge == "fresh"
    }


def _largest(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[str | None, float]:
    """The indicator that moved most, of those that moved the way of all of them together."""
    moves = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in {**old, **new}}
    together = math.fsum(moves.values())
    along = {name: move for name, move in moves.items() if move * together > 0} or moves
    name = max(along, key=lambda one: abs(along[one]), default=None)
    return (None, 0.0) if name is None or not along[name] else (name, along[name])
