"""The first lines of a country page: the score, and one sentence that explains it."""

from __future__ import annotations

from datetime import date

from eoc_app.core.country import country
from eoc_app.domain.risk.assessor import Assessment
from eoc_app.domain.risk.score_explanation import UNSEEN
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import (
    NONE,
    coverage,
    day,
    listed,
    lower_first,
    score_interval,
    t_minus,
)
from eoc_app.panels.country.effort_and_protection import WITHOUT, beside
from eoc_app.panels.kit.country_assessment import Judged, judged_of
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.country_stakes import READS
from eoc_app.panels.kit.method_limits import with_limits
from eoc_app.panels.kit.money import CURRENCIES
from eoc_app.panels.kit.nearby_elections import ElectionRow, days_to_polling, elections
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.headline_view import HeadlineView


def build(given: Given) -> HeadlineView:
    """The headline: never a score without its coverage, and no score under 65 % coverage."""
    code = given.selection.country_code or ""
    judged = judged_of(given, code)
    assessment = judged.assessment
    rows = elections(given).get(code, [])
    days, election = days_to_polling(rows, given.as_of_on)
    when = ""
    if election is not None:
        when = f"{election.name}, {day(election.polling_starts_on)}"
        if election.status not in ("held", "confirmed", "scheduled", "unknown"):
            when += f" ({election.status.replace('_', ' ')})"
    seen = assessment.coverage if assessment else 0.0
    score = assessment.score if assessment else None
    axes = beside(given, judged.readings)
    return HeadlineView(
        title=country(code).name,
        code=code,
        name=country(code).name,
        election=when or _no_election(rows, given.as_of_on),
        t_text=t_minus(days),
        score_text=NONE if score is None else given.method.printed(score),
        level=judged.level,
        band=_band(judged, score),
        interval_text=_interval(given.method, assessment),
        rank_text=_rank(given, code),
        coverage_text=f"coverage {coverage(seen, given.method.assessable_coverage)}",
        sentence=judged.sentence,
        not_seen=_not_seen(judged),
        exercise=bool(assessment and assessment.synthetic)
        or any(figure.exercise for axis in axes for figure in axis.figures),
        footnote=with_limits(
            given.method,
            f"Harm 0\u201310 by method {given.method.name} {given.about['method_version']},"
            f" {WITHOUT}.",
        ),
        flips=_flips(judged),
        beside=axes,
    )


def _band(judged: Judged, score: float | None) -> str:
    if score is not None:
        return judged.method.band(score).title
    return "not assessable" if judged.level == "not_assessable" else "no fresh data"


def _flips(judged: Judged) -> tuple[str, ...]:
    """The smallest change up and the smallest down, the smaller of the two first."""
    by_direction = {flip.up: flip for flip in reversed(judged.flips())}
    ordered = sorted(by_direction.values(), key=lambda flip: flip.size)
    return tuple(judged.flip_words(flip) for flip in ordered)


def _no_election(rows: list[ElectionRow], on: date) -> str:
    past = [row for row in rows if row.polling_ends_on < on and row.status != "cancelled"]
    if past:
        last = max(past, key=lambda row: row.polling_ends_on)
        return f"no election ahead on record; the last was on {day(last.polling_ends_on)}"
    return "no election ahead on record" if rows else "no election on record"


def _interval(method: Method, assessment: Assessment | None) -> str:
    if assessment is None or assessment.score is None:
        return ""
    return score_interval(assessment.lower, assessment.upper, method.printed(assessment.score))


def _rank(given: Given, code: str) -> str:
    places = ranks(given.method, scores(given))
    return f"rank {places[code]} of {len(places)} assessed" if code in places else "not ranked"


def _not_seen(judged: Judged) -> tuple[str, ...]:
    if judged.assessment is None:
        return ("No signal is judged in this snapshot.",)
    by_state: dict[str, list[str]] = {}
    for indicator, part, _reading in judged.parts():
        if not part.seen:
            by_state.setdefault(part.knowledge, []).append(lower_first(indicator.title))
    return tuple(
        f"{listed(titles)} ({UNSEEN[state]})" for state, titles in sorted(by_state.items())
    )


PANEL = Panel(
    "Headline",
    "country",
    0,
    ("readings", "scores", "elections", "figure_periods", CURRENCIES, *READS),
    build,
    reads_by_platform=(
        "country_filtered",
        "watched",
        "elections",
        "figure_periods",
        CURRENCIES,
        *READS,
    ),
    needs_country=True,
    completed_by="intervals",
    explained=(
        "The score says how much risk of harm is seen on this day, from 0 to 10, and the bold"
        " sentence says why. Coverage is the part of the judged weight that has fresh data:"
        " where it is too small there is no score, and that is not safety."
    ),
)
