"""Rows on their way into the snapshot: kept in scratch files, so that memory stays bounded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from eoc_app.builder.cells import DTYPES, LARGE
from eoc_app.catalogue import catalogue

ROWS: Final = 250_000
BYTES: Final = 64 << 20
_MIXED: Final = ""


def literal(value: Any) -> str:
    """A value as an SQL literal."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"timestamp '{value}'"
        case date():
            return f"date '{value}'"
        case int() | float():
            return repr(value)
        case _:
            return "'" + str(value).replace("'", "''") + "'"


@dataclass
class _Pool:
    """Rows of a table with the same values in some columns; only the other columns are kept."""

    common: dict[str, Any]
    waiting: list[pl.DataFrame] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


class Staging:
    """Collects the rows of each table and puts them down in Parquet files below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pools: dict[str, dict[str, _Pool]] = defaultdict(dict)
        self._first: dict[str, dict[str, Any]] = {}
        self._varied: dict[str, set[str]] = defaultdict(set)
        self._columns: dict[str, dict[str, pl.DataType]] = {}
        self._count = 0

    def add(self, table: str, frame: pl.DataFrame, common: dict[str, Any]) -> None:
        """Take rows of a table; `common` has the columns, not in the frame, that never change."""
        if frame.height == 0:
            return
        self._note(table, frame, common)
        pools = self._pools[table]
        key = repr(sorted(common.items()))
        # One pool of what is alike and one for the rest: waiting rows of many are much memory.
        if frame.height < LARGE or (key not in pools and pools.keys() - {_MIXED}):
            frame, key, common = self._whole(table, frame, common), _MIXED, {}
        pool = pools.setdefault(key, _Pool(common))
        pool.waiting.append(frame)
        if sum(part.height for part in pool.waiting) >= ROWS or (
            sum(part.estimated_size() for part in pool.waiting) >= BYTES
        ):
            self._put_down(pool)

    def _whole(self, table: str, frame: pl.DataFrame, common: dict[str, Any]) -> pl.DataFrame:
        kinds = self._columns[table]
        return frame.with_columns(
            pl.lit(value, kinds[name]).alias(name) for name, value in common.items()
        ).select(sorted(kinds))

    def _one(self, table: str) -> _Pool:
        """The pool that holds all rows of a table.

        Two that are read side by side need more memory to be sorted than a build has.
        """
        pools = self._pools[table]
        for pool in pools.values():
            self._put_down(pool)
        if len(pools) > 1:
            mixed = pools[_MIXED]
            for key in pools.keys() - {_MIXED}:
                alike = pools.pop(key)
                for path in alike.files:
                    whole = self._whole(table, pl.read_parquet(path), alike.common)
                    whole.write_parquet(path, compression="lz4", statistics=False)
                mixed.files[:0] = alike.files
        return next(iter(pools.values()))

    def _note(self, table: str, frame: pl.DataFrame, common: dict[str, Any]) -> None:
        if table not in self._first:
            self._first[table] = {**frame.row(0, named=True), **common}
            rules = catalogue().schema[table].columns
            self._columns[table] = {name: DTYPES[rule.kind] for name, rule in rules.items()}
        first, varied = self._first[table], self._varied[table]
        varied.update(name for name, value in common.items() if value != first[name])
        unsure = [name for name in frame.columns if name not in varied]
        alike = frame.select(pl.col(name).eq_missing(pl.lit(first[name])).all() for name in unsure)
        varied.update(name for name in unsure if not alike[name][0])

    def _put_down(self, pool: _Pool) -> None:
        if not pool.waiting:
            return
        path = self.folder / f"{self._count}.parquet"
        self._count += 1
        rows = pl.concat(pool.waiting) if len(pool.waiting) > 1 else pool.waiting[0]
        pool.waiting.clear()
        rows.write_parquet(path, compression="lz4", statistics=False)
        pool.files.append(path)

    def has(self, table: str) -> bool:
        """Whether any row of a table came."""
        return table in self._first

    def varied(self, table: str) -> frozenset[str]:
        """Columns of a table that do not say the same in every row; only these need sorting."""
        return frozenset(self._varied[table])

    def scan(self, table: str, order: str = "") -> str:
        """The rows of a table as a subquery with every column, in an order if one is given.

        What is the same in all rows is no part of what is sorted.
        """
        varied = [name for name in self._columns[table] if name in self._varied[table]]
        pool = self._one(table)
        files = ", ".join(literal(str(file)) for file in pool.files)
        chosen = ", ".join(
            f"{literal(pool.common[name])} as {name}" if name in pool.common else name
            for name in varied
        )
        rows = f"select {chosen or 'source_id'} from read_parquet([{files}])"
        columns = ", ".join(
            name if name in varied else f"{literal(self._first[table][name])} as {name}"
            for name in self._columns[table]
        )
        return f"(select {columns} from (from ({rows}) {order}))"

    def forget(self, table: str) -> None:
        """Remove a table's scratch files once its rows are in the snapshot."""
        for pool in self._pools.pop(table, {}).values():
            for path in pool.files:
                path.unlink()
