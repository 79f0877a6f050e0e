"""Columns of numeric days (`5/27/2018`): their own days above 12 say which part is the month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import polars as pl

from eoc_app.builder.sources import bulk
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import DayOrder

_NUMERIC: Final = r"^\s*(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4})(?:[T ]0{1,2}:00(?::00)?)?\s*$"
REMEDY: Final = "write the days as 2024-11-05"


def has_numeric(cells: pl.Series) -> bool:
    """Whether any cell of a column is a day in numbers that does not begin with its year."""
    return bool(cells.str.contains(_NUMERIC).any())


def order_of(columns: Iterable[pl.Series]) -> DayOrder | None:
    """The order that the cells of a column prove, given part by part."""
    found: set[str] = set()
    for cells in columns:
        numeric = cells.filter(cells.str.contains(_NUMERIC).fill_null(value=False))
        found |= set(numeric.str.extract(r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})").unique())
    return span.day_order(found)


def dated(
    source: Source,
    intake: Intake,
    columns: Mapping[str, str],
    block_bytes: int = bulk.BLOCK_BYTES,
) -> Iterator[pl.DataFrame]:
    """The rows of a delimited file with the numeric days of some columns as ISO days.

    `columns` are cells (`cell_0`) with the file's own titles. A column that proves no order takes
    what all of them prove together.
    """
    orders: dict[str, DayOrder | None] | None = None
    for frame in bulk.frames(source, intake, block_bytes=block_bytes):
        ready = frame
        if orders is None and any(has_numeric(frame[cell]) for cell in columns):
            parts = [part.select(*columns) for part in bulk.frames(source, Intake(source.path))]
            together = order_of(part[cell] for part in parts for cell in columns)
            orders = {cell: order_of(part[cell] for part in parts) or together for cell in columns}
        for cell, order in (orders or {}).items():
            ready = as_iso(ready, cell, order, intake, columns[cell])
        yield ready


def as_iso(
    frame: pl.DataFrame, column: str, order: DayOrder | None, intake: Intake, title: str
) -> pl.DataFrame:
    """The rows with the numeric days of a text column as ISO days.

    A row whose day may be two is refused, with both; `title` is the file's own for the column.
    """
    cell = pl.col(column)
    numeric = cell.str.contains(_NUMERIC).fill_null(value=False)
    if not frame.select(numeric.any()).item():
        return frame
    known: dict[str, str | None] = {}
    for text in frame.filter(numeric)[column].unique():
        found = span.day(text.strip().split("T")[0].split(" ")[0], order)
        known[text] = None if found is None else found.isoformat()
    for line, text in (
        frame.filter(numeric & cell.is_in([text for text, day in known.items() if day is None]))
        .select("source_row", column)
        .iter_rows()
    ):
        intake.refuse(
            "A row was not imported",
            span.unsure(text) or "it is no day",
            REMEDY,
            row=line,
            column=title,
            value=text,
        )
    read = {text: day for text, day in known.items() if day is not None}
    lost = [text for text, day in known.items() if day is None]
    kept = frame.filter(~cell.is_in(lost).fill_null(value=False)) if lost else frame
    return kept.with_columns(cell.replace(read))
