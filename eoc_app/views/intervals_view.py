"""Intervals of score and rank by country, drawn after the scores."""

from __future__ import annotations

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.wording.printed import DASH, NONE, score_ends
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """The interval of a country's score and rank from random draws; rank 1 is the worst."""

    code: str
    score_lower: float
    score_upper: float
    rank_lower: int
    """The end of the interval of most concern."""
    rank_upper: int
    rank_text: str
    """As printed, such as `2\u20135`."""


class IntervalsView(View, frozen=True, kw_only=True):
    """The intervals of every country with a score, in the order of codes."""

    intervals: tuple[Interval, ...]
    draws: int
    share: float
    """Part (0-1) of the draws that an interval holds."""
    seed: str
    """Hexadecimal; the same snapshot, day, platforms and method give the same draws."""
    exercise: bool
    """Whether any drawn score rests on synthetic figures."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(country(interval.code).name, interval.code),
                rank_interval(interval),
                score_interval(interval),
            )
            for interval in self.intervals
        ]
        columns = [("Country", False), ("Rank interval", True), ("Score interval", True)]
        return table_of(self, columns, rows, [interval.code for interval in self.intervals])


def rank_interval(interval: Interval | None) -> Cell:
    return Cell(interval.rank_text, interval.rank_lower) if interval else Cell(NONE, None, dim=True)


def score_interval(interval: Interval | None, printed: str = "") -> Cell:
    if interval is None:
        return Cell(NONE, None, dim=True)
    ends = score_ends(interval.score_lower, interval.score_upper, printed)
    return Cell(DASH.join(ends), interval.score_lower)
