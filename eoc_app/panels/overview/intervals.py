"""How far each country's score and rank may be believed: what draws make of them."""

from __future__ import annotations

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import day, listed, share
from eoc_app.panels.kit import day_severities as known_day
from eoc_app.panels.kit.day_severities import READS, READS_BY_PLATFORM
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.rank_intervals import draws_text, tried
from eoc_app.views.intervals_view import IntervalsView


def build(given: Given) -> IntervalsView:
    """Every country that has a score; the others take no rank."""
    found = tried(given)
    return IntervalsView(
        title="How far ranks may be believed",
        subtitle=f"{draws_text(given.method)}, {day(given.as_of_on)}",
        footnote=_what_is_drawn(given.method),
        intervals=tuple(found.intervals.values()),
        draws=found.draws,
        share=found.share,
        seed=found.seed,
        exercise=any(known_day.severities_on(given).synthetic),
        empty="" if found.intervals else "No country has a score, so there are no ranks to try.",
    )


def _what_is_drawn(method: Method) -> str:
    rule = method.uncertainty
    drawn = [f"weights by up to \u00b1{share(rule.weight_spread)}", "values between their bounds"]
    if method.unseen == "worst":
        drawn.append("anything for what is not seen")
    ways = len(rule.normalisations) * len(rule.aggregations)
    more = f"; for ranks also {ways} ways to put signals on one scale and add them up"
    return f"Each draw takes other {listed(drawn)}{more if ways > 1 else ''}."


PANEL = Panel(
    "How far ranks may be believed",
    "overview",
    8,
    READS,
    build,
    reads_by_platform=READS_BY_PLATFORM,
    costly=True,
    also=(("country", 4),),
    explained=(
        "Score and rank are made again many times, each time with slightly other weights and"
        " with values between the bounds that sources allow. An interval holds most of these"
        " results, so where those of two countries overlap their order is not certain."
    ),
)
