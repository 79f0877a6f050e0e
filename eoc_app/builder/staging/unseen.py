"""Rows that were imported and that no view and no signal reads: found by what the queries say.

A query surely leaves out what a condition without parameters leaves out, such as rows of regions
where it asks for `region is null`. Whatever is not sure counts as read, so that nothing is called
unseen that somebody may see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from eoc_app.builder.staging.figures_read import METRICS, figures_read
from eoc_app.builder.staging.parsed_selects import (
    Select,
    Statement,
    Tree,
    asked,
    parsed_statements,
    parts,
)
from eoc_app.domain.wording.printed import lower_first
from eoc_app.snapshot.catalogue import FIGURES, Catalogue

_NAMES_TABLES: Final = re.compile(r"\btable_name = '")
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
    # A view that names its tables reads those alone, whatever is asked of it.
    figures = {
        name
        for name, names in behind.items()
        if FIGURES in names and not _NAMES_TABLES.search(shared[name].sql)
    }
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
    for statement in _about(connection, statements, columns):
        for select in statement.selects:
            for table, reader in _read(select, columns):
                if table not in statement.made:
                    found[table].append(reader)
    return found


def _of_figures(
    connection: duckdb.DuckDBPyConnection,
    statements: Sequence[str],
    figures: Collection[str],
    measures: Sequence[str],
) -> Iterator[tuple[str, _Reader]]:
    """Where statements read the shared views over all figures: the tables behind them."""
    for statement in _about(connection, statements, figures):
        for select in statement.selects:
            for name, alias in select.own_sources:
                if name in figures:
                    sure = [
                        _bare(one) for one in select.conditions if _is_sure(one, alias, _OF_FIGURES)
                    ]
                    for table, conditions in figures_read(sure, measures):
                        yield table, _Reader(conditions, tells=True)


def _about(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[str], names: Iterable[str]
) -> Iterator[Statement]:
    """Statements that name any of some tables."""
    known = list(names)
    return parsed_statements(
        connection, [sql for sql in texts if any(name in sql for name in known)]
    )


def _read(select: Select, columns: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, _Reader]]:
    """The tables of the format that one SELECT reads, and what it reads of each."""
    for table, alias in select.sources:
        if table in columns:
            own = columns[table]
            of_it = {name[-1] for name in select.names if _is_of(name, alias, own)}
            sure = tuple(_bare(one) for one in select.conditions if _is_sure(one, alias, own))
            tells = select.everything or any(not name.endswith("_id") for name in of_it)
            yield table, _Reader(sure, tells)


def _is_of(name: Sequence[str], alias: str, own: frozenset[str]) -> bool:
    """Whether a column is one of a table, which is called by its alias."""
    return name[-1] in own and (len(name) == 1 or name[-2] == alias)


def _is_sure(condition: Tree, alias: str, own: frozenset[str]) -> bool:
    """Whether a condition is about the columns of one table and nothing else."""
    names = [part["column_names"] for part in parts(condition, "column_names")]
    kinds = {part["class"] for part in parts(condition, "class")}
    return (
        bool(names)
        and all(_is_of(name, alias, own) for name in names)
        and kinds.isdisjoint({"PARAMETER", "SUBQUERY", "WINDOW", "FUNCTION"})
    )


def _bare(condition: Tree) -> Tree:
    """A condition whose columns stand without the table's alias."""
    made: Tree = json.loads(json.dumps(condition))
    for part in parts(made, "column_names"):
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
    (shell,) = asked(connection, "json_serialize_sql", ["select 1 where true"])
    texts = []
    for condition in conditions:
        tree = json.loads(shell)
        tree["statements"][0]["node"]["where_clause"] = condition
        texts.append(json.dumps(tree))
    return [
        text.split(" WHERE ", 1)[1] for text in asked(connection, "json_deserialize_sql", texts)
    ]


def _count(connection: duckdb.DuckDBPyConnection, table: str, where: str = "") -> int:
    rows = connection.execute(f"select count(*) from {table}{where}").fetchall()
    return int(rows[0][0])
