"""What each SELECT of a statement reads and under which conditions, by the engine's own parser.

The statements are the program's own and never change while it runs, so each is parsed once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

Tree = dict[str, Any]
"""A part of a parsed statement, as DuckDB writes it in JSON."""

_KINDS: Final = {"json_serialize_sql": "varchar", "json_deserialize_sql": "json"}


@dataclass(frozen=True)
class Select:
    """One SELECT, its inner ones included; `names` are its columns, with the table where stated."""

    sources: tuple[tuple[str, str], ...]
    """Every table or view that it reads, and what it is called there."""
    own_sources: tuple[tuple[str, str], ...]
    """Those of them that do not stand in brackets, in a SELECT with conditions of its own."""
    conditions: tuple[Tree, ...]
    """What every row that it reads meets."""
    names: tuple[tuple[str, ...], ...]
    everything: bool
    """Whether it asks for all columns."""


@dataclass(frozen=True)
class Statement:
    """The SELECTs of a statement, and the names of those that stand before it."""

    made: frozenset[str]
    selects: tuple[Select, ...]


_parsed: dict[str, Statement] = {}
"""Statements by their text."""


def parsed_statements(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[str]
) -> Iterator[Statement]:
    """Statements, taken apart."""
    new = list(dict.fromkeys(text for text in texts if text not in _parsed))
    for text, parsed in zip(new, asked(connection, "json_serialize_sql", new), strict=True):
        _parsed[text] = _taken_apart(json.loads(parsed))
    yield from (_parsed[text] for text in texts)


def asked(connection: duckdb.DuckDBPyConnection, function: str, texts: Sequence[str]) -> list[str]:
    """What a function of the engine makes of each text."""
    if not texts:
        return []
    call = f"select {function}(one::{_KINDS[function]}) from unnest(?::varchar[]) as given (one)"
    return [row[0] for row in connection.execute(call, [list(texts)]).fetchall()]


def parts(tree: object, key: str, but: str = "") -> list[Tree]:
    """Every part of a statement that has a key, but for what lies below another key."""
    holders, ahead = [], [tree]
    while ahead:
        part = ahead.pop()
        if isinstance(part, dict):
            if key in part:
                holders.append(part)
            inner = (one for name, one in part.items() if name != but)
            ahead.extend(one for one in inner if isinstance(one, dict | list))
        elif isinstance(part, list):
            ahead.extend(part)
    return holders


def _taken_apart(tree: Tree) -> Statement:
    made = {entry["key"] for node in parts(tree, "cte_map") for entry in node["cte_map"]["map"]}
    return Statement(frozenset(made), tuple(map(_select, parts(tree, "from_table"))))


def _select(node: Tree) -> Select:
    return Select(
        sources=_sources(parts(node["from_table"], "table_name")),
        own_sources=_sources(parts(node["from_table"], "table_name", but="subquery")),
        conditions=tuple(_conditions(node)),
        names=tuple({tuple(part["column_names"]) for part in parts(node, "column_names")}),
        everything=any(part["class"] == "STAR" for part in parts(node, "class")),
    )


def _sources(tables: Sequence[Tree]) -> tuple[tuple[str, str], ...]:
    return tuple((part["table_name"], part["alias"] or part["table_name"]) for part in tables)


def _conditions(node: Tree) -> list[Tree]:
    """The conditions that every row read by one SELECT meets."""
    # A row that an outer join finds nothing for is there all the same, whatever is asked of it.
    inner = all(part["join_type"] == "INNER" for part in parts(node["from_table"], "join_type"))
    return _conjuncts(node["where_clause"]) if inner else []


def _conjuncts(where: Tree | None) -> list[Tree]:
    """The conditions that must all be met."""
    if where is None:
        return []
    if where["type"] == "CONJUNCTION_AND":
        return [one for child in where["children"] for one in _conjuncts(child)]
    return [where]
