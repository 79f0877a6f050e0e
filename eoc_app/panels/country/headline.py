"""The first lines of a country page: the score, and one sentence that says why."""

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
from eoc_app.panels.kit.money import CURRENCIES
from eoc_app.panels.kit.nearby_elections import ElectionRow, days_to_polling, elections
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.headline_view import HeadlineView


def build(given: Given) -> HeadlineView:
    """Never a score without its coverage; under 65 % there is none."""
    code = given.selection.country_code or ""
    found = judged_of(given, code)
    judged = found.assessment
    rows = elections(given).get(code, [])
    days, election = days_to_polling(rows, given.as_of_on)
    when = ""
    if election is not None:
        when = f"{election.name}, {day(election.polling_starts_on)}"
        if election.status not in ("held", "confirmed", "scheduled", "unknown"):
            when += f" ({election.status.replace('_', ' ')})"
    seen = judged.coverage if judged else 0.0
    score = judged.score if judged else None
    around = beside(given, found.readings)
    return HeadlineView(
        title=country(code).name,
        code=code,
        name=country(code).name,
        election=when or _no_election(rows, given.as_of_on),
        t_text=t_minus(days),
        score_text=NONE if score is None else given.method.printed(score),
        level=found.level,
        band=_band(found, score),
        interval_text=_interval(given.method, judged),
        rank_text=_rank(given, code),
        coverage_text=f"coverage {coverage(seen, given.method.assessable_coverage)}",
        sentence=found.sentence,
        not_seen=_not_seen(found),
        exercise=bool(judged and judged.synthetic)
        or any(figure.exercise for axis in around for figure in axis.figures),
        footnote=f"Harm 0\u201310 by method {given.about['method_version']}, {WITHOUT}.",
        flips=_flips(found),
        beside=around,
    )


def _band(found: Judged, score: float | None) -> str:
    if score is not None:
        return found.method.band(score).title
    return "not assessable" if found.level == "not_assessable" else "no fresh data"


def _flips(found: Judged) -> tuple[str, ...]:
    """The smallest change up and the smallest down, the smaller of the two first."""
    told = {flip.up: flip for flip in reversed(found.flips())}
    ordered = sorted(told.values(), key=lambda flip: flip.size)
    return tuple(found.flip_words(flip) for flip in ordered)


def _no_election(rows: list[ElectionRow], on: date) -> str:
    past = [row for row in rows if row.polling_ends_on < on and row.status != "cancelled"]
    if past:
        last = max(past, key=lambda row: row.polling_ends_on)
        return f"no election ahead on record; the last was on {day(last.polling_ends_on)}"
    return "no election ahead on record" if rows else "no election on record"


def _interval(method: Method, judged: Assessment | None) -> str:
    if judged is None or judged.score is None:
        return ""
    return score_interval(judged.lower, judged.upper, method.printed(judged.score))


def _rank(given: Given, code: str) -> str:
    places = ranks(given.method, scores(given))
    return f"rank {places[code]} of {len(places)} assessed" if code in places else "not ranked"


def _not_seen(found: Judged) -> tuple[str, ...]:
    if found.assessment is None:
        return ("No signal is judged in this snapshot.",)
    by_state: dict[str, list[str]] = {}
    for one, part, _reading in found.parts():
        if not part.seen:
            by_state.setdefault(part.knowledge, []).append(lower_first(one.title))
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
    explained=(
        "The score says how much risk of harm is seen on this day, from 0 to 10, and the bold"
        " sentence says why. Coverage is the part of the judged weight that has fresh data:"
        " where it is too small there is no score, and that is not safety."
    ),
)
