"""Rows that a query gave, with where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)


@dataclass(frozen=True)
class Frame:
    """The result of one query: tuples in column order, and the trace that leads back to it."""

    query: str
    query_digest: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def read(self, row: type[Row]) -> list[Row]:
        """The rows as values of an array-like struct whose fields are the columns, in order.

        Raises:
            TypeError: the struct's fields are not the query's columns.
        """
        fields = row.__struct_fields__
        if fields != self.columns:
            raise TypeError(f"{row.__name__} holds {fields}, {self.query} gives {self.columns}")
        return msgspec.convert(self.rows, list[row])  # type: ignore[valid-type]
