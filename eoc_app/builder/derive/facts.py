"""Moves staged facts into the snapshot, each table in its order, each key once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import duckdb
import polars as pl

from eoc_app.builder.derive.row_order import in_order
from eoc_app.builder.staging.downloads import Downloads
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.repeats import Repeats
from eoc_app.builder.staging.rows import relation
from eoc_app.builder.staging.snapshot_moment import last_day
from eoc_app.builder.staging.staged_rows import StagedRows
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.staging.twin_windows import TwinWindows
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Table

_PARENTS: Final = {
    "takedown_origin": ("takedown", "takedown_id"),
    "takedown_target": ("takedown", "takedown_id"),
    "takedown_asset": ("takedown", "takedown_id"),
    "takedown_indicator": ("takedown", "takedown_id"),
    "polling_day": ("election", "election_id"),
}
_TWICE_HERE: Final = "the same key occurs twice in this file"


class Facts:
    """The staged rows of a build and the rules by which they enter the snapshot in use."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        staging: Staging,
        readings: Sequence[Reading],
    ) -> None:
        self._connection = connection
        self._staging = staging
        self._readings = readings
        staged = StagedRows(connection, staging, readings)
        self._windows = TwinWindows(staged)
        self._downloads = Downloads(staged)
        self._repeats = Repeats(staged)
        connection.execute(
            "create temp table dropped (parent varchar, source_id integer, key varchar)"
        )

    def days(self, tables: Sequence[Table], until: date) -> list[date]:
        """For each table the last day, at most `until`, that its rows speak of."""
        found: list[date] = []
        for table in tables:
            column = last_day(table)
            if column is None or not self._staging.has(table.name):
                continue
            day = self._staging.unvaried(table.name).get(column)
            if day is None:
                rows = f"{self._staging.scan(table.name)} where {column} <= date '{until}'"
                day = self._all(f"select max({column}) from {rows}")[0][0]
            if day is not None and day <= until:
                found.append(day)
        return found

    def settle(self, table: Table, as_of_on: date) -> None:
        """Write a table; rows after the as-of day and repeated keys stay out and are counted."""
        if not self._staging.has(table.name):
            return
        kept = [self._timely(table, as_of_on), self._with_parent(table)]
        timely = " and ".join(f"({part})" for part in kept if part) or "true"
        kept += self._downloads.superseded(table, timely)
        kept += self._windows.left_out(table)
        where = " and ".join(f"({part})" for part in kept if part) or "true"
        unique = ""
        if table.key and table.states is None:
            key = ", ".join(table.key)
            rank = f"row_number() over (partition by {key} order by source_id, source_row)"
            self._tell_repeats(table, where, rank)
            unique = f"qualify {rank} = 1"
        varied = self._staging.varied(table.name)
        order = [name for name in (*table.order_by, "source_id") if name in varied]
        ordered = f"order by {', '.join(order)}" if order else ""
        every = where == "true" and not unique
        held = self._staging.held(table.name) if every else None
        if held is not None and (table.states is None or self._repeats.held_once(table, held)):
            self._move(table, in_order(held, order))
        elif table.states is not None:
            rows = f"select * from {self._staging.scan(table.name)} where {where}"
            settled = self._repeats.settled(table, rows)
            if every and settled == rows:
                self._insert(table, self._staging.scan(table.name, ordered))
            else:
                self._insert(table, f"({settled}) {ordered}")
        elif every:
            self._insert(table, self._staging.scan(table.name, ordered))
        else:
            self._insert(
                table, f"{self._staging.scan(table.name)} where {where} {unique} {ordered}"
            )
        self._staging.forget(table.name)

    def _insert(self, table: Table, rows: str) -> None:
        columns = ", ".join(table.columns)
        self._connection.execute(
            f"insert into {table.name} ({columns}) select {columns} from {rows}"
        )

    def _move(self, table: Table, held: pl.DataFrame) -> None:
        """Write rows from memory; what is the same in all of them goes along as literals."""
        same = self._staging.unvaried(table.name)
        alike = ", ".join(f"{literal(value)} as {name}" for name, value in same.items())
        with relation(self._connection, held) as rows:
            self._insert(table, f"(select *{', ' if alike else ''}{alike} from {rows})")

    def _all(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def _counts(self, table: Table, condition: str) -> list[tuple[int, int]]:
        """Sources with rows of a table that meet a condition, and how many."""
        rows = self._staging.scan(table.name)
        found = self._all(f"select source_id, count(*) from {rows} where {condition} group by 1")
        return [(number, count) for number, count in found]

    def _timely(self, table: Table, as_of_on: date) -> str:
        column = last_day(table)
        if column is None:
            return ""
        day = self._staging.unvaried(table.name).get(column)
        if day is not None and day <= as_of_on:
            return ""
        late = f"{column} > date '{as_of_on}'"
        counts = self._counts(table, late)
        if not counts:
            return ""
        for number, count in counts:
            intake = self._readings[number - 1].intake
            intake.rows_written -= count
            intake.problems.append(
                Problem(
                    f"{count:,} rows of {table.name} were left out",
                    f"they speak of days after the as-of moment ({as_of_on})",
                    "choose a later moment with --as-of, or check the dates",
                    file=intake.path,
                    column=column,
                )
            )
        if table.key and table.states is None:
            self._connection.execute(
                f"insert into dropped select ?, source_id, {table.key[0]} "
                f"from {self._staging.scan(table.name)} where {late}",
                [table.name],
            )
        return f"({late}) is not true"

    def _tell_repeats(self, table: Table, where: str, rank: str) -> None:
        first = rank.replace("row_number()", "first_value(source_id)")
        for number, row, key, first_number in self._all(
            f"select source_id, source_row, {table.key[0]}, {first} as first_id "
            f"from {self._staging.scan(table.name)} where {where} qualify {rank} > 1 order by all"
        ):
            intake = self._readings[number - 1].intake
            intake.rows_written -= 1
            if number == first_number:
                intake.refuse(
                    "A row was not imported",
                    _TWICE_HERE,
                    "give each its own key, or leave one out",
                    row=row,
                    column=table.key[0],
                    value=key,
                )
                continue
            twin = self._readings[first_number - 1].intake.path
            intake.skip(f"{table.name} rows that {twin} gave already")
            self._connection.execute(
                "insert into dropped values (?, ?, ?)", [table.name, number, key]
            )

    def _with_parent(self, table: Table) -> str:
        """Rows that hang on one that was left out stay out with it."""
        if table.name not in _PARENTS:
            return ""
        parent, key = _PARENTS[table.name]
        dropped = f"from dropped where parent = {literal(parent)}"
        mine = f"(source_id, {key}) in (select (source_id, key) {dropped})"
        gone = f"{key} in (select key {dropped}) and {key} not in (select {key} from {parent})"
        orphan = f"{mine} or ({gone})"
        for number, count in self._counts(table, orphan):
            intake = self._readings[number - 1].intake
            intake.rows_written -= count
            intake.skip(f"{table.name} rows whose {parent} was left out", count)
        return f"not ({orphan})"
