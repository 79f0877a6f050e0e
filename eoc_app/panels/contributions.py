"""What each judged signal adds to a country's score."""

from __future__ import annotations

from eoc_app.domain.risk import SCALE, Part, Reading, band
from eoc_app.domain.wording import NONE, known, near_day, share
from eoc_app.given.panel import Given, Panel
from eoc_app.given.scores import assessed, readings_by_country
from eoc_app.views import Contribution, ContributionsView


def build(given: Given) -> ContributionsView:
    """Largest first; the points of all parts add up to the score.

    Where there is no score, points are of the whole weight: what is known must not add up to a
    score that nobody may give.
    """
    code = given.selection.country_code or ""
    judged = assessed(given, code)
    readings = readings_by_country(given).get(code, {})
    parts = judged.parts if judged else ()
    ordered = sorted(
        parts, key=lambda part: (part.severity is None, -part.points, -part.weight_share)
    )
    score = judged.score if judged else None
    unseen = sum(part.weight_share for part in parts if part.knowledge != "fresh")
    return ContributionsView(
        title="Why not assessable" if score is None else f"Why {score:.1f}",
        subtitle="contributions of judged harm signals, points of 10"
        if score is not None
        else "the part that is known, of 10 points over all judged weight",
        parts=tuple(
            _part(given, part, readings.get(part.signal), whole=score is None) for part in ordered
        ),
        total=score,
        scale=SCALE,
        footnote=(
            "adds up to the score exactly"
            if score is not None
            else f"{share(unseen)} of the judged weight has no fresh data"
        ),
        empty="" if parts else "No signal is judged in this snapshot.",
    )


def _part(given: Given, part: Part, reading: Reading | None, *, whole: bool) -> Contribution:
    signal = given.signals[part.signal]
    value = NONE
    if reading is not None and part.knowledge in ("fresh", "stale"):
        value = known(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
    notes = []
    if signal.confounded_by_effort:
        notes.append("may show effort")
    if part.knowledge == "stale" and reading is not None:
        notes.append(f"stale since {near_day(reading.measured_on, given.as_of_on)}")
    return Contribution(
        signal=part.signal,
        title=signal.title,
        points=part.weight_share * (part.severity or 0.0) if whole else part.points,
        value_text=value,
        level="none" if part.severity is None else band(part.severity)[0],
        knowledge=part.knowledge,
        weight_share=part.weight_share,
        exercise=bool(reading and reading.synthetic),
        note=" \u00b7 ".join(notes),
    )


PANEL = Panel(
    "Why this score",
    "country",
    1,
    ("readings",),
    build,
    reads_by_platform=("readings_filtered",),
    needs_country=True,
)
