"""The parts that add up to the score of a country."""

from __future__ import annotations

from typing import Literal

import msgspec

from eoc_app.views.levels import Dimension, Knowledge, Level
from eoc_app.views.twin_cells import number, stated_cell, table_of
from eoc_app.views.view import Cell, TableView, View


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one indicator adds to the score, in points of the scale."""

    signal: str
    title: str
    points: float
    value_text: str
    level: Level
    knowledge: Knowledge
    weight_share: float
    exercise: bool
    note: str = ""
    dimension: Dimension = "threat"
    kind: Literal["seen", "unseen"] = "seen"
    """Unseen indicators count at their worst; their points stand for ignorance, not harm."""


class DimensionScore(msgspec.Struct, frozen=True, kw_only=True):
    """A dimension's score, 0 to the top of the scale, with unseen indicators at their worst."""

    dimension: Dimension
    title: str
    score: float | None
    weight: float
    """Share (0-1) of the whole score."""


class ContributionsView(View, frozen=True, kw_only=True):
    """Contributions that add up to the score."""

    parts: tuple[Contribution, ...]
    total: float | None
    scale: float
    dimensions: tuple[DimensionScore, ...] = ()
    """The dimensions of the parts, in order; they also add up to the score."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(part.exercise for part in self.parts)

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(part.title, part.signal, exercise=part.exercise),
                Cell(part.dimension, part.dimension),
                number(part.points, f"{part.points:.2f}"),
                Cell(part.value_text, part.value_text),
                stated_cell(part.weight_share),
                Cell(part.knowledge.replace("_", " "), part.knowledge),
                Cell(part.note or "", part.note or None),
            )
            for part in self.parts
        ]
        columns = [
            ("Signal", False), ("Dimension", False), ("Points", True), ("Value", True),
            ("Weight", True), ("Known", False), ("Note", False),
        ]  # fmt: skip
        return table_of(self, columns, rows)
