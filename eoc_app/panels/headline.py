"""The first lines of a country page: the score, and one sentence that says why."""

from __future__ import annotations

from datetime import date

from eoc_app.domain.country import country
from eoc_app.domain.risk import Assessment, Part, band
from eoc_app.domain.wording import (
    NONE,
    day,
    known,
    listed,
    lower_first,
    score_interval,
    share,
    t_minus,
)
from eoc_app.given.calendar import ElectionRow, days_to_polling, elections
from eoc_app.given.panel import Given, Panel
from eoc_app.given.scores import assessed, ranks, readings_by_country, scores
from eoc_app.views import HeadlineView, Level

_UNSEEN = {
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed",
    "below_threshold": "below the source's threshold",
}


def build(given: Given) -> HeadlineView:
    """Never a score without its coverage; under 65 % there is none."""
    code = given.selection.country_code or ""
    judged = assessed(given, code)
    rows = elections(given).get(code, [])
    days, election = days_to_polling(rows, given.as_of_on)
    when = ""
    if election is not None:
        when = f"{election.name}, {day(election.polling_starts_on)}"
        if election.status not in ("held", "confirmed", "scheduled", "unknown"):
            when += f" ({election.status.replace('_', ' ')})"
    level: Level = "no_data"
    if judged is not None and judged.score is not None:
        level = band(judged.score)[0]
    elif judged is not None and judged.coverage > 0:
        level = "not_assessable"
    coverage = judged.coverage if judged else 0.0
    score = judged.score if judged else None
    return HeadlineView(
        title=country(code).name,
        code=code,
        name=country(code).name,
        election=when or _no_election(rows, given.as_of_on),
        t_text=t_minus(days),
        score_text=NONE if score is None else f"{score:.1f}",
        level=level,
        band=_band(level, score),
        interval_text=_interval(judged),
        rank_text=_rank(given, code),
        coverage_text=f"coverage {share(coverage)}",
        sentence=_sentence(given, code, judged),
        not_seen=_not_seen(given, judged),
        exercise=bool(judged and judged.synthetic),
        footnote="Risk of harm, 0\u201310, a weighted mean of judged signals; method "
        f"{given.about['method_version']}.",
    )


def _band(level: Level, score: float | None) -> str:
    if score is not None:
        return band(score)[1]
    return "not assessable" if level == "not_assessable" else "no fresh data"


def _no_election(rows: list[ElectionRow], on: date) -> str:
    past = [row for row in rows if row.polling_ends_on < on and row.status != "cancelled"]
    if past:
        last = max(past, key=lambda row: row.polling_ends_on)
        return f"no election ahead on record; the last was on {day(last.polling_ends_on)}"
    return "no election ahead on record" if rows else "no election on record"


def _interval(judged: Assessment | None) -> str:
    if judged is None or judged.score is None:
        return ""
    return score_interval(judged.lower, judged.upper)


def _rank(given: Given, code: str) -> str:
    places = ranks(scores(given))
    return f"rank {places[code]} of {len(places)} assessed" if code in places else "not ranked"


def _sentence(given: Given, code: str, judged: Assessment | None) -> str:
    name = country(code).name
    if judged is None or judged.coverage == 0:
        return f"No judged signal of {name} has fresh data on this day: that is not safety."
    if judged.score is None:
        return (
            f"{name} cannot be assessed: only {share(judged.coverage)} of the judged weight"
            " has fresh data, and 65\u202f% is needed."
        )
    readings = readings_by_country(given).get(code, {})
    largest = sorted(judged.parts, key=lambda part: -part.points)[:2]
    told = []
    for part in largest:
        reading = readings.get(part.signal)
        if part.points < 0.05 or reading is None:
            continue
        signal = given.signals[part.signal]
        value = known(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
        told.append(f"{lower_first(signal.title)}: {value} (+{part.points:.1f})")
    if not told:
        return f"No judged signal of {name} is above zero where there is fresh data."
    sentence = f"{'; '.join(told)}."
    return sentence[:1].upper() + sentence[1:]


def _not_seen(given: Given, judged: Assessment | None) -> tuple[str, ...]:
    if judged is None:
        return ("No signal is judged in this snapshot.",)
    by_state: dict[str, list[Part]] = {}
    for part in judged.parts:
        if part.knowledge != "fresh":
            by_state.setdefault(part.knowledge, []).append(part)
    return tuple(
        f"{listed([lower_first(given.signals[part.signal].title) for part in parts])}"
        f" ({_UNSEEN[state]})"
        for state, parts in sorted(by_state.items())
    )


PANEL = Panel(
    "Headline",
    "country",
    0,
    ("readings", "scores", "elections"),
    build,
    reads_by_platform=("readings_filtered", "watched", "elections"),
    needs_country=True,
)
