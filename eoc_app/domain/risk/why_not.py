"""Answers why a country or a signal is not flagged, whatever is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from eoc_app.domain.risk.assessor import Assessment, Part
from eoc_app.domain.risk.band_flips import edges
from eoc_app.domain.risk.reading import Reading, best, severity
from eoc_app.domain.risk.reading_words import spoke_last, stands_for
from eoc_app.domain.risk.score_explanation import LEAST, UNSEEN
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Judgement, Signal
from eoc_app.domain.wording.printed import coverage, figure, known_value, share, stated_share

Reason = Literal[
    "flagged",
    "protective",
    "effort",
    "not_judged",
    "no_data",
    "stale",
    "suppressed",
    "below_threshold",
    "below_watch",
    "below_band",
    "not_assessable",
]


_JUST: Final = 0.99
"""The part of a watch value above which a value may be printed as the watch value itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Why something is not flagged, or that it is; `name` is the signal, empty for a country."""

    name: str
    reason: Reason
    text: str


def of_country(method: Method, assessment: Assessment | None) -> Answer:
    """Returns why a country is not flagged; a score is flagged from the Elevated band on."""
    if assessment is None or assessment.coverage <= 0:
        return Answer("", "no_data", "no judged signal has fresh data: that is not safety")
    if assessment.score is None:
        seen, needed = assessment.coverage, method.assessable_coverage
        return Answer(
            "", "not_assessable",
            f"too little is seen for a score: {coverage(seen, needed)} of the judged weight"
            f" where {share(needed)} is needed",
        )  # fmt: skip
    band = method.band(assessment.score)
    if assessment.score >= method.severity.watch:
        return Answer("", "flagged", f"it is: {band.title}, {method.printed(assessment.score)}")
    above = next(edge for edge in edges(method, assessment.score) if edge.up)
    # The difference to the printed score, so that no 3.9 is called 0.0 below 4.
    short = above.band.floor - float(method.printed(assessment.score))
    return Answer(
        "",
        "below_band",
        f"{band.title}, {method.printed(assessment.score)}: {short:.1f} below {above.band.title}",
    )


def of_signal(
    method: Method,
    signal: Signal,
    part: Part | None,
    reading: Reading | None,
    assessment: Assessment | None,
    on: date,
) -> Answer:
    """Returns why a signal does not flag its country."""
    judge = signal.judge
    if signal.axis != "harm":
        axis = "protection" if signal.axis == "protective" else "effort"
        return Answer(
            signal.name,
            signal.axis,
            f"it belongs to {axis}, which is shown beside the score and never counts in it",
        )
    if judge is None or part is None:
        return Answer(signal.name, "not_judged", "it has no thresholds: it is shown, never judged")
    if part.knowledge != "fresh" or reading is None:
        scored = assessment is not None and assessment.score is not None
        return Answer(signal.name, part.knowledge if part.knowledge != "fresh" else "no_data",
                      _unseen(part, reading, on, scored=scored))  # fmt: skip
    return _seen(method, signal, judge, part, reading, assessment, on)


def _seen(
    method: Method,
    signal: Signal,
    judge: Judgement,
    part: Part,
    reading: Reading,
    assessment: Assessment | None,
    on: date,
) -> Answer:
    value, value_words = best(reading), _value_words(signal, reading, on)
    scored = assessment is not None and assessment.score is not None
    if severity(method, judge, value) < method.severity.watch:
        watch = figure(judge.watch, signal.form, signal.unit)
        just = "just " if value >= _JUST * judge.watch else ""
        text = f"{value_words} is {just}below its watch value of {watch}"
        if scored and part.points >= LEAST:
            text += f"; it adds {part.points:.1f} all the same"
        return Answer(signal.name, "below_watch", text)
    if assessment is None or assessment.score is None:
        return Answer(
            signal.name,
            "not_assessable",
            f"{value_words} is worth watching, but too little else is seen for a score",
        )
    band = method.band(assessment.score)
    if assessment.score >= method.severity.watch:
        return Answer(
            signal.name, "flagged", f"{value_words} adds {part.points:.1f} to {band.title}"
        )
    return Answer(
        signal.name,
        "below_band",
        f"{value_words} is worth watching, but it is {stated_share(part.weight_share)} of the score"
        f" and the country stays {band.title}",
    )


def _value_words(signal: Signal, reading: Reading, on: date) -> str:
    """Returns a value and its days, and the value it is judged at if that differs."""
    words = known_value(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
    judged = figure(best(reading), signal.form, signal.unit)
    alike = reading.value is not None or words == judged
    words += f" ({stands_for(signal, reading, on)})"
    return words if alike else f"{words}, judged at {judged},"


def _unseen(part: Part, reading: Reading | None, on: date, *, scored: bool) -> str:
    state = UNSEEN.get(part.knowledge, "no data")
    if part.knowledge == "stale" and reading is not None:
        state = f"stale: its last figure is of {spoke_last(reading, on)}"
    if not scored:
        return f"{state}: there is no score for it to count in"
    if part.severity is None:
        return f"{state}: it is left out of the score"
    return f"{state}: it counts at its worst, {part.points:.1f} points"
