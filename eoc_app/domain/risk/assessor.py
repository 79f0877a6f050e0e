"""The score of a country: judged harm, the stakes and the unseen, which never offset each other.

The method fixes each indicator's share of the score: the weight of its dimension times its weight
within the dimension. Its severity, 0-10, counts with that share. An unseen indicator counts at its
worst, so that deleting data on a country never makes it look safer. `lower` uses known lower bounds
and 0 for the unseen, `upper` uses known upper bounds and the worst. Coverage is the fresh share of
the signals' weight; below 65 % there is no score. Only harm is in a score: protection and effort
never lower it.

After: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, steps 3, 5 and 6 (missing
data, normalisation by fixed goalposts, additive weighting); docs/method.md says where we differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eoc_app.domain.risk.indicator import ELECTION, Indicator, indicators
from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.reading import Knowledge, Reading, best, knowledge, severity
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Dimension, Signal
from eoc_app.domain.risk.stakes import UNKNOWN, Stakes


@dataclass(frozen=True, slots=True)
class Term:
    """What is known of an indicator; if it is unseen, `severity` is what it counts as."""

    knowledge: Knowledge
    severity: float
    lower: float
    upper: float
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """An indicator's part in a score; the points of all parts add up to the score."""

    signal: str
    """Name of the signal, or of a stakes indicator."""
    dimension: Dimension
    knowledge: Knowledge
    severity: float | None
    """What it counts as, 0-10, seen or not; None if the method leaves unseen indicators out."""
    lower: float
    upper: float
    factor: float
    """What one point of severity adds to the score."""
    weight_share: float
    """Its share (0-1) of the whole score by the method, seen or not."""

    @property
    def seen(self) -> bool:
        """Whether it has fresh data; unseen indicators count at their worst."""
        return self.knowledge == "fresh"

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return 0.0 if self.severity is None else self.factor * self.severity


@dataclass(frozen=True, slots=True)
class Sums:
    """A score and its basis; `score` and all that depends on it are None if coverage is too low."""

    score: float | None
    lower: float | None
    upper: float | None
    coverage: float
    unseen_share: float | None
    """Share (0-1) of the score that comes from unseen indicators."""
    dimensions: tuple[float | None, float | None, float | None]
    """Threat, stakes and vulnerability, each 0-10; None if the method lacks the dimension."""
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Assessment(Sums):
    """A country's score on a day, and the parts that add up to it."""

    parts: tuple[Part, ...]


class Assessor:
    """A method applied to signals: its indicators, and how countries are judged."""

    def __init__(self, method: Method, signals: Iterable[Signal]) -> None:
        self.method = method
        self.indicators = indicators(method, signals)
        self._worst = method.unseen == "worst"
        self._of_signals = math.fsum(
            indicator.share for indicator in self.indicators if indicator.signal is not None
        )
        self._weights = {
            dimension: math.fsum(
                indicator.share for indicator in self.indicators if indicator.dimension == dimension
            )
            for dimension in DIMENSIONS
        }
        self._unseen: dict[Knowledge, Term] = {
            state: Term(state, method.scale, 0.0, method.scale)
            for state in ("stale", "no_data", "suppressed", "below_threshold")
        }

    def term(self, signal: Signal, reading: Reading | None, on: date) -> Term:
        """Returns what a reading of a judged signal means on a day.

        If the value is below its source's reporting threshold, the worst is that threshold, if it
        is stated.
        """
        known_as = knowledge(signal, reading, on)
        judge, method = signal.judge, self.method
        if reading is None or judge is None:
            return self._unseen["no_data"]
        if known_as == "below_threshold" and reading.upper is not None:
            worst = severity(method, judge, reading.upper)
            return Term(known_as, worst, 0.0, worst)
        if known_as != "fresh":
            return self._unseen[known_as]
        value, lower, upper = best(reading), reading.lower, reading.upper
        severe = severity(method, judge, value)
        if lower == value == upper:
            # Most figures are exact, and a day of all countries has ten thousand of them: be fast.
            return Term("fresh", severe, severe, severe, reading.synthetic)
        low = 0.0 if lower is None else severity(method, judge, lower)
        high = method.scale if upper is None else severity(method, judge, upper)
        return Term("fresh", severe, min(low, severe), max(high, severe), reading.synthetic)

    def stale(self) -> Term:
        """The term of a reading that is too old to be judged."""
        return self._unseen["stale"]

    def of_calendar(self, indicator: Indicator, stakes: Stakes) -> Term:
        """Returns the term of a stakes indicator, which comes from the calendar."""
        stake = stakes.election if indicator.name == ELECTION else stakes.reach
        worst = self.method.scale if stake.upper is None else stake.upper
        if stake.severity is None:
            return Term("no_data", worst, 0.0, worst)
        return Term("fresh", stake.severity, stake.lower, worst, stake.synthetic)

    def terms(self, readings: Mapping[str, Reading], stakes: Stakes, on: date) -> list[Term]:
        """Returns what is known of each indicator, in the order of `indicators`."""
        return [
            self.of_calendar(indicator, stakes)
            if indicator.signal is None
            else self.term(indicator.signal, readings.get(indicator.name), on)
            for indicator in self.indicators
        ]

    def sums(self, terms: Sequence[Term]) -> Sums:
        """Returns the score that terms add up to; they are in the order of `indicators`."""
        score = lower = upper = unseen = 0.0
        seen: list[float] = []
        synthetic = False
        dimensions = {"threat": 0.0, "stakes": 0.0, "vulnerability": 0.0}
        for indicator, term in zip(self.indicators, terms, strict=True):
            share = indicator.share
            if term.knowledge == "fresh":
                if indicator.signal is not None:
                    seen.append(share)
                synthetic = synthetic or term.synthetic
            elif self._worst:
                unseen += share * term.severity
            else:
                continue
            points = share * term.severity
            score += points
            dimensions[indicator.dimension] += points
            lower += share * term.lower
            upper += share * term.upper
        # An exact sum, so that full coverage is 1 on every version of Python.
        fresh = math.fsum(seen)
        coverage = fresh / self._of_signals
        if fresh <= 0 or not self.method.assessable(coverage):
            return Sums(None, None, None, coverage, None, (None, None, None), synthetic)
        whole = 1.0 if self._worst else fresh
        by_dimension = [
            dimensions[name] / (weight if self._worst else fresh) if weight else None
            for name, weight in self._weights.items()
        ]
        return Sums(
            min(self.method.scale, score / whole),
            min(self.method.scale, lower / whole),
            min(self.method.scale, upper / whole),
            coverage,
            unseen / score if score else 0.0,
            (by_dimension[0], by_dimension[1], by_dimension[2]),
            synthetic,
        )

    def assess(
        self, readings: Mapping[str, Reading], stakes: Stakes, on: date
    ) -> Assessment | None:
        """Judges a country on a day; None if no signal is judged."""
        if not self.indicators:
            return None
        terms = self.terms(readings, stakes, on)
        sums = self.sums(terms)
        fresh = math.fsum(
            indicator.share
            for indicator, term in zip(self.indicators, terms, strict=True)
            if term.knowledge == "fresh"
        )
        parts = tuple(
            Part(
                indicator.name,
                indicator.dimension,
                term.knowledge,
                term.severity if self._worst or term.knowledge == "fresh" else None,
                term.lower,
                term.upper,
                self._factor(indicator.share, term, fresh),
                indicator.share,
            )
            for indicator, term in zip(self.indicators, terms, strict=True)
        )
        return Assessment(
            sums.score,
            sums.lower,
            sums.upper,
            sums.coverage,
            sums.unseen_share,
            sums.dimensions,
            sums.synthetic,
            parts,
        )

    def _factor(self, share: float, term: Term, fresh: float) -> float:
        if self._worst:
            return share
        return share / fresh if term.knowledge == "fresh" else 0.0


def assess(
    method: Method,
    signals: Iterable[Signal],
    readings: Mapping[str, Reading],
    stakes: Stakes = UNKNOWN,
    *,
    on: date,
) -> Assessment | None:
    """Judges a country on a day by its newest readings; None if no signal is judged."""
    return Assessor(method, signals).assess(readings, stakes, on)
