"""Expected failures, told to the person who can do something about them."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Any

from eoc_app.core.printable import harmless, well_formed


@dataclass(frozen=True)
class Place:
    """Where in the input a problem lies; every part may be unknown."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """The known parts in one line, most general first."""
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

    Anything that goes wrong and is no Problem is a bug.
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
        # Names of files come as they are; what is told of them is text everywhere.
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
        """The source file that made it: a log keeps of its texts what is said there."""

    def lines(self) -> tuple[str, str, str]:
        """Three lines: what (and where), why, what to do; no text in them can begin another."""
        where = str(self.place)
        head = f"{self.what} ({where})" if where else self.what
        return harmless(head), harmless(f"  why: {self.why}"), harmless(f"  do:  {self.remedy}")

    def __str__(self) -> str:
        """The three lines."""
        return "\n".join(self.lines())

    def as_record(self) -> dict[str, Any]:
        """The problem as plain values, for reports and for the wire."""
        return {
            "what": self.what,
            "why": self.why,
            "remedy": self.remedy,
            **asdict(self.place),
        }
