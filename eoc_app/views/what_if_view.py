"""Scores by what-if weights."""

from __future__ import annotations

from typing import Literal

import msgspec

from eoc_app.domain.wording.printed import NONE, share
from eoc_app.views.levels import Dimension, Level
from eoc_app.views.twin_cells import DOWN, UP, changed_cell, number, stated_cell, table_of
from eoc_app.views.view import Cell, TableView, View


class WhatIfWeight(msgspec.Struct, frozen=True, kw_only=True):
    """A weight that can be changed: of a dimension, or of an indicator in its dimension."""

    name: str
    title: str
    kind: Literal["dimension", "indicator"]
    dimension: Dimension
    weight: float
    """The weight by the method."""
    tried: float
    share: float
    """Share (0-1) of the score by the method."""
    tried_share: float


class WhatIfRow(msgspec.Struct, frozen=True, kw_only=True):
    """A country by tried weights and by the method; None if not assessable."""

    code: str
    name: str
    score: float | None
    score_text: str
    level: Level
    band: str
    rank_text: str
    coverage: float
    method_score: float | None
    method_score_text: str
    method_level: Level
    method_band: str
    method_rank_text: str
    moved: float | None
    """Difference of the scores; None if either is missing."""
    places_moved: int | None = None
    """Places towards rank 1; None if either rank is missing."""
    exercise: bool


class WhatIfView(View, frozen=True, kw_only=True):
    """Scores by tried weights: never the snapshot's risk, and stamped so wherever shown."""

    stamp: str
    """The stamp on every picture and table of it, such as `WHAT IF: threat 0.4`."""
    weights: tuple[WhatIfWeight, ...]
    """Dimensions first, then indicators by share."""
    rows: tuple[WhatIfRow, ...]
    """Worst first by the tried weights."""
    changed: bool
    """Whether any tried weight differs from the method's."""
    scale: float

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise for row in self.rows)

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(row.rank_text, row.rank_text),
                Cell(row.name, row.code, exercise=row.exercise),
                Cell(row.score_text, row.score, level=row.level, dim=row.score is None),
                Cell(moved_text(row), row.places_moved, dim=not row.places_moved),
                changed_cell(row.moved),
                Cell(row.method_score_text, row.method_score, level=row.method_level, dim=True),
                Cell(row.method_rank_text, row.method_rank_text, dim=True),
                Cell(
                    row.band
                    if row.level == row.method_level
                    else f"{row.method_band} \u2192 {row.band}",
                    row.level,
                    dim=row.level == row.method_level,
                ),
                Cell(share(row.coverage), row.coverage, dim=True),
            )
            for row in self.rows
        ]
        columns = [
            ("Rank", True), ("Country", False), ("What if", True), ("Places", True),
            ("Change", True), ("Method", True), ("At rank", True), ("Band", False),
            ("Coverage", True),
        ]  # fmt: skip
        table = table_of(self, columns, rows, [row.code for row in self.rows])
        title = f"{self.stamp} \u00b7 {self.title}" if self.stamp else self.title
        return msgspec.structs.replace(table, title=title, stamp=self.stamp)


def weights_table(view: WhatIfView) -> TableView:
    """Returns every weight by the method and as tried, with its share of the score."""
    rows = [
        (
            Cell(weight.title, weight.name),
            Cell(weight.dimension if weight.kind == "indicator" else "all of it", weight.dimension),
            number(weight.weight),
            number(weight.tried, f"{weight.tried:.4g}"),
            stated_cell(weight.share),
            stated_cell(weight.tried_share),
        )
        for weight in view.weights
    ]
    columns = [
        ("Weight of", False), ("Dimension", False), ("By the method", True), ("Tried", True),
        ("Of the score", True), ("Of the score, what if", True),
    ]  # fmt: skip
    table = table_of(view, columns, rows)
    return msgspec.structs.replace(
        table,
        title=f"{view.stamp} \u00b7 Weights tried" if view.stamp else "Weights",
        footnote="",
        stamp=view.stamp,
    )


def moved_text(row: WhatIfRow) -> str:
    """Returns how many places a rank moved; up is towards rank 1, of most concern."""
    places = row.places_moved
    if places is None:
        return NONE
    return "=" if places == 0 else f"{UP if places > 0 else DOWN} {abs(places)}"
