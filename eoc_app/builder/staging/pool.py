"""Rows of a table that are alike in some columns, until they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from eoc_app.builder.staging.batch_cells import LARGE

ROWS: Final = 250_000


@dataclass
class Pool:
    """Rows of a table with the same values in some columns; only the other columns are kept."""

    common: dict[str, Any]
    waiting: list[pl.DataFrame] = field(default_factory=list)
    blocks: list[pl.DataFrame] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def take(self, frame: pl.DataFrame) -> None:
        """Keep a frame; small ones are joined once they are many."""
        if frame.height >= LARGE:
            self.blocks.append(frame)
            return
        self.waiting.append(frame)
        if sum(part.height for part in self.waiting) >= ROWS:
            self.blocks.append(pl.concat(self.waiting, rechunk=True))
            self.waiting.clear()

    def held(self) -> pl.DataFrame:
        """The rows that are in memory."""
        return pl.concat([*self.blocks, *self.waiting])

    def withdraw(self, source_id: int) -> None:
        """Take back the rows of one source."""
        if "source_id" in self.common:
            if self.common["source_id"] == source_id:
                self.waiting, self.blocks = [], []
                for path in self.files:
                    path.unlink()
                self.files = []
            return
        others = pl.col("source_id") != source_id
        for frames in (self.waiting, self.blocks):
            frames[:] = [kept for frame in frames if (kept := frame.filter(others)).height]
        for path in list(self.files):
            kept = pl.read_parquet(path).filter(others)
            if kept.height:
                kept.write_parquet(path, compression="lz4", statistics=False, row_group_size=ROWS)
            else:
                path.unlink()
                self.files.remove(path)
