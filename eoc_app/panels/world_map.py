"""The world by band, twin of the ranked table."""

from __future__ import annotations

from eoc_app.domain.country import country
from eoc_app.domain.risk import BANDS
from eoc_app.domain.wording import NONE, listed, moment, score_interval, share
from eoc_app.given.panel import Given, Panel
from eoc_app.given.restriction_words import country_chip
from eoc_app.given.restrictions import Ruled, periods
from eoc_app.given.rules import rules
from eoc_app.given.scores import Score, scores
from eoc_app.views import Level, MapView, Place

_LEGEND: tuple[tuple[Level, str], ...] = (
    *[(name, f"{floor:g}\u2013{floor + 2:g} {label}") for name, label, floor in BANDS],
    ("not_assessable", "not assessable"),
    ("no_data", "no fresh data"),
)


def build(given: Given) -> MapView:
    """Every watched country with its band, score, coverage and restriction."""
    found = scores(given)
    by_country: dict[str, list[Ruled]] = {}
    for one in periods(given):
        by_country.setdefault(one.row.country_code, []).append(one)
    on_record = rules(given)
    places = []
    for score in found:
        code = score.country_code
        restriction = country_chip(given, by_country.get(code, []), ruled=code in on_record)
        places.append(
            Place(
                code=score.country_code,
                name=country(score.country_code).name,
                level=score.level,
                label=NONE if score.score is None else f"{score.score:.1f}",
                detail=(*_detail(score), restriction.text),
                exercise=score.synthetic,
                restricted="in_force" in (restriction.standing, restriction.wall_standing),
            )
        )
    return MapView(
        title=_finding(found),
        subtitle=f"risk of harm, 0\u201310 \u00b7 {len(found)} countries"
        f" \u00b7 {moment(given.moment)}",
        places=tuple(places),
        selected=given.selection.country_code,
        legend=_LEGEND,
        caption="Boundaries: Natural Earth; no position implied",
        empty="" if found else "The snapshot holds no facts of any country.",
    )


def _detail(score: Score) -> tuple[str, ...]:
    coverage = f"coverage {share(score.coverage)} of judged weight"
    if score.score is None:
        why = "not assessable" if score.coverage else "no fresh data"
        return (why, coverage)
    band = next(label for name, label, _ in BANDS if name == score.level)
    told = (f"{score.score:.1f} {band}", score_interval(score.lower, score.upper))
    return (" \u00b7 ".join(part for part in told if part), coverage)


def _finding(found: list[Score]) -> str:
    blind = sum(1 for score in found if score.score is None)
    seen = [score for score in found if score.score is not None]
    unseen = f"{blind} {'country' if blind == 1 else 'countries'} cannot be assessed"
    if not seen:
        if not found:
            return "No country is watched"
        if blind == 1:
            return "The one country that is watched cannot be assessed"
        return f"None of the {blind} countries that are watched can be assessed"
    top = seen[0].level
    names = [country(score.country_code).name for score in seen if score.level == top]
    label = next(label for name, label, _ in BANDS if name == top).lower()
    verb = "is" if len(names) == 1 else "are"
    lead = f"{listed(names)} {verb} at {label} risk"
    return f"{lead}; {unseen}" if blind else lead


PANEL = Panel(
    "World map",
    "overview",
    1,
    ("scores", "periods", "restriction_rules"),
    build,
    reads_by_platform=("readings_filtered", "watched", "periods", "restriction_rules"),
)
