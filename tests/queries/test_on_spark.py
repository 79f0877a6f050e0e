"""Signals as Spark would run them: carried over, on Parquet, held to what DuckDB says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot

from eoc_app.snapshot.catalogue import catalogue
from tests.reference import on_spark, signals_from_spark
from tests.reference.same_rows import Rows
from tests.snapshots import write_sources

_WRITING = re.compile(r"insert overwrite directory '(.+?)' using parquet (.+)", re.DOTALL)


class StandIn:
    """DuckDB over Parquet in the place of Spark: it is asked in Spark's words, told in its own."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})

    def __call__(self, sql: str) -> Rows:
        if sql.startswith("cache table"):
            return []
        if directory := re.match(
            r"insert overwrite directory '(.+?)' using parquet (?s:(.+))", sql
        ):
            folder = Path(directory[1])
            folder.mkdir(parents=True)
            (folder / "_SUCCESS").touch()
            (rows,) = sqlglot.transpile(directory[2], read="spark", write="duckdb")
            copy = f"copy ({rows}) to '{folder / 'part-00000.parquet'}' (format parquet)"
            return self.connection.execute(copy).fetchall()
        sql = sql.replace("parquet.`", "read_parquet('").replace(".parquet`", ".parquet')")
        (own,) = sqlglot.transpile(sql, read="spark", write="duckdb")
        return self.connection.execute(own).fetchall()


@pytest.fixture
def stand_in(small_snapshot: Path, tmp_path: Path) -> StandIn:
    """One that knows the facts of the small snapshot and every view behind signals."""
    on_spark.write_parquet(small_snapshot, tmp_path)
    made = StandIn()
    for statement in on_spark.views(tmp_path):
        made(statement)
    return made


def test_that_signals_carried_over_parquet_are_equal(
    small_snapshot: Path, stand_in: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    equal, rows = on_spark.compared(small_snapshot, stand_in)
    assert equal == len(catalogue().signal_queries), capsys.readouterr().out
    assert rows > 10


def test_that_a_row_less_is_noticed(
    small_snapshot: Path, stand_in: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    equal, _ = on_spark.compared(small_snapshot, lambda sql: stand_in(sql)[1:])
    assert equal < len(catalogue().signal_queries)
    assert "DIFFERS ads_listed" in capsys.readouterr().out


def test_that_signals_which_were_written_come_back_into_a_build_of_the_same_facts(
    tmp_path: Path,
) -> None:
    facts = write_sources(tmp_path / "sources")
    assert signals_from_spark.round_trip(facts, StandIn(), tmp_path) == []


def test_that_a_signal_that_is_computed_otherwise_is_told(tmp_path: Path) -> None:
    facts, stand_in = write_sources(tmp_path / "sources"), StandIn()

    def otherwise(sql: str) -> Rows:
        return stand_in(sql.replace("SUM(ad_count) AS", "SUM(2 * ad_count) AS"))

    faults = signals_from_spark.round_trip(facts, otherwise, tmp_path)
    assert any("Precomputed rows are not those that the facts give" in fault for fault in faults)


def test_that_what_is_missing_is_said_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert on_spark.main([]) == 1
    assert "pip install '.[spark]'" in capsys.readouterr().out
    monkeypatch.setitem(sys.modules, "pyspark.sql", sys)
    monkeypatch.setattr(sys, "SparkSession", None, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert on_spark.main([]) == 1
    assert "apt-get install openjdk" in capsys.readouterr().out
