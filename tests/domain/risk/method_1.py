"""The score as method 1.0 made it, written down a second time so that old files can be held to it.

A weighted mean of the severities of the signals that are fresh; the others are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.signal import Judgement, Signal


def severity(judge: Judgement, value: float) -> float:
    """Lines through (0, 0), (watch, 4), (alert, 8) and (2 x alert, 10)."""
    if value <= 0:
        return 0.0
    if value < judge.watch:
        return 4.0 * value / judge.watch
    if value < judge.alert:
        return 4.0 + 4.0 * (value - judge.watch) / (judge.alert - judge.watch)
    return min(10.0, 8.0 + 2.0 * (value - judge.alert) / judge.alert)


def _is_fresh(signal: Signal, one: Reading | None, on: date) -> bool:
    if one is None or (on - one.measured_on).days > signal.fresh_days or one.cell != "observed":
        return False
    if one.value is not None or (one.lower or 0.0) > 0:
        return True
    return one.upper is not None and not (signal.form == "share" and one.upper >= 1)


def _best(one: Reading) -> float:
    if one.value is not None:
        return one.value
    known = [bound for bound in (one.lower, one.upper) if bound is not None]
    return sum(known) / len(known)


def assess(
    signals: Iterable[Signal], readings: Mapping[str, Reading], on: date
) -> tuple[float | None, float | None, float | None, float, bool] | None:
    """Score, lower, upper, coverage and whether a synthetic reading is in it."""
    judged = [(one, one.judge) for one in signals if one.judge is not None and one.axis == "harm"]
    total = sum(judge.weight for _, judge in judged)
    if total <= 0:
        return None
    fresh, score, lower, upper, synthetic = 0.0, 0.0, 0.0, 0.0, False
    for signal, judge in judged:
        one = readings.get(signal.name)
        if one is None or not _is_fresh(signal, one, on):
            continue
        severe = severity(judge, _best(one))
        fresh += judge.weight
        score += judge.weight * severe
        low = 0.0 if one.lower is None else severity(judge, one.lower)
        high = 10.0 if one.upper is None else severity(judge, one.upper)
        lower += judge.weight * min(low, severe)
        upper += judge.weight * max(high, severe)
        synthetic = synthetic or one.synthetic
    coverage = fresh / total
    if coverage < 0.65 - 1e-9:
        return None, None, None, coverage, synthetic
    return score / fresh, lower / fresh, upper / fresh, coverage, synthetic
