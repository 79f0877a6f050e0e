"""Signals as Spark would run them: carried over, on Parquet, held to what DuckDB says."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot

from eoc_app.snapshot.catalogue import catalogue
from tests.reference import on_spark
from tests.reference.same_rows import Rows


class StandIn:
    """DuckDB over Parquet in the place of Spark: it is asked in Spark's words, told in its own."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})

    def __call__(self, sql: str) -> Rows:
        sql = sql.replace("parquet.`", "read_parquet('").replace(".parquet`", ".parquet')")
        (own,) = sqlglot.transpile(sql, read="spark", write="duckdb")
        return self.connection.execute(own).fetchall()


@pytest.fixture
def stand_in(small_snapshot: Path, tmp_path: Path) -> StandIn:
    """One that knows the facts of the small snapshot and every view behind signals."""
    on_spark.write_parquet(small_snapshot, tmp_path)
    made = StandIn()
    for statement in on_spark.views(tmp_path):
        if not statement.startswith("cache table"):
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
