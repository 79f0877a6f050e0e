"""What one source has given so far: rows, problems and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import polars as pl

from eoc_app.builder.sources.coverage import Coverage
from eoc_app.core.problem import Problem

_WORDS: Final = re.compile(r"[\W_]+")


class FileRefused(Problem):
    """Why nothing of a file may stand, rows that it gave before included."""


class ReadAgain(Exception):  # noqa: N818 - what is to be done
    """What a first reading found out is known now: rows that it gave are to be read once more."""


@dataclass(frozen=True)
class Batch:
    """Rows for one table of the format.

    `frame` holds any of the table's columns but `source_id`, by name; text that parses into the
    column's type may stay text. Columns that are missing are null. `source_row` is the line in
    the file, so that what is refused can be named.
    """

    table: str
    frame: pl.DataFrame


@dataclass
class Intake:
    """The running account of one source; importers write it, the build report prints it."""

    path: str
    rows_read: int = 0
    rows_written: int = 0
    problems: list[Problem] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    publisher: str = "unknown"
    url: str | None = None
    licence: str | None = None
    provenance: str = "published"
    period_starts_on: date | None = None
    period_ends_on: date | None = None
    header: tuple[str, ...] = ()
    """The columns' titles as the file spells them; empty where it has none."""
    spelled: dict[str, str] = field(default_factory=dict)
    """Of columns of the format that the file calls otherwise, its own title."""
    coverage: list[Coverage] = field(default_factory=list)
    """What the source itself says that it covers."""
    progress: Callable[[int], None] = lambda _rows: None
    may_read_again: bool = False
    """Whether whoever reads can forget what was given and begin once more (`ReadAgain`)."""

    def read(self, rows: int = 1) -> None:
        """Count rows found in the file, and let the progress show it."""
        self.rows_read += rows
        self.progress(self.rows_read)

    def skip(self, reason: str, rows: int = 1) -> None:
        """Count rows that carry no fact (separators, totals), by reason."""
        self.skipped[reason] = self.skipped.get(reason, 0) + rows

    def note(self, words: str) -> None:
        """Tell how the file was read where it is not written as usual; told once."""
        if words not in self.notes:
            self.notes.append(words)

    def spell(self, **titles: str | None) -> None:
        """Note under which title the file has columns of the format that it calls otherwise."""
        for column, title in titles.items():
            own = [one for one in self.header if title and _bare(one) == _bare(title)]
            if own:
                self.spelled[column] = own[0]

    def named(self, problem: Problem) -> Problem:
        """The problem with its column as the file spells it, beside the format's name of it."""
        column = problem.place.column
        if column is None or column in self.header:
            return problem
        title = self.spelled.get(column)
        if title is None:
            alike = [title for title in self.header if _bare(title) == _bare(column)]
            # A title may itself be what is wrong, as the currency in `Spend_QQQ`.
            value = problem.place.value
            alike = alike or [title for title in self.header if value in _WORDS.split(title)]
            title = alike[0] if len(alike) == 1 else None
        if title is not None:
            problem.place = replace(problem.place, column=f"{title} ({column})")
        return problem

    def refuse(
        self,
        what: str,
        why: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Report something that could not be imported; the rest goes on."""
        self.problems.append(
            Problem(what, why, remedy, file=self.path, row=row, column=column, value=value)
        )


def _bare(title: str) -> str:
    """A column's title without case, marks and spaces."""
    return _WORDS.sub("", title.casefold())
