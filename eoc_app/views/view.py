"""The base of all views, and the table of rows and columns that each can become."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from eoc_app.core.selection import FilterName
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.levels import Level
from eoc_app.views.problem_view import ProblemView


class Narrowing(msgspec.Struct, frozen=True):
    """A filter that narrows a view, in words: `Kenya`, `only Facebook`."""

    name: FilterName
    text: str


class WayOut(msgspec.Struct, frozen=True):
    """Filters to clear so that an empty view has rows, and how many it would have."""

    filters: tuple[Narrowing, ...]
    row_count: int


COPIED: Final = "EXERCISE: synthetic data, no figure of a real place"
"""The stamp on everything copied from an exercise."""


class View(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """The common part of all views: the finding, what it measures, what it does not say.

    Every kind must define whether it is an exercise, its rows and columns, and what a screen reader
    is told of it; a class that does not is refused when it is defined.
    """

    title: str
    subtitle: str = ""
    footnote: str = ""
    empty: str = ""
    """Why there is nothing to draw; never an empty text if there is nothing."""
    explained: str = ""
    """What it shows and how to read it, in two plain sentences."""
    narrowed: tuple[Narrowing, ...] = ()
    """The filters that narrow it; title and subtitle name them."""
    ways_out: tuple[WayOut, ...] = ()
    """How an empty view may get rows; none if no filter emptied it."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "is_exercise" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say whether it is an exercise")
        if "as_table" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say what it is as a table")
        if "heard" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say what a screen reader is told of it")

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic, so that it is stamped wherever it is shown."""
        return True

    def as_table(self) -> TableView:
        """Returns the same numbers as rows and columns, for screen readers, keys and commands."""
        raise NotImplementedError

    @property
    def heard(self) -> str:
        """Returns what a screen reader says of the whole, after the title."""
        raise NotImplementedError

    def with_later(self, later: View) -> View:  # noqa: ARG002 - most views are complete at once
        """Returns the view, completed by one that took longer."""
        return self

    def without_later(self, problem: ProblemView) -> View:  # noqa: ARG002
        """Returns the view, with the reason why what would complete it does not come."""
        return self


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table; `unit` is printed below or after the title."""

    key: str
    title: str
    unit: str = ""
    number: bool = False
    stretch: int = 1


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value and its printed text."""

    text: str
    value: float | int | str | bool | None = None
    """The value for sorting and JSON; days are ISO texts."""
    level: Level = "none"
    standing: Standing | None = None
    exercise: bool = False
    dim: bool = False
    upper: float | None = None
    """The largest value that the source allows, if `value` is only the smallest."""


class TableView(View, frozen=True, kw_only=True):
    """Rows and columns; every row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    codes: tuple[str | None, ...] = ()
    """The country that a row opens, if any."""
    period_ids: tuple[str | None, ...] = ()
    """The restriction period of a row, if any."""
    stamp: str = ""
    """The stamp on every picture and copy of the rows; empty if there is none."""
    exercise: bool = False
    """Whether its source is an exercise, even if no cell says so."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(cell.exercise for row in self.rows for cell in row)

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        return self
