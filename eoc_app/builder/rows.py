"""Rows made in Python on their way into a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import polars as pl

from eoc_app.builder.cells import DTYPES
from eoc_app.catalogue import Table


class _Stream:
    """A frame as an Arrow stream and nothing else: DuckDB asks more of a frame than this needs."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def append(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Append rows in the table's column order, many at once: one by one is slow."""
    kinds = {name: DTYPES[rule.kind] for name, rule in table.columns.items()}
    frame = pl.DataFrame(list(rows), schema=kinds, orient="row")
    connection.register("rows_to_append", _Stream(frame))
    try:
        connection.execute(f"insert into {table.name} by name select * from rows_to_append")
    finally:
        connection.unregister("rows_to_append")
