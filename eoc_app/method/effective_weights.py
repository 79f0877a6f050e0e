"""What weights really do: the part of each indicator in the differences between countries.

A nominal weight says what a point of severity adds. How much an indicator moves scores and ranks
depends as well on how far countries differ in it, and on what moves along with it.

After: Paruolo, Saisana and Saltelli, Ratings and rankings: voodoo or science?, Journal of the
Royal Statistical Society A 176 (2013) 609-634 (main effect: the correlation ratio of the score
and one indicator, here its linear form, the squared correlation); OECD/JRC, Handbook on
Constructing Composite Indicators, 2008, step 7; Shorrocks, Inequality decomposition by factor
components, Econometrica 50 (1982) 193-211 (the covariance of a part with the whole, which makes
parts that add up to 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from eoc_app.method.severities import Severities

if TYPE_CHECKING:
    from eoc_app.method.severities import Amounts

FEWEST: Final = 10
"""Countries below which nothing is said of how they differ."""
_STILL: Final = 1e-9
"""Variance below which all countries are alike."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One indicator as stated and as it works; of `count` countries with a score."""

    name: str
    share: float
    """What the method states."""
    variance_share: float | None
    """Covariance with the score over the score's variance; below 0 where it works against it.

    Adds up to 1 over all indicators. None where fewer than `FEWEST` countries have a score, or
    all have the same.
    """
    main_effect: float | None
    """Squared correlation with the score (0-1): how far the score could be told from it alone."""
    count: int


@dataclass(frozen=True, slots=True)
class Correlation:
    """How two indicators go together over the `count` countries in which both are seen.

    `value` is Pearson's; None where they are too few, or one does not differ between them.
    """

    first: str
    second: str
    value: float | None
    count: int


def effects(known: Severities) -> list[Effect]:
    """Every indicator in the method's order, what is not seen at what it counts as."""
    weighed = known.weighed(known.shares)
    count = int(weighed.assessable.sum())
    score = weighed.score[weighed.assessable]
    parts = known.point[weighed.assessable] * known.shares
    if known.method.unseen != "worst" and count:
        fresh = known.fresh[weighed.assessable]
        parts = parts * fresh / (fresh @ known.shares)[:, None]
    if count < FEWEST or float(score.var()) <= _STILL:
        return [Effect(one.name, one.share, None, None, count) for one in known.indicators]
    from_mean = score - score.mean()
    variance = float(from_mean @ from_mean)
    found = []
    for one, part in zip(known.indicators, parts.T, strict=True):
        own = part - part.mean()
        together, alone = float(own @ from_mean), float(own @ own)
        squared = together * together / (alone * variance) if alone > _STILL * variance else 0.0
        found.append(Effect(one.name, one.share, together / variance, min(1.0, squared), count))
    return found


def correlations(known: Severities) -> list[Correlation]:
    """Every pair of indicators once, each over the countries in which both are seen."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    seen: Amounts = known.fresh.astype(np.float64)
    # From the mean of each indicator, so that squares lose no digits.
    held = np.maximum(1.0, seen.sum(axis=0))
    values = (known.point - (known.point * seen).sum(axis=0) / held) * seen
    counts = seen.T @ seen
    sums = values.T @ seen
    squares = (values * values).T @ seen
    products = values.T @ values
    n = np.maximum(1.0, counts)
    spread = squares / n - (sums / n) ** 2
    together = products / n - sums * sums.T / n**2
    found = []
    for first, one in enumerate(known.indicators):
        for second in range(first + 1, len(known.indicators)):
            count = int(counts[first, second])
            both = float(spread[first, second]), float(spread[second, first])
            value = None
            if count >= FEWEST and min(both) > _STILL:
                ratio = float(together[first, second]) / (both[0] * both[1]) ** 0.5
                value = max(-1.0, min(1.0, ratio))
            found.append(Correlation(one.name, known.indicators[second].name, value, count))
    return found
