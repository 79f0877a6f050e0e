"""How far a score and a rank can be trusted: their spread under other, equally fair choices.

Each draw changes the weights within the method's spread, and picks a value for everything known
only by its bounds; an unseen indicator may be anything on the scale. A score's interval comes from
draws on the method's own scale, because bands have no meaning on another. A rank's interval comes
from as many draws, shared equally by every way to normalise and to aggregate. Both intervals are
widened to hold the printed score, in which unseen indicators count at their worst.

After: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 7 (uncertainty
analysis). The geometric mean is of the distance to the worst, as in INFORM Risk: calm indicators
do not compensate for severe ones.

The same seed gives the same digits on every machine. Only raw words of PCG64 are used, because
numpy guarantees their stream for ever, but not that of a Generator's methods. Weights and
severities are multiples of powers of two, so that their sums are exact in any order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from eoc_app.method.scales import LEVELS, Scale, scales
from eoc_app.method.severities import Severities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from eoc_app.method.severities import Amounts

_WEIGHT_GRID: Final = 2.0**28
_OVER: Final = 1e-9
"""Scores that differ by less than this share a rank."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval of a country's score and rank; ranks count from 1, the worst country.

    `first_rank` and `last_rank` are the ranks of the score itself before rounding; they differ
    only if countries tie.
    """

    score_lower: float
    score_upper: float
    first_rank: int
    last_rank: int
    best_rank: int
    """The end of the interval nearest to rank 1, the rank of most concern."""
    worst_rank: int


def seed_of(snapshot_id: str, day: date, method_digest: str, platforms: Iterable[str] = ()) -> int:
    """Returns the seed of a day's draws from snapshot, day, method and platforms in any order.

    The same seed gives the same intervals on every machine.
    """
    identity = "|".join((snapshot_id, day.isoformat(), method_digest, *sorted(set(platforms))))
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:16], "big")


def intervals(severities: Severities, seed: int) -> dict[str, Interval]:
    """Returns the interval of every country that has a score; the others have no rank."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    weighed = severities.weighed(severities.shares)
    chosen = np.flatnonzero(weighed.assessable)
    if not len(chosen):
        return {}
    rule = severities.method.uncertainty
    # Sorted by name, so that the order of signals does not matter.
    names = [indicator.name for indicator in severities.indicators]
    order = sorted(range(len(names)), key=names.__getitem__)
    weights = _weights(severities, seed)[order]
    raw = np.random.PCG64(np.random.SeedSequence([seed, 1]))
    ways = list(_ways(severities))
    # One part of the draws per way, which also keeps the arrays small enough for the cache.
    cuts = [rule.draws * at // len(ways) for at in range(len(ways) + 1)]
    parts = [slice(*ends) for ends in pairwise(cuts) if ends[0] < ends[1]]
    own_sums = [_sums(severities, chosen, order, weights[:, part], ways[0], raw) for part in parts]
    best, worst = [], []
    for scale, part in zip(ways, parts, strict=False):
        sums = own_sums[0]
        if scale is not ways[0]:
            sums = _sums(severities, chosen, order, weights[:, part], scale, raw)
        first, last = _ranks(sums)
        best.append(first)
        worst.append(last)
    low = _place(severities, own_sums, lowest=True)
    high = _place(severities, own_sums, lowest=False)
    best_low = _place(severities, best, lowest=True)
    worst_high = _place(severities, worst, lowest=False)
    points = weighed.score[chosen]
    first, last = _ranks(np.round(points, 9)[:, None])
    return {
        severities.codes[country]: Interval(
            min(float(points[row]), round(float(low[row]), 6)),
            min(severities.method.scale, max(float(points[row]), round(float(high[row]), 6))),
            int(first[row, 0]),
            int(last[row, 0]),
            int(min(first[row, 0], best_low[row])),
            int(max(last[row, 0], worst_high[row])),
        )
        for row, country in enumerate(chosen)
    }


def _ways(severities: Severities) -> Iterator[Scale]:
    """Yields every way to normalise and to aggregate; the method's own always comes first."""
    rule = severities.method.uncertainty
    relative = [name for name in rule.normalisations if name != "fixed"]
    sums = ["arithmetic", *(name for name in rule.aggregations if name != "arithmetic")]
    for normalisation in ("fixed", *relative):
        yield from scales(severities, normalisation, sums)


def _weights(severities: Severities, seed: int) -> Amounts:
    """Returns shares by indicator and draw; indicator and dimension weights vary by the spread."""
    import numpy as np  # noqa: PLC0415

    rule, indicators = severities.method.uncertainty, severities.indicators
    # By name, not by position, so that the order of signals does not matter.
    names = sorted(indicator.name for indicator in indicators)
    dimensions = sorted({indicator.dimension for indicator in indicators})
    words = np.random.PCG64(np.random.SeedSequence([seed, 0])).random_raw(
        (len(names) + len(dimensions)) * rule.draws
    )
    even = (words >> np.uint64(11)).astype(np.float64) * 2.0**-53
    factors = np.maximum(0.0, 1 + rule.weight_spread * (2 * even - 1)).reshape(-1, rule.draws)
    weights = {each.name: each.weight * factors[names.index(each.name)] for each in indicators}
    share = {
        name: severities.method.dimensions[name].weight * factors[len(names) + place]
        for place, name in enumerate(dimensions)
    }
    whole = np.sum([share[name] for name in dimensions], axis=0)
    dimension_of = {each.name: each.dimension for each in indicators}
    inside = {
        name: np.sum([weights[other] for other in names if dimension_of[other] == name], axis=0)
        for name in dimensions
    }
    parts = [
        weights[each.name] / inside[each.dimension] * (share[each.dimension] / whole)
        for each in indicators
    ]
    drawn = np.stack(parts)
    exact: Amounts = np.rint(drawn * _WEIGHT_GRID) / _WEIGHT_GRID
    return exact


def _sums(
    severities: Severities,
    chosen: NDArray[np.intp],
    order: list[int],
    weights: Amounts,
    way: Scale,
    raw: Any,
) -> Amounts:
    """Returns the sums that rank the chosen countries, by country and draw.

    `weights` has a row for each indicator in `order`.
    """
    import numpy as np  # noqa: PLC0415

    low, count = _drawn_levels(severities, chosen)
    points = np.where(count > 0, 0.0, way.points[chosen])
    counted = severities.fresh[chosen].astype(np.float64)
    if severities.method.unseen != "worst":
        points *= counted
    sums: Amounts = points[:, order] @ weights
    draws = weights.shape[1]
    for weight, place in zip(weights, order, strict=True):
        rows = np.flatnonzero(count[:, place])
        if not len(rows):
            continue
        size = len(rows) * draws
        words = raw.random_raw((size + 3) // 4).astype("<u8", copy=False).view("<u2")[:size]
        level = words.reshape(len(rows), draws).astype(np.uint32)
        level *= count[rows, place, None]
        level >>= 16
        level += low[rows, place, None]
        drawn = way.levels[place].take(level)
        drawn *= weight
        if len(rows) == len(chosen):
            sums += drawn
        else:
            sums[rows] += drawn
    if severities.method.unseen != "worst":
        sums /= counted[:, order] @ weights
    return sums


def _drawn_levels(
    severities: Severities, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Returns each cell's first level within its bounds, and how many; 0 if nothing is drawn."""
    import numpy as np  # noqa: PLC0415

    step = severities.method.scale / LEVELS
    low = np.ceil(severities.lower[chosen] / step - 1e-9)
    high = np.floor(severities.upper[chosen] / step + 1e-9)
    drawn = high > low
    if severities.method.unseen != "worst":
        drawn &= severities.fresh[chosen]
    count = np.where(drawn, high - low + 1, 0.0)
    return low.astype(np.uint32), count.astype(np.uint32)


def _ranks(sums: Amounts) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Returns the first and last rank of each country in each draw; ties share both."""
    import numpy as np  # noqa: PLC0415

    falling = np.ascontiguousarray(-sums.T)
    order = np.argsort(falling, axis=1)
    ordered = np.take_along_axis(falling, order, axis=1)
    places = np.arange(1, sums.shape[0] + 1, dtype=np.int16)
    starts = np.ones(ordered.shape, dtype=np.bool_)
    starts[:, 1:] = ordered[:, 1:] - ordered[:, :-1] > _OVER
    ends = np.ones(ordered.shape, dtype=np.bool_)
    ends[:, :-1] = starts[:, 1:]
    first = np.maximum.accumulate(np.where(starts, places, 0), axis=1)
    last = np.minimum.accumulate(np.where(ends, places, len(places))[:, ::-1], axis=1)[:, ::-1]
    ranks = []
    for ranked in (first, last):
        by_country = np.empty_like(order, dtype=np.int16)
        np.put_along_axis(by_country, order, ranked.astype(np.int16), axis=1)
        ranks.append(np.ascontiguousarray(by_country.T))
    return ranks[0], ranks[1]


def _place(severities: Severities, drawn: list[NDArray[Any]], *, lowest: bool) -> NDArray[Any]:
    """Returns, by country, the drawn value at which the middle part of the draws begins or ends."""
    import numpy as np  # noqa: PLC0415

    every = np.concatenate(drawn, axis=1)
    last = every.shape[1] - 1
    outside = (1 - severities.method.uncertainty.interval) / 2
    place = floor(outside * last + 1e-9) if lowest else ceil((1 - outside) * last - 1e-9)
    every.partition(place, axis=1)
    at_place: NDArray[Any] = every[:, place]
    return at_place
