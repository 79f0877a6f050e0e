"""What changed, cause by cause."""

from __future__ import annotations

from typing import Literal

import msgspec

from eoc_app.domain.wording.printed import NONE
from eoc_app.views.levels import Level
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change, with its cause."""

    cause: Literal["new data", "revised", "calendar", "stopped", "method", "resumed"]
    code: str | None
    subject: str
    text: str
    level: Level
    since: Literal["day", "snapshot"] = "day"
    """Since the previous day, or since the previous snapshot."""
    exercise: bool = False
    """Whether any of its basis is synthetic."""


class ChangesView(View, frozen=True, kw_only=True):
    """What changed since another day."""

    changes: tuple[Change, ...]

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(change.exercise for change in self.changes)

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(change.cause, change.cause),
                Cell(change.subject, change.code, exercise=change.exercise),
                Cell(change.text, change.text, level=change.level),
            )
            for change in self.changes
        ]
        columns = [("Cause", False), ("Country", False), ("Change", False)]
        return table_of(self, columns, rows, [change.code for change in self.changes])


def country_changes_table(view: ChangesView) -> TableView:
    """Returns a country's changes as a table: since when, and which affect all countries."""
    rows = [
        (
            Cell(change.cause, change.cause),
            Cell("day before" if change.since == "day" else "snapshot before", change.since),
            Cell(change.subject, change.code, exercise=change.exercise),
            Cell(change.text, change.text, level=change.level),
            Cell("EXERCISE" if change.exercise else NONE, change.exercise, dim=not change.exercise),
        )
        for change in view.changes
    ]
    columns = [
        ("Cause", False), ("Since", False), ("Of", False), ("Change", False), ("Exercise", False),
    ]  # fmt: skip
    table = table_of(view, columns, rows)
    wide = {"change": 12}
    return msgspec.structs.replace(
        table,
        columns=tuple(
            msgspec.structs.replace(column, stretch=wide.get(column.key, 1))
            for column in table.columns
        ),
    )
