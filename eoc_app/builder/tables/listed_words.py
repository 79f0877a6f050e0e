"""Words of the columns that many tables share, as the tables of facts list them."""

from __future__ import annotations

from functools import cache
from typing import Final

from eoc_app.snapshot.catalogue import catalogue

_SHARED: Final = ("scope", "platform", "cell", "provenance")


@cache
def listed_words() -> dict[str, tuple[str, ...]]:
    """The words of each such column, in order; computed tables list none of their own."""
    tables = catalogue().schema.values()
    return {
        column: tuple(sorted({word for table in tables for word in table.values.get(column, ())}))
        for column in _SHARED
    }
