"""A score explained in words: its largest parts in numbers, and what would flip its band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from eoc_app.domain.risk.assessor import Assessment, Assessor, Part
from eoc_app.domain.risk.band_flips import Flip
from eoc_app.domain.risk.indicator import ELECTION, Indicator
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.reading_words import PROVISIONAL, spoke_last, stands_for
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.stakes import Stakes
from eoc_app.domain.wording.printed import coverage, figure, known_value, listed, lower_first, share

UNSEEN = {
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed",
    "below_threshold": "below the source's threshold",
}
"""The printed name of each way of being unseen."""
_LARGEST = 3
_MOSTLY = 0.5
LEAST = 0.05
"""The fewest points that still print as a tenth; parts with fewer are left out."""


def sentence(
    name: str,
    assessor: Assessor,
    assessment: Assessment | None,
    readings: Mapping[str, Reading],
    stakes: Stakes,
    on: date,
) -> str:
    """Returns why a country has its score on a day, or why it has none."""
    if assessment is None or assessment.coverage <= 0:
        return f"No judged signal of {name} has fresh data on this day: that is not safety."
    if assessment.score is None:
        least = assessor.method.assessable_coverage
        fresh = coverage(assessment.coverage, least)
        return (
            f"{name} cannot be assessed: only {fresh} of the judged weight has fresh data,"
            f" and {share(least)} is needed."
        )
    parts = list(zip(assessor.indicators, assessment.parts, strict=True))
    seen = sorted((pair for pair in parts if pair[1].seen), key=lambda pair: -pair[1].points)
    clauses = [
        f"{lower_first(indicator.title)}: "
        f"{value_text(indicator, part, readings.get(indicator.name), stakes, on)}"
        f" (+{part.points:.1f})"
        for indicator, part in seen[:_LARGEST]
        if part.points >= LEAST
    ]
    unseen = sorted((pair for pair in parts if not pair[1].seen), key=lambda pair: -pair[1].points)
    dark = math.fsum(part.points for _, part in unseen)
    if dark >= LEAST:
        names = listed(
            [lower_first(indicator.title) for indicator, part in unseen if part.points > 0], most=2
        )
        clauses.append(f"not seen and counted at its worst: {names} (+{dark:.1f})")
    if not any(part.points >= LEAST for _, part in seen):
        lead = f"No judged signal of {name} is above zero where there is fresh data"
        return f"{'; '.join([lead, *clauses])}."
    if (assessment.unseen_share or 0.0) >= _MOSTLY:
        clauses.insert(0, f"most of this score comes from what is not seen ({dark:.1f} of it)")
    text = f"{'; '.join(clauses)}."
    return text[:1].upper() + text[1:]


def value_text(
    indicator: Indicator, part: Part, reading: Reading | None, stakes: Stakes, on: date
) -> str:
    """Returns the value of an indicator and its days; empty if it was not seen.

    Other screens may show the figure of another day, so each value states its own.
    """
    if indicator.signal is None:
        return stakes_text(indicator.name, stakes) if part.seen else ""
    if reading is None or part.knowledge not in ("fresh", "stale"):
        return ""
    signal = indicator.signal
    value = known_value(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
    return f"{value}, {stands_for(signal, reading, on)}" if value else ""


def stakes_text(name: str, stakes: Stakes) -> str:
    """Returns the basis of a stakes indicator in the calendar."""
    if stakes.contest is None or stakes.days is None:
        return "no election near"
    if name == ELECTION:
        return f"{stakes.contest.name} {_days_text(stakes.days)}"
    if stakes.users_share is None:
        return ""
    many = stakes.users_share
    return f"{share(many)} of voters" if many <= 1 else f"{many:.1f} users for each voter"


def _days_text(days: int) -> str:
    if days == 0:
        return "today"
    count = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"in {count}" if days > 0 else f"{count} ago"


def note(
    indicator: Indicator, part: Part, reading: Reading | None, on: date, *, counted: bool
) -> str:
    """Returns the caveats of one part; `counted` if there is a score."""
    notes = []
    if indicator.signal is not None and indicator.signal.confounded_by_effort:
        notes.append("may show effort")
    if part.knowledge == "stale" and reading is not None:
        notes.append(f"stale since {spoke_last(reading, on)}")
    if part.seen and reading is not None and reading.provisional:
        notes.append(PROVISIONAL)
    if counted and not part.seen and part.severity is not None:
        notes.append("not seen: counts at its worst")
    return " · ".join(notes)


def flip_text(
    method: Method, indicators: Sequence[Indicator], flip: Flip, seen_on: str = ""
) -> str:
    """Returns a flip as a sentence without its full stop: what, from, to, and the new band.

    `seen_on` are the days of the figure that would have to change.
    """
    named = {indicator.name: indicator for indicator in indicators}
    so = f"{'raises' if flip.up else 'lowers'} the band to {flip.band.title}"
    if flip.kind == "dimension":
        title = next(
            dimension.title for name, dimension in method.dimensions.items() if name == flip.name
        )
        return (
            f"the weight of {lower_first(title)} at {flip.then:.2g} instead of {flip.now:.2g} {so}"
        )
    indicator = named[flip.name]
    title = lower_first(indicator.title)
    if flip.kind == "weight" or indicator.signal is None:
        return f"the weight of {title} at {flip.then:.2g} instead of {flip.now:.2g} {so}"
    signal = indicator.signal
    then = outward(flip.then, signal.form, signal.unit, up=flip.up)
    bound = f"{'least' if flip.up else 'most'} {figure(then, signal.form, signal.unit)}"
    if flip.now is None:
        return f"{title}, not seen now, seen at {bound} {so}"
    now = f"{'about ' if flip.about else ''}{figure(flip.now, signal.form, signal.unit)}"
    when = f" ({seen_on})" if seen_on else ""
    return f"{title} at {bound} instead of {now}{when} {so}"


def outward(value: float, form: str, unit: str, *, up: bool) -> float:
    """Rounds a value to its printed places, up or down."""
    places = _places(value, form, unit)
    step = 10.0**places
    scaled = value * step
    # A rounding error in the product must not decide.
    near = round(scaled)
    if math.isclose(scaled, near, rel_tol=1e-12):
        return near / step
    return (math.ceil(scaled) if up else math.floor(scaled)) / step


def _places(value: float, form: str, unit: str) -> int:
    """Returns the decimal places with which a value is printed, see `wording.figure`."""
    size = abs(value)
    if form == "share":
        return 2 if size >= 0.1 else 3 if size >= 0.01 else 4
    if form == "count" and not unit.endswith("a day"):
        return 0
    if size < 1:
        return 4
    return 0 if form == "money" or size >= 100 else 1
