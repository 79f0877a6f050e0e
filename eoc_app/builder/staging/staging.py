"""Rows on their way into the snapshot: in memory while few, else in scratch files."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import polars as pl

from eoc_app.builder.staging.batch_cells import DTYPES, LARGE
from eoc_app.builder.staging.pool import ROWS, Pool
from eoc_app.builder.tables.imported_tables import imported_tables
from eoc_app.builder.tables.sql_literal import literal

HELD_BYTES: Final = 256 << 20
"""Of all tables, kept in memory; beyond, everything held is put down."""
_MIXED: Final = ""

_SAMPLE: Final = 2048
_SHORT: Final = 256
"""Bytes of a text that every way of packing takes."""


def _differs(sample: pl.Series) -> bool:
    """Whether a text column says something else in most rows, and nothing long."""
    longest = sample.str.len_bytes().max()
    return sample.n_unique() > sample.len() // 2 and isinstance(longest, int) and longest < _SHORT


class Staging:
    """Collects the rows of each table; what is too much for memory lies in Parquet files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pools: dict[str, dict[str, Pool]] = defaultdict(dict)
        self._first: dict[str, dict[str, Any]] = {}
        self._varied: dict[str, set[str]] = defaultdict(set)
        self._columns: dict[str, dict[str, pl.DataType]] = {}
        self._differing: dict[str, set[str]] = {}
        """Of tables with many rows, the text columns whose cells mostly differ."""
        self._file_count = 0
        self._held_bytes = 0

    def add(self, table: str, frame: pl.DataFrame, common: dict[str, Any]) -> None:
        """Take rows of a table; `common` has the columns, not in the frame, that never change."""
        if frame.height == 0:
            return
        self._note(table, frame, common)
        pools = self._pools[table]
        if frame.height >= LARGE and table not in self._differing:
            texts = frame.head(_SAMPLE).select(pl.col(pl.String))
            self._differing[table] = {cells.name for cells in texts if _differs(cells)}
        key = repr(sorted(common.items()))
        # One pool of what is alike and one for the rest: waiting rows of many are much memory.
        if frame.height < LARGE or (key not in pools and pools.keys() - {_MIXED}):
            frame, key, common = self._whole(table, frame, common), _MIXED, {}
        pools.setdefault(key, Pool(common)).take(frame)
        self._held_bytes += int(frame.estimated_size())
        if self._held_bytes >= HELD_BYTES:
            self._put_all_down()

    def _whole(self, table: str, frame: pl.DataFrame, common: dict[str, Any]) -> pl.DataFrame:
        kinds = self._columns[table]
        return frame.with_columns(
            pl.lit(value, kinds[name]).alias(name) for name, value in common.items()
        ).select(sorted(kinds))

    def _one(self, table: str) -> Pool:
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
            rules = imported_tables()[table].columns
            self._columns[table] = {name: DTYPES[rule.kind] for name, rule in rules.items()}
        first, varied = self._first[table], self._varied[table]
        varied.update(name for name, value in common.items() if value != first[name])
        unsure = [name for name in frame.columns if name not in varied]
        alike = frame.select(pl.col(name).eq_missing(pl.lit(first[name])).all() for name in unsure)
        varied.update(name for name in unsure if not alike[name][0])

    def _put_all_down(self) -> None:
        for pools in self._pools.values():
            for pool in pools.values():
                self._put_down(pool)
        self._held_bytes = 0

    def _put_down(self, pool: Pool) -> None:
        if not pool.waiting and not pool.blocks:
            return
        path = self.folder / f"{self._file_count}.parquet"
        self._file_count += 1
        pool.held().write_parquet(path, compression="lz4", statistics=False, row_group_size=ROWS)
        pool.waiting.clear()
        pool.blocks.clear()
        pool.files.append(path)

    def withdraw(self, source_id: int) -> None:
        """Take back every row of one source."""
        for table in list(self._pools):
            pools = self._pools[table]
            for key, pool in list(pools.items()):
                pool.withdraw(source_id)
                if not (pool.waiting or pool.blocks or pool.files):
                    del pools[key]
            if not pools:
                for kept in (self._pools, self._first, self._varied, self._columns):
                    kept.pop(table, None)
                self._differing.pop(table, None)

    def has(self, table: str) -> bool:
        """Whether any row of a table came."""
        return table in self._first

    def varied(self, table: str) -> frozenset[str]:
        """Columns of a table that do not say the same in every row; only these need sorting."""
        return frozenset(self._varied[table])

    def unvaried(self, table: str) -> dict[str, Any]:
        """Columns of a table that say the same in every row, and what."""
        first, varied = self._first[table], self._varied[table]
        return {name: first[name] for name in self._columns[table] if name not in varied}

    def held(self, table: str) -> pl.DataFrame | None:
        """The varying columns of a table where all its rows are in memory side by side, or None."""
        pools = list(self._pools[table].values())
        if len(pools) != 1 or pools[0].files or not self._varied[table]:
            return None
        known = pools[0].held()
        return known.select(name for name in known.columns if name in self._varied[table])

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

    def packing(self, table: str) -> dict[str, str]:
        """How to pack text columns of a large table, where a look at its rows tells.

        Without it each column is packed in every way, to find out which is the smallest.
        """
        if table not in self._differing:
            return {}
        first = self._first[table]
        words = imported_tables()[table].values
        found: dict[str, str] = {}
        for name, kind in self._columns[table].items():
            if kind != pl.String():
                continue
            if name not in self._varied[table]:
                if len(first[name] or "") < _SHORT:
                    found[name] = "dictionary"
            elif name in words:
                found[name] = "dictionary"
            elif name in self._differing[table]:
                found[name] = "fsst"
        return found

    def forget(self, table: str) -> None:
        """Remove a table's scratch files once its rows are in the snapshot."""
        for pool in self._pools.pop(table, {}).values():
            for path in pool.files:
                path.unlink()
