"""The periods that begin or end next."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import msgspec

from eoc_app.domain.dates.countdown import countdown_text
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View

_BEGINS: Final = {"starts": "begins", "ends": "ends"}


class NextChange(msgspec.Struct, frozen=True, kw_only=True):
    """A moment when a period starts or ends in a zone, in local and in room time."""

    at: datetime
    edge: Literal["starts", "ends"]
    code: str
    country: str
    title: str
    period_id: str
    standing: Standing
    """The period's state until then, by the wall clock."""
    local_text: str
    zone: str
    room_text: str
    note: str = ""
    """Its caveats: conditional, moved, zone 2 of 3, beyond the snapshot's end."""
    exercise: bool = False


class NextChangesView(View, frozen=True, kw_only=True):
    """What changes next, soonest first; the window counts down with its own clock."""

    changes: tuple[NextChange, ...]
    now_at: datetime
    room_zone: str
    live: bool = True
    """Whether `now_at` is the wall clock, so that the window may keep counting."""

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
                Cell(f"in {countdown_text(change.at - self.now_at)}", change.at.isoformat()),
                Cell(change.country, change.code, exercise=change.exercise),
                Cell(
                    f"{change.title} {_BEGINS[change.edge]}", change.edge, standing=change.standing
                ),
                Cell(change.local_text, change.zone),
                Cell(change.room_text, self.room_zone),
                Cell(change.note, change.note or None),
            )
            for change in self.changes
        ]
        columns = [
            ("In", True), ("Country", False), ("What", False), ("Local time", False),
            (f"Room time ({self.room_zone})", False), ("Note", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, [change.code for change in self.changes])
