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
from eoc_app.panels.kit.period_standing import country_chip
from eoc_app.panels.kit.rank_intervals import draws_text
from eoc_app.panels.kit.rules_on_record import rules
from eoc_app.panels.kit.two_clocks import InForce, as_of_words, in_force
from eoc_app.views.levels import Level
from eoc_app.views.map_view import MapView, Outline, Place

_OUTLINES: Final[tuple[tuple[Outline, str], ...]] = (
    ("both", "in force on the day shown and now"),
    ("then", "on the day shown"),
    ("now", "now"),
)
"""Always told, all of them: a legend that comes and goes would change the size of the map."""


def build(given: Given) -> MapView:
    """Every watched country with its band, score, coverage and restriction."""
    found = scores(given)
    told = ranks(given.method, found)
    by_country = periods_by_country(given)
    counted = in_force(given)
    on_record = rules(given)
    places = []
    for score in found:
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
                rank_text=told.get(code, NONE),
                band=_band(given.method, score),
                outline=_outline(counted, code),
                rule_exercise=restriction.exercise,
            )
        )
    return MapView(
        title=_finding(given.method, found),
        subtitle=f"risk of harm, 0\u201310 \u00b7 {len(found)}"
        f" {'country' if len(found) == 1 else 'countries'}"
        f" \u00b7 {as_of_words(given)}",
        places=tuple(places),
        selected=given.selection.country_code,
        legend=_legend(given.method),
        outlines=_OUTLINES,
        caption="Boundaries: Natural Earth; no position implied",
        interval_text=draws_text(given.method),
        empty="" if found else "The snapshot holds no facts of any country.",
    )


def _legend(method: Method) -> tuple[tuple[Level, str], ...]:
    ends = [*(band.floor for band in method.bands[1:]), method.scale]
    told = zip(method.bands, ends, strict=True)
    return (
        *((band.name, f"{band.floor:g}\u2013{end:g} {band.title}") for band, end in told),
        ("not_assessable", "not assessable"),
        ("no_data", "no fresh data"),
    )


def _outline(counted: InForce, code: str) -> Outline | None:
    """By which clock a country has a rule in force."""
    if code in counted.countries_now:
        return "both" if code in counted.countries_then else "now"
    return "then" if code in counted.countries_then else None


def _band(method: Method, score: Score) -> str:
    if score.score is None:
        return "not assessable" if score.coverage else "no fresh data"
    return method.band(score.score).title


def _detail(method: Method, score: Score) -> tuple[str, ...]:
    seen = f"coverage {coverage(score.coverage, method.assessable_coverage)} of judged weight"
    if score.score is None:
        return (_band(method, score), seen)
    told = (
        f"{method.printed(score.score)} {_band(method, score)}",
        score_interval(score.lower, score.upper, method.printed(score.score)),
    )
    return (" \u00b7 ".join(part for part in told if part), seen)


def _finding(method: Method, found: list[Score]) -> str:
    blind = sum(1 for score in found if score.score is None)
    seen = [score.score for score in found if score.score is not None]
    unseen = f"{blind} {'country' if blind == 1 else 'countries'} cannot be assessed"
    if not seen:
        if not found:
            return "No country is watched"
        if blind == 1:
            return "The one country that is watched cannot be assessed"
        return f"None of the {blind} countries that are watched can be assessed"
    top = method.band(max(seen))
    names = [country(one.country_code).name for one in found if one.level(method) == top.name]
    label = top.title.lower()
    verb = "is" if len(names) == 1 else "are"
    lead = f"{listed(names)} {verb} at {label} risk"
    return f"{lead}; {unseen}" if blind else lead


PANEL = Panel(
    "World map",
    "overview",
    1,
    ("scores", "periods", "restriction_rules"),
    build,
    reads_by_platform=("judged_filtered", "watched", "periods", "restriction_rules", *READS),
    explained=(
        "The map shows the risk band of each watched country on the day looked at, and the"
        " ranked table beside it is the same in rows. Hatched countries cannot be assessed"
        " because too little has fresh data, which is not the same as low risk."
    ),
)
