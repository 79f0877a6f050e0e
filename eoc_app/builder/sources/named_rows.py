"""Delimited text as rows by column name, and facts as frames of a table's own types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from eoc_app.builder.sources.conventions import tell_unread
from eoc_app.builder.sources.delimited import clean, header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.sources.table_rows import table_rows
from eoc_app.snapshot.catalogue import catalogue

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


class Cells(dict[str, str]):
    """The cells of a row by column; `asked` are the columns that were looked for in any row."""

    def __init__(self, cells: Iterable[tuple[str, str]], asked: set[str]) -> None:
        super().__init__(cells)
        self.asked = asked

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The cell of a column, if there is one."""
        self.asked.add(name)
        return super().get(name, default)


@dataclass(frozen=True)
class NamedRow:
    """One row: its first line in the file, its cells by folded column name, cleaned."""

    line: int
    cells: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The cell of the first of these columns that the file has; empty where it has none."""
        return next((self.cells[name] for name in names if name in self.cells), "")


def rows_by_column(
    source: Source, intake: Intake, names: Sequence[str], *, apart: bool = True
) -> Iterator[tuple[int, Cells]]:
    """Every row of data as `table_rows` gives it, blank ones too, its cells by these names.

    Space within cells is made single; cells that a short row leaves out are empty.
    """
    asked: set[str] = set()
    for line, cells in table_rows(source, intake, apart=apart):
        joined = [" ".join(cell.split()) for cell in cells] + [""] * (len(names) - len(cells))
        yield line, Cells(zip(names, joined, strict=False), asked)
    if asked and apart:  # rows that are read together are looked at when all were given
        tell_unread(intake, names, asked)


def named_rows(source: Source, intake: Intake, *, apart: bool = True) -> Iterator[NamedRow]:
    """Every row of data, counted; blank rows are skipped, unreadable ones refused.

    Rows that come again are skipped unless equal ones may mean two things (`apart` is False).
    Cells that a short row leaves out at its end are empty.
    """
    names = columns(source)
    asked: set[str] = set()
    for line, cells in table_rows(source, intake, apart=apart):
        cleaned = [clean(cell) for cell in cells]
        if not any(cleaned):
            intake.skip("blank rows")
        else:
            padded = cleaned + [""] * (len(names) - len(cleaned))
            yield NamedRow(line, Cells(zip(names, padded, strict=False), asked))
    if asked:
        tell_unread(intake, names, asked)


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
