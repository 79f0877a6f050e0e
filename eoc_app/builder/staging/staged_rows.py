"""The staged rows of a build: where they lie, and which source each is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.staging import Staging


@dataclass(frozen=True)
class StagedRows:
    """Rows on their way into the snapshot in use on a connection; `readings` count from 1."""

    connection: duckdb.DuckDBPyConnection
    staging: Staging
    readings: Sequence[Reading]

    def all(self, sql: str) -> list[tuple[Any, ...]]:
        """Every row that a statement gives."""
        return self.connection.execute(sql).fetchall()

    def reading(self, source_id: int) -> Reading:
        """The source of a row."""
        return self.readings[source_id - 1]
