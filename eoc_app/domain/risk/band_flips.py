"""What would flip a band: the smallest change of one value or of one weight that does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from eoc_app.domain.risk.assessor import Assessment, Assessor, Part
from eoc_app.domain.risk.indicator import Indicator
from eoc_app.domain.risk.method_parts import Band
from eoc_app.domain.risk.reading import Reading, best
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Dimension, Judgement, Signal

_OVER: Final = 1e-9
"""How far a score is taken over a band's edge, so that the last digit of a sum decides nothing."""
MOST_WEIGHT: Final = 2.0
"""Times its own that a weight may be tried at; a change that needs more is none to be told."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One change after which the score lies in another band, all else as it is.

    `now` and `then` are in the signal's unit, or weights; `now` is None where the signal is not
    seen, and `then` what it would have to be seen at.
    """

    kind: Literal["value", "weight", "dimension"]
    name: str
    up: bool
    band: Band
    """The band that the score would then lie in."""
    now: float | None
    then: float
    size: float
    """How large a change it is: of the scale of severities (0-1), or of the weight itself."""
    about: bool = False
    """Whether `now` is no value that was seen, but what its bounds are judged at."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A score over the edge of the band above or below."""

    up: bool
    band: Band
    score: float


def edges(method: Method, score: float) -> list[_Edge]:
    """The scores at which the next band up and the next band down begin."""
    own = method.bands.index(method.band(score))
    found = []
    if own + 1 < len(method.bands):
        above = method.bands[own + 1]
        found.append(_Edge(True, above, above.floor + _OVER))
    if own > 0:
        found.append(_Edge(False, method.bands[own - 1], method.bands[own].floor - _OVER))
    return found


def value_flips(
    assessor: Assessor, assessment: Assessment, readings: Mapping[str, Reading]
) -> list[Flip]:
    """For each signal the smallest change of its value that changes the band, up and down.

    A signal that is not seen flips down where being seen at some value or less would do it.
    """
    if assessment.score is None:
        return []
    found = []
    for edge in edges(assessor.method, assessment.score):
        for one, part in zip(assessor.indicators, assessment.parts, strict=True):
            if one.signal is None or one.signal.judge is None or part.severity is None:
                continue
            severe = part.severity + (edge.score - assessment.score) / part.factor
            if not 0 <= severe <= assessor.method.scale or (edge.up and not part.seen):
                continue
            then = value_at(assessor.method, one.signal.judge, severe)
            if then > _most(one.signal):
                continue
            found.append(
                Flip(
                    "value",
                    one.name,
                    edge.up,
                    edge.band,
                    best(readings[one.name]) if part.seen else None,
                    then,
                    abs(severe - part.severity) / assessor.method.scale,
                    part.seen and readings[one.name].value is None,
                )
            )
    return sorted(found, key=lambda flip: (flip.size, flip.name))


def _most(signal: Signal) -> float:
    """The largest value that there is: all of a whole, the last category of the Breakout Scale."""
    if signal.form == "share":
        return 1.0
    return 6.0 if signal.unit == "category" else math.inf


def value_at(method: Method, judge: Judgement, severe: float) -> float:
    """The value of a severity: the inverse of `severity`, below the top of the scale."""
    line = method.severity
    if severe < line.watch:
        return judge.watch * severe / line.watch
    if severe < line.alert:
        way = (severe - line.watch) / (line.alert - line.watch)
        return judge.watch + (judge.alert - judge.watch) * way
    way = (severe - line.alert) / (method.scale - line.alert)
    return judge.alert * (1 + way * (line.top_at_alerts - 1))


def weight_flips(assessor: Assessor, assessment: Assessment) -> list[Flip]:
    """The smallest change of one weight, or of one dimension's, that changes the band.

    At most one for each direction, of a weight between nothing and twice its own. A change that
    leaves too little seen for a score flips nothing.
    """
    if assessment.score is None:
        return []
    found = []
    for edge in edges(assessor.method, assessment.score):
        tried = [
            *_of_weights(assessor, assessment, edge),
            *_of_dimensions(assessor, assessment, edge),
        ]
        for flip in sorted(tried, key=lambda flip: (flip.size, flip.kind, flip.name)):
            if assessor.method.assessable(_coverage(assessor, assessment, flip)):
                found.append(flip)
                break
    return found


def _coverage(assessor: Assessor, assessment: Assessment, flip: Flip) -> float:
    """The coverage that is left after a weight is changed."""
    seen: dict[Dimension, float] = {}
    every: dict[Dimension, float] = {}
    for one, part in zip(assessor.indicators, assessment.parts, strict=True):
        if one.signal is not None:
            changed = flip.kind == "weight" and flip.name == one.name
            weight = flip.then if changed else one.weight
            every[one.dimension] = every.get(one.dimension, 0.0) + weight
            seen[one.dimension] = seen.get(one.dimension, 0.0) + (weight if part.seen else 0.0)
    fresh = whole = 0.0
    for name, weight in every.items():
        changed = flip.kind == "dimension" and flip.name == name
        own = flip.then if changed else assessor.method.dimensions[name].weight
        fresh += own * seen[name] / weight
        whole += own
    return fresh / whole


def _of_weights(assessor: Assessor, assessment: Assessment, edge: _Edge) -> Iterator[Flip]:
    """Weights inside a dimension: the mean of its severities must reach what the edge asks."""
    counted: dict[Dimension, list[tuple[Indicator, Part]]] = {}
    for one, part in zip(assessor.indicators, assessment.parts, strict=True):
        if part.factor > 0:
            counted.setdefault(one.dimension, []).append((one, part))
    for members in counted.values():
        share = math.fsum(part.factor for _, part in members)
        whole = math.fsum(one.weight for one, _ in members)
        points = math.fsum(one.weight * (part.severity or 0.0) for one, part in members)
        wanted = points / whole + (edge.score - (assessment.score or 0.0)) / share
        for one, part in members:
            rest = whole - one.weight
            then = _solved(wanted * rest - (points - one.weight * (part.severity or 0.0)),
                           (part.severity or 0.0) - wanted)  # fmt: skip
            if rest > 0 and then is not None and then <= MOST_WEIGHT * one.weight:
                size = abs(then - one.weight) / one.weight
                yield Flip("weight", one.name, edge.up, edge.band, one.weight, then, size)


def _of_dimensions(assessor: Assessor, assessment: Assessment, edge: _Edge) -> Iterator[Flip]:
    weights = {one.dimension: assessor.method.dimensions[one.dimension].weight
               for one in assessor.indicators}  # fmt: skip
    severities = {
        dimension: math.fsum(part.points for part in members)
        / math.fsum(part.factor for part in members)
        for dimension in weights
        if (members := [part for part in assessment.parts
                        if part.dimension == dimension and part.factor > 0])
    }  # fmt: skip
    for dimension, severe in severities.items():
        others = [one for one in severities if one != dimension]
        rest = math.fsum(weights[one] for one in others)
        points = math.fsum(weights[one] * severities[one] for one in others)
        then = _solved(edge.score * rest - points, severe - edge.score)
        now = weights[dimension]
        if others and then is not None and then <= MOST_WEIGHT * now:
            size = abs(then - now) / now
            yield Flip("dimension", dimension, edge.up, edge.band, now, then, size)


def _solved(above: float, below: float) -> float | None:
    """The weight that makes a mean what is wanted; None where no weight above 0 does."""
    if below == 0 or not 1e-6 < above / below < 1e6:
        return None
    return above / below


def reweighted(assessor: Assessor, flip: Flip) -> Assessor:
    """The same method and signals with the one weight that a flip changes."""
    method = assessor.method
    signals = [one.signal for one in assessor.indicators if one.signal is not None]
    if flip.kind == "dimension":
        dimensions = {
            name: replace(stated, weight=flip.then) if name == flip.name else stated
            for name, stated in method.dimensions.items()
        }
        return Assessor(replace(method, dimensions=dimensions), signals)
    if method.stakes is not None and flip.name not in {signal.name for signal in signals}:
        name = flip.name.removeprefix("stakes_")
        stated = replace(getattr(method.stakes, name), weight=flip.then)
        return Assessor(replace(method, stakes=replace(method.stakes, **{name: stated})), signals)
    return Assessor(method, [_with_weight(signal, flip) for signal in signals])


def _with_weight(signal: Signal, flip: Flip) -> Signal:
    if signal.name != flip.name or signal.judge is None:
        return signal
    return replace(signal, judge=replace(signal.judge, weight=flip.then))


def smallest(flips: Iterable[Flip]) -> Flip | None:
    """The flip that takes the least, of values and weights alike."""
    return min(flips, key=lambda flip: flip.size, default=None)
