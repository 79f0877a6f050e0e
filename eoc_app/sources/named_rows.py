"""Delimited text as rows by column name, and facts as frames of a table's own types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from eoc_app.catalogue import catalogue
from eoc_app.sources.delimited import clean, header
from eoc_app.sources.intake import Batch, Intake
from eoc_app.sources.source import Source
from eoc_app.sources.table_rows import table_rows

BATCH_ROWS: Final = 20_000

TYPES: Final[dict[str, pl.DataType]] = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
    "DOUBLE": pl.Float64(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "BOOLEAN": pl.Boolean(),
}


def folded(name: str) -> str:
    """A column's name without case, marks and spacing: `Country Code` is `country_code`."""
    return re.sub(r"[^a-z0-9]+", "_", clean(name).casefold()).strip("_")


def columns(source: Source) -> list[str]:
    """The folded names of the header; empty where the source is no text."""
    return [folded(cell) for cell in header(source)]


@dataclass(frozen=True)
class NamedRow:
    """One row: its first line in the file, its cells by folded column name, cleaned."""

    line: int
    cells: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The cell of the first of these columns that the file has; empty where it has none."""
        return next((self.cells[name] for name in names if name in self.cells), "")


def named_rows(source: Source, intake: Intake, *, repeats: bool = True) -> Iterator[NamedRow]:
    """Every row of data, counted; blank rows are skipped, unreadable ones refused.

    Rows that come again are skipped unless `repeats` is False. Cells that a short row leaves out
    at its end are empty.
    """
    names = columns(source)
    for line, cells in table_rows(source, intake, repeats=repeats):
        cleaned = [clean(cell) for cell in cells]
        if not any(cleaned):
            intake.skip("blank rows")
        else:
            padded = cleaned + [""] * (len(names) - len(cleaned))
            yield NamedRow(line, dict(zip(names, padded, strict=False)))


@cache
def types(table: str) -> dict[str, pl.DataType]:
    """The polars types of a table's columns, without `source_id`."""
    known = catalogue().schema[table].columns.values()
    return {rule.name: TYPES[rule.kind] for rule in known if rule.name != "source_id"}


def batch(table: str, facts: Sequence[Mapping[str, Any]]) -> Batch:
    """Facts as rows of a table; a key that is no column of it is a bug and raises."""
    known = types(table)
    strange = {name for fact in facts for name in fact} - set(known)
    if strange:
        raise ValueError(f"{table} has no column {sorted(strange)}")
    by_column = {name: [fact.get(name) for fact in facts] for name in known}
    return Batch(table, pl.DataFrame(by_column, schema=known))
