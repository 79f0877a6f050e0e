"""What C3 makes of three days: its own score with what the two days before had above 1.

An alarm wants a score above 1 on the day itself, and a day before adds no more than 1.5: C3 is
for days that are raised and no alarms by themselves, and a day far above would else lower the
bound of the next two to almost what is expected. The three scores share one baseline, whose mean
and spread are uncertain; given these two they are independent, so the distribution of their sum
is had by averaging over what the two may be.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from scipy.special import chdtri, ndtr, roots_hermitenorm

from eoc_app.anomaly.baseline import Floats

LEAST_SCORE: Final = 1.0
MOST_EXCESS: Final = 1.5
STORED: Final = Path(__file__).with_name("accumulated_tails.npy")
"""`tail` of every usual baseline, a row each: reckoning them takes seconds of every build."""
FEWEST_STORED, MOST_STORED = 5, 28
"""Days of the baselines in `STORED`."""
_STEP: Final = 0.1
_TOP: Final = 40.0
_GRID: Final[Floats] = np.arange(0.0, _TOP, _STEP)
_MOST: Final = round(MOST_EXCESS / _STEP)


@cache
def _stored() -> Floats:
    return np.load(STORED)  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def _log_tail(days: int) -> Floats:
    """The logarithm of `tail`, from the stored table where it has baselines of so many days."""
    stored = days - FEWEST_STORED
    known = _stored()[stored] if 0 <= stored < len(_stored()) else tail(days)
    return np.log(np.maximum(known, 1e-300))


def tail(days: int) -> Floats:
    """P(score > 1 and score + excess > x) for x of the grid, with a baseline of so many days."""
    offsets, weights = roots_hermitenorm(9)
    weights = weights / weights.sum()
    # Half of the nodes in the tenth where the spread is underestimated most: alarms come thence.
    edges = np.concatenate([np.geomspace(1e-6, 0.1, 20), np.linspace(0.1, 1.0, 21)[1:]])
    shares = np.diff(np.concatenate([[0.0], edges]))
    middles = edges - shares / 2.0
    spreads = np.sqrt(chdtri(days - 1, 1.0 - middles) / (days - 1))
    widening = np.sqrt(1.0 + 1.0 / days)
    lags = np.arange(1 - len(_GRID), len(_GRID)) * _STEP
    cells = np.concatenate([[0.0], _GRID + _STEP / 2.0]) + 1.0
    total = np.zeros(len(_GRID))
    for offset, weight in zip(offsets / np.sqrt(days), weights, strict=True):
        for spread, share in zip(spreads * widening, shares, strict=True):
            mean, width = -offset / spread, 1.0 / spread
            below = ndtr((cells - mean) / width)
            excess = np.diff(below)
            excess[0] += below[0]
            excess[_MOST:], excess[_MOST] = 0.0, excess[_MOST:].sum() + 1.0 - below[-1]
            both = np.convolve(excess, excess)[: len(_GRID)]
            score = ndtr(-(np.maximum(lags, LEAST_SCORE) - mean) / width)
            total += weight * share * np.convolve(both, score)[len(_GRID) - 1 : 2 * len(_GRID) - 1]
    return total


def accumulated_tail(reach: Floats, days: Floats) -> Floats:
    """Probability of a score above 1 and a sum above `reach`, for baselines of so many days."""
    found = np.full(reach.shape, np.nan)
    for number in np.unique(days):
        mine = days == number
        log_tail = _log_tail(int(number))
        found[mine] = np.exp(np.interp(reach[mine], _GRID, log_tail))
    return found


def accumulated_deviate(alpha: float, days: Floats) -> Floats:
    """The sum that is exceeded with probability `alpha`; undoes `accumulated_tail`."""
    found = np.full(days.shape, np.nan)
    for number in np.unique(days):
        log_tail = _log_tail(int(number))
        found[days == number] = np.interp(-np.log(alpha), -log_tail, _GRID)
    return found
