"""Runs every signal on Spark, carried over by sqlglot, and holds it to what DuckDB says.

Run: make spark, or python -m tests.reference.on_spark [FILE.duckdb...]

Facts of each snapshot are written as Parquet and read by a Spark on this machine; shared views and
signals are the same files. Rows, values and order must be equal. Without FILE the demo is built,
and the real files where they are.
"""

# ruff: noqa: T201 - it is run by hand and prints what it finds

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import sqlglot
from sqlglot import ErrorLevel

from eoc_app.builder import build
from eoc_app.core.places import FIXTURES
from eoc_app.snapshot.catalogue import Query, catalogue
from tests.reference.same_rows import Rows, difference

DEMO_AS_OF: Final = datetime(2024, 10, 26, 6, tzinfo=UTC)
REAL: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
REAL_AS_OF: Final = datetime(2025, 7, 16, 6, tzinfo=UTC)
Ask = Callable[[str], Rows]
"""Runs a statement of Spark; a statement that makes a view gives no rows."""


class Missing(Exception):  # noqa: N818 - what is not here, no error of ours
    """Spark or Java is not on this machine."""


def carried(sql: str) -> str:
    """A statement as Spark says it.

    Raises:
        UnsupportedError: Spark cannot say it.
    """
    (statement,) = sqlglot.transpile(
        sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
    )
    return statement


def write_parquet(snapshot: Path, folder: Path) -> None:
    """Write the facts of a snapshot as one Parquet file for each table."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        for table in catalogue().schema.values():
            if table.kind != "built":
                target = folder / f"{table.name}.parquet"
                connection.execute(f"copy {table.name} to '{target}' (format parquet)")


def views(folder: Path) -> Iterator[str]:
    """The statements that make tables of Parquet, and the views behind signals, known to Spark."""
    for path in sorted(folder.glob("*.parquet")):
        yield f"create or replace temporary view {path.stem} as select * from parquet.`{path}`"
    queries = catalogue().signal_queries.values()
    behind = {view.name for query in queries for view in query.reads}
    for view in (view for name, view in catalogue().shared.items() if name in behind):
        yield f"create or replace temporary view {view.name} as {carried(view.sql)}"
        if view.header.get("kept"):
            yield f"cache table {view.name}"


def compared(snapshot: Path, ask: Ask) -> tuple[int, int]:
    """Ask every signal of Spark and of DuckDB; how many are equal, and how many rows they have."""
    equal, rows = 0, 0
    with duckdb.connect(str(snapshot), read_only=True, config={"threads": 1}) as connection:
        for name, query in catalogue().signal_queries.items():
            began = time.perf_counter()
            expected = answer(connection, query)
            rows += len(expected)
            told = difference(expected, ask(carried(query.sql)))
            equal += not told
            print(f"  {name}: {time.perf_counter() - began:.1f} s", flush=True)
            if told:
                print(f"DIFFERS {name}: {told.replace(' before', ' by DuckDB')}")
    return equal, rows


def answer(connection: duckdb.DuckDBPyConnection, query: Query) -> Rows:
    """What DuckDB says of a signal."""
    for view in query.reads:
        connection.execute(view.creation)
    return connection.execute(query.sql).fetchall()


@contextmanager
def spark() -> Iterator[Ask]:
    """A Spark on this machine, with a thread for each of two cores.

    Raises:
        Missing: pyspark or Java is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Missing(
            "pyspark is not installed: .venv/bin/pip install '.[spark]' in the repository"
        ) from error
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and (Path(home) / "bin" / "java").is_file())):
        raise Missing("Java is not installed: apt-get install openjdk-17-jre-headless")
    made: Any = SparkSession.builder
    for key, value in (
        ("spark.ui.enabled", "false"),
        ("spark.sql.shuffle.partitions", "2"),
        ("spark.default.parallelism", "2"),
        ("spark.sql.adaptive.enabled", "false"),
        ("spark.sql.session.timeZone", "UTC"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.memory", "4g"),
        ("spark.log.level", "ERROR"),
        ("spark.ui.showConsoleProgress", "false"),
    ):
        made = made.config(key, value)
    session = made.master("local[2]").appName("signals").getOrCreate()
    try:
        yield lambda sql: [tuple(row) for row in session.sql(sql).collect()]
    finally:
        session.stop()


def default_snapshots(folder: Path) -> list[Path]:
    """The demo, and the real files where they are, built below a folder."""
    found = []
    for name, sources, as_of in (
        ("demo", FIXTURES / "sources", DEMO_AS_OF),
        ("real", REAL, REAL_AS_OF),
    ):
        if not sources.is_dir():
            print(f"{name}: no folder {sources}, so not tried")
            continue
        out = folder / f"{name}.duckdb"
        build([sources], out, built_at=as_of, as_of=as_of)
        found.append(out)
    return found


def main(arguments: Sequence[str]) -> int:
    """Compare each snapshot; 1 where a signal differs or Spark is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="*")
    named = parser.parse_args(arguments)
    count, failed = len(catalogue().signal_queries), 0
    try:
        with spark() as ask, tempfile.TemporaryDirectory() as scratch:
            for snapshot in named.files or default_snapshots(Path(scratch)):
                began = time.perf_counter()
                folder = Path(tempfile.mkdtemp(dir=scratch))
                write_parquet(snapshot, folder)
                ask("clear cache")
                for statement in views(folder):
                    ask(statement)
                equal, rows = compared(snapshot, ask)
                failed += count - equal
                seconds = time.perf_counter() - began
                print(f"{snapshot.stem}: {equal}/{count} equal, {rows:,} rows, {seconds:.0f} s")
    except Missing as missing:
        print(missing)
        return 1
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
