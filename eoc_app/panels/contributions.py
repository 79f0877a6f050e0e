"""What each indicator adds to a country's score: threat, stakes, vulnerability, and the unseen."""

from __future__ import annotations

from eoc_app.domain.wording import share
from eoc_app.given.judged import contributions, judged_of
from eoc_app.given.panel import Given, Panel
from eoc_app.given.stakes import READS
from eoc_app.views import ContributionsView


def build(given: Given) -> ContributionsView:
    """Largest first, what is not seen last; the points of all parts add up to the score.

    Where there is no score, points are of the whole weight and only of what is known: that must
    not add up to a score that nobody may give.
    """
    country = judged_of(given, given.selection.country_code or "")
    found = country.assessment
    score = found.score if found else None
    unseen = [part for part in found.parts if not part.seen] if found else []
    dark = sum(part.points for part in unseen)
    if score is None:
        weight = sum(part.weight_share for part in unseen)
        footnote = f"{share(weight)} of the judged weight has no fresh data"
    elif dark > 0:
        footnote = f"adds up to the score exactly; {dark:.1f} of it is not seen, at its worst"
    else:
        footnote = "adds up to the score exactly"
    parts = contributions(country)
    return ContributionsView(
        title="Why not assessable" if score is None else f"Why {given.method.printed(score)}",
        subtitle="contributions to the risk of harm, points of 10"
        if score is not None
        else "the part that is known, of 10 points over all judged weight",
        parts=parts,
        total=score,
        scale=given.method.scale,
        footnote=footnote,
        empty="" if parts else "No signal is judged in this snapshot.",
    )


PANEL = Panel(
    "Why this score",
    "country",
    1,
    ("readings", *READS),
    build,
    reads_by_platform=("readings_filtered", *READS),
    needs_country=True,
)
