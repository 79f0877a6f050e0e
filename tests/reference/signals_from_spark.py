"""The whole way round: Spark computes the demo's signals from its facts, and a build takes them.

Run: python -m tests.reference.signals_from_spark [OUT]

Beside the facts every row that Spark wrote must be one that the facts give, and the snapshot must
be the one that the facts alone give. Without the facts every row must be kept, and all signals be
stated as precomputed. OUT keeps what Spark wrote.
"""

# ruff: noqa: T201 - it is run by hand and prints what it finds

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import duckdb

from eoc_app.builder import build
from eoc_app.builder.staging.report import BuildReport
from eoc_app.builder.staging.rows import bare
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.core.places import FIXTURES
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.reference.on_spark import (
    DEMO_AS_OF,
    Ask,
    Missing,
    carried,
    spark,
    views,
    write_parquet,
)

_SIGNALS: Final = "signal_day"
_OF_SOURCES: Final = ("source", "snapshot")
"""Tables that name what a snapshot was built from."""


def written(folder: Path) -> Iterator[str]:
    """The statements by which Spark writes the rows of each signal with its digest and unit."""
    units = {name: signal.unit for name, signal in catalogue().signals.items()}
    for name, query in catalogue().signal_queries.items():
        rows = carried(
            f"select {literal(name)} as signal, {literal(units[name])} as unit,"
            f" {literal(query.digest)} as query_digest, said.* from ({bare(query.sql)}) as said"
        )
        yield f"insert overwrite directory '{folder}/{name}' using parquet {rows}"


def round_trip(sources: Path, ask: Ask, folder: Path) -> list[str]:
    """What is not as it should be, of the demo's facts and the signals that Spark makes of them."""
    demo, _ = _built([sources], folder / "demo.duckdb")
    facts = folder / "facts"
    facts.mkdir()
    write_parquet(demo, facts)
    for statement in (*views(facts), *written(folder / _SIGNALS)):
        ask(statement)
    return handed_in(demo, sources, folder / _SIGNALS, folder)


def handed_in(demo: Path, sources: Path, signals: Path, folder: Path) -> list[str]:
    """What builds of the signals, beside the facts and without them, do not give as they should."""
    both, report = _built([sources, signals], folder / "both.duckdb")
    alone, lonely = _built([signals], folder / "alone.duckdb")
    faults = [str(problem) for problem in (*_problems(report), *_problems(lonely))]
    faults += [f"{name} is another table" for name in different(demo, both)]
    kept, there = (_count(path) for path in (alone, demo))
    if kept != there:
        faults.append(f"{kept:,} rows are kept without facts, of {there:,}")
    stated = [_precomputed(path) for path in (demo, both, alone)]
    if stated[0] or stated[1] or not stated[2]:
        faults.append(f"stated as precomputed: {', '.join(map(str, stated))} signals")
    print(f"{there:,} rows proved beside the facts; {stated[2]} signals stated without them")
    return faults


def different(before: Path, after: Path) -> list[str]:
    """Tables of two snapshots that do not hold the same rows, but for what names their sources."""
    with duckdb.connect(str(before), read_only=True) as connection:
        connection.execute(f"attach '{after}' as after (read_only)")
        return [
            name
            for name in catalogue().schema
            if name not in _OF_SOURCES
            and connection.execute(
                f"select exists (from {name} except all from after.{name})"
                f" or exists (from after.{name} except all from {name})"
            ).fetchall()[0][0]
        ]


def _built(sources: list[Path], out: Path) -> tuple[Path, BuildReport]:
    return out, build(sources, out, built_at=DEMO_AS_OF, as_of=DEMO_AS_OF)


def _problems(report: BuildReport) -> list[object]:
    return [*report.problems, *(one for source in report.sources for one in source.problems)]


def _count(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select count(*) from signal_day").fetchall()[0][0])


def _precomputed(path: Path) -> int:
    snapshot = Snapshot(path)
    snapshot.close()
    return len(snapshot.precomputed)


def main(arguments: Sequence[str]) -> int:
    """Go the whole way round; 1 where something differs or Spark is missing."""
    try:
        with tempfile.TemporaryDirectory() as scratch, spark() as ask:
            folder = Path(arguments[0]) if arguments else Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            faults = round_trip(FIXTURES / "sources", ask, folder)
    except Missing as missing:
        print(missing)
        return 1
    for fault in faults:
        print(f"DIFFERS {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
