"""Expected ranges of 200 countries x 60 signals x 730 days, as a build computes them.

Run: python -m tests.benchmarks.expected_ranges [SERIES [DAYS_OF_HISTORY]]. Prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Final

import numpy as np

from eoc_app.anomaly.expected import RULES, expected_ranges
from eoc_app.anomaly.grid import Series
from eoc_app.domain.signal import Form

SERIES: Final = 200 * 60
DAYS: Final = 730
LAST: Final = 19_800
ALPHA: Final = 0.001
FORMS: Final[tuple[Form, ...]] = ("count",) * 6 + ("share", "share", "money", "hours")
WEEK: Final = np.array([1.5, 1.2, 1.1, 1.0, 1.0, 0.7, 0.5])


def made(number: int, history: int, rng: np.random.Generator) -> Series:
    """A series of one form or another; every seventh with gaps, every ninth with a break."""
    on = np.arange(LAST - history + 1, LAST + 1, dtype=np.int64)
    form = FORMS[number % len(FORMS)]
    mean = 10 ** rng.uniform(-0.5, 3) * WEEK[on % 7]
    denominators = None
    if form == "share":
        denominators = rng.negative_binomial(5, 5 / (5 + 20 * mean)).astype(np.float64)
        values = rng.binomial(denominators.astype(np.int64), 0.1).astype(np.float64)
    elif form == "count":
        values = rng.negative_binomial(5, 5 / (5 + mean)).astype(np.float64)
    else:
        values = rng.lognormal(np.log(mean), 0.5).astype(np.float64)
    if number % 7 == 0:
        values[rng.random(history) < 0.05] = np.nan
    breaks = (LAST - 300,) if number % 9 == 0 else ()
    return Series(on, values, denominators, form, breaks=breaks)


def main() -> None:
    """Measure and print."""
    given = [int(word) for word in sys.argv[1:3]]
    count, history = (*given, *(SERIES, DAYS)[len(given) :])
    rng = np.random.default_rng(1)
    series = [made(number, history, rng) for number in range(count)]
    cells, alarms, rules = 0, 0, np.zeros(len(RULES), np.int64)
    began = time.perf_counter()
    for piece in expected_ranges(series, range(LAST - DAYS + 1, LAST + 1), ALPHA):
        cells += len(piece.day)
        alarms += int(piece.alarm.sum())
        rules += np.bincount(piece.rule, minlength=len(RULES))
    seconds = time.perf_counter() - began
    told = {
        "seconds": round(seconds, 1),
        "cells": cells,
        "alarms_per_hundred_days": round(100 * alarms / cells, 3),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rules": {name: int(number) for name, number in zip(RULES, rules, strict=True) if number},
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
