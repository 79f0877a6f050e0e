"""What draws say of every country on the day looked at, in the words of views."""

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
    """The intervals of every country that has a score, in the order of codes, and their draws."""

    intervals: Mapping[str, Interval]
    draws: int
    share: float
    """Part (0-1) of the draws that an interval holds."""
    seed: str
    """Hexadecimal."""


def draws_text(method: Method) -> str:
    """Of which draws intervals are: `90 % of 2 000 draws`."""
    rule = method.uncertainty
    return f"{share(rule.interval)} of {grouped(rule.draws)} draws"


def tried(given: Given) -> Tried:
    """Draw what may as well be the case, from the queries that `known_day` reads.

    An interval of ranks holds the rank as printed, where scores that read the same share one.
    """
    known = severities_on(given)
    selection, rule = given.selection, given.method.uncertainty
    seed = seed_of(
        str(given.about["snapshot_id"]), given.as_of_on, given.method_digest, selection.platforms
    )
    stored = "scores" in given.frames
    printed = ranks(given.method, scores(given) if stored else what_if(known, {}))
    made = {}
    for code, found in sorted(intervals(known, seed).items()):
        told = [int(rank) for rank in printed[code].split(DASH)] if code in printed else []
        best, worst = min([found.best_rank, *told]), max([found.worst_rank, *told])
        made[code] = Interval(
            code=code,
            score_lower=found.score_lower,
            score_upper=found.score_upper,
            rank_lower=best,
            rank_upper=worst,
            rank_text=str(best) if best == worst else f"{best}{DASH}{worst}",
        )
    return Tried(made, rule.draws, rule.interval, f"{seed:032x}")
