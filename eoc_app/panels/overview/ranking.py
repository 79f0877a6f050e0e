"""Countries ranked by risk of harm, worst first."""

from __future__ import annotations

from eoc_app.core.country import country
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import NONE, coverage, share, t_minus
from eoc_app.method.score import Score
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.country_stakes import READS
from eoc_app.panels.kit.known_periods import periods_by_country
from eoc_app.panels.kit.listings import HistoryRow
from eoc_app.panels.kit.method_limits import with_limits
from eoc_app.panels.kit.nearby_elections import days_to_polling, elections
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.rank_intervals import draws_text
from eoc_app.panels.kit.restriction_chip_words import country_chip
from eoc_app.panels.kit.rules_on_record import rules
from eoc_app.panels.kit.two_clocks import as_of_words, in_force, now_words
from eoc_app.views.ranking_view import RankingView, RankRow


def build(given: Given) -> RankingView:
    """The ranking: one row for each watched country; ties share a rank."""
    country_scores = scores(given)
    calendar = elections(given)
    restrictions = periods_by_country(given)
    on_record = rules(given)
    history = given.frames.get("score_history")
    sparks = {row.country_code: row.scores for row in history.read(HistoryRow)} if history else {}
    places = ranks(given.method, country_scores)
    rows = []
    for score in country_scores:
        code = score.country_code
        days, _election = days_to_polling(calendar.get(code, []), given.as_of_on)
        rows.append(
            RankRow(
                code=code,
                name=country(code).name,
                score=score.score,
                score_text=NONE if score.score is None else given.method.printed(score.score),
                level=score.level(given.method),
                band=_band(given, score),
                lower=score.lower,
                upper=score.upper,
                rank_text=places.get(code, NONE),
                coverage=score.coverage,
                coverage_text=coverage(score.coverage, given.method.assessable_coverage),
                t_minus=days,
                t_text=t_minus(days),
                chip=country_chip(given, restrictions.get(code, []), ruled=code in on_record),
                spark=sparks.get(code, ()),
                exercise=score.synthetic,
            )
        )
    return RankingView(
        title="Ranked, worst first",
        subtitle=f"{as_of_words(given)} \u00b7 {now_words(given, in_force(given))}",
        footnote=with_limits(given.method, _footnote(given.method)),
        rows=tuple(rows),
        selected=given.selection.country_code,
        scale=given.method.scale,
        assessable_coverage=given.method.assessable_coverage,
        interval_share_text=share(given.method.uncertainty.interval),
        interval_text=draws_text(given.method),
        empty="" if rows else "The snapshot holds no facts of any country.",
    )


def _footnote(method: Method) -> str:
    """How a row is to be read."""
    unseen = (
        "What is not seen counts at its worst."
        if method.unseen == "worst"
        else "What is not seen is left out."
    )
    return (
        f"Harm only: protective signals and effort never lower a score. {unseen} Thin lines are the"
        f" bounds that sources allow, thick ones and rank intervals hold"
        f" {share(method.uncertainty.interval)} of the draws. Under"
        f" {share(method.assessable_coverage)} coverage a country is not assessable."
    )


def _band(given: Given, score: Score) -> str:
    if score.score is None:
        return "not assessable" if score.coverage else "no fresh data"
    return given.method.band(score.score).title


PANEL = Panel(
    "Ranked countries",
    "overview",
    2,
    ("scores", "score_history", "elections", "periods", "restriction_rules"),
    build,
    reads_by_platform=(
        "judged_filtered",
        "watched",
        "elections",
        "periods",
        "restriction_rules",
        *READS,
    ),
    completed_by="intervals",
    explained=(
        "Countries by their score for risk of harm, the worst first, with the interval of"
        " each score and rank and its coverage. Where the intervals of two countries overlap"
        " their order is not certain, and a hatched country cannot be assessed, which is not"
        " low risk."
    ),
)
