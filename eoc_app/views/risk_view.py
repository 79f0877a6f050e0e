"""The risk of every country, and why countries and signals are not flagged."""

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
"""From the most concerning reason to those that are never judged."""


class FlipText(msgspec.Struct, frozen=True, kw_only=True):
    """A single change that would move a country into another band."""

    kind: Literal["value", "weight", "dimension"]
    name: str
    """The signal, the stakes indicator, or the dimension whose weight changes."""
    up: bool
    level: Level
    """The band of the score after the change."""
    now: float | None
    """In the signal's unit, or a weight; None if the signal is unseen."""
    then: float
    size: float
    """Size of the change, as a part (0-1) of the severity scale or of the weight."""
    text: str


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Why a signal, or the country if `signal` is empty, is not flagged."""

    signal: str
    reason: str
    text: str
    title: str = ""
    """The signal's title; empty for the country."""
    exercise: bool = False


class CountryRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A country's score and its basis; there is no score below the required coverage."""

    code: str
    name: str
    score: float | None
    lower: float | None
    upper: float | None
    """`lower` to `upper` is what the sources' bounds allow by the method's weights, with unseen
    indicators from 0 to the worst."""
    drawn_lower: float | None = None
    drawn_upper: float | None = None
    """The interval of the score from draws, weights included; None without a score."""
    level: Level
    band: str
    rank_text: str
    rank: int | None
    """Rank among the assessed countries; equal printed scores share the best rank."""
    rank_lower: int | None = None
    rank_upper: int | None = None
    """The interval of the rank from draws; 1 is of most concern."""
    rank_interval_text: str = ""
    """As printed, such as `2\u20135`; a dash without a score."""
    coverage: float
    unseen_share: float | None
    """Share (0-1) of the score that comes from unseen indicators."""
    dimensions: tuple[DimensionScore, ...]
    contributions: tuple[Contribution, ...]
    sentence: str
    flips: tuple[FlipText, ...]
    """The smallest change first, of values and of weights."""
    why_not: tuple[WhyNot, ...] = ()
    """The country's answer first, then one for each signal."""
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

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(row.rank_text, row.rank),
                number(row.rank_lower, row.rank_interval_text),
                Cell(row.name, row.code, exercise=row.exercise),
                number(row.score, "" if row.score is None else hundredths(row.score)),
                drawn_cell(row.drawn_lower, row.drawn_upper),
                number(row.lower, "" if row.lower is None else hundredths(row.lower)),
                number(row.upper, "" if row.upper is None else hundredths(row.upper)),
                Cell(row.band, row.level, level=row.level),
                number(row.coverage, coverage(row.coverage, self.assessable_coverage)),
                number(
                    row.unseen_share, "" if row.unseen_share is None else share(row.unseen_share)
                ),
                Cell(row.sentence, row.sentence),
            )
            for row in self.countries
        ]
        columns = [
            ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
            ("Score interval", True), ("Lower bound", True), ("Upper bound", True), ("Band", False),
            ("Coverage", True), ("Not seen", True), ("Why", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, [row.code for row in self.countries])


def why_not_table(view: RiskView) -> TableView:
    """Returns why each signal does not flag a view's only country, most concerning first."""
    country = view.countries[0] if view.countries else None
    answers = [answer for answer in country.why_not if answer.signal] if country else []
    places = {reason: place for place, reason in enumerate(_REASONS)}
    answers.sort(key=lambda answer: places.get(answer.reason, len(places)))
    rows = [
        (
            Cell(answer.title or answer.signal, answer.signal),
            Cell(answer.reason.replace("_", " "), answer.reason),
            Cell(answer.text, answer.text, exercise=answer.exercise),
        )
        for answer in answers
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
