"""What each indicator adds to a country's score: threat, stakes, vulnerability, and the unseen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from eoc_app.domain.wording.printed import share
from eoc_app.panels.kit.country_assessment import contributions, dimensions_of, judged_of
from eoc_app.panels.kit.country_stakes import READS
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.contributions_view import Contribution, ContributionsView, DimensionScore


def build(given: Given) -> ContributionsView:
    """Dimension by dimension, largest first and what is not seen last; all add up to the score.

    Where there is no score, points are of the whole weight and only of what is known: that must
    not add up to a score that nobody may give.
    """
    country = judged_of(given, given.selection.country_code or "")
    found = country.assessment
    score = found.score if found else None
    dimensions = dimensions_of(country) if found else ()
    if score is None:
        dimensions = tuple(msgspec.structs.replace(one, score=None) for one in dimensions)
    places = {one.dimension: place for place, one in enumerate(dimensions)}
    parts = sorted(contributions(country), key=lambda part: places.get(part.dimension, 0))
    return ContributionsView(
        title="Why not assessable" if score is None else f"Why {given.method.printed(score)}",
        subtitle="contributions to the risk of harm, points of 10"
        if score is not None
        else "the part that is known, of 10 points over the whole weight",
        parts=tuple(parts),
        total=score,
        scale=given.method.scale,
        dimensions=dimensions,
        footnote=_footnote(parts, dimensions, score, found.coverage if found else 0.0),
        empty="" if parts else "No signal is judged in this snapshot.",
    )


def _footnote(
    parts: Sequence[Contribution],
    dimensions: Sequence[DimensionScore],
    score: float | None,
    coverage: float,
) -> str:
    """The sum, dimension by dimension, and how much of it nobody sees."""
    if score is None:
        # Of the signals' weight, as coverage is: the calendar is no signal.
        return f"{share(1 - coverage)} of the judged weight has no fresh data"
    told = [
        f"{math.fsum(part.points for part in parts if part.dimension == one.dimension):.2f}"
        f" {one.dimension}"
        for one in dimensions
    ]
    text = f"{' + '.join(told)} = {score:.2f}" if len(told) > 1 else "adds up to the score exactly"
    dark = math.fsum(part.points for part in parts if part.kind == "unseen")
    return f"{text}; {dark:.2f} of it not seen, at its worst" if dark > 0 else text


PANEL = Panel(
    "Why this score",
    "country",
    1,
    ("readings", *READS),
    build,
    reads_by_platform=("country_filtered", *READS),
    needs_country=True,
    explained=(
        "Each bar is what one indicator adds to the score, and all bars together add up to"
        " it. Hatched parts have no fresh data and count as the method says, so they are what"
        " we do not know and not harm that was seen."
    ),
)
