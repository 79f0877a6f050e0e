"""Expected failures, reported to the person who can act on them."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Any

from eoc_app.core.printable import harmless, well_formed


@dataclass(frozen=True)
class Place:
    """Where in the input a problem is; every part may be unknown."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """Returns the known parts on one line, most general first."""
        parts = [self.file or ""]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        if self.value is not None:
            parts.append(f"value {self.value!r}")
        return ", ".join(part for part in parts if part)


class Problem(Exception):  # noqa: N818 - the word of the domain
    """What could not be done, why, and what to do now.

    Any other exception is a bug.
    """

    def __init__(
        self,
        what: str,
        why: str,
        remedy: str,
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        super().__init__(what, why, remedy)
        # File names may hold bytes that are not UTF-8; a message must be valid text everywhere.
        self.what = well_formed(what)
        self.why = well_formed(why)
        self.remedy = well_formed(remedy)
        self.place = Place(
            None if file is None else well_formed(file),
            row,
            None if column is None else well_formed(column),
            None if value is None else well_formed(value[:200]),
        )
        self.made_in = sys._getframe(1).f_code.co_filename  # noqa: SLF001 - the only way to know
        """The source file that raised it: a log keeps only those of its words written there."""

    def lines(self) -> tuple[str, str, str]:
        """Returns three lines: what (and where), why, what to do; no text can add a line."""
        where = str(self.place)
        head = f"{self.what} ({where})" if where else self.what
        return harmless(head), harmless(f"  why: {self.why}"), harmless(f"  do:  {self.remedy}")

    def __str__(self) -> str:
        """Returns the three lines."""
        return "\n".join(self.lines())

    def as_record(self) -> dict[str, Any]:
        """Returns the problem as plain values, for reports and for the wire."""
        return {
            "what": self.what,
            "why": self.why,
            "remedy": self.remedy,
            **asdict(self.place),
        }
