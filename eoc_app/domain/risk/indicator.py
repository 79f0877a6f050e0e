"""The indicators of a score: judged signals and those read off the calendar, with their shares."""

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
"""Names of the indicators read off the calendar; no signal has them."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A part of every score by one method; the shares of all indicators add up to 1.

    `signal` is None for indicators read off the calendar.
    """

    name: str
    title: str
    dimension: Dimension
    weight: float
    share: float
    signal: Signal | None


def indicators(method: Method, signals: Iterable[Signal]) -> tuple[Indicator, ...]:
    """Returns the indicators of a score: signals in their order, then stakes; none without signals.

    A signal whose dimension the method lacks counts as threat.
    """
    rows: list[tuple[str, str, Dimension, float, Signal | None]] = []
    for signal in signals:
        if signal.judge is None or signal.axis != "harm":
            continue
        stated_dimension: Dimension = signal.dimension
        dimension: Dimension = (
            stated_dimension if stated_dimension in method.dimensions else "threat"
        )
        rows.append((signal.name, signal.title, dimension, signal.judge.weight, signal))
    if not rows:
        return ()
    if method.stakes is not None:
        for name, stated in ((ELECTION, method.stakes.election), (REACH, method.stakes.reach)):
            rows.append((name, stated.title, "stakes", stated.weight, None))
    inside: dict[Dimension, float] = {}
    for _name, _title, dimension, weight, _signal in rows:
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
        for name, title, dimension, weight, signal in rows
    )
