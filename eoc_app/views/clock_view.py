"""The restriction clock of a country."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class ClockRow(msgspec.Struct, frozen=True, kw_only=True):
    """One restriction period or polling day, by both clocks."""

    standing: Standing
    kind: Literal["period", "election", "none"]
    title: str
    at_snapshot: str
    at_wall: str
    wall_standing: Standing
    detail: str
    citation: str
    moved: str = ""
    zones: str = ""
    """In how many zones it is in force, such as `in force in 2 of 3 zones`."""
    wall_edge_at: datetime | None = None
    """The moment to which the wall clock counts down; None if nothing is due."""
    wall_edge: Literal["starts", "ends"] = "ends"
    exercise: bool


class ClockView(View, frozen=True, kw_only=True):
    """The restriction clock of a country."""

    rows: tuple[ClockRow, ...]
    snapshot_clock: str
    wall_clock: str

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
                Cell(row.title, row.title, standing=row.standing),
                Cell(row.at_snapshot, row.standing, standing=row.standing),
                Cell(row.at_wall, row.wall_standing, standing=row.wall_standing),
                Cell(
                    "; ".join(part for part in (row.detail, row.moved) if part), row.detail or None
                ),
                Cell(row.citation, row.citation or None),
            )
            for row in self.rows
        ]
        columns = [
            ("Rule or election", False), (self.snapshot_clock, False), (self.wall_clock, False),
            ("When and what", False), ("Citation", False),
        ]  # fmt: skip
        return table_of(self, columns, rows)
