"""The header of every screen."""

from __future__ import annotations

from datetime import date, datetime

from eoc_app.domain.wording.printed import day
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class HeaderView(View, frozen=True, kw_only=True):
    """The snapshot in one line: name, age, owner and marking."""

    snapshot_id: str
    serial: int
    publisher: str
    trust: str
    as_of_at: datetime
    as_of_text: str
    age_text: str
    aged: bool
    marking: str
    exercise: bool
    window_starts_on: date
    window_ends_on: date
    cursor_on: date
    countries: tuple[tuple[str, str], ...]
    platforms: tuple[str, ...]
    method: str = ""
    """Name and version of the profile behind every score: `platform 2.1`."""
    method_digest: str = ""
    """SHA-256 of the profile's text; empty if the snapshot states none."""

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
        facts = {
            "title": self.title,
            "serial": str(self.serial),
            "snapshot": self.snapshot_id,
            "publisher": self.publisher,
            "trust": self.trust,
            "as of": f"{self.as_of_text} ({self.age_text})",
            "method": self.method,
            "window": f"{day(self.window_starts_on)} to {day(self.window_ends_on)}",
            "day looked at": day(self.cursor_on),
            "marking": self.marking,
            "exercise": "yes: synthetic rows" if self.exercise else "no",
        }
        rows = [(Cell(name, name), Cell(text, text)) for name, text in facts.items()]
        return table_of(self, [("What", False), ("Value", False)], rows)
