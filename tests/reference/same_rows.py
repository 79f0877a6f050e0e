"""Holds queries and snapshots to those of another tree: the same rows, values and order.

Run: python -m tests.reference.same_rows --before OTHER/queries FILE.duckdb...
     python -m tests.reference.same_rows --snapshots BEFORE.duckdb AFTER.duckdb

With `--before` every signal, view, check, rows query and build query of both trees is asked of each
file, views for several countries, days and platforms, and the CPU time of both is printed. With
`--snapshots` every table of two files is compared as it is stored, but for what names the program
that wrote it.
"""

# ruff: noqa: T201 - it is run by hand and prints what it finds

from __future__ import annotations

import argparse
import itertools
import math
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import duckdb

from eoc_app.snapshot.catalogue import Catalogue, Query, catalogue

FOLDERS: Final = ("signal_queries", "views", "rows", "checks", "build")
OF_THE_PROGRAM: Final = {
    "snapshot": "* exclude (snapshot_id, built_at, builder)",
    "signal": "* exclude (query_digest)",
    "previous_part": "* exclude (query_digest)",
    "previous_score": "* exclude (snapshot_id)",
}
"""What of a table names the program or its queries, and so is left out."""
_CLOSE: Final = 1e-12
Parameters = dict[str, Any]
Rows = list[tuple[Any, ...]]


def asked(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """Values of each parameter that are worth asking for, from the file itself."""

    def column(sql: str) -> list[Any]:
        return [row[0] for row in connection.execute(sql).fetchall()]

    starts_on, ends_on = connection.execute(
        "select window_starts_on, window_ends_on from snapshot"
    ).fetchall()[0]
    middle = starts_on + (ends_on - starts_on) // 2
    codes = column("select country_code from country where watched order by country_code")
    periods = column("select distinct period_id from restriction_period order by period_id")
    signals = column("select distinct signal from signal_day order by signal")
    return {
        "as_of": [ends_on, middle],
        "country_code": [None, *codes[:: max(1, len(codes) // 4)][:4]],
        "since": [max(starts_on, ends_on - timedelta(days=400))],
        "until": [ends_on],
        "platforms": [[], ["facebook", "several"]],
        "signal": signals[:: max(1, len(signals) // 3)][:3] or ["ads_listed"],
        "period_id": periods[:: max(1, len(periods) // 3)][:3] or ["none"],
        "known_at": [ends_on + timedelta(days=1)],
        "window_starts_on": [max(starts_on, ends_on - timedelta(days=60))],
        "window_ends_on": [ends_on],
    }


def choices(query: Query, values: dict[str, list[Any]]) -> Iterator[Parameters]:
    """Every choice of a query's parameters."""
    names = query.header.get("parameters", ())
    for chosen in itertools.product(*(values[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))


def answer(
    connection: duckdb.DuckDBPyConnection, query: Query, parameters: Parameters, made: set[str]
) -> tuple[Rows, float]:
    """The rows of a query, and the CPU seconds that they took; `made` are shared views so far."""
    began = time.process_time()
    for view in query.reads:
        if view.name not in made:
            connection.execute(view.making((), keep=True))
            made.add(view.name)
    rows = connection.execute(query.sql, parameters or None).fetchall()
    return rows, time.process_time() - began


def difference(before: Rows, after: Rows) -> str:
    """What tells two answers apart; empty where they are equal in rows, values and order."""
    if len(before) != len(after):
        return f"{len(before):,} rows before, {len(after):,} after"
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if not same(old, new):
            return f"row {number:,}: {old} before, {new} after"
    return ""


def same(old: object, new: object) -> bool:
    """Whether two cells are the same; sums may differ in the last digits of a double."""
    if isinstance(old, float) and isinstance(new, float):
        return old == new or math.isclose(old, new, rel_tol=_CLOSE) or (old != old and new != new)  # noqa: PLR0124 - no number equals none
    if isinstance(old, (tuple, list)) and isinstance(new, (tuple, list)):
        return len(old) == len(new) and all(map(same, old, new))
    return type(old) is type(new) and old == new


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A file, read-only; one thread adds numbers up in one order."""
    return duckdb.connect(str(path), read_only=True, config={"threads": 1})


def compared_queries(path: Path, before: Catalogue, after: Catalogue, only: str) -> int:
    """Ask every query of both trees of one file; how many differ."""
    differing, count = 0, 0
    spent = {folder: [0.0, 0.0] for folder in FOLDERS}
    views: tuple[set[str], set[str]] = set(), set()
    with opened(path) as old, opened(path) as new:
        values = asked(old)
        for folder in FOLDERS:
            queries = getattr(after, folder)
            for name, query in getattr(before, folder).items():
                if only not in f"{folder}/{name}" or name not in queries:
                    continue
                count += 1
                seconds = [0.0, 0.0]
                for parameters in choices(query, values):
                    rows, first = answer(old, query, parameters, views[0])
                    again, second = answer(new, queries[name], parameters, views[1])
                    seconds[0] += first
                    seconds[1] += second
                    if told := difference(rows, again):
                        differing += 1
                        print(f"DIFFERS {folder}/{name} {parameters}: {told}")
                        break
                if max(seconds) > 0.05 and seconds[1] > 1.2 * seconds[0]:
                    print(f"slower  {folder}/{name}: {seconds[0]:.3f} s, now {seconds[1]:.3f} s")
                spent[folder][0] += seconds[0]
                spent[folder][1] += seconds[1]
    for folder, (first, second) in spent.items():
        print(f"        {folder}: {first:.2f} s CPU before, {second:.2f} s after")
    print(f"{path.name}: {count - differing}/{count} equal")
    return differing


def compared_snapshots(before: Path, after: Path) -> int:
    """Compare the stored tables of two files; how many differ."""
    differing = 0
    with opened(before) as old, opened(after) as new:
        tables = "select table_name from duckdb_tables() where not temporary order by table_name"
        names = [name for (name,) in old.execute(tables).fetchall()]
        if names != [name for (name,) in new.execute(tables).fetchall()]:
            print("DIFFERS: the two files hold other tables")
            return 1
        for name in names:
            sql = f"select {OF_THE_PROGRAM.get(name, '*')} from {name}"
            if catalogue().schema[name].kind != "built":
                sql += " order by all"  # rows of one key are stored in any order
            first, second = old.execute(sql), new.execute(sql)
            while True:
                rows, again = first.fetchmany(100_000), second.fetchmany(100_000)
                if told := difference(rows, again):
                    differing += 1
                    print(f"DIFFERS {name}: {told}")
                    break
                if not rows:
                    break
    print(f"{after.name}: {len(names) - differing}/{len(names)} tables equal")
    return differing


def main(arguments: Sequence[str]) -> int:
    """Compare what is named; 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--before", type=Path, help="the folder queries/ of the other tree")
    parser.add_argument("--snapshots", action="store_true", help="compare two files")
    parser.add_argument("--only", default="", help="queries whose folder/name holds this")
    parser.add_argument("files", type=Path, nargs="+")
    named = parser.parse_args(arguments)
    if named.snapshots:
        return int(compared_snapshots(*named.files) > 0)
    before = Catalogue(named.before)
    return int(
        sum(compared_queries(path, before, catalogue(), named.only) for path in named.files) > 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
