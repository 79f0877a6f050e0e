"""Every country by trial weights: never to be taken for the risk in the snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.domain.wording.printed import DASH, NONE, day, listed
from eoc_app.method.score import Score
from eoc_app.method.severities import Severities
from eoc_app.method.what_if_scores import what_if
from eoc_app.panels.kit import day_severities
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.method.tried_weights import changed_of, stamp, tried_of, weights_of
from eoc_app.views.what_if_view import WhatIfRow, WhatIfView, WhatIfWeight

_SAME: Final = 1e-9
"""Scores that differ by less count as equal."""


def build(given: Given) -> WhatIfView:
    """The ranking by trial weights beside the method's own; without trial weights, the latter.

    Raises:
        Problem: a weight is out of range, or of no indicator or dimension of the method.
    """
    severities = day_severities.severities_on(given)
    if not severities.indicators:
        if given.selection.weights:
            raise Problem(
                "The weight cannot be used",
                "the snapshot judges no signal, so nothing has a weight",
                "leave the weights out",
                value=given.selection.weights[0][0],
            )
        return _view(given, "What if", (), (), "No signal is judged, so there is no weight to try.")
    tried = tried_of(given.selection.weights)
    weights = weights_of(severities, tried)
    changed = bool(changed_of(weights))
    stated = scores(given) if "scores" in given.frames else day_severities.once(given, _unchanged)
    tried_scores = what_if(severities, tried.indicators, tried.dimensions) if changed else stated
    rows = _rows(given, tried_scores, stated)
    empty = "" if rows else "The snapshot holds no facts of any country."
    return _view(given, _title(rows, changed=changed), weights, rows, empty)


def _unchanged(severities: Severities) -> list[Score]:
    return what_if(severities, {})


def _view(
    given: Given,
    title: str,
    weights: tuple[WhatIfWeight, ...],
    rows: Sequence[WhatIfRow],
    empty: str,
) -> WhatIfView:
    stamp_text, all_weights = stamp(weights)
    by = "tried weights" if stamp_text else "the method's own weights"
    return WhatIfView(
        title=title,
        subtitle=f"risk of harm by {by}, 0{DASH}{given.method.scale:g} \u00b7"
        f" {day(given.as_of_on)}",
        footnote="A trial on this screen only. Dimensions share the score, indicators share their"
        " dimension; coverage is by the trial weights."
        + (f" All trial weights: {all_weights}." if all_weights else ""),
        stamp=stamp_text,
        weights=weights,
        rows=tuple(rows),
        changed=bool(stamp_text),
        scale=given.method.scale,
        empty=empty,
    )


def _title(rows: Sequence[WhatIfRow], *, changed: bool) -> str:
    """The number of countries that change their band, and the one that moves most."""
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


def _rows(
    given: Given, tried_scores: Sequence[Score], stated: Sequence[Score]
) -> tuple[WhatIfRow, ...]:
    stated_by_code = {score.country_code: score for score in stated}
    places, method_places = (
        ranks(given.method, list(tried_scores)),
        ranks(given.method, list(stated)),
    )
    return tuple(
        _row(given, score, stated_by_code[score.country_code], places, method_places)
        for score in tried_scores
    )


def _row(
    given: Given,
    score: Score,
    method_score: Score,
    places: dict[str, str],
    method_places: dict[str, str],
) -> WhatIfRow:
    code, method = score.country_code, given.method
    value, stated = score.score, method_score.score
    moved = None if value is None or stated is None else value - stated
    if moved is not None and abs(moved) < _SAME:
        # Sums in another order may differ in the last digit, which can change the band.
        value, moved = stated, 0.0
    rank, method_rank = places.get(code), method_places.get(code)
    return WhatIfRow(
        code=code,
        name=country(code).name,
        score=value,
        score_text=NONE if value is None else method.printed(value),
        level=score.level(method) if value is None else method.band(value).name,
        band=_band(given, value, score.coverage),
        rank_text=rank or NONE,
        coverage=score.coverage,
        method_score=stated,
        method_score_text=NONE if stated is None else method.printed(stated),
        method_level=method_score.level(method),
        method_band=_band(given, stated, method_score.coverage),
        method_rank_text=method_rank or NONE,
        moved=moved,
        places_moved=_first(method_rank) - _first(rank) if rank and method_rank else None,
        exercise=score.synthetic,
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
    day_severities.READS,
    build,
    reads_by_platform=day_severities.READS_BY_PLATFORM,
    explained=(
        "The ranking by trial weights beside the ranking by the method's own weights. The trial"
        " changes no other screen, and whatever is copied from it is stamped as a trial."
    ),
)
