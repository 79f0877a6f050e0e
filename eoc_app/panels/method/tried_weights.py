"""Trial weights beside the method's own, and the stamp that marks them."""

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
"""How many changed weights a stamp lists at most; all are named under the table then."""


@dataclass(frozen=True)
class Tried:
    """Trial weights of indicators and dimensions by name; all others keep the method's weight."""

    indicators: dict[str, float]
    dimensions: dict[Dimension, float]


def tried_of(weights: Iterable[tuple[str, float]]) -> Tried:
    """The trial weights of a selection; the last one counts where a name is repeated."""
    tried = Tried({}, {})
    for name, weight in weights:
        if name in DIMENSIONS:
            tried.dimensions[name] = weight
        else:
            tried.indicators[name] = weight
    return tried


def weights_of(severities: Severities, tried: Tried) -> tuple[WhatIfWeight, ...]:
    """All weights, with the trial values: dimensions in their order, then indicators by share.

    Raises:
        Problem: as `changed_shares` does.
    """
    shares = changed_shares(severities, tried.indicators, tried.dimensions)
    shares_by_dimension: dict[Dimension, float] = {}
    tried_shares: dict[Dimension, float] = {}
    for indicator, share in zip(severities.indicators, shares.tolist(), strict=True):
        shares_by_dimension[indicator.dimension] = (
            shares_by_dimension.get(indicator.dimension, 0.0) + indicator.share
        )
        tried_shares[indicator.dimension] = tried_shares.get(indicator.dimension, 0.0) + share
    weights = [
        WhatIfWeight(
            name=name,
            title=severities.method.dimensions[name].title,
            kind="dimension",
            dimension=name,
            weight=severities.method.dimensions[name].weight,
            tried=tried.dimensions.get(name, severities.method.dimensions[name].weight),
            share=shares_by_dimension[name],
            tried_share=tried_shares[name],
        )
        for name in DIMENSIONS
        if name in shares_by_dimension
    ]
    weights += [
        WhatIfWeight(
            name=indicator.name,
            title=indicator.title,
            kind="indicator",
            dimension=indicator.dimension,
            weight=indicator.weight,
            tried=tried.indicators.get(indicator.name, indicator.weight),
            share=indicator.share,
            tried_share=share,
        )
        for indicator, share in sorted(
            zip(severities.indicators, shares.tolist(), strict=True),
            key=lambda row: (-row[0].share, row[0].name),
        )
    ]
    return tuple(weights)


def changed_of(weights: Iterable[WhatIfWeight]) -> list[WhatIfWeight]:
    """The weights whose trial value differs from the method's."""
    return [
        weight for weight in weights if not math.isclose(weight.tried, weight.weight, rel_tol=1e-9)
    ]


def stamp(weights: Sequence[WhatIfWeight]) -> tuple[str, str]:
    """The stamp for everything computed from trial weights, and the list of all changed weights.

    Both are empty where nothing is changed; the list is empty where the stamp names all of them.
    """
    texts = [
        f"{weight.title} {weight.tried:.4g} (method {weight.weight:.4g})"
        for weight in changed_of(weights)
    ]
    if not texts:
        return "", ""
    if len(texts) <= _MOST:
        return f"{WHAT_IF}: {', '.join(texts)}", ""
    first = ", ".join(texts[: _MOST - 1])
    return f"{WHAT_IF}: {first} and {len(texts) - _MOST + 1} more weights", ", ".join(texts)
