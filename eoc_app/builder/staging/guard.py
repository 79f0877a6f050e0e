"""Holds every batch to its table's contract: what does not fit is named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.staging.batch_cells import DTYPES, in_words, typed
from eoc_app.builder.tables.table_rules import table_rules
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Table

NAMED_PROBLEMS: Final = 1000
"""Problems of one source that are named one by one; the rest is counted."""


class Guard:
    """Checks the batches of one source and keeps the count of what it refused."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.unnamed = 0
        self._named = 0

    def hold(self, table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Any]]:
        """The rows that fit, typed, with every column of the table but `source_id`.

        Columns that never change are not in the frame: their values are the second result.

        Raises:
            ValueError: the batch has a column that the table has not, which is an importer's bug.
            TypeError: a column has a type that loses information, which is one too.
        """
        wanted = {name: rule for name, rule in table.columns.items() if name != "source_id"}
        unknown = sorted(set(frame.columns) - set(wanted))
        if unknown:
            raise ValueError(f"batch for {table.name} has unknown columns {unknown}")
        if frame.height == 0:
            return pl.DataFrame(schema={n: DTYPES[r.kind] for n, r in wanted.items()}), {}
        batch = typed(frame, wanted)
        common = batch.once.row(0, named=True) if batch.once.width else {}
        whole = batch.each.with_columns(
            pl.lit(value, DTYPES[wanted[name].kind]).alias(name) for name, value in common.items()
        )
        faults = [
            _Fault(
                name, f"it is no {in_words(wanted[name].kind)}", in_words(wanted[name].kind), bad
            )
            for name, bad in batch.unread.items()
        ]
        faults.extend(_broken(table, whole, batch.once))
        if not faults:
            return batch.each, common
        return batch.each.filter(~self._dropped(frame, whole, faults)), common

    def _dropped(self, frame: pl.DataFrame, whole: pl.DataFrame, faults: list[_Fault]) -> pl.Series:
        """Which rows have a fault; each is told once, by its first."""
        dropped = pl.repeat(False, whole.height, eager=True)
        room = NAMED_PROBLEMS - self._named
        broken: list[tuple[int, _Fault]] = []
        count = 0
        for fault in faults:
            bad = fault.rows
            if bad.len() != whole.height:
                bad = pl.repeat(bad[0], whole.height, eager=True)
            rows = (bad & ~dropped).arg_true()
            broken.extend((index, fault) for index in rows.head(room))
            count += rows.len()
            dropped = dropped | bad
        # The first rows of all faults, however many rows a batch has.
        named = sorted(broken, key=lambda pair: pair[0])[:room]
        for index, fault in named:
            self._tell(frame, whole, fault, index)
        self._named += len(named)
        self.unnamed += count - len(named)
        return dropped

    def _tell(self, frame: pl.DataFrame, whole: pl.DataFrame, fault: _Fault, index: int) -> None:
        stated = frame if fault.column in frame.columns else whole
        # As text: a day of the year -1 is none in Python.
        cell = stated[fault.column].slice(index, 1).cast(pl.String)[0]
        self._intake.problems.append(
            Problem(
                "A row was not imported",
                fault.why,
                f"give {fault.wanted} there, or leave the row out",
                file=self._intake.path,
                row=whole["source_row"][index],
                column=fault.column,
                value=cell,
            )
        )


@dataclass(frozen=True)
class _Fault:
    """A column that breaks a rule: why, what is wanted, and which rows (one value for all)."""

    column: str
    why: str
    wanted: str
    rows: pl.Series


def _broken(table: Table, whole: pl.DataFrame, once: pl.DataFrame) -> Iterator[_Fault]:
    """The rules of the table that a batch breaks; unchanging columns are looked at once."""
    rules = [rule for rule in table_rules(table) if not rule.mended and rule.column != "source_id"]
    known = set(once.columns)
    for frame, part in (
        (once, [rule for rule in rules if set(rule.rows.meta.root_names()) <= known]),
        (whole, [rule for rule in rules if not set(rule.rows.meta.root_names()) <= known]),
    ):
        if not part:
            continue
        rows = frame.select(
            rule.rows.fill_null(value=False).alias(str(place)) for place, rule in enumerate(part)
        )
        for place, rule in enumerate(part):
            if rows[str(place)].any():
                yield _Fault(rule.column, rule.why, rule.wanted, rows[str(place)])
