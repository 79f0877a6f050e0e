"""Rows on their way into the snapshot: kept in scratch files, so that memory stays bounded."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import polars as pl

ROWS: Final = 250_000
BYTES: Final = 64 << 20


class Staging:
    """Collects the rows of each table and puts them down in Parquet files below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self._files: dict[str, list[Path]] = defaultdict(list)
        self._varied: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, dict[str, object]] = {}
        self.rows: dict[str, int] = defaultdict(int)

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Take rows of a table, with `source_id`."""
        if frame.height == 0:
            return
        self._note(table, frame)
        self.rows[table] += frame.height
        waiting = self._waiting[table]
        waiting.append(frame)
        if sum(part.height for part in waiting) >= ROWS or (
            sum(part.estimated_size() for part in waiting) >= BYTES
        ):
            self._put_down(table)

    def _note(self, table: str, frame: pl.DataFrame) -> None:
        first = self._first.setdefault(table, frame.row(0, named=True))
        varied = self._varied[table]
        unsure = [name for name in frame.columns if name not in varied]
        alike = frame.select(pl.col(name).eq_missing(pl.lit(first[name])).all() for name in unsure)
        varied.update(name for name in unsure if not alike[name][0])

    def varied(self, table: str) -> frozenset[str]:
        """Columns of a table that do not say the same in every row; only these need sorting."""
        return frozenset(self._varied[table])

    def _put_down(self, table: str) -> None:
        waiting = self._waiting.pop(table, [])
        if not waiting:
            return
        path = self.folder / f"{table}-{len(self._files[table])}.parquet"
        rows = pl.concat(waiting) if len(waiting) > 1 else waiting[0]
        rows.write_parquet(path, compression="lz4", statistics=False)
        self._files[table].append(path)

    def files(self, table: str) -> list[Path]:
        """The scratch files of a table, everything put down."""
        self._put_down(table)
        return self._files[table]

    def forget(self, table: str) -> None:
        """Remove a table's scratch files once its rows are in the snapshot."""
        for path in self._files.pop(table, []):
            path.unlink()
