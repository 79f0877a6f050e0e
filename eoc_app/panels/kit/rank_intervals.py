"""Score and rank intervals of every country on the day looked at, from random draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import DASH, grouped, share
from eoc_app.method.draws import intervals, seed_of
from eoc_app.method.what_if_scores import what_if
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.day_severities import severities_on
from eoc_app.panels.kit.panel import Given
from eoc_app.views.intervals_view import Interval


@dataclass(frozen=True)
class Tried:
    """Intervals of every country that has a score, by country code, and the draws behind them."""

    intervals: Mapping[str, Interval]
    draws: int
    share: float
    """Share (0-1) of the draws that an interval contains."""
    seed: str
    """Hexadecimal."""


def draws_text(method: Method) -> str:
    """What the intervals contain: `90 % of 2 000 draws`."""
    rule = method.uncertainty
    return f"{share(rule.interval)} of {grouped(rule.draws)} draws"


def tried(given: Given) -> Tried:
    """Return the intervals of all countries, from the queries that `day_severities` reads.

    A rank interval always contains the printed rank, which equal printed scores share.
    """
    severities = severities_on(given)
    selection, rule = given.selection, given.method.uncertainty
    seed = seed_of(
        str(given.about["snapshot_id"]), given.as_of_on, given.method_digest, selection.platforms
    )
    stored = "scores" in given.frames
    printed = ranks(given.method, scores(given) if stored else what_if(severities, {}))
    by_code = {}
    for code, interval in sorted(intervals(severities, seed).items()):
        printed_ranks = [int(rank) for rank in printed[code].split(DASH)] if code in printed else []
        best, worst = (
            min([interval.best_rank, *printed_ranks]),
            max([interval.worst_rank, *printed_ranks]),
        )
        by_code[code] = Interval(
            code=code,
            score_lower=interval.score_lower,
            score_upper=interval.score_upper,
            rank_lower=best,
            rank_upper=worst,
            rank_text=str(best) if best == worst else f"{best}{DASH}{worst}",
        )
    return Tried(by_code, rule.draws, rule.interval, f"{seed:032x}")
