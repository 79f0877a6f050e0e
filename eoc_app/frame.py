"""Rows that a query gave, with where they came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)
Made = TypeVar("Made")


@dataclass(frozen=True)
class Frame:
    """The result of one query: tuples in column order, and the trace that leads back to it."""

    query: str
    query_digest: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
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

        The same list at every call: never to be altered.

        Raises:
            TypeError: the struct's fields are not the query's columns.
        """
        if row in self._made:
            made: list[Row] = self._made[row]
            return made
        fields = row.__struct_fields__
        if fields != self.columns:
            raise TypeError(f"{row.__name__} holds {fields}, {self.query} gives {self.columns}")
        self._made[row] = msgspec.convert(self.rows, list[row])  # type: ignore[valid-type]
        return self.read(row)
