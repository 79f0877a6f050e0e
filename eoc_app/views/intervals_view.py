"""Intervals of score and rank by country, drawn after the scores."""

from __future__ import annotations

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.wording.printed import DASH, NONE, score_ends
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Where a country's score and rank may as well lie, by random draws; rank 1 is the worst."""

    code: str
    score_lower: float
    score_upper: float
    rank_lower: int
    """The rank of most concern that it may have."""
    rank_upper: int
    rank_text: str
    """As printed, such as `2\u20135`."""


class IntervalsView(View, frozen=True, kw_only=True):
    """The intervals of every country that has a score, in the order of codes."""

    intervals: tuple[Interval, ...]
    draws: int
    share: float
    """Part (0-1) of the draws that an interval holds."""
    seed: str
    """Hexadecimal; the same snapshot, day, platforms and method give the same draws."""
    exercise: bool
    """Whether any score that was drawn rests on synthetic figures."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        rows = [
            (Cell(country(one.code).name, one.code), rank_interval(one), score_interval(one))
            for one in self.intervals
        ]
        columns = [("Country", False), ("Rank interval", True), ("Score interval", True)]
        return table_of(self, columns, rows, [one.code for one in self.intervals])


def rank_interval(told: Interval | None) -> Cell:
    return Cell(told.rank_text, told.rank_lower) if told else Cell(NONE, None, dim=True)


def score_interval(told: Interval | None, printed: str = "") -> Cell:
    if told is None:
        return Cell(NONE, None, dim=True)
    ends = score_ends(told.score_lower, told.score_upper, printed)
    return Cell(DASH.join(ends), told.score_lower)
