"""Scores by weights other than the method's, without draws: fast enough to follow a slider."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from eoc_app.core.problem import Problem
from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.signal import Dimension
from eoc_app.method.score import Score
from eoc_app.method.severities import Severities

if TYPE_CHECKING:
    from eoc_app.method.severities import Amounts

MOST_WEIGHT: Final = 1e6
"""The largest weight: beyond it shares lose precision, and in the end overflow."""


def what_if(
    severities: Severities,
    weights: Mapping[str, float],
    dimensions: Mapping[Dimension, float] | None = None,
) -> list[Score]:
    """Returns every country's score by changed weights of indicators and dimensions, worst first.

    Weights that are not named stay; 0 takes an indicator or a dimension out. Coverage uses the
    changed weights too, so a country may become assessable or stop being so.

    Raises:
        Problem: a weight is not from 0 to a million, names nothing in the method, or no signal
            keeps a weight.
    """
    shares = changed_shares(severities, weights, dimensions or {})
    weighed = severities.weighed(shares)
    worst = severities.method.unseen == "worst"
    points = (severities.point if worst else severities.point * severities.fresh) * shares
    unseen = (points * ~severities.fresh).sum(axis=1)
    inside: list[Amounts | None] = []
    for name in DIMENSIONS:
        members = [
            place
            for place, indicator in enumerate(severities.indicators)
            if indicator.dimension == name
        ]
        share = float(shares[members].sum())
        of_dimension = points[:, members].sum(axis=1)
        whole = share if worst else (severities.fresh @ shares).clip(min=1e-300)
        inside.append(of_dimension / whole if share > 0 else None)
    rows = []
    for place, code in enumerate(severities.codes):
        coverage, synthetic = float(weighed.coverage[place]), severities.synthetic[place]
        if not weighed.assessable[place]:
            rows.append(Score(code, None, None, None, coverage, synthetic, None, None, None, None))
            continue
        score = float(weighed.score[place])
        scores = [None if points is None else float(points[place]) for points in inside]
        rows.append(
            Score(
                code, score, float(weighed.lower[place]), float(weighed.upper[place]), coverage,
                synthetic, float(unseen[place]) / score if score else 0.0,
                scores[0], scores[1], scores[2],
            )
        )  # fmt: skip
    return sorted(
        rows,
        key=lambda row: (row.score is None, -(row.score or 0), -row.coverage, row.country_code),
    )


def changed_shares(
    severities: Severities, weights: Mapping[str, float], dimensions: Mapping[Dimension, float]
) -> Amounts:
    """Returns each indicator's share of the score by changed weights; they add up to 1.

    Raises:
        Problem: as for `what_if`.
    """
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    indicators = severities.indicators
    names = {indicator.name for indicator in indicators}
    present = {indicator.dimension for indicator in indicators}
    for name, weight in (*weights.items(), *dimensions.items()):
        if name not in names | present:
            raise Problem(
                "The weight cannot be used",
                f"{name!r} is none of {', '.join((*sorted(present), *sorted(names)))}",
                "give the name of a dimension or of an indicator of this method",
                value=name,
            )
        if not 0 <= weight <= MOST_WEIGHT:
            raise Problem(
                "The weight cannot be used",
                f"{weight:g} is not a number from 0 to a million",
                "give one from 0 to a million; 0 leaves the indicator or the dimension out",
                value=name,
            )
    own_weights = [weights.get(indicator.name, indicator.weight) for indicator in indicators]
    inside: dict[Dimension, float] = dict.fromkeys(present, 0.0)
    for indicator, weight in zip(indicators, own_weights, strict=True):
        inside[indicator.dimension] += weight
    of_dimension = {
        name: dimensions.get(name, severities.method.dimensions[name].weight) if total > 0 else 0.0
        for name, total in inside.items()
    }
    whole = math.fsum(of_dimension.values())
    shares = [
        of_dimension[indicator.dimension] / whole * weight / inside[indicator.dimension]
        if whole > 0 and weight > 0
        else 0.0
        for indicator, weight in zip(indicators, own_weights, strict=True)
    ]
    if not any(
        share > 0 for share, indicator in zip(shares, indicators, strict=True) if indicator.signal
    ):
        raise Problem(
            "No signal keeps a weight",
            "a score from the calendar alone is no score of harm",
            "give at least one signal, and its dimension, a weight above 0",
        )
    return np.array(shares, dtype=np.float64)
