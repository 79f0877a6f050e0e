"""Why is this not flagged? An answer for every country and every signal, whatever is known."""

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
from eoc_app.domain.wording.printed import coverage, figure, known, share, stated_share

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
"""Of a watch value: what lies above may be printed as the watch value itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Why something is not flagged, or that it is; `name` is a signal's, empty for the country."""

    name: str
    reason: Reason
    text: str


def of_country(method: Method, assessment: Assessment | None) -> Answer:
    """Why a country is not flagged: flagged is a score where watch values begin, or above."""
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
    # Of the score as it is printed: nobody is told of 3.9 that it is 0.0 below 4.
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
    """Why a signal does not flag its country."""
    judge = signal.judge
    if signal.axis != "harm":
        what = "protection" if signal.axis == "protective" else "effort"
        return Answer(
            signal.name, signal.axis, f"it is of {what}, which stands beside the score, never in it"
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
    value, told = best(reading), _told(signal, reading, on)
    scored = assessment is not None and assessment.score is not None
    if severity(method, judge, value) < method.severity.watch:
        watch = figure(judge.watch, signal.form, signal.unit)
        just = "just " if value >= _JUST * judge.watch else ""
        text = f"{told} is {just}below its watch value of {watch}"
        if scored and part.points >= LEAST:
            text += f"; it adds {part.points:.1f} all the same"
        return Answer(signal.name, "below_watch", text)
    if assessment is None or assessment.score is None:
        return Answer(
            signal.name,
            "not_assessable",
            f"{told} is worth watching, but too little else is seen for a score",
        )
    band = method.band(assessment.score)
    if assessment.score >= method.severity.watch:
        return Answer(signal.name, "flagged", f"{told} adds {part.points:.1f} to {band.title}")
    return Answer(
        signal.name,
        "below_band",
        f"{told} is worth watching, but it is {stated_share(part.weight_share)} of the score"
        f" and the country stays {band.title}",
    )


def _told(signal: Signal, reading: Reading, on: date) -> str:
    """A value and its days; with what it is judged at, where that is not what is known."""
    told = known(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
    judged = figure(best(reading), signal.form, signal.unit)
    alike = reading.value is not None or told == judged
    told += f" ({stands_for(signal, reading, on)})"
    return told if alike else f"{told}, judged at {judged},"


def _unseen(part: Part, reading: Reading | None, on: date, *, scored: bool) -> str:
    what = UNSEEN.get(part.knowledge, "no data")
    if part.knowledge == "stale" and reading is not None:
        what = f"stale: its last figure is of {spoke_last(reading, on)}"
    if not scored:
        return f"{what}: there is no score for it to count in"
    if part.severity is None:
        return f"{what}: it is left out of the score"
    return f"{what}: it counts at its worst, {part.points:.1f} points"
