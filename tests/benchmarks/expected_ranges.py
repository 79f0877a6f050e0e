"""Expected ranges of 200 countries x 60 signals x 730 days, by the builder's own step.

The step reads signal_day, judges every figure and writes expected_day, alarm and judged_day into a
snapshot's file, on a connection with the memory that a build has. Signals are of every form; every
sixth has two platforms, every tenth is a report window of seven days that ends every day, every
seventh series has gaps. All ask for an action: where some do not, less is done.

Run: python -m tests.benchmarks.expected_ranges [COUNTRIES]. Prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl

from eoc_app.builder.assembly import _database
from eoc_app.builder.expect.daily_figures import EPOCH
from eoc_app.builder.expect.expected_tables import write_expected
from eoc_app.builder.staging.rows import definition, relation
from eoc_app.core.country import countries
from eoc_app.domain.risk.signal import Form, Signal
from eoc_app.snapshot.catalogue import catalogue

COUNTRIES: Final = 200
SIGNALS: Final = 60
DAYS: Final = 730
LAST: Final = date(2024, 10, 26)
FORMS: Final[tuple[Form, ...]] = ("count",) * 6 + ("share", "share", "money", "hours")
WEEK: Final = np.array([1.5, 1.2, 1.1, 1.0, 1.0, 0.7, 0.5])


def signal(number: int) -> Signal:
    """One of sixty signals."""
    return Signal(
        f"signal_{number:02}", "Made up", "made_up", "harm", "things", "things",
        FORMS[number % len(FORMS)], "sum", 1, 14, None, False, None,
        action="Look at it.",
    )  # fmt: skip


def figures(number: int, codes: list[str], rng: np.random.Generator) -> pl.DataFrame:
    """Rows of signal_day of one signal, over-dispersed and with a weekly pattern."""
    form, shape = signal(number).form, (len(codes), DAYS)
    last = (LAST - EPOCH).days
    on = np.arange(last - DAYS + 1, last + 1)
    mean = 10 ** rng.uniform(-0.5, 3, (len(codes), 1)) * WEEK[on % 7]
    whole = None
    if form == "share":
        whole = rng.negative_binomial(5, 5 / (5 + 20 * mean)).astype(np.float64)
        values = rng.binomial(whole.astype(np.int64), 0.1).astype(np.float64)
    elif form == "count":
        values = rng.negative_binomial(5, 5 / (5 + mean)).astype(np.float64)
    else:
        values = rng.lognormal(np.log(mean), 0.5)
    kept = (rng.random(shape) > 0.05) | (np.arange(len(codes)) % 7 > 0)[:, None]
    frame = pl.DataFrame(
        {
            "country_code": np.repeat(codes, DAYS),
            "day": np.tile(on, len(codes)),
            "numerator": values.ravel(),
            "denominator": None if whole is None else whole.ravel(),
        },
        schema_overrides={"day": pl.Int32, "denominator": pl.Float64},
    ).filter(kept.ravel())
    platforms = ("facebook", "instagram") if number % 6 == 0 else ("all",)
    return pl.concat([frame.with_columns(pl.lit(one).alias("platform")) for one in platforms])


def fill(connection: duckdb.DuckDBPyConnection, count: int) -> int:
    """Make the tables and the rows; how many."""
    for table in catalogue().schema.values():
        connection.execute(definition(table, {}))
    codes = [country.alpha2 for country in countries()][:count]
    rng = np.random.default_rng(1)
    # The step finds rows in the table's order: country after country.
    connection.execute("create temp table made as select * from signal_day limit 0")
    for number in range(SIGNALS):
        with relation(connection, figures(number, codes, rng)) as given:
            connection.execute(
                "insert into made by name select 'country' as scope, country_code,"
                f" 'signal_{number:02}' as signal, date '{EPOCH}' + day as day,"
                f" {7 if number % 10 == 9 else 1} as period_days, platform, numerator, denominator,"
                " 'observed' as cell, 'measured' as provenance, 1 as source_id, 1 as row_count"
                f" from {given}"
            )
    order = ", ".join(catalogue().schema["signal_day"].order_by)
    connection.execute(f"insert into signal_day from made order by {order}; drop table made")
    return int(connection.execute("select count(*) from signal_day").fetchall()[0][0])


def measured(count: int = COUNTRIES) -> dict[str, Any]:
    """Run the step once."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        partial = place / "made.duckdb"
        with _database(partial, place) as connection:
            rows = fill(connection, count)

            def ask(
                sql: str, parameters: list[Any] | dict[str, Any] | None
            ) -> duckdb.DuckDBPyConnection:
                return connection.cursor().execute("use snapshot_file").execute(sql, parameters)

            turns = [time.perf_counter()]
            write_expected(
                connection,
                ask,
                [signal(number) for number in range(SIGNALS)],
                catalogue().method,
                (LAST - timedelta(DAYS - 1), LAST),
                lambda: turns.append(time.perf_counter()),
            )
            turns.append(time.perf_counter())
            told = {
                name: int(connection.execute(f"select count(*) from {name}").fetchall()[0][0])
                for name in ("expected_day", "alarm", "judged_day")
            }
            level = connection.execute("select max(level) from expected_day").fetchall()[0][0]
    return {
        "seconds": turns[-1] - turns[0],
        "longest_step": float(np.diff(turns).max()),
        "rows": rows,
        **told,
        "level": level,
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(*map(int, sys.argv[1:2]))) + "\n")
