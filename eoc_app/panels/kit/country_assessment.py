"""The assessment of a country, with its readings and stakes, in the words of panels."""

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
    """One country on one day; `assessment` is None where the method scores no signal."""

    code: str
    on: date
    assessor: Assessor
    assessment: Assessment | None
    readings: Mapping[str, Reading]
    stakes: Stakes

    @property
    def method(self) -> Method:
        """The method of the assessment."""
        return self.assessor.method

    @property
    def level(self) -> Level:
        """The name of the band, or the reason why there is none."""
        assessment = self.assessment
        if assessment is None or assessment.coverage <= 0:
            return "no_data"
        return (
            "not_assessable"
            if assessment.score is None
            else self.method.band(assessment.score).name
        )

    @property
    def sentence(self) -> str:
        """A sentence that explains the score, or why there is none."""
        name = country(self.code).name
        return sentence(name, self.assessor, self.assessment, self.readings, self.stakes, self.on)

    def parts(self) -> Iterator[tuple[Indicator, Part, Reading | None]]:
        """Every indicator with its part of the score and its reading."""
        if self.assessment is not None:
            for indicator, part in zip(
                self.assessor.indicators, self.assessment.parts, strict=True
            ):
                yield indicator, part, self.readings.get(indicator.name)

    def flip_words(self, flip: Flip) -> str:
        """A flip as a sentence without a full stop, with the days of the figure it is about."""
        indicators = self.assessor.indicators
        indicator = next((each for each in indicators if each.name == flip.name), None)
        reading = self.readings.get(flip.name)
        seen_on = ""
        if flip.kind == "value" and indicator and indicator.signal and reading:
            seen_on = stands_for(indicator.signal, reading, self.on)
        return flip_text(self.method, indicators, flip, seen_on)

    def flips(self) -> list[Flip]:
        """Changes of values or weights that would flip the band, smallest first."""
        if self.assessment is None:
            return []
        flips = value_flips(self.assessor, self.assessment, self.readings)
        flips += weight_flips(self.assessor, self.assessment)
        return sorted(flips, key=lambda flip: flip.size)


def judged_of(given: Given, code: str) -> Judged:
    """The assessment of one country."""
    (judged,) = judged_all(given, [code])
    return judged


def judged_all(given: Given, codes: list[str]) -> Iterator[Judged]:
    """The assessments of some countries, in the order of `codes`."""
    assessor = Assessor(given.method, given.signals.values())
    by_country = readings_by_country(given)
    calendar = outlooks_of(given, codes[0] if len(codes) == 1 else None)
    for code in codes:
        readings = by_country.get(code, {})
        stakes = stakes_on(calendar, code, given.as_of_on)
        assessment = assessor.assess(readings, stakes, given.as_of_on)
        yield Judged(code, given.as_of_on, assessor, assessment, readings, stakes)


def contributions(judged: Judged) -> tuple[Contribution, ...]:
    """The contributions, largest first and unseen ones last; their points add up to the score.

    Where there is no score, only seen indicators have points.
    """
    assessment = judged.assessment
    unscored = assessment is not None and assessment.score is None
    ordered = sorted(
        judged.parts(), key=lambda item: (not item[1].seen, -item[1].points, -item[1].weight_share)
    )
    return tuple(_contribution(judged, *item, unscored=unscored) for item in ordered)


def dimensions_of(judged: Judged) -> tuple[DimensionScore, ...]:
    """The dimensions in which the method has indicators, each with its score and weight."""
    weights: dict[str, float] = {}
    for indicator in judged.assessor.indicators:
        weights[indicator.dimension] = weights.get(indicator.dimension, 0.0) + indicator.share
    assessment = judged.assessment
    scored = assessment.dimensions if assessment else (None, None, None)
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
    judged: Judged, indicator: Indicator, part: Part, reading: Reading | None, *, unscored: bool
) -> Contribution:
    points = part.points
    if unscored:
        points = part.weight_share * (part.severity or 0.0) if part.seen else 0.0
    stake = judged.stakes.election if indicator.name == ELECTION else judged.stakes.reach
    return Contribution(
        signal=indicator.name,
        title=indicator.title,
        points=points,
        value_text=value_text(indicator, part, reading, judged.stakes, judged.on) or NONE,
        level=judged.method.band(part.severity or 0.0).name if part.seen else "none",
        knowledge=part.knowledge,
        weight_share=part.weight_share,
        exercise=bool(reading and reading.synthetic) if indicator.signal else stake.synthetic,
        note=note(indicator, part, reading, judged.on, counted=not unscored),
        dimension=indicator.dimension,
        kind="seen" if part.seen else "unseen",
    )
