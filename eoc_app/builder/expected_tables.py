"""Writes what is expected, what exceeds and how many were judged into their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl

from eoc_app.anomaly.expected import RULES
from eoc_app.builder.alarm_days import Alarms
from eoc_app.builder.daily_figures import EPOCH, PROVENANCES, Ask
from eoc_app.builder.expected_days import Expectation
from eoc_app.builder.expected_rows import ExpectedDays
from eoc_app.builder.rows import append, relation
from eoc_app.catalogue import catalogue
from eoc_app.domain.alarm_budget import ONE_IN
from eoc_app.domain.method import Method
from eoc_app.domain.signal import Signal

_STAGED: Final = """
create or replace temp table staged_expected (
    country smallint, signal smallint, day integer, period_days integer, span_days integer,
    observed double, expected double, lower double, upper double, p_value double, rule tinyint,
    since integer
)
"""
_NAMES: Final = """
create or replace temp table staged_name as
select unnest(?::varchar[]) as name, unnest(range(?))::smallint as no
"""
_DAYS_AT_ONCE: Final = 60


def write_expected(
    connection: duckdb.DuckDBPyConnection,
    ask: Ask,
    signals: Sequence[Signal],
    method: Method,
    window: tuple[date, date],
    watch: Callable[[], None],
) -> None:
    """Fill expected_day, alarm and judged_day; `watch` may raise to stop it within a second."""
    found = Expectation(ask, signals, method.alarms, window, watch)
    connection.execute(_STAGED)
    for codes in found.countries:
        for part in found.days(codes):
            with relation(connection, _frame(part)) as given:
                connection.execute(f"insert into staged_expected by name select * from {given}")
    tables = _Tables(connection, found, window, watch)
    tables.expected_days()
    tables.alarms()
    tables.judged_days()


class _Tables:
    """The way from numbers to names, table by table."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        found: Expectation,
        window: tuple[date, date],
        watch: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._found = found
        self._window = window
        self._watch = watch
        self._names = {
            "staged_country": list(found.numbers.countries),
            "staged_signal": [one.name for one in found.numbers.signals],
            "staged_rule": list(RULES),
            "staged_provenance": list(PROVENANCES),
        }
        for name, values in self._names.items():
            sql = _NAMES.replace("staged_name", name)
            connection.execute(sql, [values, len(values)])

    def expected_days(self) -> None:
        """Some weeks at a time, so that little is sorted at once and a build can be stopped."""
        day, last = self._window
        while day <= last:
            self._watch()
            until = min(day + timedelta(_DAYS_AT_ONCE - 1), last)
            self._insert_days(day, until)
            day = until + timedelta(1)
        self._connection.execute("drop table staged_expected")

    def _insert_days(self, since: date, until: date) -> None:
        self._connection.execute(
            "insert into expected_day by name "
            f"select date '{EPOCH}' + staged.day::integer as day, country.name as country_code,"
            " signal.name as signal, staged.period_days, staged.span_days, staged.observed,"
            " staged.expected, staged.lower, staged.upper, staged.p_value, ?::double as level,"
            f" rule.name as rule, date '{EPOCH}' + staged.since::integer as since"
            " from staged_expected as staged"
            " inner join staged_country as country on country.no = staged.country"
            " inner join staged_signal as signal on signal.no = staged.signal"
            " inner join staged_rule as rule on rule.no = staged.rule"
            " where staged.day between ? and ?"
            " order by staged.day, staged.country, staged.signal, staged.period_days",
            [self._found.level, (since - EPOCH).days, (until - EPOCH).days],
        )

    def alarms(self) -> None:
        """Rows of all countries together, in the order of the table."""
        self._watch()
        frames = [_alarm_frame(part) for part in self._found.alarms if len(part.day)]
        if not frames:
            return
        bounds = ", ".join(f"staged.upper_{one_in}" for one_in in ONE_IN)
        with relation(self._connection, pl.concat(frames)) as given:
            self._connection.execute(
                "insert into alarm by name "
                f"select date '{EPOCH}' + staged.day::integer as day, country.name as country_code,"
                " signal.name as signal, staged.period_days,"
                f" date '{EPOCH}' + staged.measured::integer as measured_on, staged.span_days,"
                " staged.observed, staged.expected, staged.p_value,"
                f" staged.before as p_value_before, {bounds}, rule.name as rule,"
                f" date '{EPOCH}' + staged.since::integer as since, provenance.name as provenance"
                f" from {given} as staged"
                " inner join staged_country as country on country.no = staged.country"
                " inner join staged_signal as signal on signal.no = staged.signal"
                " inner join staged_rule as rule on rule.no = staged.rule"
                " inner join staged_provenance as provenance on provenance.no = staged.strength"
                " order by staged.day, staged.p_value, staged.country, staged.signal,"
                " staged.period_days"
            )

    def judged_days(self) -> None:
        """One row for every day of the window."""
        tally, first = self._found.tally, self._window[0]
        columns = (tally.series_count, tally.figures_per_day, tally.figure_count)
        rows: list[tuple[Any, ...]] = [
            (first + timedelta(place), *row)
            for place, row in enumerate(zip(*(part.tolist() for part in columns), strict=True))
        ]
        append(self._connection, catalogue().schema["judged_day"], rows)


def _frame(part: ExpectedDays) -> pl.DataFrame:
    """Columns as a frame; what is not known is null."""
    return pl.DataFrame(vars(part)).with_columns(pl.selectors.float().fill_nan(None))


def _alarm_frame(part: Alarms) -> pl.DataFrame:
    columns = dict(vars(part))
    uppers = columns.pop("uppers")
    columns |= {
        f"upper_{one}": np.ascontiguousarray(uppers[:, at]) for at, one in enumerate(ONE_IN)
    }
    return pl.DataFrame(columns).with_columns(pl.selectors.float().fill_nan(None))
