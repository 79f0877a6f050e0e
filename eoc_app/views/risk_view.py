"""The risk of every country, and why it is not flagged."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import msgspec

from eoc_app.domain.wording.printed import coverage, hundredths, share
from eoc_app.views.contributions_view import Contribution, DimensionScore
from eoc_app.views.levels import Level
from eoc_app.views.twin_cells import drawn_cell, number, table_of
from eoc_app.views.view import Cell, TableView, View

_REASONS: Final = (
    "flagged", "stale", "no_data", "suppressed", "below_threshold", "not_assessable",
    "below_band", "below_watch", "not_judged", "effort", "protective",
)  # fmt: skip
"""Of what concerns most first, of what is never judged last."""


class FlipText(msgspec.Struct, frozen=True, kw_only=True):
    """One change that would put a country into another band, all else as it is."""

    kind: Literal["value", "weight", "dimension"]
    name: str
    """The signal, the indicator of the stakes, or the dimension whose weight it is."""
    up: bool
    level: Level
    """The band that the score would then lie in."""
    now: float | None
    """In the signal's unit, or a weight; None where the signal is not seen."""
    then: float
    size: float
    """How large a change: of the scale of severities (0-1), or of the weight itself."""
    text: str


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Why a signal, or the country where `signal` is empty, is not flagged."""

    signal: str
    reason: str
    text: str
    title: str = ""
    """The signal's; empty for the country."""
    exercise: bool = False


class CountryRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A country's score with all that it rests on; no score below the coverage that it needs."""

    code: str
    name: str
    score: float | None
    lower: float | None
    upper: float | None
    """What sources' own bounds allow, by the method's weights: from nothing harmful in what is
    not seen to the worst."""
    drawn_lower: float | None = None
    drawn_upper: float | None = None
    """What the middle part of the draws holds, weights drawn too; None without a score."""
    level: Level
    band: str
    rank_text: str
    rank: int | None
    """Place among the assessed countries; those that read the same share the first of theirs."""
    rank_lower: int | None = None
    rank_upper: int | None = None
    """The ranks that the middle part of the draws holds; 1 is of most concern."""
    rank_interval_text: str = ""
    """As printed, such as `2\u20135`; a dash without a score."""
    coverage: float
    unseen_share: float | None
    """Share (0-1) of the score that stands for what is not seen."""
    dimensions: tuple[DimensionScore, ...]
    contributions: tuple[Contribution, ...]
    sentence: str
    flips: tuple[FlipText, ...]
    """The smallest change first, of values and of weights."""
    why_not: tuple[WhyNot, ...] = ()
    """The country's own answer first, then one for each signal."""
    exercise: bool


class RiskView(View, frozen=True, kw_only=True):
    """Every watched country judged on a day, worst first, or one country with every answer."""

    as_of_on: date
    method_version: str
    method_digest: str
    scale: float
    assessable_coverage: float
    countries: tuple[CountryRisk, ...]
    draws: int
    share: float
    """Part (0-1) of the draws that `drawn_lower` to `drawn_upper` and the ranks hold."""
    seed: str
    """Hexadecimal; the same snapshot, day, platforms and method give the same draws."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(country.exercise for country in self.countries)

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        rows = [
            (
                Cell(one.rank_text, one.rank),
                number(one.rank_lower, one.rank_interval_text),
                Cell(one.name, one.code, exercise=one.exercise),
                number(one.score, "" if one.score is None else hundredths(one.score)),
                drawn_cell(one.drawn_lower, one.drawn_upper),
                number(one.lower, "" if one.lower is None else hundredths(one.lower)),
                number(one.upper, "" if one.upper is None else hundredths(one.upper)),
                Cell(one.band, one.level, level=one.level),
                number(one.coverage, coverage(one.coverage, self.assessable_coverage)),
                number(
                    one.unseen_share, "" if one.unseen_share is None else share(one.unseen_share)
                ),
                Cell(one.sentence, one.sentence),
            )
            for one in self.countries
        ]
        columns = [
            ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
            ("Score interval", True), ("Lower bound", True), ("Upper bound", True), ("Band", False),
            ("Coverage", True), ("Not seen", True), ("Why", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, [one.code for one in self.countries])


def why_not_table(view: RiskView) -> TableView:
    """Why each signal of the only country of a view does not flag it, what concerns most first."""
    country = view.countries[0] if view.countries else None
    answers = [one for one in country.why_not if one.signal] if country else []
    places = {reason: place for place, reason in enumerate(_REASONS)}
    answers.sort(key=lambda one: places.get(one.reason, len(places)))
    rows = [
        (
            Cell(one.title or one.signal, one.signal),
            Cell(one.reason.replace("_", " "), one.reason),
            Cell(one.text, one.text, exercise=one.exercise),
        )
        for one in answers
    ]
    table = table_of(view, [("Signal", False), ("Reason", False), ("Answer", False)], rows)
    *narrow, wide = table.columns
    return msgspec.structs.replace(
        table,
        columns=(*narrow, msgspec.structs.replace(wide, stretch=12)),
        title=f"Why is {country.name} not flagged?" if country else "Why not flagged?",
        footnote="",
        empty="" if rows else view.empty or "The snapshot holds nothing of this country.",
    )
