"""What each indicator adds to a country's score: threat, stakes, vulnerability and the unseen."""

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
    """Contributions by dimension, largest first and unseen ones last; they add up to the score.

    Where there is no score, only seen indicators have points, out of the whole weight, so that
    nobody takes their sum for a score.
    """
    country = judged_of(given, given.selection.country_code or "")
    assessment = country.assessment
    score = assessment.score if assessment else None
    dimensions = dimensions_of(country) if assessment else ()
    if score is None:
        dimensions = tuple(
            msgspec.structs.replace(dimension, score=None) for dimension in dimensions
        )
    places = {dimension.dimension: place for place, dimension in enumerate(dimensions)}
    parts = sorted(contributions(country), key=lambda part: places.get(part.dimension, 0))
    return ContributionsView(
        title="Why not assessable" if score is None else f"Why {given.method.printed(score)}",
        subtitle="contributions to the risk of harm, points of 10"
        if score is not None
        else "the known part, out of 10 points for the whole weight",
        parts=tuple(parts),
        total=score,
        scale=given.method.scale,
        dimensions=dimensions,
        footnote=_footnote(parts, dimensions, score, assessment.coverage if assessment else 0.0),
        empty="" if parts else "No signal is judged in this snapshot.",
    )


def _footnote(
    parts: Sequence[Contribution],
    dimensions: Sequence[DimensionScore],
    score: float | None,
    coverage: float,
) -> str:
    """The sum by dimension, and how much of it is not seen."""
    if score is None:
        # Like coverage, a share of the signals' weight: the calendar is not a signal.
        return f"{share(1 - coverage)} of the judged weight has no fresh data"
    sums = [
        f"{math.fsum(part.points for part in parts if part.dimension == dimension.dimension):.2f}"
        f" {dimension.dimension}"
        for dimension in dimensions
    ]
    text = f"{' + '.join(sums)} = {score:.2f}" if len(sums) > 1 else "adds up to the score exactly"
    unseen = math.fsum(part.points for part in parts if part.kind == "unseen")
    return f"{text}; {unseen:.2f} of it not seen, at its worst" if unseen > 0 else text


PANEL = Panel(
    "Why this score",
    "country",
    1,
    ("readings", *READS),
    build,
    reads_by_platform=("country_filtered", *READS),
    needs_country=True,
    explained=(
        "Each bar is what one indicator adds to the score, and all bars together add up to it."
        " Hatched parts have no fresh data and count as the method says: they are what we do not"
        " know, not harm that was seen."
    ),
)
