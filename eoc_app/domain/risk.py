"""The score of a country: a weighted mean of judged harm signals, never without its coverage.

Method 1. Each judged signal's value becomes a severity on 0-10 by straight lines through
(0, 0), (watch, 4), (alert, 8) and (2 x alert, 10). The score is the mean of the severities of
the signals that are fresh, weighted by the signals' weights; coverage is their share of all
judged harm weight. Only harm is in the score: protection and effort never lower it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from eoc_app.domain.signal import Judgement, Signal

METHOD_VERSION: Final = "1.0"
SCALE: Final = 10.0
ASSESSABLE_COVERAGE: Final = 0.65
Band = Literal["low", "guarded", "elevated", "high", "severe"]
BANDS: Final[tuple[tuple[Band, str, float], ...]] = (
    ("low", "Low", 0.0),
    ("guarded", "Guarded", 2.0),
    ("elevated", "Elevated", 4.0),
    ("high", "High", 6.0),
    ("severe", "Severe", 8.0),
)
"""Name, printed name and lowest score of each band."""

Knowledge = Literal["fresh", "stale", "no_data", "suppressed", "below_threshold"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one signal says of one country on one day, in the signal's unit.

    `value` is None where only bounds are known or nothing was observed; `lower` and `upper` are
    None where open.
    """

    signal: str
    measured_on: date
    value: float | None
    lower: float | None
    upper: float | None
    cell: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One signal's part in a score; points add up to the score over all parts."""

    signal: str
    knowledge: Knowledge
    severity: float | None
    points: float
    weight_share: float
    """Share (0-1) of all judged harm weight."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A country's score on a day; `score` is None below 65 % coverage, whatever is known."""

    score: float | None
    lower: float | None
    upper: float | None
    coverage: float
    parts: tuple[Part, ...]
    synthetic: bool


def severity(judge: Judgement, value: float) -> float:
    """Severity of a value, 0-10, never falling as the value rises."""
    if value <= 0:
        return 0.0
    if value < judge.watch:
        return 4.0 * value / judge.watch
    if value < judge.alert:
        return 4.0 + 4.0 * (value - judge.watch) / (judge.alert - judge.watch)
    return min(SCALE, 8.0 + 2.0 * (value - judge.alert) / judge.alert)


def band(score: float) -> tuple[Band, str]:
    """The band that a score lies in, and its printed name."""
    name, printed, _ = BANDS[0]
    for candidate, label, floor in BANDS:
        if score >= floor:
            name, printed = candidate, label
    return name, printed


def knowledge(signal: Signal, reading: Reading | None, on: date) -> Knowledge:
    """How well a signal is known on a day: only `fresh` counts as knowledge."""
    if reading is None:
        return "no_data"
    if (on - reading.measured_on).days > signal.fresh_days:
        return "stale"
    if reading.cell == "suppressed":
        return "suppressed"
    if reading.cell == "below_threshold":
        return "below_threshold"
    return "no_data" if _says_nothing(signal, reading) else "fresh"


def _says_nothing(signal: Signal, reading: Reading) -> bool:
    """Whether bounds leave all open: `at least 0`, or a share from 0 to 1."""
    if reading.value is not None or (reading.lower or 0.0) > 0:
        return False
    return reading.upper is None or (signal.form == "share" and reading.upper >= 1)


def best(reading: Reading) -> float:
    """The value judged: as stated, else the middle of its bounds, else the bound there is."""
    if reading.value is not None:
        return reading.value
    known = [bound for bound in (reading.lower, reading.upper) if bound is not None]
    return sum(known) / len(known)


def assess(
    signals: Iterable[Signal], readings: Mapping[str, Reading], on: date
) -> Assessment | None:
    """Judge a country on a day by its newest readings; None where no signal is judged at all.

    Open upper bounds count as the top of the scale in `upper`, open lower ones as 0 in `lower`.
    """
    judged = [signal for signal in signals if signal.judge is not None and signal.axis == "harm"]
    total = sum(signal.judge.weight for signal in judged if signal.judge is not None)
    if total <= 0:
        return None
    fresh = 0.0
    sums = [0.0, 0.0, 0.0]
    found: list[tuple[Signal, Knowledge, float | None]] = []
    synthetic = False
    for signal in judged:
        reading = readings.get(signal.name)
        known = knowledge(signal, reading, on)
        if known != "fresh" or reading is None or signal.judge is None:
            found.append((signal, known, None))
            continue
        judge = signal.judge
        severe = severity(judge, best(reading))
        low = 0.0 if reading.lower is None else severity(judge, reading.lower)
        high = SCALE if reading.upper is None else severity(judge, reading.upper)
        fresh += judge.weight
        sums[0] += judge.weight * severe
        sums[1] += judge.weight * min(low, severe)
        sums[2] += judge.weight * max(high, severe)
        synthetic = synthetic or reading.synthetic
        found.append((signal, known, severe))
    parts = tuple(
        Part(
            signal.name,
            known,
            severe,
            0.0 if severe is None or signal.judge is None else signal.judge.weight * severe / fresh,
            0.0 if signal.judge is None else signal.judge.weight / total,
        )
        for signal, known, severe in found
    )
    coverage = fresh / total
    if coverage < ASSESSABLE_COVERAGE - 1e-9:
        return Assessment(None, None, None, coverage, parts, synthetic)
    score, lower, upper = (part / fresh for part in sums)
    return Assessment(score, lower, upper, coverage, parts, synthetic)
