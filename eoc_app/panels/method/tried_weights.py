"""Weights that somebody tries, beside the method's, and the stamp that says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.signal import Dimension
from eoc_app.method.what_if_scores import changed_shares
from eoc_app.views.what_if_view import WhatIfWeight

if TYPE_CHECKING:
    from eoc_app.method.severities import Severities

WHAT_IF: Final = "WHAT IF"
_MOST: Final = 6
"""Changed weights that a stamp names; the others are counted in it and named under the table."""


@dataclass(frozen=True)
class Tried:
    """Weights by name, of indicators and of dimensions; what is not named keeps its own."""

    indicators: dict[str, float]
    dimensions: dict[Dimension, float]


def tried_of(weights: Iterable[tuple[str, float]]) -> Tried:
    """The weights of a selection, of which the last stands where a name stands twice."""
    found = Tried({}, {})
    for name, weight in weights:
        if name in DIMENSIONS:
            found.dimensions[name] = weight
        else:
            found.indicators[name] = weight
    return found


def weights_of(known: Severities, tried: Tried) -> tuple[WhatIfWeight, ...]:
    """Every weight that may be tried: dimensions in their order, then indicators by share.

    Raises:
        Problem: as `changed_shares` does.
    """
    shares = changed_shares(known, tried.indicators, tried.dimensions)
    own: dict[Dimension, float] = {}
    then: dict[Dimension, float] = {}
    for one, share in zip(known.indicators, shares.tolist(), strict=True):
        own[one.dimension] = own.get(one.dimension, 0.0) + one.share
        then[one.dimension] = then.get(one.dimension, 0.0) + share
    made = [
        WhatIfWeight(
            name=name,
            title=known.method.dimensions[name].title,
            kind="dimension",
            dimension=name,
            weight=known.method.dimensions[name].weight,
            tried=tried.dimensions.get(name, known.method.dimensions[name].weight),
            share=own[name],
            tried_share=then[name],
        )
        for name in DIMENSIONS
        if name in own
    ]
    made += [
        WhatIfWeight(
            name=one.name,
            title=one.title,
            kind="indicator",
            dimension=one.dimension,
            weight=one.weight,
            tried=tried.indicators.get(one.name, one.weight),
            share=one.share,
            tried_share=share,
        )
        for one, share in sorted(
            zip(known.indicators, shares.tolist(), strict=True),
            key=lambda row: (-row[0].share, row[0].name),
        )
    ]
    return tuple(made)


def changed_of(weights: Iterable[WhatIfWeight]) -> list[WhatIfWeight]:
    """Those that are tried with another weight than the method's."""
    return [one for one in weights if not math.isclose(one.tried, one.weight, rel_tol=1e-9)]


def stamp(weights: Sequence[WhatIfWeight]) -> tuple[str, str]:
    """What must stand over everything that is made of tried weights, and all of them in words.

    Both are empty where nothing is changed; the second is where the first names them all.
    """
    told = [f"{one.title} {one.tried:.4g} (method {one.weight:.4g})" for one in changed_of(weights)]
    if not told:
        return "", ""
    if len(told) <= _MOST:
        return f"{WHAT_IF}: {', '.join(told)}", ""
    first = ", ".join(told[: _MOST - 1])
    return f"{WHAT_IF}: {first} and {len(told) - _MOST + 1} more weights", ", ".join(told)
