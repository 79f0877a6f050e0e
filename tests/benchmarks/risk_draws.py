"""Intervals, what-if scores and effective weights of 200 countries by 60 indicators.

Run: python -m tests.benchmarks.risk_draws. Prints one line of JSON with seconds, on one core.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from eoc_app.core.country import countries
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.signal import Judgement, Signal
from eoc_app.domain.risk.stakes import QUIET
from eoc_app.method.draws import intervals, seed_of
from eoc_app.method.effective_weights import correlations, effects
from eoc_app.method.severities import Severities, severities
from eoc_app.method.what_if_scores import what_if
from eoc_app.snapshot.catalogue import catalogue

COUNTRIES: Final = 200
SIGNALS: Final = 58
"""With the two indicators of the stakes they are 60."""
ON: Final = date(2024, 7, 1)


def signals(rng: random.Random) -> list[Signal]:
    """Judged signals, every fifth of vulnerability."""
    return [
        Signal(
            f"s{number:02}", f"Signal {number}", "family", "harm", "things", "items", "count",
            "sum", 1, 7, None, False, Judgement(10, 20, rng.uniform(0.5, 3), 7),
            "threat" if number % 5 else "vulnerability",
        )
        for number in range(SIGNALS)
    ]  # fmt: skip


def readings(
    rng: random.Random, judged: list[Signal], bounded: float, unseen: float
) -> dict[str, Reading]:
    """Readings of one country: some shares of them known by bounds, and not seen at all."""
    found = {}
    for signal in judged:
        kind, value = rng.random(), rng.expovariate(0.15)
        if kind < unseen:
            continue
        low, high = (0.5 * value, 1.5 * value) if kind < unseen + bounded else (value, value)
        on = ON - timedelta(rng.randrange(7))
        found[signal.name] = Reading(signal.name, on, value, low, high, "observed")
    return found


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Seconds of the processor that an act takes, again and again: others may use the machine."""
    found = []
    for _ in range(times):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return found


def measured(bounded: float, unseen: float) -> dict[str, object]:
    """Seconds for each act where such shares of readings are uncertain."""
    rng = random.Random(7)
    assessor = Assessor(catalogue().method, signals(rng))
    judged = [one.signal for one in assessor.indicators if one.signal is not None]
    codes = [country.alpha2 for country in countries()][:COUNTRIES]
    known_of = {code: readings(rng, judged, bounded, unseen) for code in codes}

    def known() -> Severities:
        return severities(
            assessor, {code: assessor.terms(known_of[code], QUIET, ON) for code in codes}
        )

    made = known()
    seed = seed_of("0123456789abcdef", ON, "digest")
    intervals(made, seed)  # loads numpy
    drawn = float((made.upper > made.lower).mean())
    return {
        "drawn": drawn,
        "severities": timed(known, 10),
        "intervals": timed(lambda: intervals(made, seed), 20),
        "what_if": timed(lambda: what_if(made, {judged[0].name: rng.uniform(0, 5)}), 40),
        "effects": timed(lambda: (effects(made), correlations(made)), 10),
    }


def matrix_product() -> list[float]:
    """Seconds of one product of 2,000 draws of weights with the severities of all countries."""
    import numpy as np

    rng = np.random.default_rng(7)
    weights, rated = rng.random((2000, SIGNALS + 2)), rng.random((SIGNALS + 2, COUNTRIES))
    return timed(lambda: weights @ rated, 40)


def main() -> int:
    """Print what was measured."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"  # before numpy is loaded
    # Not side by side with anything, and before the draws have filled the caches.
    product = matrix_product()
    found = {"usual": measured(0.15, 0.15), "worst": measured(1.0, 0.0)}
    print(json.dumps({"product": product, **found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
