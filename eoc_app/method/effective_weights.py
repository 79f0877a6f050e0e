"""Effective weights: each indicator's part in the differences between countries.

A nominal weight says what a point of severity adds. How much an indicator moves scores and ranks
also depends on how far countries differ in it, and on what it correlates with.

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
"""The fewest countries for which differences are reported."""
_STILL: Final = 1e-9
"""The variance below which all countries count as equal."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator's stated and effective weight over `count` countries with a score."""

    name: str
    share: float
    """Its share of the score by the method."""
    variance_share: float | None
    """Covariance with the score over the score's variance; below 0 if it works against the score.

    Adds up to 1 over all indicators. None if fewer than `FEWEST` countries have a score, or all
    scores are equal.
    """
    main_effect: float | None
    """Squared correlation with the score (0-1): how far it alone predicts the score."""
    count: int


@dataclass(frozen=True, slots=True)
class Correlation:
    """The correlation of two indicators over the `count` countries in which both are seen.

    `value` is Pearson's; None if there are too few countries, or one indicator does not vary.
    """

    first: str
    second: str
    value: float | None
    count: int


def effects(severities: Severities) -> list[Effect]:
    """Returns every indicator in the method's order; unseen cells have the value they count as."""
    weighed = severities.weighed(severities.shares)
    count = int(weighed.assessable.sum())
    score = weighed.score[weighed.assessable]
    parts = severities.point[weighed.assessable] * severities.shares
    if severities.method.unseen != "worst" and count:
        fresh = severities.fresh[weighed.assessable]
        parts = parts * fresh / (fresh @ severities.shares)[:, None]
    if count < FEWEST or float(score.var()) <= _STILL:
        return [
            Effect(indicator.name, indicator.share, None, None, count)
            for indicator in severities.indicators
        ]
    from_mean = score - score.mean()
    variance = float(from_mean @ from_mean)
    effects = []
    for indicator, part in zip(severities.indicators, parts.T, strict=True):
        deviations = part - part.mean()
        together, alone = float(deviations @ from_mean), float(deviations @ deviations)
        squared = together * together / (alone * variance) if alone > _STILL * variance else 0.0
        effects.append(
            Effect(indicator.name, indicator.share, together / variance, min(1.0, squared), count)
        )
    return effects


def correlations(severities: Severities) -> list[Correlation]:
    """Returns every pair of indicators once, over the countries in which both are seen."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    seen: Amounts = severities.fresh.astype(np.float64)
    # Centred on each indicator's mean, so that squares lose no digits.
    held = np.maximum(1.0, seen.sum(axis=0))
    values = (severities.point - (severities.point * seen).sum(axis=0) / held) * seen
    counts = seen.T @ seen
    sums = values.T @ seen
    squares = (values * values).T @ seen
    products = values.T @ values
    n = np.maximum(1.0, counts)
    spread = squares / n - (sums / n) ** 2
    together = products / n - sums * sums.T / n**2
    pairs = []
    for first, indicator in enumerate(severities.indicators):
        for second in range(first + 1, len(severities.indicators)):
            count = int(counts[first, second])
            both = float(spread[first, second]), float(spread[second, first])
            value = None
            if count >= FEWEST and min(both) > _STILL:
                ratio = float(together[first, second]) / (both[0] * both[1]) ** 0.5
                value = max(-1.0, min(1.0, ratio))
            pairs.append(
                Correlation(indicator.name, severities.indicators[second].name, value, count)
            )
    return pairs
