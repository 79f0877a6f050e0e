"""Writes what is expected, what exceeds and how many were judged into their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

import duckdb
import numpy as np
import polars as pl

from eoc_app.anomaly.expected import RULES
from eoc_app.builder.expect.alarm_days import Alarms
from eoc_app.builder.expect.daily_figures import EPOCH, PROVENANCES, Ask
from eoc_app.builder.expect.expected_days import Expectation
from eoc_app.builder.expect.expected_rows import ExpectedDays
from eoc_app.builder.staging.rows import append, relation
from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.snapshot.catalogue import catalogue

_NAMES: Final = """
create or replace temp table staged_name as
select unnest(?::varchar[]) as name, unnest(range(?))::smallint as no
"""


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
    tables = _Tables(connection, found, window, watch)
    for codes in found.countries:
        tables.expected_days([_frame(part) for part in found.days(codes)])
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

    def expected_days(self, parts: Sequence[pl.DataFrame]) -> None:
        """Rows of some countries, which come in the order of the table."""
        if not parts:
            return
        self._watch()
        # Names are numbered in their order, so what is sorted by number is in the table's order.
        rows = pl.concat(parts).sort("country", "signal", "day", "period_days")
        with relation(self._connection, rows) as given:
            self._connection.execute(
                "insert into expected_day by name "
                f"select date '{EPOCH}' + day::integer as day,"
                " list_extract(?::varchar[], country + 1) as country_code,"
                " list_extract(?::varchar[], signal + 1) as signal, period_days, span_days,"
                " observed, expected, lower, upper, p_value, ?::double as level,"
                " list_extract(?::varchar[], rule + 1) as rule,"
                f" date '{EPOCH}' + since::integer as since from {given}",
                [
                    self._names["staged_country"],
                    self._names["staged_signal"],
                    self._found.level,
                    self._names["staged_rule"],
                ],
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
        first = self._window[0]
        rows = [(first + timedelta(place), *row) for place, row in enumerate(self._found.counts())]
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
