"""How far each country's score and rank can be trusted: their intervals over random draws."""

from __future__ import annotations

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import day, listed, share
from eoc_app.panels.kit.day_severities import READS, READS_BY_PLATFORM, severities_on
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.rank_intervals import draws_text, tried
from eoc_app.views.intervals_view import IntervalsView


def build(given: Given) -> IntervalsView:
    """Intervals of every country that has a score; the others have no rank."""
    draws = tried(given)
    return IntervalsView(
        title="How certain the ranks are",
        subtitle=f"{draws_text(given.method)}, {day(given.as_of_on)}",
        footnote=_what_is_drawn(given.method),
        intervals=tuple(draws.intervals.values()),
        draws=draws.draws,
        share=draws.share,
        seed=draws.seed,
        exercise=any(severities_on(given).synthetic),
        empty="" if draws.intervals else "No country has a score, so there are no ranks to test.",
    )


def _what_is_drawn(method: Method) -> str:
    rule = method.uncertainty
    drawn = [f"weights by up to \u00b1{share(rule.weight_spread)}", "values within their bounds"]
    if method.unseen == "worst":
        drawn.append("what is not seen over its whole range")
    way_count = len(rule.normalisations) * len(rule.aggregations)
    also = f"; for ranks also {way_count} ways to put signals on one scale and add them up"
    return f"Each draw varies {listed(drawn)}{also if way_count > 1 else ''}."


PANEL = Panel(
    "How certain the ranks are",
    "overview",
    8,
    READS,
    build,
    reads_by_platform=READS_BY_PLATFORM,
    costly=True,
    also=(("country", 4),),
    explained=(
        "Score and rank are computed many times, each time with slightly different weights and with"
        " values within the bounds that sources allow. An interval holds most of these results;"
        " where the intervals of two countries overlap, their order is not certain."
    ),
)
