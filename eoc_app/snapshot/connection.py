"""A sealed snapshot: opened read-only, locked down, checked against the format, and queried."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any, Final

import duckdb
import msgspec

from eoc_app.core import precomputed
from eoc_app.core.frame import REMEDY, Frame
from eoc_app.core.problem import Problem
from eoc_app.core.versions import FORMAT
from eoc_app.domain.risk.scoring_method import METHOD_1, Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.snapshot.catalogue import Catalogue, Query, Table, catalogue
from eoc_app.snapshot.engine_path import hold_to_engine, logs_of, takes_options
from eoc_app.snapshot.method_profiles import StatedMethod, stated_method

SCHEMA_VERSION: Final = FORMAT
_MAGIC: Final = b"DUCK"
_NEWEST_STORAGE: Final = 999
"""The storage version that DuckDB 2.0 writes by default; it reads all earlier ones."""

_LOCKED: Final[dict[str, Any]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "512MB",
    "threads": "2",
    "temp_directory": "",
    "preserve_insertion_order": "true",
}

_YEARS: Final = range(1900, 2200)
"""Years that a snapshot may cover, so that arithmetic on its days stays inside the calendar."""

_DESCRIBED: Final = (
    "name", "title", "family", "axis", "counts", "unit", "form", "combine", "window_days",
    "fresh_days", "lead", "confounded_by_effort", "dimension", "effort_note", "action",
    "settles_days", "events",
)  # fmt: skip


class Cancelled(Exception):  # noqa: N818 - an event, not an error
    """A query was interrupted because its answer is no longer wanted."""


class Snapshot:
    """An open snapshot. Nothing is written, no other file is opened, no extension is loaded.

    Raises:
        Problem: the file cannot be opened, is not a snapshot, or does not follow the format.
    """

    def __init__(
        self, path: Path, queries: Catalogue | None = None, memory_limit: str = "512MB"
    ) -> None:
        self.path = path
        self.catalogue = queries or catalogue()
        self._stand_ins: list[str] = []
        self._statements: dict[str, duckdb.Statement] = {}
        self._shared: set[str] = set()
        self._proving: tuple[duckdb.DuckDBPyConnection, set[str]] | None = None
        _look_at_first_bytes(path)
        try:
            locked = _LOCKED | {"memory_limit": memory_limit}
            self._connection = _connected(path, locked)
        except duckdb.Error as error:
            raise _not_opened(path, error) from error
        try:
            self._hold_to_contract()
            self.about = self._about()
        except (duckdb.Error, UnicodeError) as error:
            self.close()
            raise _not_opened(path, error) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the running query, from any thread."""
        self._connection.interrupt()

    def run(self, query: Query, parameters: Mapping[str, object]) -> Frame:
        """Run a query with the parameters that its header declares.

        Raises:
            Problem: the file can no longer be read.
            Cancelled: the query was interrupted.
        """
        declared = query.header.get("parameters", ())
        values = {name: parameters[name] for name in declared}
        with self._reading(query.name):
            for view in query.reads:  # created at first use, to open faster
                if view.name not in self._shared:
                    self._connection.execute(view.making(self.empty))
                    self._shared.add(view.name)
            result = self._connection.execute(self._parsed(query.sql), values or None)
            rows = result.fetchall()
            columns = tuple(column[0] for column in result.description or ())
        shares = self._shares if {"signal", "value"} <= set(columns) else frozenset[str]()
        return Frame(query.name, query.digest, columns, rows, self.path.name, shares)

    def _parsed(self, sql: str) -> duckdb.Statement:
        """The parsed statement of a query, parsed at its first use: long ones take a while."""
        if sql not in self._statements:
            (self._statements[sql],) = self._connection.extract_statements(sql)
        return self._statements[sql]

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Turn errors of the file or its rows into a Problem; a wrong statement remains a bug."""
        try:
            yield
        except duckdb.InterruptException as error:
            raise Cancelled from error
        except duckdb.OutOfMemoryException as error:
            raise Problem(
                "A question needs more memory than the reader may use",
                f"{name}: {_first_line(error)}",
                "choose a shorter window or one country",
                file=self.path.name,
            ) from error
        except (duckdb.Error, UnicodeError, OverflowError) as error:
            if is_of_rows(error):
                raise Problem(
                    "Rows of the snapshot do not hold to the format",
                    f"in the query {name}: {_first_line(error)}",
                    REMEDY,
                    file=self.path.name,
                ) from error
            if isinstance(error, duckdb.ProgrammingError):
                raise
            raise Problem(
                "The snapshot can no longer be read",
                f"{name}: {_first_line(error)}",
                "make sure that the file is still where it was and check it with: eoc verify;"
                " a damaged file must be fetched again",
                file=self.path.name,
            ) from error

    def ask(
        self, sql: str, parameters: list[Any] | dict[str, Any] | None
    ) -> duckdb.DuckDBPyConnection:
        """Run one of the program's own statements on a new cursor, for proofs."""
        cursor = self._connection.cursor()
        for statement in self._stand_ins:
            cursor.execute(statement)
        return cursor.execute(sql, parameters)

    def compute(
        self, sql: str, reads: Iterable[Query], parameters: dict[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of one of the program's own statements over shared views.

        Costly views are computed once, for all statements that read them.
        """
        if self._proving is None:
            self._proving = self._connection.cursor(), set()
            for statement in self._stand_ins:
                self._proving[0].execute(statement)
        cursor, created = self._proving
        for view in reads:
            if view.name not in created:
                cursor.execute(view.making(self.empty, keep=True))
                created.add(view.name)
        return cursor.execute(sql, parameters).fetchall()

    @cached_property
    def empty(self) -> frozenset[str]:
        """The tables of facts without a row: nothing comes from them."""
        names = [name for name, table in self.catalogue.schema.items() if table.kind != "built"]
        asked = " union all ".join(
            f"select '{name}' where not exists (select 1 from {name})" for name in names
        )
        return frozenset(name for (name,) in self._connection.execute(asked).fetchall())

    @cached_property
    def _shares(self) -> frozenset[str]:
        return frozenset(name for name, signal in self.signals.items() if signal.form == "share")

    @cached_property
    def signals(self) -> dict[str, Signal]:
        """The signals of the snapshot with their thresholds, lead signals first."""
        with self._reading("signal"):
            rows = self._connection.execute(
                "select signal, title, family, axis, counts_of, unit, form, combine, window_days,"
                " fresh_days, lead, confounded_by_effort, coalesce(dimension, 'threat'),"
                " coalesce(effort_note, ''), coalesce(action, ''), coalesce(settles_days, 0),"
                " coalesce(events, false), watch, alert, weight from signal"
                " order by lead nulls last, signal"
            ).fetchall()
        return {row[0]: self._signal(row) for row in rows}

    @cached_property
    def stated_method(self) -> StatedMethod:
        """The method that the snapshot was judged by, from its own text.

        Raises:
            Problem: the text cannot be read, or its version is not the one the snapshot states.
        """
        table = self.catalogue.schema["method"]
        if self.about["schema_version"] < table.since:
            return StatedMethod(METHOD_1, "", "")
        with self._reading(table.name):
            rows = self._connection.execute("select version, digest, text from method").fetchall()
        if len(rows) != 1:
            raise self._not_a_snapshot(f"it states {len(rows)} methods where there must be one")
        version, digest, text = rows[0]
        if text is None:
            raise self._not_a_snapshot("it does not state its method")
        stated = stated_method(text, self.path.name)
        versions = {version, stated.method.version, self.about["method_version"]}
        if len(versions) > 1 or digest != stated.digest:
            raise self._not_a_snapshot(
                "the text of its method is not the one that the snapshot says it was judged by"
            )
        return stated

    @property
    def method(self) -> Method:
        """The method that the snapshot was judged by."""
        return self.stated_method.method

    def _signal(self, row: tuple[Any, ...]) -> Signal:
        *described, watch, alert, weight = row
        named = dict(zip(_DESCRIBED, described, strict=True))
        if watch is not None:
            if (
                alert is None
                or weight is None
                or not (0 < watch < alert < inf and 0 < weight < inf)
            ):
                raise self._not_a_snapshot(
                    f"the signal {row[0]} is judged by thresholds {watch} and {alert}"
                    f" with the weight {weight}"
                )
            limits = {"watch": watch, "alert": alert, "weight": weight}
            named["judge"] = limits | {"fresh_days": named["fresh_days"]}
        try:
            return msgspec.convert(named, Signal)
        except msgspec.ValidationError as error:
            raise self._not_a_snapshot(f"the signal {row[0]}: {error}") from error

    def _hold_to_contract(self) -> None:
        columns_by_table: dict[str, dict[str, str]] = {}
        for table, column, kind in self._connection.execute(
            "select table_name, column_name, data_type from duckdb_columns()"
            " where schema_name = 'main' and not internal"
            " and database_name = current_database()"
            " order by table_name, column_index"
        ).fetchall():
            columns_by_table.setdefault(table, {})[column] = kind
        other_objects: dict[str, str] = dict(
            self._connection.execute(
                "select view_name, 'a view' from duckdb_views() where not internal"
                " union all select function_name, 'a macro' from duckdb_functions()"
                " where not internal and database_name = current_database()"
                " order by all"
            ).fetchall()
        )
        if "snapshot" not in columns_by_table:
            raise self._not_a_snapshot(
                f"it has no table named snapshot; it has {_some(columns_by_table)}"
            )
        if other_objects:
            raise self._not_a_snapshot(
                f"it holds {_some([f'{kind} {name}' for name, kind in other_objects.items()])};"
                " a snapshot holds base tables only"
            )
        version = (
            self._version() if "schema_version" in columns_by_table["snapshot"] else SCHEMA_VERSION
        )
        for table in self.catalogue.schema.values():
            self._hold_table(table, columns_by_table.get(table.name), version)

    def _hold_table(self, table: Table, columns: dict[str, str] | None, version: int) -> None:
        """Check a table against a version of the format; later tables and columns are empty."""
        if columns is None:
            if table.since <= version:
                raise self._not_a_snapshot(f"the table {table.name} is missing")
            self._stand_in(table, ())
            return
        later = {name for name, since in table.added.items() if since > version}
        for rule in table.columns.values():
            if rule.name in later:
                continue
            if rule.name not in columns:
                raise self._not_a_snapshot(f"the column {table.name}.{rule.name} is missing")
            if columns[rule.name] != rule.kind:
                raise self._not_a_snapshot(
                    f"the column {table.name}.{rule.name} is {columns[rule.name]},"
                    f" the format says {rule.kind}"
                )
        if later:
            self._stand_in(table, tuple(name for name in table.columns if name not in later))

    def _version(self) -> int:
        """The version of the format that the file states."""
        row = self._connection.execute("select max(schema_version) from snapshot").fetchone()
        version = row[0] if row else None
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise Problem(
                "The snapshot is of a later format",
                f"it says schema version {version}, this program reads {SCHEMA_VERSION}",
                "update this program, or ask the publisher for an export in the older format",
                file=self.path.name,
            )
        return version if isinstance(version, int) else SCHEMA_VERSION

    def _stand_in(self, table: Table, present: tuple[str, ...]) -> None:
        """Create a view over a table, with empty columns for what its format did not have.

        The view exists only in this connection; the file is not changed.
        """
        columns = ", ".join(
            name if name in present else f"null::{rule.kind} as {name}"
            for name, rule in table.columns.items()
        )
        database = self._connection.execute("select current_database()").fetchone()
        name = str(database[0] if database else "").replace('"', '""')
        rows = f'from "{name}".main.{table.name}' if present else "where false"
        statement = f"create temp view {table.name} as select {columns} {rows}"
        self._connection.execute(statement)
        self._stand_ins.append(statement)  # cursors have temporary views of their own

    def _not_a_snapshot(self, why: str) -> Problem:
        return Problem(
            "The file does not hold to the snapshot format",
            why,
            "ask its publisher to build it again (eoc build), then check it with: eoc verify",
            file=self.path.name,
        )

    def _about(self) -> dict[str, Any]:
        result = self._connection.execute("select * from snapshot")
        rows = result.fetchall()
        if len(rows) != 1:
            raise Problem(
                "The snapshot is empty",
                f"its table snapshot holds {len(rows)} rows where there must be one",
                "build it again; the build may have been stopped before it was whole",
                file=self.path.name,
            )
        names = [column[0] for column in result.description or ()]
        about = dict(zip(names, rows[0], strict=True))
        table = self.catalogue.schema["snapshot"]
        for name, rule in table.columns.items():
            value = about[name]
            if rule.required and value is None:
                raise self._not_a_snapshot(f"the snapshot does not say its {name}")
            if rule.kind in ("DATE", "TIMESTAMP") and not _is_in_years(value):
                raise self._not_a_snapshot(f"the snapshot's {name} is {value}")
            if name in table.values and value not in table.values[name]:
                raise self._not_a_snapshot(f"the snapshot's {name} is {value!r}")
            if rule.kind == "INTEGER" and value < 0:
                raise self._not_a_snapshot(f"the snapshot's {name} is {value}")
            if isinstance(value, datetime):
                about[name] = value.replace(tzinfo=UTC)
        if about["window_starts_on"] > about["window_ends_on"]:
            raise self._not_a_snapshot("the snapshot's window ends before it starts")
        about["precomputed"] = len(self.precomputed)
        return about

    @cached_property
    def precomputed(self) -> frozenset[str]:
        """Signals that were computed elsewhere, whose facts are not in the snapshot."""
        files = f"select source_id from source where importer = '{precomputed.IMPORTER}'"
        if not self._connection.execute(files).fetchall():
            return frozenset()
        signals = self._connection.execute(
            f"select distinct signal from signal_day where source_id in ({files})"
        )
        return frozenset(signal for (signal,) in signals.fetchall())

    @property
    def last_day(self) -> date:
        """The last day that the snapshot covers."""
        value: date = self.about["window_ends_on"]
        return value


def is_of_rows(error: BaseException) -> bool:
    """Whether an error of a statement was caused by the rows that it read.

    Numbers that cannot be added up, texts that are not UTF-8, days without a year, values that do
    not convert: all of these are found when a statement runs. If it cannot be planned, or lacks a
    parameter, the statement is wrong.
    """
    if isinstance(error, duckdb.InvalidInputException):
        return "parameter" not in str(error)
    rows = duckdb.DataError, duckdb.NotSupportedError, UnicodeError, OverflowError
    return isinstance(error, rows)


def _connected(path: Path, settings: dict[str, str]) -> duckdb.DuckDBPyConnection:
    name = hold_to_engine(path, "The snapshot cannot be opened")
    # With options in its path the engine looks for a log elsewhere, so external access goes late.
    late = {"enable_external_access"} if takes_options(path) else set()
    early: dict[str, Any] = {key: value for key, value in settings.items() if key not in late}
    connection = duckdb.connect(name, config=early)
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _look_at_first_bytes(path: Path) -> None:
    try:
        if path.exists() and not path.is_file():
            raise Problem(
                "The snapshot cannot be opened",
                "it is a folder" if path.is_dir() else "it is no ordinary file",
                "choose a file made by eoc build",
                file=str(path),
            )
        with path.open("rb") as stream:
            head = stream.read(64)
    except OSError as error:
        raise Problem(
            "The snapshot cannot be opened",
            error.strerror or str(error),
            "check the path and whether you may read the file",
            file=str(path),
        ) from error
    if len(head) < 20 or head[8:12] != _MAGIC:
        raise Problem(
            "The file is not a snapshot",
            "it is no DuckDB file: its first bytes are not those of one" if head else "it is empty",
            "choose a file made by eoc build; source files are imported with: eoc build",
            file=path.name,
        )
    (version,) = struct.unpack("<Q", head[12:20])
    if version > _NEWEST_STORAGE:
        raise Problem(
            "The file was written by a newer DuckDB",
            f"its storage version is {version}, this program reads up to {_NEWEST_STORAGE}",
            "ask its publisher to write it with storage_version 'v1.0.0', or update this program",
            file=path.name,
        )
    if any(map(os.path.exists, logs_of(path))):
        raise Problem(
            "The snapshot is not sealed",
            "a write-ahead log lies beside it: another program has it open or left it unfinished",
            f"build it again, or move {path.name}.wal away if it does not belong to this file",
            file=path.name,
        )


def _is_in_years(value: object) -> bool:
    """Whether it is a day or a moment in range: one beyond the calendar is returned as text."""
    return isinstance(value, date) and value.year in _YEARS


def _not_opened(path: Path, error: Exception) -> Problem:
    return Problem(
        "The snapshot cannot be opened",
        _first_line(error),
        "the file is damaged or in use by a writer; fetch it again or ask its publisher",
        file=path.name,
    )


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__


def _some(names: Mapping[str, object] | list[str]) -> str:
    listed = sorted(names)
    shown = ", ".join(listed[:5])
    return (shown or "no table") + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
