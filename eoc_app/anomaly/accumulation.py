"""The sum of three days in C3: the day's score plus the excess above 1 of the two days before.

An alarm needs a score above 1 on the day itself, and each earlier day adds at most 1.5. C3 is for
days that are raised but no alarms by themselves; without the limit, a very high day would lower the
bound of the next two days almost to the expected figure. The three scores share one baseline, whose
mean and spread are uncertain. Given mean and spread the scores are independent, so the distribution
of their sum is an average over the possible means and spreads.
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
    """P(score > 1 and score + excess > x) for each x of the grid, for a baseline of `days` days."""
    offsets, weights = roots_hermitenorm(9)
    weights = weights / weights.sum()
    # Half of the nodes lie in the tenth where the spread is most underestimated, as alarms do.
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
    """Probability of a score above 1 and a sum above `reach`, for baselines of `days` days."""
    probability = np.full(reach.shape, np.nan)
    for number in np.unique(days):
        selected = days == number
        log_tail = _log_tail(int(number))
        probability[selected] = np.exp(np.interp(reach[selected], _GRID, log_tail))
    return probability


def accumulated_deviate(alpha: float, days: Floats) -> Floats:
    """The sum that is exceeded with probability `alpha`; the inverse of `accumulated_tail`."""
    deviate = np.full(days.shape, np.nan)
    for number in np.unique(days):
        log_tail = _log_tail(int(number))
        deviate[days == number] = np.interp(-np.log(alpha), -log_tail, _GRID)
    return deviate
