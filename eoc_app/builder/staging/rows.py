"""Rows in memory on their way into a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import duckdb
import polars as pl

from eoc_app.builder.staging.batch_cells import DTYPES
from eoc_app.snapshot.catalogue import Table

_LAST_ORDER: Final = re.compile(r"\norder by [^()]+\Z")


class _Stream:
    """A frame as an Arrow stream and nothing else: DuckDB asks more of a frame than this needs."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def bare(sql: str) -> str:
    """A statement that can stand in brackets."""
    return sql.strip().rstrip(";") + "\n"


def unordered(sql: str) -> str:
    """A statement without the order of its rows, for whoever puts them in order later."""
    return _LAST_ORDER.sub("", bare(sql))


def definition(table: Table, packing: Mapping[str, str]) -> str:
    """The statements that create a table, some columns packed in a way chosen beforehand."""
    sql = table.sql
    for name, how in packing.items():
        column = rf"^( {{4}}{name} \w+(?: not null)?)(,?)$"
        sql = re.sub(column, rf"\1 using compression {how}\2", sql, count=1, flags=re.MULTILINE)
    return sql


@contextmanager
def relation(connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> Iterator[str]:
    """A name by which statements of a connection can read a frame."""
    name = "rows_to_append"
    connection.register(name, _Stream(frame))
    try:
        yield name
    finally:
        connection.unregister(name)


def append(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Append rows in the table's column order, many at once: one by one is slow."""
    kinds = {name: DTYPES[rule.kind] for name, rule in table.columns.items()}
    frame = pl.DataFrame(list(rows), schema=kinds, orient="row")
    with relation(connection, frame) as given:
        connection.execute(f"insert into {table.name} by name select * from {given}")
