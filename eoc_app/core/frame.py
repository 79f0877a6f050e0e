"""Rows that a query gave, with where they came from; what cannot be is refused as it is read."""

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
    """The result of one query: tuples in column order, and the trace that leads back to it."""

    query: str
    query_digest: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    file: str = ""
    shares: frozenset[str] = frozenset()
    """Signals whose values are shares: what a row says of them is held to a whole."""
    _made: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Frame], Made]) -> Made:
        """What a function makes of this frame, made at the first call; never to be altered.

        Frames are kept and several panels read the same one, so what rests on nothing but rows is
        worth keeping with them.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def read(self, row: type[Row]) -> list[Row]:
        """The rows as values of an array-like struct whose fields are the columns, in order.

        This is the one place where a snapshot's cells become values: each is held to the type and
        range of its field, days to the years of the format, codes and zones to those there are.
        The same list at every call: never to be altered.

        Raises:
            TypeError: the struct's fields are not the query's columns.
            Problem: a row does not hold to the format; it names query, row, column and value.
        """
        if row in self._made:
            made: list[Row] = self._made[row]
            return made
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
                cells = (one[place] for one in self.rows)
                number = next(
                    number
                    for number, cell in enumerate(cells)
                    if wrong == cell or (isinstance(cell, list) and wrong in cell)
                )
                raise self._wrong(row, number, place)
        self._hold_to_whole(row)
        self._made[row] = read
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
        """The problem of what could not become a value, by the place that the error names.

        Raises:
            TypeError: it names none, so that the struct is at fault.
        """
        place = _PLACE.search(error)
        if place is None:
            raise TypeError(f"{row.__name__} of {self.query}: {error}")
        return self._wrong(row, int(place["row"]), int(place["column"]))

    def _wrong(
        self, row: type[msgspec.Struct], number: int, place: int, wanted: str = ""
    ) -> Problem:
        cells, name = self.rows[number], self.columns[place]
        named = [str(one) for at, one in enumerate(cells) if at != place and _names(one)][:3]
        value = str(cells[place])
        return Problem(
            "Rows of the snapshot do not hold to the format",
            f"{value[:80]!r} stands where {wanted or _wanted(_hints(row)[name])} must"
            f" (query {self.query}{', ' if named else ''}{', '.join(named)})",
            REMEDY,
            file=self.file or None,
            row=number + 1,
            column=name,
            value=value,
        )


def _names(cell: object) -> bool:
    """Whether a cell helps to find its row."""
    return isinstance(cell, date) or (isinstance(cell, str) and 0 < len(cell) <= 60)


@cache
def _hints(row: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(row, include_extras=True)


def _metas(hint: object) -> Iterator[Meta]:
    """What is said of a type, or of those that it is made of."""
    if isinstance(hint, Meta):
        yield hint
    for one in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _metas(one)


def _wanted(hint: object) -> str:
    """What a field of a type holds, in words."""
    described = next((one.description for one in _metas(hint) if one.description), None)
    if described:
        return described
    words = [one for one in get_args(hint) if isinstance(one, str)]
    words += [word for one in get_args(hint) for word in get_args(one) if isinstance(word, str)]
    if words:
        return f"one of {', '.join(words)}"
    kinds = {one for one in (hint, *get_args(hint)) if isinstance(one, type)}
    return next((said for kind, said in _KINDS.items() if kind in kinds), "another value")


_KINDS: Final = {bool: "true or false", int: "a whole number", datetime: "a moment of the calendar",
                 date: "a day of the calendar", str: "a text"}  # fmt: skip
_Check = Callable[[Iterable[Any]], object]


@cache
def _checks(row: type[msgspec.Struct]) -> tuple[tuple[int, _Check], ...]:
    """What types of a struct's fields ask of the values of a column; each gives one that is not."""
    found: list[tuple[int, _Check]] = []
    for place, name in enumerate(row.__struct_fields__):
        hint = _hints(row)[name]
        if "list[datetime.date" in str(hint):
            found.append((place, lambda lists: _outside_the_years(chain.from_iterable(lists))))
        elif "datetime.date" in str(hint):
            found.append((place, _outside_the_years))
        elif CODE in _metas(hint):
            found.append((place, _no_country))
        elif ZONE in _metas(hint):
            found.append((place, _no_zone))
    return tuple(found)


def _outside_the_years(column: Iterable[Any]) -> object:
    """A day or moment outside the years of the format; endless ones come as the last or first."""
    days = set(column) - {None}
    ends = (min(days), max(days)) if days else ()
    return next((one for one in ends if one.year not in YEARS), None)


def _no_country(codes: Iterable[Any]) -> object:
    return next((one for one in set(codes) if one is not None and not is_country_code(one)), None)


def _no_zone(names: Iterable[Any]) -> object:
    return next((one for one in set(names) if one is not None and not _is_zone(one)), None)


@cache
def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
