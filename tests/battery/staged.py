"""What a build makes of some paths: its tables of facts, without what is derived from them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from eoc_app.builder.derive.facts import Facts
from eoc_app.builder.derive.precomputed_rows import PrecomputedSignals
from eoc_app.builder.staging.reading_sources import Readings
from eoc_app.builder.staging.rows import definition
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.staging.walk import Findings, walk
from eoc_app.builder.tables.precomputed_table import PRECOMPUTED
from eoc_app.snapshot.catalogue import catalogue

AS_OF_ON: Final = date(2026, 11, 30)
FACTS: Final = {n: table for n, table in catalogue().schema.items() if table.kind != "built"}
NO_PART: Final = frozenset({"source_id", "source_row"})
"""Columns that say where a row came from."""
_SOURCE_MARK: Final = "~"
"""What separates the source's digest from the identifier that a row is given."""

Row = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Outcome:
    """Rows of every table of facts, what was refused and what was told."""

    tables: dict[str, Counter[Row]]
    problems: list[str]
    told: list[str]
    importers: list[str]


@cache
def _tables() -> duckdb.DuckDBPyConnection:
    """A database with every table of facts, made once."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    connection.execute("\n".join(definition(table, {}) for table in FACTS.values()))
    return connection


def outcome(paths: list[Path]) -> Outcome:
    """What the builder stages and settles of some paths."""
    with tempfile.TemporaryDirectory() as folder:
        found = Findings()
        staging = Staging(Path(folder))
        readings = Readings(staging, found, lambda *_: None, lambda: False)
        for source in walk(paths, found, Path(folder), Path(folder) / "none.duckdb"):
            readings.read(source)
        readings.finish()
        assert not found.faults, found.faults
        connection = _tables()
        given = [name for name, table in FACTS.items() if staging.has(name)]
        facts = Facts(connection, staging, readings.done)
        for table in FACTS.values():
            facts.settle(table, AS_OF_ON)
        precomputed = PrecomputedSignals(connection, staging, readings.done, facts)
        precomputed.settle()
        precomputed.leave_out_after(AS_OF_ON)
        rows = {name: Counter(_rows(connection, name)) for name in (*given, PRECOMPUTED)}
        for name in given:
            connection.execute(f"delete from {name}")
        connection.execute(f"drop table dropped; drop table {PRECOMPUTED}")
    intakes = [reading.intake for reading in readings.done]
    skipped = [f"{count} {why}" for intake in intakes for why, count in intake.skipped.items()]
    unnamed = [f"{reading.unnamed} more" for reading in readings.done if reading.unnamed]
    return Outcome(
        {name: counted for name, counted in rows.items() if counted},
        [*map(str, found.problems), *(str(p) for i in intakes for p in i.problems), *unnamed],
        [*found.skipped.values(), *skipped, *(note for i in intakes for note in i.notes)],
        [reading.importer for reading in readings.done],
    )


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Row]:
    found = connection.execute(f"select * from {table}")
    names = [column[0] for column in found.description or []]
    for row in found.fetchall():
        cells = zip(names, row, strict=True)
        yield tuple((name, _plain(name, cell)) for name, cell in cells if name not in NO_PART)


def _plain(name: str, cell: Any) -> Any:
    return cell.split(_SOURCE_MARK)[0] if name.endswith("_id") and isinstance(cell, str) else cell
