"""Asking the queries of queries/views on tables written by hand."""

from __future__ import annotations

from typing import Any

from tests.queries.tables import Tables


def ask(tables: Tables, name: str, **parameters: Any) -> list[dict[str, Any]]:
    query = tables.catalogue.views[name]
    assert set(parameters) == set(query.header["parameters"])
    return tables.rows(query.sql, parameters or None)


def short(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]
