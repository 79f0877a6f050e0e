"""How far a score and a rank may be believed: what becomes of them by other, as fair choices.

Each draw changes the weights within the method's spread and takes a value for whatever is known by
its bounds only; what is not seen may be anything on the scale. A score's interval comes from draws
on the method's own scale, since bands have no meaning on another. A rank's comes from as many,
of which every way to normalise and to add up has an equal part. Both are stretched to hold what
is printed, where what is not seen counts at its worst.

After: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 7 (uncertainty
analysis). The geometric mean is of the distance to the worst, as INFORM Risk takes it: what is
calm does not make up for what is severe.

The same seed gives the same digits on every machine. Only raw words of PCG64 are used, whose
stream numpy keeps for ever, which it does not promise of a Generator's methods; and weights and
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
"""Scores that differ by less share a rank."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a country's score and rank may as well lie; ranks count from 1, the worst country.

    `first_rank` and `last_rank` are those of the score itself before it is rounded; they differ
    only where countries tie.
    """

    score_lower: float
    score_upper: float
    first_rank: int
    last_rank: int
    best_rank: int
    """The end of the interval nearest to 1, the place of most concern."""
    worst_rank: int


def seed_of(snapshot_id: str, day: date, method_digest: str, platforms: Iterable[str] = ()) -> int:
    """The seed of a day's draws: of the same file, day, method and platforms in any order.

    The same seed gives the same intervals, on every machine.
    """
    told = "|".join((snapshot_id, day.isoformat(), method_digest, *sorted(set(platforms))))
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:16], "big")


def intervals(known: Severities, seed: int) -> dict[str, Interval]:
    """The intervals of every country that has a score; the others take no rank."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    weighed = known.weighed(known.shares)
    chosen = np.flatnonzero(weighed.assessable)
    if not len(chosen):
        return {}
    rule = known.method.uncertainty
    # The order of names, so that the order of signals changes nothing.
    order = sorted(range(len(known.indicators)), key=lambda place: known.indicators[place].name)
    weights = _weights(known, seed)[order]
    raw = np.random.PCG64(np.random.SeedSequence([seed, 1]))
    ways = list(_ways(known))
    # In parts, as many as there are ways, which also keeps the arrays small enough for a cache.
    cuts = [rule.draws * at // len(ways) for at in range(len(ways) + 1)]
    parts = [slice(*ends) for ends in pairwise(cuts) if ends[0] < ends[1]]
    own = [_sums(known, chosen, order, weights[:, part], ways[0], raw) for part in parts]
    best, worst = [], []
    for way, part in zip(ways, parts, strict=False):
        sums = own[0] if way is ways[0] else _sums(known, chosen, order, weights[:, part], way, raw)
        first, last = _ranks(sums)
        best.append(first)
        worst.append(last)
    low, high = _place(known, own, lowest=True), _place(known, own, lowest=False)
    best_low, worst_high = _place(known, best, lowest=True), _place(known, worst, lowest=False)
    points = weighed.score[chosen]
    first, last = _ranks(np.round(points, 9)[:, None])
    return {
        known.codes[country]: Interval(
            min(float(points[row]), round(float(low[row]), 6)),
            min(known.method.scale, max(float(points[row]), round(float(high[row]), 6))),
            int(first[row, 0]),
            int(last[row, 0]),
            int(min(first[row, 0], best_low[row])),
            int(max(last[row, 0], worst_high[row])),
        )
        for row, country in enumerate(chosen)
    }


def _ways(known: Severities) -> Iterator[Scale]:
    """Every way to normalise and to add up, the method's own first, whatever the rule names."""
    rule = known.method.uncertainty
    relative = [one for one in rule.normalisations if one != "fixed"]
    sums = ["arithmetic", *(one for one in rule.aggregations if one != "arithmetic")]
    for normalisation in ("fixed", *relative):
        yield from scales(known, normalisation, sums)


def _weights(known: Severities, seed: int) -> Amounts:
    """Shares by indicator and draw: weights and those of dimensions, each within the spread."""
    import numpy as np  # noqa: PLC0415

    rule, made = known.method.uncertainty, known.indicators
    # By name and not by place, so that the order of signals changes nothing.
    names = sorted(one.name for one in made)
    dimensions = sorted({one.dimension for one in made})
    words = np.random.PCG64(np.random.SeedSequence([seed, 0])).random_raw(
        (len(names) + len(dimensions)) * rule.draws
    )
    even = (words >> np.uint64(11)).astype(np.float64) * 2.0**-53
    factors = np.maximum(0.0, 1 + rule.weight_spread * (2 * even - 1)).reshape(-1, rule.draws)
    own = {one.name: one.weight * factors[names.index(one.name)] for one in made}
    share = {
        name: known.method.dimensions[name].weight * factors[len(names) + place]
        for place, name in enumerate(dimensions)
    }
    whole = np.sum([share[name] for name in dimensions], axis=0)
    inside = {
        name: np.sum([own[other] for other in names if _dimension(known)[other] == name], axis=0)
        for name in dimensions
    }
    drawn = np.stack([own[one.name] / inside[one.dimension] * (share[one.dimension] / whole)
                      for one in made])  # fmt: skip
    exact: Amounts = np.rint(drawn * _WEIGHT_GRID) / _WEIGHT_GRID
    return exact


def _dimension(known: Severities) -> dict[str, str]:
    return {one.name: one.dimension for one in known.indicators}


def _sums(
    known: Severities,
    chosen: NDArray[np.intp],
    order: list[int],
    weights: Amounts,
    way: Scale,
    raw: Any,
) -> Amounts:
    """What ranks the chosen countries, by country and draw; ordered indicators have `weights`."""
    import numpy as np  # noqa: PLC0415

    low, count = _drawn_levels(known, chosen)
    points = np.where(count > 0, 0.0, way.points[chosen])
    counted = known.fresh[chosen].astype(np.float64)
    if known.method.unseen != "worst":
        points *= counted
    sums: Amounts = points[:, order] @ weights
    draws = weights.shape[1]
    for own, place in zip(weights, order, strict=True):
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
        drawn *= own
        if len(rows) == len(chosen):
            sums += drawn
        else:
            sums[rows] += drawn
    if known.method.unseen != "worst":
        sums /= counted[:, order] @ weights
    return sums


def _drawn_levels(
    known: Severities, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The first level between each cell's bounds and their number; 0 where nothing is drawn."""
    import numpy as np  # noqa: PLC0415

    step = known.method.scale / LEVELS
    low = np.ceil(known.lower[chosen] / step - 1e-9)
    high = np.floor(known.upper[chosen] / step + 1e-9)
    drawn = high > low
    if known.method.unseen != "worst":
        drawn &= known.fresh[chosen]
    count = np.where(drawn, high - low + 1, 0.0)
    return low.astype(np.uint32), count.astype(np.uint32)


def _ranks(sums: Amounts) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """First and last rank of each country in each draw; countries that tie share both."""
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
    found = []
    for ranked in (first, last):
        by_country = np.empty_like(order, dtype=np.int16)
        np.put_along_axis(by_country, order, ranked.astype(np.int16), axis=1)
        found.append(np.ascontiguousarray(by_country.T))
    return found[0], found[1]


def _place(known: Severities, drawn: list[NDArray[Any]], *, lowest: bool) -> NDArray[Any]:
    """The drawn value, by country, at which the middle part of the draws begins or ends."""
    import numpy as np  # noqa: PLC0415

    every = np.concatenate(drawn, axis=1)
    last = every.shape[1] - 1
    outside = (1 - known.method.uncertainty.interval) / 2
    place = floor(outside * last + 1e-9) if lowest else ceil((1 - outside) * last - 1e-9)
    every.partition(place, axis=1)
    found: NDArray[Any] = every[:, place]
    return found
