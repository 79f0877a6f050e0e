"""Why a score changed: a sequence of causes whose effects add up exactly.

Since the previous snapshot: the old readings are judged by the new method; then revised figures
replace them, then the revised calendar. Then time passes: signals no longer seen count at their
worst, signals seen again count as they are, then come new figures, then the new distance to
polling. What each step adds to the score is the effect of that cause. Since the previous day, only
time passes.
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
class ScoreBasis:
    """Everything that a country's score on a day rests on."""

    readings: Mapping[str, Reading]
    stakes: Stakes
    on: date

    @property
    def synthetic(self) -> bool:
        """Whether any of it is synthetic."""
        stakes = self.stakes.election.synthetic or self.stakes.reach.synthetic
        return stakes or any(reading.synthetic for reading in self.readings.values())


@dataclass(frozen=True, slots=True)
class StatedScore:
    """A score as stated then, with the points of its parts by indicator."""

    score: float | None
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Step:
    """A cause: the score before and after it, and the indicator that it moved most.

    `indicator` is None if no single one moved; `points` is its change. `of_time` marks a step
    caused by a new day, independent of any other snapshot.
    """

    cause: Cause
    before: float | None
    after: float | None
    indicator: str | None
    points: float
    basis: ScoreBasis
    """The basis of the score after it."""
    was: ScoreBasis
    of_time: bool = False

    @property
    def synthetic(self) -> bool:
        """Whether any of its basis is synthetic."""
        return self.was.synthetic or self.basis.synthetic


def steps(
    assessor: Assessor,
    stated: StatedScore,
    then: ScoreBasis,
    now_of_then: ScoreBasis,
    now: ScoreBasis,
    redefined: frozenset[str],
) -> list[Step]:
    """Returns what moved a score since the previous snapshot, in the order of the causes.

    `stated` is that snapshot's score, by its own method; `then` is its basis, `now_of_then` the
    same figures and that day's calendar as known now, and `now` today's basis. Signals whose
    definition changed since are `redefined`: their old values changed by method. A figure that did
    not exist then is new, not revised.
    """
    again = {name: reading for name, reading in now_of_then.readings.items() if name in redefined}
    kept = {name: reading for name, reading in then.readings.items() if name not in redefined}
    # A figure that is gone counts as no longer seen, not as revised.
    readings = {
        name: now_of_then.readings.get(name, reading) for name, reading in kept.items()
    } | again
    path: list[tuple[Cause, ScoreBasis]] = [
        ("method", ScoreBasis(kept | again, then.stakes, then.on)),
        ("revised", ScoreBasis(readings, then.stakes, then.on)),
        ("calendar", ScoreBasis(readings, now_of_then.stakes, then.on)),
    ]
    first_steps, reached = _walk(assessor, stated, then, path)
    return [*first_steps, *of_time(assessor, reached, path[-1][1], now)]


def of_time(
    assessor: Assessor, stated: StatedScore, before: ScoreBasis, now: ScoreBasis
) -> list[Step]:
    """Returns what a new day moved, both days as known now: sight, figures, nearness."""
    seen, sees = fresh(assessor, before), fresh(assessor, now)
    left = {name: reading for name, reading in before.readings.items() if name not in seen - sees}
    # A value withheld since may have its own worst; a value that is merely old has none.
    left |= {
        name: reading
        for name in seen - sees
        if (reading := now.readings.get(name)) is not None and reading.cell != "observed"
    }
    back = {name: now.readings[name] for name in sees - seen}
    path: list[tuple[Cause, ScoreBasis]] = [
        ("stopped", ScoreBasis(left, before.stakes, before.on)),
        ("resumed", ScoreBasis(left | back, before.stakes, before.on)),
        ("new data", ScoreBasis(now.readings, before.stakes, now.on)),
        ("calendar", now),
    ]
    return _walk(assessor, stated, before, path, time=True)[0]


def _walk(
    assessor: Assessor,
    stated: StatedScore,
    start: ScoreBasis,
    path: list[tuple[Cause, ScoreBasis]],
    *,
    time: bool = False,
) -> tuple[list[Step], StatedScore]:
    before, was, steps = stated, start, list[Step]()
    for cause, basis in path:
        # Another method may give another score on the same basis.
        if cause != "method" and basis == was:
            steps.append(Step(cause, before.score, before.score, None, 0.0, basis, was, time))
            continue
        after = assessor.assess(basis.readings, basis.stakes, basis.on)
        if after is None:
            return [], stated
        became = StatedScore(after.score, {part.signal: part.points for part in after.parts})
        indicator, points = _largest(before.points, became.points)
        steps.append(Step(cause, before.score, became.score, indicator, points, basis, was, time))
        before, was = became, basis
    return steps, before


def fresh(assessor: Assessor, basis: ScoreBasis) -> set[str]:
    """Returns the judged signals that are seen on a day."""
    return {
        indicator.name
        for indicator in assessor.indicators
        if indicator.signal is not None
        and assessor.term(indicator.signal, basis.readings.get(indicator.name), basis.on).knowledge
        == "fresh"
    }


def _largest(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[str | None, float]:
    """Returns the indicator that moved most, of those that moved in the direction of the sum."""
    moves = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in {**old, **new}}
    together = math.fsum(moves.values())
    along = {name: move for name, move in moves.items() if move * together > 0} or moves
    name = max(along, key=lambda indicator: abs(along[indicator]), default=None)
    return (None, 0.0) if name is None or not along[name] else (name, along[name])
