"""Tables of the format as CSV or Parquet: how an organisation exports its own signals.

A file is told by its name (`ai_label.csv`, `ai_label_2024-10.csv`, `ai_label.part2.parquet`) if
its header fits that table, else by a header that fits exactly one table. `source_id` and
`source_row` are this program's own and are ignored. `lower`, `upper`, `qualifier` and `cell` may
be left out or empty (`canonical_cells.fill` has the rule), and so may the day from which a row was
known (`known_from.filled`); other required columns may not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import polars as pl

from eoc_app.builder.cells.canonical_cells import FIGURE, FILLABLE, misfits
from eoc_app.builder.cells.exported_rows import (
    OWN,
    PARQUET,
    delimited_rows,
    typed_header,
    typed_rows,
)
from eoc_app.builder.cells.known_from import KNOWN_FROM
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.core.column import YEARS
from eoc_app.snapshot.catalogue import Table, catalogue

WEAKEST_FIRST: Final = ("synthetic", "estimated", "measured", "published")


@cache
def _tables() -> dict[str, Table]:
    """The tables, longest name first, so that `takedown_asset` is not taken for `takedown`."""
    return dict(sorted(catalogue().schema.items(), key=lambda item: (-len(item[0]), item[0])))


def _needed(table: Table) -> set[str]:
    """Columns that a file must have."""
    fillable = FILLABLE if set(table.columns) >= FIGURE else {"cell"}
    fillable = fillable | KNOWN_FROM
    required = {name for name, rule in table.columns.items() if rule.required}
    return required - OWN - fillable


def _named(source: Source, names: list[str]) -> Table | None:
    """The table that the name says; a report may be called after one and have few columns."""
    stem = source.name.casefold()
    for name, table in _tables().items():
        if re.match(rf"{name}(?:[\W_]|$)", stem):
            known = set(names) & (set(table.columns) - {"provenance", "country_code"})
            fits = 3 * len(known & _needed(table)) >= len(_needed(table)) - 2
            return table if fits and 2 * len(known) >= max(4, len(names) - 2) else None
    return None


def _fitting(names: list[str]) -> list[Table]:
    """The tables whose columns hold every name of a header and that miss nothing they need."""
    return [
        table
        for table in _tables().values()
        if table.kind != "built" and _needed(table) <= set(names) <= set(table.columns)
    ]


def _recognises(source: Source) -> bool:
    if source.head.startswith(PARQUET):
        return True  # nothing else reads Parquet, and what is wrong with one is worth saying
    try:
        names = [name.casefold() for name in header(source)]
    except csv.Error:
        return False
    return len(names) > 1 and (_named(source, names) is not None or bool(_fitting(names)))


def _told(source: Source, names: list[str], intake: Intake) -> Table | None:
    """The table of a file, or None after saying why it cannot be told or imported."""
    twice = sorted({name for name in names if name and names.count(name) > 1})
    for name in twice:
        intake.refuse(
            "A column appears twice",
            "nothing says which of the two is meant; the file was not imported",
            "keep one of them",
            column=name,
        )
    if twice:
        return None
    fitting = _fitting(names)
    table = _named(source, names) or (fitting[0] if len(fitting) == 1 else None)
    if table is None:
        fits = " and ".join(sorted(found.name for found in fitting))
        intake.refuse(
            "A file fits no single table of the format",
            f"its header fits {fits}" if fits else "neither its name nor its header is a table's",
            "name the file after its table, such as voter_reminder.csv; docs/snapshot.md has all",
        )
        return None
    if table.kind == "built":
        intake.refuse(
            "A file holds a table that is written when a snapshot is built",
            f"{table.name} is computed from the facts and cannot be imported",
            "export the tables of facts",
        )
        return None
    missing = sorted(_needed(table) - set(names))
    for name in missing:
        intake.refuse(
            "A required column is missing",
            f"{table.name} cannot be imported without it: {table.columns[name].meaning}",
            "add the column",
            column=name,
        )
    for name in names:
        if name and name not in table.columns:
            intake.refuse(
                "A column is unknown",
                f"{table.name} has no such column; its cells were not imported",
                "rename it or leave it out; docs/snapshot.md lists the columns",
                column=name,
            )
    return None if missing else table


class Account:
    """What the rows of one file say of the file: its period and its provenance."""

    def __init__(self, table: Table, intake: Intake) -> None:
        """Title the source after its table."""
        self._intake = intake
        self._table = table
        self._provenance: set[str] = set()
        intake.title = table.title

    def batch(self, frame: pl.DataFrame) -> Batch:
        """A batch of rows that are ready, counted into the source's period."""
        self._provenance |= set(frame["provenance"].drop_nulls().unique())
        weakest = [word for word in WEAKEST_FIRST if word in self._provenance]
        self._intake.provenance = weakest[0] if weakest else "published"
        dated = [
            name
            for name, rule in self._table.columns.items()
            if rule.kind == "DATE" and rule.required and name in frame.columns
        ]
        for name in dated:
            days = frame[name]
            if days.dtype == pl.String:
                days = days.str.to_date("%Y-%m-%d", strict=False)
            if days.dtype.is_temporal():
                days = days.filter(days.dt.year().is_between(YEARS.start, YEARS.stop - 1))
            first, last = days.min(), days.max()
            if isinstance(first, date) and isinstance(last, date):
                known = self._intake
                known.period_starts_on = min(first, known.period_starts_on or first)
                known.period_ends_on = max(last, known.period_ends_on or last)
        return Batch(self._table.name, frame)


def _delimited(source: Source, intake: Intake) -> Iterator[Batch]:
    names = [name.casefold() for name in header(source)]
    table = _told(source, names, intake)
    if table is None:
        return
    account = Account(table, intake)
    for frame in delimited_rows(source, intake, table, names):
        yield account.batch(frame)


def _typed(source: Source, intake: Intake) -> Iterator[Batch]:
    schema = typed_header(source)
    if schema is None:
        intake.refuse(
            "A Parquet file cannot be read",
            "it is damaged, cut off, or written by a newer Parquet than this program knows",
            "export it again",
        )
        return
    by_name = {name: name.casefold() for name in schema}
    table = _told(source, list(by_name.values()), intake)
    if table is None:
        return
    folded = {by_name[name]: kind for name, kind in schema.items()}
    unfit = misfits(table, {name: kind for name, kind in folded.items() if name not in OWN})
    for name, objection in unfit.items():
        intake.refuse(
            "A column has a type that cannot be imported",
            objection.why,
            objection.remedy,
            column=name,
        )
    if set(unfit) & _needed(table):
        return
    account = Account(table, intake)
    names = {name for name, lower in by_name.items() if lower not in unfit}
    for frame in typed_rows(source, intake, table, names):
        yield account.batch(frame)


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every row of an exported table; what does not fit is reported and the rest goes on."""
    if not source.head.startswith(PARQUET):
        try:
            yield from _delimited(source, intake)
        except csv.Error as error:
            intake.refuse(
                "A delimited file cannot be read to its end",
                str(error),
                "look for a quotation mark that is not closed",
                row=intake.rows_read + 1,
            )
        return
    try:
        yield from _typed(source, intake)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        intake.refuse(
            "A Parquet file cannot be read to its end",
            str(error).splitlines()[0] if str(error) else type(error).__name__,
            "export it again",
            row=intake.rows_read + 1,
        )


IMPORTER = Importer("Exported tables of the format", _recognises, read, specificity=50)
