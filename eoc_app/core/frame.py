"""The rows of a query, with their trace; impossible values are refused as they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, Final, TypeVar, get_args, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

from eoc_app.core.column import CODE, WHOLE, YEARS, ZONE
from eoc_app.core.country import is_country_code
from eoc_app.core.problem import Problem

Row = TypeVar("Row", bound=msgspec.Struct)
Made = TypeVar("Made")

_PLACE: Final = re.compile(r"at `\$\[(?P<row>\d+)\]\[(?P<column>\d+)\]")
_FIGURES: Final = ("value", "lower", "upper")
REMEDY: Final = (
    "find every row of the kind with: eoc verify; then ask the publisher to build it again"
)


@dataclass(frozen=True)
class Frame:
    """The result of a query: tuples in column order, and the trace that leads back to it."""

    query: str
    query_digest: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    file: str = ""
    shares: frozenset[str] = frozenset()
    """Signals whose values are shares, so that no value of theirs may exceed a whole."""
    _results: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Frame], Made]) -> Made:
        """Returns a function's result for this frame, computed once; callers must not alter it.

        Several panels read the same cached frame, so a result that depends only on its rows is
        worth caching with it.
        """
        if make not in self._results:
            self._results[make] = make(self)
        result: Made = self._results[make]
        return result

    def read(self, row: type[Row]) -> list[Row]:
        """Returns the rows as array-like structs whose fields are the columns, in order.

        This is the only place where a snapshot's cells become values. Each cell is checked against
        the type and range of its field, days against the format's years, codes and zones against
        the existing ones. Every call returns the same list; callers must not alter it.

        Raises:
            TypeError: the struct's fields are not the query's columns.
            Problem: a row breaks the format; it names query, row, column and value.
        """
        if row in self._results:
            kept: list[Row] = self._results[row]
            return kept
        fields = row.__struct_fields__
        if fields != self.columns:
            raise TypeError(f"{row.__name__} holds {fields}, {self.query} gives {self.columns}")
        try:
            read: list[Row] = msgspec.convert(self.rows, list[row])  # type: ignore[valid-type]
        except msgspec.ValidationError as error:
            raise self._unread(row, str(error)) from error
        for place, strange in _checks(row):
            wrong = strange(map(itemgetter(place), self.rows))
            if wrong is not None:
                column = (cells[place] for cells in self.rows)
                number = next(
                    number
                    for number, cell in enumerate(column)
                    if wrong == cell or (isinstance(cell, list) and wrong in cell)
                )
                raise self._wrong(row, number, place)
        self._hold_to_whole(row)
        self._results[row] = read
        return read

    def _hold_to_whole(self, row: type[msgspec.Struct]) -> None:
        if not self.shares or "signal" not in self.columns:
            return
        at = self.columns.index("signal")
        figures = [self.columns.index(name) for name in _FIGURES if name in self.columns]
        for number, cells in enumerate(self.rows) if figures else ():
            if cells[at] in self.shares:
                for place in figures:
                    if (cells[place] or 0.0) > WHOLE:
                        raise self._wrong(row, number, place, "a share from 0 to 1")

    def _unread(self, row: type[msgspec.Struct], error: str) -> Problem:
        """Returns the problem for an unreadable cell, found by the place in msgspec's error.

        Raises:
            TypeError: the error names no place, so the struct is wrong.
        """
        place = _PLACE.search(error)
        if place is None:
            raise TypeError(f"{row.__name__} of {self.query}: {error}")
        return self._wrong(row, int(place["row"]), int(place["column"]))

    def _wrong(
        self, row: type[msgspec.Struct], number: int, place: int, wanted: str = ""
    ) -> Problem:
        cells, name = self.rows[number], self.columns[place]
        named = [
            str(cell) for position, cell in enumerate(cells) if position != place and _names(cell)
        ][:3]
        value = str(cells[place])
        return Problem(
            "Rows of the snapshot do not hold to the format",
            f"expected {wanted or _wanted(_hints(row)[name])}, not {value[:80]!r}"
            f" (query {self.query}{', ' if named else ''}{', '.join(named)})",
            REMEDY,
            file=self.file or None,
            row=number + 1,
            column=name,
            value=value,
        )


def _names(cell: object) -> bool:
    """Returns whether a cell helps to identify its row."""
    return isinstance(cell, date) or (isinstance(cell, str) and 0 < len(cell) <= 60)


@cache
def _hints(row: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(row, include_extras=True)


def _metas(hint: object) -> Iterator[Meta]:
    """Yields the annotations of a type and of its parts."""
    if isinstance(hint, Meta):
        yield hint
    for part in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _metas(part)


def _wanted(hint: object) -> str:
    """Returns what a field of a type holds, in words."""
    described = next((meta.description for meta in _metas(hint) if meta.description), None)
    if described:
        return described
    words = [argument for argument in get_args(hint) if isinstance(argument, str)]
    words += [
        word for argument in get_args(hint) for word in get_args(argument) if isinstance(word, str)
    ]
    if words:
        return f"one of {', '.join(words)}"
    kinds = {argument for argument in (hint, *get_args(hint)) if isinstance(argument, type)}
    return next(
        (words_of_kind for kind, words_of_kind in _KINDS.items() if kind in kinds), "another value"
    )


_KINDS: Final = {bool: "true or false", int: "a whole number", datetime: "a moment of the calendar",
                 date: "a day of the calendar", str: "a text"}  # fmt: skip
_Check = Callable[[Iterable[Any]], object]


@cache
def _checks(row: type[msgspec.Struct]) -> tuple[tuple[int, _Check], ...]:
    """Returns the checks of a struct's columns; each returns an invalid value, if any."""
    checks: list[tuple[int, _Check]] = []
    for place, name in enumerate(row.__struct_fields__):
        hint = _hints(row)[name]
        if "list[datetime.date" in str(hint):
            checks.append((place, lambda lists: _outside_the_years(chain.from_iterable(lists))))
        elif "datetime.date" in str(hint):
            checks.append((place, _outside_the_years))
        elif CODE in _metas(hint):
            checks.append((place, _no_country))
        elif ZONE in _metas(hint):
            checks.append((place, _no_zone))
    return tuple(checks)


def _outside_the_years(column: Iterable[Any]) -> object:
    """Returns a day or moment outside the format's years; infinity arrives as the last or first."""
    days = set(column) - {None}
    ends = (min(days), max(days)) if days else ()
    return next((moment for moment in ends if moment.year not in YEARS), None)


def _no_country(codes: Iterable[Any]) -> object:
    return next(
        (code for code in set(codes) if code is not None and not is_country_code(code)), None
    )


def _no_zone(names: Iterable[Any]) -> object:
    return next((name for name in set(names) if name is not None and not _is_zone(name)), None)


@cache
def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
