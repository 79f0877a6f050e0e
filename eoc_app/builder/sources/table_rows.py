"""The rows of a small table of text, one by one: what is no data or not whole is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import polars as pl

from eoc_app.builder.sources import conventions
from eoc_app.builder.sources.decimal_marks import Numerals
from eoc_app.builder.sources.delimited import Dialect, Record, clean, dialect, is_utf8, records
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.records import fault_of
from eoc_app.builder.sources.sieve import Sieve
from eoc_app.builder.sources.source import Source

_CHUNK: Final = 5_000


def table_rows(
    source: Source, intake: Intake, *, apart: bool = True
) -> Iterator[tuple[int, list[str]]]:
    """Every row of data below the header and its first line; blank ones too, cells as they stand.

    All rows are counted as read. Numbers have a decimal point, whatever the file writes. Headers,
    rows that come again and notes are skipped, totals and rows that are not whole are refused.
    `apart` is False where equal rows may mean two things, by what stands above them or else: then
    repeats and notes are given.

    Raises:
        FileRefused: nothing of the file can be trusted.
    """
    how = dialect(source)
    if how is None:
        return
    conventions.tell(source, intake)
    if how.encoding == "utf-8" and not is_utf8(source):
        conventions.encoding(source, intake)
    numerals = _numerals(source, how)
    conventions.hold(numerals, source, intake)
    sieve = Sieve(how.titles, intake, source.memory)
    for record in _plain(_below(source), numerals, len(how.titles)):
        intake.read()
        fault = fault_of(record, how)
        if fault is not None:
            what, why, remedy = fault
            value = how.mark.join(record.cells).encode("utf-8", "surrogateescape")
            intake.refuse(
                what, why, remedy, row=record.line, value=value.decode("utf-8", "replace")
            )
        elif not any(map(clean, record.cells)) or sieve.row(record.line, record.cells, apart=apart):
            yield record.line, record.cells


def _below(source: Source) -> Iterator[Record]:
    """The records below the header."""
    heading = True
    for record in records(source):
        if heading:
            heading = not any(map(clean, record.cells))
        else:
            yield record


def _numerals(source: Source, how: Dialect) -> Numerals:
    def frames() -> Iterator[pl.DataFrame]:
        chunk: list[list[str]] = []
        for record in _below(source):
            if record.is_damaged:
                continue
            chunk.append(record.cells)
            if len(chunk) == _CHUNK:
                yield _frame(chunk, len(how.titles))
                chunk = []
        if chunk:
            yield _frame(chunk, len(how.titles))

    return conventions.numerals(source, frames(), how)


def _frame(rows: list[list[str]], width: int) -> pl.DataFrame:
    padded = [[*cells, *[""] * (width - len(cells))][:width] for cells in rows]
    names = [f"cell_{place}" for place in range(width)]
    return pl.DataFrame(
        dict(zip(names, map(list, zip(*padded, strict=True)), strict=True)),
        schema=dict.fromkeys(names, pl.String()),
    )


def _plain(rows: Iterator[Record], numerals: Numerals, width: int) -> Iterator[Record]:
    """The records with their numbers plain."""
    if not numerals.columns:
        yield from rows
        return
    names = [f"cell_{place}" for place in range(width)]
    for chunk in _batched(rows, _CHUNK):
        whole = [record.cells for record in chunk if not record.is_damaged]
        plain = iter(numerals.plain(_frame(whole, width), names).rows() if whole else ())
        for record in chunk:
            if record.is_damaged:
                yield record
            else:
                known = list(next(plain))[: len(record.cells)]
                yield Record(record.line, [*known, *record.cells[width:]], record.is_cut)


def _batched(rows: Iterator[Record], count: int) -> Iterator[list[Record]]:
    """The records in lists of so many; the last may be shorter."""
    while chunk := list(islice(rows, count)):
        yield chunk
