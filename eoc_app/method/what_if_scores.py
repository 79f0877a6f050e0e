"""Scores by other weights than the method's, without draws, so that a slider can be followed."""

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
"""Beyond it shares lose their last digits, and sums of weights in time their meaning."""


def what_if(
    known: Severities,
    weights: Mapping[str, float],
    dimensions: Mapping[Dimension, float] | None = None,
) -> list[Score]:
    """Every country by changed weights of indicators and of dimensions, worst first.

    What is not named keeps its weight; 0 takes an indicator or a dimension out. Coverage is of
    the changed weights too, so that a country may become assessable or cease to be.

    Raises:
        Problem: a weight is none from 0 to a million or of nothing known, or no signal keeps any.
    """
    shares = changed_shares(known, weights, dimensions or {})
    found = known.weighed(shares)
    worst = known.method.unseen == "worst"
    points = (known.point if worst else known.point * known.fresh) * shares
    unseen = (points * ~known.fresh).sum(axis=1)
    inside: list[Amounts | None] = []
    for name in DIMENSIONS:
        members = [place for place, one in enumerate(known.indicators) if one.dimension == name]
        share = float(shares[members].sum())
        of_dimension = points[:, members].sum(axis=1)
        whole = share if worst else (known.fresh @ shares).clip(min=1e-300)
        inside.append(of_dimension / whole if share > 0 else None)
    rows = []
    for place, code in enumerate(known.codes):
        coverage, synthetic = float(found.coverage[place]), known.synthetic[place]
        if not found.assessable[place]:
            rows.append(Score(code, None, None, None, coverage, synthetic, None, None, None, None))
            continue
        score = float(found.score[place])
        told = [None if one is None else float(one[place]) for one in inside]
        rows.append(
            Score(
                code, score, float(found.lower[place]), float(found.upper[place]), coverage,
                synthetic, float(unseen[place]) / score if score else 0.0,
                told[0], told[1], told[2],
            )
        )  # fmt: skip
    return sorted(
        rows,
        key=lambda row: (row.score is None, -(row.score or 0), -row.coverage, row.country_code),
    )


def changed_shares(
    known: Severities, weights: Mapping[str, float], dimensions: Mapping[Dimension, float]
) -> Amounts:
    """The share of the score that each indicator has by changed weights; they add up to 1.

    Raises:
        Problem: as `what_if` does.
    """
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    made = known.indicators
    names = {one.name for one in made}
    present = {one.dimension for one in made}
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
                f"{weight:g} is no number from 0 to a million",
                "give one from 0 to a million; 0 leaves the indicator or the dimension out",
                value=name,
            )
    own = [weights.get(one.name, one.weight) for one in made]
    inside: dict[Dimension, float] = dict.fromkeys(present, 0.0)
    for one, weight in zip(made, own, strict=True):
        inside[one.dimension] += weight
    of_dimension = {
        name: dimensions.get(name, known.method.dimensions[name].weight) if total > 0 else 0.0
        for name, total in inside.items()
    }
    whole = math.fsum(of_dimension.values())
    shares = [
        of_dimension[one.dimension] / whole * weight / inside[one.dimension]
        if whole > 0 and weight > 0
        else 0.0
        for one, weight in zip(made, own, strict=True)
    ]
    if not any(share > 0 for share, one in zip(shares, made, strict=True) if one.signal):
        raise Problem(
            "No signal keeps a weight",
            "a score of what the calendar says alone is no score of harm",
            "give at least one signal, and its dimension, a weight above 0",
        )
    return np.array(shares, dtype=np.float64)
