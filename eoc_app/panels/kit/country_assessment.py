"""A country judged, with all that its judgement rests on, as panels tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eoc_app.core.country import country
from eoc_app.domain.risk.assessor import Assessment, Assessor, Part
from eoc_app.domain.risk.band_flips import Flip, value_flips, weight_flips
from eoc_app.domain.risk.indicator import ELECTION, Indicator
from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.reading_words import stands_for
from eoc_app.domain.risk.score_explanation import flip_text, note, sentence, value_text
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.stakes import Stakes
from eoc_app.domain.wording.printed import NONE
from eoc_app.panels.kit.country_scores import readings_by_country
from eoc_app.panels.kit.country_stakes import outlooks_of, stakes_on
from eoc_app.panels.kit.panel import Given
from eoc_app.views.contributions_view import Contribution, DimensionScore
from eoc_app.views.levels import Level


@dataclass(frozen=True)
class Judged:
    """One country on one day; `assessment` is None where no signal is judged at all."""

    code: str
    on: date
    assessor: Assessor
    assessment: Assessment | None
    readings: Mapping[str, Reading]
    stakes: Stakes

    @property
    def method(self) -> Method:
        """How it was judged."""
        return self.assessor.method

    @property
    def level(self) -> Level:
        """The band's name, or why there is none."""
        found = self.assessment
        if found is None or found.coverage <= 0:
            return "no_data"
        return "not_assessable" if found.score is None else self.method.band(found.score).name

    @property
    def sentence(self) -> str:
        """Why its score is what it is, or why it has none."""
        name = country(self.code).name
        return sentence(name, self.assessor, self.assessment, self.readings, self.stakes, self.on)

    def parts(self) -> Iterator[tuple[Indicator, Part, Reading | None]]:
        """Every indicator with its part in the score and what it rests on."""
        if self.assessment is not None:
            for one, part in zip(self.assessor.indicators, self.assessment.parts, strict=True):
                yield one, part, self.readings.get(one.name)

    def flip_words(self, flip: Flip) -> str:
        """A flip as a sentence without its end, with the days of the figure that it speaks of."""
        indicators = self.assessor.indicators
        one = next((one for one in indicators if one.name == flip.name), None)
        reading = self.readings.get(flip.name)
        seen_on = ""
        if flip.kind == "value" and one is not None and one.signal is not None and reading:
            seen_on = stands_for(one.signal, reading, self.on)
        return flip_text(self.method, indicators, flip, seen_on)

    def flips(self) -> list[Flip]:
        """What would flip its band, values and weights, the smallest change first."""
        if self.assessment is None:
            return []
        found = value_flips(self.assessor, self.assessment, self.readings)
        found += weight_flips(self.assessor, self.assessment)
        return sorted(found, key=lambda flip: flip.size)


def judged_of(given: Given, code: str) -> Judged:
    """One country judged by its readings and its calendar."""
    (found,) = judged_all(given, [code])
    return found


def judged_all(given: Given, codes: list[str]) -> Iterator[Judged]:
    """Some countries judged, in their order."""
    assessor = Assessor(given.method, given.signals.values())
    by_country = readings_by_country(given)
    calendar = outlooks_of(given, codes[0] if len(codes) == 1 else None)
    for code in codes:
        readings = by_country.get(code, {})
        stakes = stakes_on(calendar, code, given.as_of_on)
        found = assessor.assess(readings, stakes, given.as_of_on)
        yield Judged(code, given.as_of_on, assessor, found, readings, stakes)


def contributions(judged: Judged) -> tuple[Contribution, ...]:
    """The parts of a score, largest first and what is not seen last; they add up to the score.

    Where there is no score, only what is known has points.
    """
    found = judged.assessment
    whole = found is not None and found.score is None
    ordered = sorted(
        judged.parts(), key=lambda one: (not one[1].seen, -one[1].points, -one[1].weight_share)
    )
    return tuple(_contribution(judged, *one, whole=whole) for one in ordered)


def dimensions_of(judged: Judged) -> tuple[DimensionScore, ...]:
    """The dimensions that the method has indicators of, each with its own score and weight."""
    weights: dict[str, float] = {}
    for indicator in judged.assessor.indicators:
        weights[indicator.dimension] = weights.get(indicator.dimension, 0.0) + indicator.share
    found = judged.assessment
    scored = found.dimensions if found else (None, None, None)
    return tuple(
        DimensionScore(
            dimension=name,
            title=judged.method.dimensions[name].title,
            score=score,
            weight=weights[name],
        )
        for name, score in zip(DIMENSIONS, scored, strict=True)
        if name in weights
    )


def _contribution(
    judged: Judged, one: Indicator, part: Part, reading: Reading | None, *, whole: bool
) -> Contribution:
    points = part.points
    if whole:
        points = part.weight_share * (part.severity or 0.0) if part.seen else 0.0
    stake = judged.stakes.election if one.name == ELECTION else judged.stakes.reach
    return Contribution(
        signal=one.name,
        title=one.title,
        points=points,
        value_text=value_text(one, part, reading, judged.stakes, judged.on) or NONE,
        level=judged.method.band(part.severity or 0.0).name if part.seen else "none",
        knowledge=part.knowledge,
        weight_share=part.weight_share,
        exercise=bool(reading and reading.synthetic) if one.signal else stake.synthetic,
        note=note(one, part, reading, judged.on, counted=not whole),
        dimension=one.dimension,
        kind="seen" if part.seen else "unseen",
    )
