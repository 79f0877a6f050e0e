"""How many alarms a shift can look at, and the level of significance that follows from it.

A shift that judges N series and can look at A alarms sets the level to A / N: that many quiet
series exceed by chance. This assumes what the rules assume: that a quiet day is like the days
before it, and for the spread around the expected number that series are independent of each other
and of yesterday. Neither holds fully. Series that share a platform or an event exceed together,
so false alarms come in clusters and a shift's number varies more than said here; a series that
drifts exceeds again the next day; and the measured rate differs from the level by kind of figure
(docs/parts/planted-outbreaks.md). So the level is where to begin, and `measured` says whether it
holds for the series at hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

ONE_IN: Final = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
"""Levels that alarms can be set to, as one quiet figure in so many."""
LOWEST_LEVEL: Final = 1e-5
"""Below it nothing has been measured: tails of ten thousand quiet days say no more."""
HIGHEST_LEVEL: Final = 0.05
"""Above it an exceedance is no event: one day in twenty."""
ASSUMPTION: Final = (
    "Expected if quiet series exceed independently and as seldom as the level says; "
    "series with a common cause exceed together."
)


@dataclass(frozen=True, slots=True)
class AlarmBudget:
    """What a shift wants: `wanted` alarms at most on average, of `judged` series.

    Raises:
        ValueError: a negative number.
    """

    wanted: float
    judged: int

    def __post_init__(self) -> None:
        if self.wanted < 0 or self.judged < 0 or not math.isfinite(self.wanted):
            raise ValueError("alarms wanted and series judged are numbers from 0 on")

    @property
    def level(self) -> float:
        """The level of significance for each series, within what has been measured."""
        if self.judged == 0:
            return HIGHEST_LEVEL
        return min(max(self.wanted / self.judged, LOWEST_LEVEL), HIGHEST_LEVEL)

    @property
    def held(self) -> bool:
        """Whether the level had to be held at an end, so that it does not give what is wanted."""
        return self.judged > 0 and not math.isclose(self.level * self.judged, self.wanted)


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Alarms to be expected of nothing, and the range that nine shifts of ten stay in."""

    expected: float
    fewest: int
    most: int


def false_alarms(level: float, judged: int) -> FalseAlarms:
    """The number of quiet series that exceed: binomial, so the series are taken as independent.

    Raises:
        ValueError: a level that is no probability, or a negative number of series.
    """
    if not 0.0 <= level <= 1.0 or judged < 0:
        raise ValueError(f"no level and number of series: {level}, {judged}")
    fewest, most = _between(level, judged, 0.05), _between(level, judged, 0.95)
    return FalseAlarms(level * judged, fewest, most)


def _between(level: float, judged: int, probability: float) -> int:
    """The smallest number that a binomial one stays at or below with some probability."""
    if level in {0.0, 1.0}:
        return round(level * judged)
    odds = math.log(level) - math.log1p(-level)
    logged = judged * math.log1p(-level)
    total = 0.0
    for number in range(judged + 1):
        total += math.exp(logged)
        if total >= probability:
            return number
        logged += odds + math.log(judged - number) - math.log(number + 1) if number < judged else 0
    return judged


@dataclass(frozen=True, slots=True)
class Measured:
    """How often series really exceeded, against the level: `ratio` above 1 is more than asked."""

    alarms: int
    judged: int
    level: float

    @property
    def rate(self) -> float | None:
        """Alarms per series judged; None where nothing was judged."""
        return self.alarms / self.judged if self.judged else None

    @property
    def ratio(self) -> float | None:
        """The rate over the level. Real events are among the alarms, so it is an upper bound."""
        return None if self.rate is None or self.level <= 0 else self.rate / self.level

    @property
    def per_hundred_days(self) -> float | None:
        """Alarms per hundred series-days."""
        return None if self.rate is None else 100.0 * self.rate


@dataclass(frozen=True, slots=True)
class Exceedance:
    """A figure above its bound: whose it is, how unlikely, and how far above."""

    key: tuple[str, ...]
    p_value: float
    score: float


def ranked(found: Iterable[Exceedance]) -> list[Exceedance]:
    """Exceedances, the least likely first; of two as unlikely, the one further above its bound."""
    return sorted(found, key=lambda one: (one.p_value, -one.score, one.key))


def within(budget: AlarmBudget, found: Iterable[Exceedance]) -> list[Exceedance]:
    """The exceedances that the budget's level lets through, ranked."""
    return [one for one in ranked(found) if one.p_value <= budget.level]
