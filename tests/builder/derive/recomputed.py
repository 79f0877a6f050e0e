"""A snapshot's tables in memory, to be altered and computed again as the builder computes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from eoc_app.builder.derive.scores import score_rows
from eoc_app.builder.staging.rows import bare
from eoc_app.snapshot.catalogue import catalogue

Scores = dict[str, tuple[float | None, float]]
"""Score and coverage of each watched country on the last day."""


class _Rows:
    """An answer read to its end: an open one would hold the connection."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._left = rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.fetchmany(len(self._left))

    def fetchmany(self, count: int) -> list[tuple[Any, ...]]:
        taken, self._left = self._left[:count], self._left[count:]
        return taken


class Recomputed:
    """The tables of one snapshot; nothing that is done to them reaches its file."""

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"attach '{path}' as sealed (read_only)")
        for name in catalogue().schema:
            self.connection.execute(f"create table {name} as select * from sealed.{name}")
        self.codes = [row[0] for row in self.ask("select country_code from country where watched"
                                                 " order by all").fetchall()]  # fmt: skip

    def ask(self, sql: str, parameters: list[Any] | None = None) -> _Rows:
        return _Rows(self.connection.execute(sql, parameters).fetchall())

    def measure(self, *tables: str) -> None:
        """Compute again the signals that read these tables, or all of them."""
        columns = [name for name in catalogue().schema["signal_day"].columns if name != "signal"]
        for name, query in catalogue().signal_queries.items():
            if tables and not query.may_read(tables):
                continue
            for view in query.reads:
                self.connection.execute(view.creation)
            self.connection.execute(
                f"delete from signal_day where signal = '{name}';"
                f" insert into signal_day (signal, {', '.join(columns)})"
                f" select '{name}', {', '.join(columns)} from ({bare(query.sql)})"
            )

    def scores(self) -> Scores:
        """Read the signals and judge the last day again."""
        ((last,),) = self.ask("select window_ends_on from snapshot").fetchall()
        query = catalogue().build["reading_day"]
        for view in query.reads:
            self.connection.execute(view.creation)
        self.connection.execute("delete from reading_day")
        self.connection.execute(
            f"insert into reading_day by name select * from ({bare(query.sql)})",
            {"window_starts_on": last, "window_ends_on": last, "platforms": []},
        )
        known = catalogue()
        rows = score_rows(self.ask, known.method, known.signals.values(), (last, last))  # type: ignore[arg-type]
        return {row[1]: (row[2], row[5]) for row in rows}
