"""What a score is made of: judged signals and what is read off the calendar, with their shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Dimension, Signal

ELECTION: Final = "stakes_election"
REACH: Final = "stakes_reach"
STAKES: Final = (ELECTION, REACH)
"""Names of the indicators that are read off the calendar; no signal bears them."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One part of every score by one method; `share` of all of them adds up to 1.

    `signal` is None for the indicators that are read off the calendar.
    """

    name: str
    title: str
    dimension: Dimension
    weight: float
    share: float
    signal: Signal | None


def indicators(method: Method, signals: Iterable[Signal]) -> tuple[Indicator, ...]:
    """What a score is made of, signals in their order and stakes last; empty without a signal.

    A signal of a dimension that the method does not know is threat.
    """
    found: list[tuple[str, str, Dimension, float, Signal | None]] = []
    for signal in signals:
        if signal.judge is None or signal.axis != "harm":
            continue
        own: Dimension = signal.dimension
        dimension: Dimension = own if own in method.dimensions else "threat"
        found.append((signal.name, signal.title, dimension, signal.judge.weight, signal))
    if not found:
        return ()
    if method.stakes is not None:
        for name, stated in ((ELECTION, method.stakes.election), (REACH, method.stakes.reach)):
            found.append((name, stated.title, "stakes", stated.weight, None))
    inside: dict[Dimension, float] = {}
    for _name, _title, dimension, weight, _signal in found:
        inside[dimension] = inside.get(dimension, 0.0) + weight
    whole = math.fsum(method.dimensions[dimension].weight for dimension in inside)
    return tuple(
        Indicator(
            name,
            title,
            dimension,
            weight,
            method.dimensions[dimension].weight / whole * weight / inside[dimension],
            signal,
        )
        for name, title, dimension, weight, signal in found
    )
