"""What would change a band: the smallest sufficient change of one value or of one weight."""

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
"""How far a score is moved past a band's edge, so that rounding does not decide."""
MOST_WEIGHT: Final = 2.0
"""The largest multiple of a weight that is tried; a flip that needs more is not reported."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A single change that moves the score into another band.

    `now` and `then` are in the signal's unit, or are weights. `now` is None if the signal is
    unseen; `then` is the value it would have to be seen at.
    """

    kind: Literal["value", "weight", "dimension"]
    name: str
    up: bool
    band: Band
    """The band of the score after the change."""
    now: float | None
    then: float
    size: float
    """Size of the change, as a part (0-1) of the severity scale or of the weight."""
    about: bool = False
    """Whether `now` is not an observed value, but the value at which its bounds are judged."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A score just past the edge of the band above or below."""

    up: bool
    band: Band
    score: float


def edges(method: Method, score: float) -> list[_Edge]:
    """Returns the scores at which the next band up and the next band down begin."""
    index = method.bands.index(method.band(score))
    edges = []
    if index + 1 < len(method.bands):
        above = method.bands[index + 1]
        edges.append(_Edge(True, above, above.floor + _OVER))
    if index > 0:
        edges.append(_Edge(False, method.bands[index - 1], method.bands[index].floor - _OVER))
    return edges


def value_flips(
    assessor: Assessor, assessment: Assessment, readings: Mapping[str, Reading]
) -> list[Flip]:
    """Returns for each signal the smallest change of its value that changes the band, up or down.

    An unseen signal flips down if seeing it at some value or less would change the band.
    """
    if assessment.score is None:
        return []
    flips = []
    for edge in edges(assessor.method, assessment.score):
        for indicator, part in zip(assessor.indicators, assessment.parts, strict=True):
            if indicator.signal is None or indicator.signal.judge is None or part.severity is None:
                continue
            severe = part.severity + (edge.score - assessment.score) / part.factor
            if not 0 <= severe <= assessor.method.scale or (edge.up and not part.seen):
                continue
            then = value_at(assessor.method, indicator.signal.judge, severe)
            if then > _most(indicator.signal):
                continue
            flips.append(
                Flip(
                    "value",
                    indicator.name,
                    edge.up,
                    edge.band,
                    best(readings[indicator.name]) if part.seen else None,
                    then,
                    abs(severe - part.severity) / assessor.method.scale,
                    part.seen and readings[indicator.name].value is None,
                )
            )
    return sorted(flips, key=lambda flip: (flip.size, flip.name))


def _most(signal: Signal) -> float:
    """Returns the largest possible value: 1 for a share, the top of the Breakout Scale."""
    if signal.form == "share":
        return 1.0
    return 6.0 if signal.unit == "category" else math.inf


def value_at(method: Method, judge: Judgement, severe: float) -> float:
    """Returns the value of a severity: the inverse of `severity`, below the top of the scale."""
    line = method.severity
    if severe < line.watch:
        return judge.watch * severe / line.watch
    if severe < line.alert:
        way = (severe - line.watch) / (line.alert - line.watch)
        return judge.watch + (judge.alert - judge.watch) * way
    way = (severe - line.alert) / (method.scale - line.alert)
    return judge.alert * (1 + way * (line.top_at_alerts - 1))


def weight_flips(assessor: Assessor, assessment: Assessment) -> list[Flip]:
    """Returns the smallest change of one weight, or one dimension's weight, that changes the band.

    At most one per direction, for a new weight between 0 and twice the old. A change that leaves
    too little coverage for a score does not count.
    """
    if assessment.score is None:
        return []
    flips = []
    for edge in edges(assessor.method, assessment.score):
        tried = [
            *_of_weights(assessor, assessment, edge),
            *_of_dimensions(assessor, assessment, edge),
        ]
        for flip in sorted(tried, key=lambda flip: (flip.size, flip.kind, flip.name)):
            if assessor.method.assessable(_coverage(assessor, assessment, flip)):
                flips.append(flip)
                break
    return flips


def _coverage(assessor: Assessor, assessment: Assessment, flip: Flip) -> float:
    """Returns the coverage after a change of weight."""
    seen: dict[Dimension, float] = {}
    every: dict[Dimension, float] = {}
    for indicator, part in zip(assessor.indicators, assessment.parts, strict=True):
        if indicator.signal is not None:
            changed = flip.kind == "weight" and flip.name == indicator.name
            weight = flip.then if changed else indicator.weight
            every[indicator.dimension] = every.get(indicator.dimension, 0.0) + weight
            seen[indicator.dimension] = seen.get(indicator.dimension, 0.0) + (
                weight if part.seen else 0.0
            )
    fresh = whole = 0.0
    for name, weight in every.items():
        changed = flip.kind == "dimension" and flip.name == name
        dimension_weight = flip.then if changed else assessor.method.dimensions[name].weight
        fresh += dimension_weight * seen[name] / weight
        whole += dimension_weight
    return fresh / whole


def _of_weights(assessor: Assessor, assessment: Assessment, edge: _Edge) -> Iterator[Flip]:
    """Yields flips within a dimension: the mean of its severities must reach the edge."""
    counted: dict[Dimension, list[tuple[Indicator, Part]]] = {}
    for indicator, part in zip(assessor.indicators, assessment.parts, strict=True):
        if part.factor > 0:
            counted.setdefault(indicator.dimension, []).append((indicator, part))
    for members in counted.values():
        share = math.fsum(part.factor for _, part in members)
        whole = math.fsum(indicator.weight for indicator, _ in members)
        points = math.fsum(indicator.weight * (part.severity or 0.0) for indicator, part in members)
        wanted = points / whole + (edge.score - (assessment.score or 0.0)) / share
        for indicator, part in members:
            rest = whole - indicator.weight
            then = _solved(wanted * rest - (points - indicator.weight * (part.severity or 0.0)),
                           (part.severity or 0.0) - wanted)  # fmt: skip
            if rest > 0 and then is not None and then <= MOST_WEIGHT * indicator.weight:
                size = abs(then - indicator.weight) / indicator.weight
                yield Flip(
                    "weight", indicator.name, edge.up, edge.band, indicator.weight, then, size
                )


def _of_dimensions(assessor: Assessor, assessment: Assessment, edge: _Edge) -> Iterator[Flip]:
    weights = {indicator.dimension: assessor.method.dimensions[indicator.dimension].weight
               for indicator in assessor.indicators}  # fmt: skip
    severities = {
        dimension: math.fsum(part.points for part in members)
        / math.fsum(part.factor for part in members)
        for dimension in weights
        if (members := [part for part in assessment.parts
                        if part.dimension == dimension and part.factor > 0])
    }  # fmt: skip
    for dimension, severe in severities.items():
        others = [other for other in severities if other != dimension]
        rest = math.fsum(weights[other] for other in others)
        points = math.fsum(weights[other] * severities[other] for other in others)
        then = _solved(edge.score * rest - points, severe - edge.score)
        now = weights[dimension]
        if others and then is not None and then <= MOST_WEIGHT * now:
            size = abs(then - now) / now
            yield Flip("dimension", dimension, edge.up, edge.band, now, then, size)


def _solved(above: float, below: float) -> float | None:
    """Returns the weight that yields the wanted mean; None if no weight above 0 does."""
    if below == 0 or not 1e-6 < above / below < 1e6:
        return None
    return above / below


def reweighted(assessor: Assessor, flip: Flip) -> Assessor:
    """Returns the same method and signals with the weight that a flip changes."""
    method = assessor.method
    signals = [
        indicator.signal for indicator in assessor.indicators if indicator.signal is not None
    ]
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
    """Returns the smallest flip, of values and weights alike."""
    return min(flips, key=lambda flip: flip.size, default=None)
