"""Makes the snapshot whole: facts, the signals computed from them, what it says of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final

import duckdb

from eoc_app.builder.derive.derived import write_derived
from eoc_app.builder.derive.facts import Facts
from eoc_app.builder.derive.narrow_table import narrow_table
from eoc_app.builder.derive.precomputed_rows import PrecomputedSignals
from eoc_app.builder.derive.reading_days import write_readings
from eoc_app.builder.derive.scores import score_rows, signal_rows
from eoc_app.builder.seal.imprint import Imprint, program
from eoc_app.builder.seal.kept_previous import Previous, Rows, other_profile, too_late
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.rows import append, bare, definition, unordered
from eoc_app.builder.staging.snapshot_moment import default_moment
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.tables.precomputed_table import CALENDARS, PRECOMPUTED
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.core.country import countries
from eoc_app.core.problem import Problem
from eoc_app.core.versions import FORMAT
from eoc_app.domain.risk.judged_signals import judged_signals
from eoc_app.snapshot.catalogue import Query, Table, catalogue

SCHEMA_VERSION: Final = FORMAT
LONGEST_WINDOW: Final = timedelta(days=1096)
"""Takedowns reach back for many years; a day cursor over more than this helps nobody."""

_SCORES_AT_ONCE: Final = 100_000


class Seal:
    """Writes one whole snapshot into the database that is in use on a connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        staging: Staging,
        readings: Sequence[Reading],
        imprint: Imprint,
        previous: Previous | None = None,
    ) -> None:
        self._connection = connection
        self._staging = staging
        self._readings = readings
        self._imprint = imprint
        self._previous = previous
        self.objection: Problem | None = None
        """Why the previous snapshot was not used, where it was not."""
        self._tables = catalogue().schema
        self._method = imprint.profile.method
        self._signals = tuple(judged_signals(self._method, catalogue().described).values())
        self._watch: Callable[[], None] = lambda: None

    def write(self, watch: Callable[[], None]) -> tuple[str, dict[str, int]]:
        """Write every table; the snapshot's identity and the rows of each table.

        `watch` is called between steps and may raise to stop the build.
        """
        packing = self._staging.packing
        created = [definition(table, packing(table.name)) for table in self._tables.values()]
        self._connection.execute("\n".join(("begin;", *created, "commit")))  # one wait for the disk
        facts = Facts(self._connection, self._staging, self._readings)
        given = [table for table in self._tables.values() if table.kind != "built"]
        self._precomputed = PrecomputedSignals(
            self._connection, self._staging, self._readings, facts
        )
        self._precomputed.settle()
        as_of_at = self._imprint.as_of_at
        if as_of_at is None:
            horizon = (self._imprint.built_at + timedelta(days=1)).date()
            days = facts.days(given, horizon) + self._precomputed.days(horizon)
            as_of_at = default_moment(days, self._imprint.built_at)
        for table in given:
            watch()
            facts.settle(table, as_of_at.date())
        self._precomputed.leave_out_after(as_of_at.date())
        write_derived(self._connection, self._readings, as_of_at)
        self._write_countries()
        self._watch = watch
        for step in (
            "method", "signal", "signal_day", "sources", "reading_day", "restriction_window",
            "expected", "score_day", "previous", "snapshot",
        ):  # fmt: skip
            watch()
            getattr(self, f"_write_{step}")(as_of_at)
        return self._identity(as_of_at), {name: self._count(name) for name in self._tables}

    def _row(self, sql: str, *parameters: Any) -> tuple[Any, ...]:
        # Fetched to the end: an unfinished result holds the connection.
        rows = self._connection.execute(sql, parameters).fetchall()
        return tuple(rows[0]) if rows else (None,)

    def _count(self, table: str) -> int:
        return int(self._row(f"select count(*) from {table}")[0])

    def _write_sources(self, _as_of_at: datetime) -> None:
        rows = [
            (
                number,
                reading.intake.path,
                reading.importer,
                reading.intake.title or reading.intake.path,
                reading.intake.publisher,
                reading.intake.url,
                reading.intake.licence,
                reading.intake.period_starts_on,
                reading.intake.period_ends_on,
                reading.intake.provenance,
                reading.digest,
                reading.source.byte_count,
                reading.intake.rows_read,
                reading.intake.rows_written,
                len(reading.intake.problems) + reading.unnamed,
            )
            for number, reading in enumerate(self._readings, start=1)
        ]
        append(self._connection, self._tables["source"], rows)

    def _filled(self, tables: set[str]) -> set[str]:
        """Those of some tables that hold rows, of sources or derived from them."""
        asked = " union all ".join(
            f"select {literal(name)} where exists (from {name})" for name in sorted(tables)
        )
        return {name for (name,) in self._connection.execute(asked).fetchall()}

    def _write_signal_day(self, _as_of_at: datetime) -> None:
        columns = [name for name in self._tables["signal_day"].columns if name != "signal"]
        self._connection.execute(narrow_table("staged", self._tables["signal_day"]))
        given = {name for name, table in self._tables.items() if table.kind != "built"}
        filled = self._filled(given)
        shared: dict[str, Query] = {}
        empty = given - filled
        for name, query in catalogue().signal_queries.items():
            read = query.may_read(given)
            if read and not read & filled:
                continue  # no rows come from no rows, and planning alone takes its time
            self._share(query, shared, empty)
            try:
                self._connection.execute(
                    f"insert into staged (signal, {', '.join(columns)}) "
                    f"select {literal(name)}, {', '.join(columns)} from ({unordered(query.sql)})"
                )
            except duckdb.Error as error:
                error.add_note(f"in queries/signals/{name}.sql")
                raise
        self._precomputed.keep("staged")
        order = ", ".join(self._tables["signal_day"].order_by)
        self._connection.execute(f"insert into signal_day from staged order by {order}")
        self._connection.execute("drop table staged")
        self._unshare(shared)

    def _share(self, query: Query, made: dict[str, Query], empty: Collection[str] = ()) -> None:
        """Make the shared views behind a query, each once; what is read often keeps its rows."""
        for view in query.reads:
            if view.name not in made:
                self._connection.execute(view.making(empty, keep=True))
                made[view.name] = view

    def _unshare(self, made: dict[str, Query]) -> None:
        """Take the shared views back, and the rows that were kept of them."""
        for view in reversed(made.values()):
            kind = "table" if view.header.keys() & {"kept", "few_rows"} else "view"
            self._connection.execute(f"drop {kind} {view.name}")

    def _write_reading_day(self, as_of_at: datetime) -> None:
        shared: dict[str, Query] = {}
        self._share(catalogue().build["reading_day"], shared)
        write_readings(self._connection, self._ask, self._window(as_of_at), self._watch)
        self._unshare(shared)

    def _write_restriction_window(self, _as_of_at: datetime) -> None:
        if self._filled({"ad_page", "advertiser_week"}):
            query = catalogue().build["restriction_window"]
            order = ", ".join(self._tables["restriction_window"].order_by)
            shared: dict[str, Query] = {}
            self._share(query, shared)
            self._connection.execute(
                f"insert into restriction_window by name select * from ({bare(query.sql)})"
                f" order by {order}"
            )
            self._unshare(shared)

    def _write_signal(self, _as_of_at: datetime) -> None:
        digests = {name: query.digest for name, query in catalogue().signal_queries.items()}
        if rows := signal_rows(self._signals, digests, self._method):
            append(self._connection, self._tables["signal"], rows)

    def _write_method(self, _as_of_at: datetime) -> None:
        profile = self._imprint.profile
        row = (self._method.version, profile.digest, profile.text)
        append(self._connection, self._tables["method"], [row])

    def _write_score_day(self, as_of_at: datetime) -> None:
        rows = score_rows(self._ask, self._method, self._signals, self._window(as_of_at))
        while chunk := list(islice(rows, _SCORES_AT_ONCE)):
            append(self._connection, self._tables["score_day"], chunk)

    def _write_expected(self, as_of_at: datetime) -> None:
        starts_on, ends_on = window = self._window(as_of_at)
        if not self._row("select exists (from signal_day where scope = 'country')")[0]:
            days = (ends_on - starts_on).days + 1
            table = self._tables["judged_day"]
            nothing = [0] * (len(table.columns) - 1)
            rows = [(starts_on + timedelta(number), *nothing) for number in range(days)]
            append(self._connection, table, rows)
            return
        from eoc_app.builder.expect.expected_tables import write_expected  # noqa: PLC0415 - brings scipy

        write_expected(
            self._connection, self._ask, self._signals, self._method, window, self._watch
        )

    def _ask(
        self, sql: str, parameters: list[Any] | dict[str, Any] | None
    ) -> duckdb.DuckDBPyConnection:
        database = self._row("select current_database()")[0]
        # A cursor starts outside the database that its connection uses.
        cursor = self._connection.cursor().execute(f"use {database}")
        return cursor.execute(sql, parameters)

    def _window(self, as_of_at: datetime) -> tuple[date, date]:
        """From the first day with a figure of at most a month, to the as-of day.

        What is counted from calendars may lie years apart, and starts no window.
        """
        last = as_of_at.date()
        dated = [signal.name for signal in self._signals if signal.family in CALENDARS]
        measured = f"not list_contains({dated!r}::varchar[], signal)"
        for wanted in (f"period_days <= 31 and {measured}", "true"):
            first = self._row(f"select min(day) from signal_day where {wanted} and day <= ?", last)
            if first[0] is not None:
                return max(first[0], last - LONGEST_WINDOW), last
        return last, last

    def _write_countries(self) -> None:
        speaking = [
            table.name
            for table in self._tables.values()
            if table.kind != "built"
            and "country_code" in table.columns
            # A rule speaks of a country's law, not of the country: it makes none watched.
            and table.name != "restriction_rule"
        ]
        spoken_of = " union ".join(
            f"select country_code from {name}" for name in (*speaking, PRECOMPUTED)
        )
        watched = {code for (code,) in self._connection.execute(spoken_of).fetchall()}
        rows = [
            (
                country.alpha2,
                country.alpha3,
                country.name,
                country.formal_name,
                country.time_zone,
                country.alpha2 in watched,
            )
            for country in sorted(countries(), key=lambda country: country.alpha2)
        ]
        append(self._connection, self._tables["country"], rows)

    def _write_previous(self, as_of_at: datetime) -> None:
        for name, rows in self._before(as_of_at)[1].items():
            append(self._connection, self._tables[name], rows)

    def _before(self, as_of_at: datetime) -> tuple[str | None, Rows]:
        self.objection = too_late(self._previous, as_of_at) or other_profile(
            self._previous, self._method.name
        )
        if self._previous is None or self.objection is not None:
            return None, {}
        return self._previous.unless_repeated(lambda before: self._identity_after(before, as_of_at))

    def _identity(self, as_of_at: datetime) -> str:
        return self._identity_after(self._before(as_of_at)[0], as_of_at)

    def _identity_after(self, previous_id: str | None, as_of_at: datetime) -> str:
        """The same sources, metadata, method and snapshot before give the same identity."""
        queries: list[Query | Table] = [*self._tables.values()]
        queries += [*catalogue().signal_queries.values(), *catalogue().build.values()]
        parts = [
            sorted([reading.intake.path, reading.digest] for reading in self._readings),
            [self._imprint.title, self._imprint.publisher, self._imprint.serial],
            [self._imprint.marking, as_of_at.isoformat(), program()],
            [self._imprint.profile.digest, previous_id or ""],
            sorted(query.digest for query in queries),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

    def _write_snapshot(self, as_of_at: datetime) -> None:
        rehearsed = " union all ".join(
            f"select 1 from {table.name} where provenance = 'synthetic'"
            for table in self._tables.values()
            if "provenance" in table.columns
        )
        exercise = bool(self._row(f"select exists ({rehearsed})")[0])
        starts_on, ends_on = self._window(as_of_at)
        self._connection.execute(
            "insert into snapshot values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self._identity(as_of_at), self._imprint.serial, self._imprint.title,
                self._imprint.publisher, as_of_at, self._imprint.built_at, starts_on, ends_on,
                SCHEMA_VERSION, self._method.version, self._imprint.marking, exercise,
                program(),
            ],
        )  # fmt: skip
