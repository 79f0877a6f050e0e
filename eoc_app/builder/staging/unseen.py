"""Rows that were imported and that no view and no signal reads: found by what the queries say.

A query surely leaves out what a condition without parameters leaves out, such as rows of regions
where it asks for `region is null`. Whatever is not sure counts as read, so that nothing is called
unseen that somebody may see.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from eoc_app.builder.staging.figures_read import METRICS, figures_read
from eoc_app.domain.wording.printed import lower_first
from eoc_app.snapshot.catalogue import FIGURES, Catalogue

Tree = dict[str, Any]
"""A part of a parsed statement, as DuckDB writes it in JSON."""

_KINDS: Final = {"json_serialize_sql": "varchar", "json_deserialize_sql": "json"}
_IMPORTED: Final = frozenset({"fact", "measure"})
_OF_FIGURES: Final = frozenset({"table_name", "scope", "country_code", "platform", *METRICS})
"""Columns of the shared views over all figures that say which rows are read."""


@dataclass(frozen=True)
class Unseen:
    """Imported rows of a table that are in no view and no signal."""

    table: str
    title: str
    rows: int
    of: int
    counted: bool
    """Whether some view says how many they are."""

    @property
    def text(self) -> str:
        """The same as a sentence."""
        told = "all" if self.rows == self.of > 1 else f"{self.rows:,} of"
        title = lower_first(self.title)
        verb = "is" if self.rows == 1 else "are"
        where = "only counted in a view" if self.counted else "in no view yet"
        rows = "row" if self.of == 1 else "rows"
        return f"{told} {self.of:,} {rows} of {self.table} ({title}) {verb} {where}"


@dataclass(frozen=True)
class _Reader:
    """One place where a query reads a table: surely only rows that meet `conditions`."""

    conditions: tuple[Tree, ...]
    tells: bool
    """Whether it reads more than keys, so that somebody learns what is in a row."""


def unseen(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, derived_from: Sequence[str]
) -> tuple[Unseen, ...]:
    """What of the facts of a snapshot nobody sees, by table; tables without rows are not named.

    `derived_from` are statements of the builder itself, from which it derives what views read.
    """
    facts = {name: table for name, table in catalogue.schema.items() if table.kind in _IMPORTED}
    counts = {name: _count(connection, name) for name in sorted(facts)}
    folders = (catalogue.views, catalogue.signal_queries, catalogue.build)
    queries = [query for folder in folders for query in folder.values()]
    shared = {view.name: view for query in queries for view in query.reads}
    behind = {name: {name, *(one.name for one in view.reads)} for name, view in shared.items()}
    figures = {name for name, names in behind.items() if FIGURES in names}
    others = [view for name, view in shared.items() if name not in figures]
    statements = [query.sql for query in (*queries, *others)]
    columns = {name: frozenset(facts[name].columns) for name, count in counts.items() if count}
    measures = [name for name in columns if facts[name].kind == "measure"]
    readers = _readers(connection, [*statements, *derived_from], columns)
    for table, reader in _of_figures(connection, statements, figures, measures):
        readers[table].append(reader)
    found = []
    for name, own in readers.items():
        telling = [reader for reader in own if reader.tells]
        rows = (
            0 if any(not one.conditions for one in telling) else _missed(connection, name, telling)
        )
        if rows:
            counted = bool(own) and not telling
            found.append(Unseen(name, facts[name].title, rows, counts[name], counted))
    return tuple(found)


def _readers(
    connection: duckdb.DuckDBPyConnection,
    statements: Sequence[str],
    columns: Mapping[str, frozenset[str]],
) -> dict[str, list[_Reader]]:
    """By table every place where a statement reads it; `columns` has the columns of each table."""
    found: dict[str, list[_Reader]] = {name: [] for name in columns}
    for tree in _parsed(connection, statements, columns):
        made = {
            entry["key"] for node in _parts(tree, "cte_map") for entry in node["cte_map"]["map"]
        }
        for node in _parts(tree, "from_table"):
            for table, reader in _read(node, columns):
                if table not in made:
                    found[table].append(reader)
    return found


def _of_figures(
    connection: duckdb.DuckDBPyConnection,
    statements: Sequence[str],
    figures: Collection[str],
    measures: Sequence[str],
) -> Iterator[tuple[str, _Reader]]:
    """Where statements read the shared views over all figures: the tables behind them."""
    for tree in _parsed(connection, statements, figures):
        for node in _parts(tree, "from_table"):
            for source in _parts(node["from_table"], "table_name"):
                if source["table_name"] in figures:
                    alias = source["alias"] or source["table_name"]
                    sure = [
                        _bare(one) for one in _conditions(node) if _is_sure(one, alias, _OF_FIGURES)
                    ]
                    for table, conditions in figures_read(sure, measures):
                        yield table, _Reader(conditions, tells=True)


def _parsed(
    connection: duckdb.DuckDBPyConnection, statements: Sequence[str], names: Iterable[str]
) -> Iterator[Tree]:
    """Statements that name any of some tables, parsed."""
    known = list(names)
    about = [sql for sql in statements if any(name in sql for name in known)]
    for text in _asked(connection, "json_serialize_sql", about):
        yield json.loads(text)


def _parts(tree: object, key: str) -> list[Tree]:
    """Every part of a statement that has a key."""
    found, ahead = [], [tree]
    while ahead:
        part = ahead.pop()
        if isinstance(part, dict):
            if key in part:
                found.append(part)
            ahead.extend(inner for inner in part.values() if isinstance(inner, dict | list))
        elif isinstance(part, list):
            ahead.extend(part)
    return found


def _read(node: Tree, columns: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, _Reader]]:
    """The tables of the format that one SELECT reads, and what it reads of each."""
    named = _parts(node["from_table"], "table_name")
    sources = [part for part in named if part["table_name"] in columns]
    if not sources:
        return
    conditions = _conditions(node)
    names = [part["column_names"] for part in _parts(node, "column_names")]
    everything = any(part["class"] == "STAR" for part in _parts(node, "class"))
    for source in sources:
        table, alias = source["table_name"], source["alias"] or source["table_name"]
        own = columns[table]
        of_it = {name[-1] for name in names if _is_of(name, alias, own)}
        sure = tuple(_bare(one) for one in conditions if _is_sure(one, alias, own))
        yield table, _Reader(sure, everything or any(not name.endswith("_id") for name in of_it))


def _conditions(node: Tree) -> list[Tree]:
    """The conditions that every row read by one SELECT meets."""
    # A row that an outer join finds nothing for is there all the same, whatever is asked of it.
    inner = all(part["join_type"] == "INNER" for part in _parts(node["from_table"], "join_type"))
    return _conjuncts(node["where_clause"]) if inner else []


def _conjuncts(where: Tree | None) -> list[Tree]:
    """The conditions that must all be met."""
    if where is None:
        return []
    if where["type"] == "CONJUNCTION_AND":
        return [one for child in where["children"] for one in _conjuncts(child)]
    return [where]


def _is_of(name: list[str], alias: str, own: frozenset[str]) -> bool:
    """Whether a column is one of a table, which is called by its alias."""
    return name[-1] in own and (len(name) == 1 or name[-2] == alias)


def _is_sure(condition: Tree, alias: str, own: frozenset[str]) -> bool:
    """Whether a condition is about the columns of one table and nothing else."""
    names = [part["column_names"] for part in _parts(condition, "column_names")]
    kinds = {part["class"] for part in _parts(condition, "class")}
    return (
        bool(names)
        and all(_is_of(name, alias, own) for name in names)
        and kinds.isdisjoint({"PARAMETER", "SUBQUERY", "WINDOW", "FUNCTION"})
    )


def _bare(condition: Tree) -> Tree:
    """A condition whose columns stand without the table's alias."""
    made: Tree = json.loads(json.dumps(condition))
    for part in _parts(made, "column_names"):
        part["column_names"] = part["column_names"][-1:]
    return made


def _missed(connection: duckdb.DuckDBPyConnection, table: str, readers: list[_Reader]) -> int:
    """Rows of a table that none of some readers reads."""
    met = dict.fromkeys(
        f"coalesce({' and '.join(_written(connection, reader.conditions))}, false)"
        for reader in readers
    )
    return _count(connection, table, f" where not ({' or '.join(met)})" if met else "")


def _written(connection: duckdb.DuckDBPyConnection, conditions: Iterable[Tree]) -> list[str]:
    """Conditions as the engine itself writes them."""
    (shell,) = _asked(connection, "json_serialize_sql", ["select 1 where true"])
    texts = []
    for condition in conditions:
        tree = json.loads(shell)
        tree["statements"][0]["node"]["where_clause"] = condition
        texts.append(json.dumps(tree))
    return [
        text.split(" WHERE ", 1)[1] for text in _asked(connection, "json_deserialize_sql", texts)
    ]


def _asked(connection: duckdb.DuckDBPyConnection, function: str, texts: Sequence[str]) -> list[str]:
    """What a function of the engine makes of each text."""
    given = f"select {function}(one::{_KINDS[function]}) from unnest(?::varchar[]) as given (one)"
    return [row[0] for row in connection.execute(given, [list(texts)]).fetchall()]


def _count(connection: duckdb.DuckDBPyConnection, table: str, where: str = "") -> int:
    rows = connection.execute(f"select count(*) from {table}{where}").fetchall()
    return int(rows[0][0])
