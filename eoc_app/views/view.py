"""What all views say, and the table of rows and columns that each can be told as."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from eoc_app.core.selection import FilterName
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.levels import Level


class Narrowing(msgspec.Struct, frozen=True):
    """A filter that narrows a view, as it is named in words: `Kenya`, `only Facebook`."""

    name: FilterName
    text: str


class WayOut(msgspec.Struct, frozen=True):
    """Filters without which an empty view would not be empty, and the rows that it would have."""

    filters: tuple[Narrowing, ...]
    row_count: int


COPIED: Final = "EXERCISE: synthetic data, no figure of a real place"
"""Stands over what is copied out of an exercise."""


class View(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """What all views say: the finding, what it measures, what it does not say.

    Every kind says by itself whether it is an exercise and what it is as rows and columns: one
    that does not cannot be defined.
    """

    title: str
    subtitle: str = ""
    footnote: str = ""
    empty: str = ""
    """Why there is nothing to draw; never empty text where there is nothing."""
    explained: str = ""
    """What it shows and how to read it: two plain sentences."""
    narrowed: tuple[Narrowing, ...] = ()
    """The filters that narrow it; title and subtitle name them."""
    ways_out: tuple[WayOut, ...] = ()
    """How an empty view may be filled; none where no filter emptied it."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "is_exercise" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say whether it is an exercise")
        if "as_table" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say what it is as a table")

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic, so that the stamp stands wherever it is shown."""
        return True

    def as_table(self) -> TableView:
        """The same numbers as rows and columns, for screen readers, keys and commands."""
        raise NotImplementedError

    @property
    def heard(self) -> str:
        """What a screen reader is told of the whole, after the title."""
        return self.subtitle


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table; `unit` is printed under or after the title."""

    key: str
    title: str
    unit: str = ""
    number: bool = False
    stretch: int = 1


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value and how it is printed."""

    text: str
    value: float | int | str | bool | None = None
    """What sorting and JSON use; days are ISO texts."""
    level: Level = "none"
    standing: Standing | None = None
    exercise: bool = False
    dim: bool = False
    upper: float | None = None
    """Largest value that the source allows, where `value` is only the smallest."""


class TableView(View, frozen=True, kw_only=True):
    """Rows and columns; every row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    codes: tuple[str | None, ...] = ()
    """The country that a row opens, where it opens one."""
    period_ids: tuple[str | None, ...] = ()
    """The restriction period that a row is about, where it is about one."""
    stamp: str = ""
    """What must stand over every picture and copy of the rows; empty where nothing must."""
    exercise: bool = False
    """Whether what it was made from is an exercise, beyond the cells that say so."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(cell.exercise for row in self.rows for cell in row)

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        return self
