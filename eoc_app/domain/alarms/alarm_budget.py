"""How many alarms a shift can review, and the significance level that follows from it.

A shift that judges N figures and can review A false alarms sets the level to A / N, or to the next
lower step of the ladder: that share of quiet figures exceeds by chance. This assumes what the rules
assume: that a quiet day is like the days before it, and, for the spread around the expected number,
that series are independent of each other and of yesterday. Neither holds fully. Series that share a
platform or an event exceed together, so false alarms cluster and the number per shift varies more
than computed here; a drifting series exceeds again the next day; and the measured rate differs from
the level by kind of figure (docs/parts/planted-outbreaks.md). So the level is a starting point, and
the measured rate is shown beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

ONE_IN: Final = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
"""The levels to choose from, each as one false alarm in so many quiet figures."""
LOWEST_LEVEL: Final = 1.0 / ONE_IN[-1]
"""Nothing is measured below it: the tail of ten thousand quiet days says no more."""
HIGHEST_LEVEL: Final = 1.0 / ONE_IN[0]
"""Above it an exceedance is no event: it happens more often than one day in twenty."""
HOURS_OF_DAY: Final = 24.0
ASSUMPTION: Final = (
    "Expected if quiet series exceed independently and as seldom as the level says; "
    "series with a common cause exceed together."
)


def expected_per_shift(one_in: int, shift_hours: float, figures_per_day: float) -> float:
    """Returns the expected number of false alarms per shift at a level of 1 in `one_in`."""
    return figures_per_day * shift_hours / HOURS_OF_DAY / one_in


def level_for(per_shift: float, shift_hours: float, figures_per_day: float) -> int:
    """Returns N of the alarm level 1 in N: the smallest N on the ladder within the budget.

    A shift of `shift_hours` sees figures_per_day x shift_hours / 24 figures, and 1 in N of them
    exceeds by chance; at most `per_shift` may. The result is 20 if even that leaves budget
    unused, and 10,000 if even that exceeds the budget (`level_held`).

    Raises:
        ValueError: an argument is negative, infinite or not a number.
    """
    numbers = (per_shift, shift_hours, figures_per_day)
    if not all(math.isfinite(number) and number >= 0 for number in numbers):
        raise ValueError(f"alarms wanted, hours and figures are numbers from 0 on, not {numbers}")
    for one_in in ONE_IN:
        if _within(per_shift, expected_per_shift(one_in, shift_hours, figures_per_day)):
            return one_in
    return ONE_IN[-1]


def level_held(per_shift: float, shift_hours: float, figures_per_day: float) -> bool:
    """Returns whether even the lowest level gives more false alarms than the budget allows.

    Raises:
        ValueError: an argument is negative, infinite or not a number.
    """
    one_in = level_for(per_shift, shift_hours, figures_per_day)
    return not _within(per_shift, expected_per_shift(one_in, shift_hours, figures_per_day))


def _within(per_shift: float, expected: float) -> bool:
    """Returns whether the budget suffices, leaving rounding errors aside."""
    return expected <= per_shift or math.isclose(expected, per_shift, rel_tol=1e-9)


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """The expected number of false alarms, and the range that holds nine shifts out of ten."""

    expected: float
    fewest: int
    most: int


def false_alarms(level: float, judged: int) -> FalseAlarms:
    """Returns how many quiet series exceed. Binomial: the series are taken as independent.

    Raises:
        ValueError: the level is no probability, or the number of series is negative.
    """
    if not 0.0 <= level <= 1.0 or judged < 0:
        raise ValueError(f"no level and number of series: {level}, {judged}")
    fewest, most = _between(level, judged, 0.05), _between(level, judged, 0.95)
    return FalseAlarms(level * judged, fewest, most)


def _between(level: float, judged: int, probability: float) -> int:
    """Returns the quantile of a binomial distribution at a probability."""
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
