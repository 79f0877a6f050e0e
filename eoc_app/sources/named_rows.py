"""Delimited text as rows by column name, and facts as frames of a table's own types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from eoc_app.catalogue import catalogue
from eoc_app.sources.delimited import clean, delimiter, encoding, header, rows
from eoc_app.sources.intake import Batch, Intake
from eoc_app.sources.source import Source

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
    """The folded names of the first line; empty where the source is no text."""
    return [folded(cell) for cell in header(source)]


@dataclass(frozen=True)
class NamedRow:
    """One row: its first line in the file, its cells by folded column name, cleaned."""

    line: int
    cells: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The cell of the first of these columns that the file has; empty where it has none."""
        return next((self.cells[name] for name in names if name in self.cells), "")


def _fault(cells: list[str], width: int, mark: str) -> tuple[str, str] | None:
    """Why a row's cells cannot be trusted, and what to do."""
    if any(cells[width:]):
        why = f"{len(cells)} cells under {width} columns, so none can be told apart"
        return why, "quote the cells that hold the delimiter"
    swallowed = sum(
        line.count(mark) >= width - 1 > 0 for cell in cells for line in cell.splitlines()[1:]
    )
    if swallowed:
        why = f"a quotation mark is not closed, and a cell holds the next rows: {swallowed} or more"
        return why, "close it, or double it where it belongs to the text"
    if any("\ufffd" in cell for cell in cells):
        return "it holds bytes that are not in the file's encoding", "save the file as UTF-8"
    return None


def named_rows(source: Source, intake: Intake) -> Iterator[NamedRow]:
    """Every row below the header, counted; blank rows are skipped, unreadable ones refused.

    Cells that a short row leaves out at its end are empty.
    """
    names: list[str] | None = None
    mark = delimiter(source.head.decode(encoding(source.head), errors="replace"))
    for line, cells in rows(source):
        cleaned = [clean(cell) for cell in cells]
        if names is None:
            names = [folded(cell) for cell in cleaned] if any(cleaned) else None
            continue
        intake.read()
        if not any(cleaned):
            intake.skip("blank rows")
        elif (fault := _fault(cleaned, len(names), mark)) is not None:
            intake.refuse("A row cannot be read", *fault, row=line, value=mark.join(cleaned))
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
