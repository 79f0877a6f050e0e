"""Every country by weights that somebody tries: never the risk of the snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.domain.wording.printed import DASH, NONE, day, listed
from eoc_app.method.score import Score
from eoc_app.method.severities import Severities
from eoc_app.method.what_if_scores import what_if
from eoc_app.panels.kit import day_severities as known_day
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.method.tried_weights import changed_of, stamp, tried_of, weights_of
from eoc_app.views.what_if_view import WhatIfRow, WhatIfView, WhatIfWeight

_SAME: Final = 1e-9
"""Difference of scores below which they are one."""


def build(given: Given) -> WhatIfView:
    """By the tried weights, worst first, beside what the method says; without any, the method's.

    Raises:
        Problem: a weight is impossible, or of nothing that the method weighs.
    """
    known = known_day.severities_on(given)
    if not known.indicators:
        if given.selection.weights:
            raise Problem(
                "The weight cannot be used",
                "the snapshot judges no signal, so nothing has a weight",
                "leave the weights out",
                value=given.selection.weights[0][0],
            )
        return _view(given, "What if", (), (), "No signal is judged, so there is no weight to try.")
    tried = tried_of(given.selection.weights)
    weights = weights_of(known, tried)
    changed = bool(changed_of(weights))
    stated = scores(given) if "scores" in given.frames else known_day.once(given, _unchanged)
    found = what_if(known, tried.indicators, tried.dimensions) if changed else stated
    rows = _rows(given, found, stated)
    empty = "" if rows else "The snapshot holds no facts of any country."
    return _view(given, _title(rows, changed=changed), weights, rows, empty)


def _unchanged(known: Severities) -> list[Score]:
    return what_if(known, {})


def _view(
    given: Given,
    title: str,
    weights: tuple[WhatIfWeight, ...],
    rows: Sequence[WhatIfRow],
    empty: str,
) -> WhatIfView:
    told, all_told = stamp(weights)
    by = "tried weights" if told else "the method's own weights"
    return WhatIfView(
        title=title,
        subtitle=f"risk of harm by {by}, 0{DASH}{given.method.scale:g} \u00b7"
        f" {day(given.as_of_on)}",
        footnote="A trial that no other screen knows of. Dimensions share the score, indicators"
        " share their dimension; coverage is of the tried weights."
        + (f" All that is tried: {all_told}." if all_told else ""),
        stamp=told,
        weights=weights,
        rows=tuple(rows),
        changed=bool(told),
        scale=given.method.scale,
        empty=empty,
    )


def _title(rows: Sequence[WhatIfRow], *, changed: bool) -> str:
    """How many countries change their band, and which moves most."""
    if not changed:
        return "The ranking by the method's own weights"
    banded = [row for row in rows if row.level != row.method_level]
    most = max(
        (row for row in rows if row.moved is not None),
        key=lambda row: (abs(row.moved or 0.0), row.code),
        default=None,
    )
    parts = [
        f"{len(banded)} of {len(rows)} countries would be in another band"
        if banded
        else "No country would be in another band"
    ]
    if most is not None and most.score_text != most.method_score_text:
        parts.append(f"{most.name} moves most, {most.method_score_text} to {most.score_text}")
    lost = [row.name for row in rows if row.score is None and row.method_score is not None]
    if lost:
        parts.append(f"{listed(lost)} could not be assessed")
    return "; ".join(parts)


def _rows(given: Given, found: Sequence[Score], stated: Sequence[Score]) -> tuple[WhatIfRow, ...]:
    own = {one.country_code: one for one in stated}
    places, own_places = ranks(given.method, list(found)), ranks(given.method, list(stated))
    return tuple(_row(given, one, own[one.country_code], places, own_places) for one in found)


def _row(
    given: Given, one: Score, own: Score, places: dict[str, str], own_places: dict[str, str]
) -> WhatIfRow:
    code, method = one.country_code, given.method
    score, stated = one.score, own.score
    moved = None if score is None or stated is None else score - stated
    if moved is not None and abs(moved) < _SAME:
        # Sums in another order may differ in their last digit, and so by a band.
        score, moved = stated, 0.0
    rank, own_rank = places.get(code), own_places.get(code)
    return WhatIfRow(
        code=code,
        name=country(code).name,
        score=score,
        score_text=NONE if score is None else method.printed(score),
        level=one.level(method) if score is None else method.band(score).name,
        band=_band(given, score, one.coverage),
        rank_text=rank or NONE,
        coverage=one.coverage,
        method_score=stated,
        method_score_text=NONE if stated is None else method.printed(stated),
        method_level=own.level(method),
        method_band=_band(given, stated, own.coverage),
        method_rank_text=own_rank or NONE,
        moved=moved,
        places_moved=_first(own_rank) - _first(rank) if rank and own_rank else None,
        exercise=one.synthetic,
    )


def _first(rank: str) -> int:
    return int(rank.partition(DASH)[0])


def _band(given: Given, score: float | None, coverage: float) -> str:
    if score is None:
        return "not assessable" if coverage else "no fresh data"
    return given.method.band(score).title


PANEL = Panel(
    "What if",
    "method",
    2,
    known_day.READS,
    build,
    reads_by_platform=known_day.READS_BY_PLATFORM,
    explained=(
        "The ranking as it would be by weights that somebody tries, beside the one by the"
        " method's own weights. It is a trial that no other screen knows of, and whatever is"
        " copied from it is stamped as one."
    ),
)
