"""The world by band, twin of the ranked table."""

from __future__ import annotations

from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import NONE, coverage, listed, score_interval
from eoc_app.method.score import Score
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.country_stakes import READS
from eoc_app.panels.kit.known_periods import periods_by_country
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.rank_intervals import draws_text
from eoc_app.panels.kit.restriction_chip_words import country_chip
from eoc_app.panels.kit.rules_on_record import rules
from eoc_app.panels.kit.two_clocks import InForce, as_of_words, in_force
from eoc_app.views.levels import Level
from eoc_app.views.map_view import MapView, Outline, Place

_OUTLINES: Final[tuple[tuple[Outline, str], ...]] = (
    ("both", "in force on the day shown and now"),
    ("then", "on the day shown"),
    ("now", "now"),
)
"""All of them are always in the legend: one that comes and goes would resize the map."""


def build(given: Given) -> MapView:
    """Every watched country with its band, score, coverage and restriction."""
    country_scores = scores(given)
    rank_texts = ranks(given.method, country_scores)
    by_country = periods_by_country(given)
    rules_in_force = in_force(given)
    on_record = rules(given)
    places = []
    for score in country_scores:
        code = score.country_code
        restriction = country_chip(given, by_country.get(code, []), ruled=code in on_record)
        places.append(
            Place(
                code=score.country_code,
                name=country(score.country_code).name,
                level=score.level(given.method),
                label=NONE if score.score is None else given.method.printed(score.score),
                detail=(*_detail(given.method, score), f"rules: {restriction.text}"),
                exercise=score.synthetic,
                rank_text=rank_texts.get(code, NONE),
                band=_band(given.method, score),
                outline=_outline(rules_in_force, code),
                rule_exercise=restriction.exercise,
            )
        )
    return MapView(
        title=_finding(given.method, country_scores),
        subtitle=f"risk of harm, 0\u201310 \u00b7 {len(country_scores)}"
        f" {'country' if len(country_scores) == 1 else 'countries'}"
        f" \u00b7 {as_of_words(given)}",
        places=tuple(places),
        selected=given.selection.country_code,
        legend=_legend(given.method),
        outlines=_OUTLINES,
        caption="Boundaries: Natural Earth; no position implied",
        interval_text=draws_text(given.method),
        empty="" if country_scores else "The snapshot holds no facts of any country.",
    )


def _legend(method: Method) -> tuple[tuple[Level, str], ...]:
    ends = [*(band.floor for band in method.bands[1:]), method.scale]
    ranges = zip(method.bands, ends, strict=True)
    return (
        *((band.name, f"{band.floor:g}\u2013{end:g} {band.title}") for band, end in ranges),
        ("not_assessable", "not assessable"),
        ("no_data", "no fresh data"),
    )


def _outline(rules_in_force: InForce, code: str) -> Outline | None:
    """The clock by which a country has a rule in force."""
    if code in rules_in_force.countries_now:
        return "both" if code in rules_in_force.countries_then else "now"
    return "then" if code in rules_in_force.countries_then else None


def _band(method: Method, score: Score) -> str:
    if score.score is None:
        return "not assessable" if score.coverage else "no fresh data"
    return method.band(score.score).title


def _detail(method: Method, score: Score) -> tuple[str, ...]:
    seen = f"coverage {coverage(score.coverage, method.assessable_coverage)} of judged weight"
    if score.score is None:
        return (_band(method, score), seen)
    parts = (
        f"{method.printed(score.score)} {_band(method, score)}",
        score_interval(score.lower, score.upper, method.printed(score.score)),
    )
    return (" \u00b7 ".join(part for part in parts if part), seen)


def _finding(method: Method, country_scores: list[Score]) -> str:
    unseen_count = sum(1 for score in country_scores if score.score is None)
    values = [score.score for score in country_scores if score.score is not None]
    unseen = f"{unseen_count} {'country' if unseen_count == 1 else 'countries'} cannot be assessed"
    if not values:
        if not country_scores:
            return "No country is watched"
        if unseen_count == 1:
            return "The one country that is watched cannot be assessed"
        return f"None of the {unseen_count} countries that are watched can be assessed"
    top = method.band(max(values))
    names = [
        country(score.country_code).name
        for score in country_scores
        if score.level(method) == top.name
    ]
    label = top.title.lower()
    verb = "is" if len(names) == 1 else "are"
    lead = f"{listed(names)} {verb} at {label} risk"
    return f"{lead}; {unseen}" if unseen_count else lead


PANEL = Panel(
    "World map",
    "overview",
    1,
    ("scores", "periods", "restriction_rules"),
    build,
    reads_by_platform=("judged_filtered", "watched", "periods", "restriction_rules", *READS),
    completed_by="intervals",
    explained=(
        "The map shows the risk band of each watched country on the day looked at, and the"
        " ranked table beside it is the same in rows. Hatched countries cannot be assessed"
        " because too little has fresh data, which is not the same as low risk."
    ),
)
