"""A share with its number of cases and its confidence interval.

After: Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
American Statistical Association 22 (1927) 209-212.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.9
"""Confidence level of the intervals."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `count` cases with its Wilson interval."""

    share: float
    lower: float
    upper: float
    count: int


def wilson(hits: int, count: int, level: float = LEVEL) -> Rate:
    """Returns a share with its Wilson score interval.

    Raises:
        ValueError: there are no cases, or more hits than cases.
    """
    if not 0 <= hits <= count or count == 0:
        raise ValueError(f"{hits} of {count} is no share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, squared = hits / count, z * z / count
    middle = (share + squared / 2) / (1 + squared)
    half = z / (1 + squared) * (share * (1 - share) / count + squared / (4 * count)) ** 0.5
    lower, upper = max(0.0, middle - half), min(1.0, middle + half)
    return Rate(share, min(lower, share), max(upper, share), count)
