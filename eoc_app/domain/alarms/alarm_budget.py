"""How many alarms a shift can look at, and the level of significance that follows from it.

A shift to which N figures come to be judged and that can look at A false alarms sets the level to
A / N, or the next lower step of the ladder: that many quiet figures exceed by chance. This assumes
what the rules assume: that a quiet day is like the days before it, and for the spread around the
expected number that series are independent of each other and of yesterday. Neither holds fully.
Series that share a platform or an event exceed together, so false alarms come in clusters and a
shift's number varies more than said here; a series that drifts exceeds again the next day; and the
measured rate differs from the level by kind of figure (docs/parts/planted-outbreaks.md). So the
level is where to begin, and the rate that was measured stands beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

ONE_IN: Final = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
"""Levels that alarms can be set to, as one quiet figure in so many."""
LOWEST_LEVEL: Final = 1.0 / ONE_IN[-1]
"""Below it nothing has been measured: tails of ten thousand quiet days say no more."""
HIGHEST_LEVEL: Final = 1.0 / ONE_IN[0]
"""Above it an exceedance is no event: one day in twenty."""
HOURS_OF_DAY: Final = 24.0
ASSUMPTION: Final = (
    "Expected if quiet series exceed independently and as seldom as the level says; "
    "series with a common cause exceed together."
)


def expected_per_shift(one_in: int, shift_hours: float, figures_per_day: float) -> float:
    """False alarms to be expected in a shift at the level of 1 in `one_in` quiet figures."""
    return figures_per_day * shift_hours / HOURS_OF_DAY / one_in


def level_for(per_shift: float, shift_hours: float, figures_per_day: float) -> int:
    """The N of the level 1 in N that alarms are set to: the smallest N within the budget.

    A shift of `shift_hours` sees figures_per_day x shift_hours / 24 figures, of which 1 in N
    exceeds by chance; no more than `per_shift` of them may. 1 in 20 where even that leaves some
    of the budget over, 1 in 10,000 where even that exceeds it (`level_held`).

    Raises:
        ValueError: a negative number, or one without end.
    """
    numbers = (per_shift, shift_hours, figures_per_day)
    if not all(math.isfinite(one) and one >= 0 for one in numbers):
        raise ValueError(f"alarms wanted, hours and figures are numbers from 0 on, not {numbers}")
    for one_in in ONE_IN:
        if _within(per_shift, expected_per_shift(one_in, shift_hours, figures_per_day)):
            return one_in
    return ONE_IN[-1]


def level_held(per_shift: float, shift_hours: float, figures_per_day: float) -> bool:
    """Whether even the lowest level gives more false alarms than the budget allows.

    Raises:
        ValueError: a negative number, or one without end.
    """
    one_in = level_for(per_shift, shift_hours, figures_per_day)
    return not _within(per_shift, expected_per_shift(one_in, shift_hours, figures_per_day))


def _within(per_shift: float, expected: float) -> bool:
    """Whether a budget suffices; one that is met but for the last digits does."""
    return expected <= per_shift or math.isclose(expected, per_shift, rel_tol=1e-9)


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
