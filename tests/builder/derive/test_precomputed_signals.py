"""Signals that were computed elsewhere: held to facts where they are there, else stated as such."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from eoc_app.cli import run
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.views.header_view import HeaderView
from eoc_app.views.method_view import MethodView
from tests.builder.derive.handed_in import SIGNAL, handed, made, rows, said
from tests.reference.same_rows import compared_snapshots
from tests.snapshots import altered, views_of, write_sources


@pytest.fixture
def table(small_snapshot: Path, tmp_path: Path) -> Path:
    """The signals of the small snapshot as one Parquet file."""
    path = tmp_path / "handed" / "signal_day.parquet"
    path.parent.mkdir()
    handed(small_snapshot).write_parquet(path)
    return path


def test_that_rows_equal_to_what_the_facts_give_change_nothing(
    small_snapshot: Path, table: Path, tmp_path: Path
) -> None:
    out, report = made(tmp_path, [write_sources(tmp_path / "facts"), table])
    assert not said(report)
    with duckdb.connect(str(out)) as connection:
        connection.execute("delete from source where importer = 'precomputed_signals'")
    with duckdb.connect(str(out), read_only=True) as after:
        assert not after.execute("select * from source where title like '%elsewhere%'").fetchall()
    assert _but_for_names(small_snapshot, out, tmp_path) == 0
    skipped = report.sources[-1].skipped
    assert skipped == {
        "rows of signals that the facts give too, equal to theirs": report.sources[-1].rows_read
    }
    assert report.sources[-1].rows_written == 0


def _but_for_names(before: Path, after: Path, folder: Path) -> int:
    """How many tables differ once the two are called alike."""
    alike = "update snapshot set title = '', publisher = '', serial = 1, snapshot_id = ''"
    return compared_snapshots(
        altered(before, folder / "before.duckdb", alike),
        altered(after, folder / "after.duckdb", alike),
    )


def test_that_signals_without_facts_are_kept_and_stated_everywhere(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, report = made(tmp_path, [table])
    assert not said(report)
    count = rows(out, "select count(distinct signal) from signal_day")[0][0]
    assert rows(out, "select importer, title, rows_written from source") == [
        (
            "precomputed_signals",
            "Signals computed elsewhere: their facts are not in this snapshot",
            rows(out, "select count(*) from signal_day")[0][0],
        )
    ]
    views = views_of(out)
    header, method = views["header"], views["method"]
    assert isinstance(header, HeaderView)
    assert isinstance(method, MethodView)
    assert header.trust == f"unsigned · {count} precomputed signals"
    assert f"{count} precomputed signals: computed elsewhere" in method.footnote
    assert run(["verify", str(out)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("stated  signal ") == count
    assert f"{count} precomputed signals, computed elsewhere from facts" in printed
    assert f"ok      signal {SIGNAL}" not in printed
    assert run(["show", str(out), "ranking"]) == 0
    assert f"{count} precomputed signals: computed elsewhere" in capsys.readouterr().out
    assert run(["show", str(out), "ranking", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["snapshot"]["precomputed"] == count


def test_that_a_snapshot_of_facts_alone_says_nothing_of_it(small_snapshot: Path) -> None:
    header = views_of(small_snapshot)["header"]
    assert isinstance(header, HeaderView)
    assert header.trust == "unsigned"


def test_that_countries_and_the_moment_come_from_precomputed_rows_too(
    table: Path, tmp_path: Path
) -> None:
    out, _ = made(tmp_path, [table], as_of=None)
    assert ("KE",) in rows(out, "select country_code from country where watched")
    assert rows(out, "select as_of_at::date from snapshot") == [(date(2024, 10, 25),)]


def test_that_a_row_which_the_facts_give_otherwise_is_named_and_theirs_stand(
    small_snapshot: Path, tmp_path: Path
) -> None:
    wrong = handed(small_snapshot, f"signal = '{SIGNAL}'").with_columns(
        numerator=pl.when(pl.col("day") == date(2024, 10, 9)).then(3081.0).otherwise("numerator"),
        numerator_upper=pl.lit(1e6),
    )
    wrong = wrong.with_columns(numerator_upper=pl.col("numerator"))
    wrong = wrong.with_columns(numerator_lower=pl.col("numerator"))
    path = tmp_path / "signal_day.csv"
    wrong.write_csv(path)
    out, report = made(tmp_path, [write_sources(tmp_path / "facts"), path])
    (problem,) = said(report)
    place = problem.place
    assert (place.file, place.row, place.column, place.value) == (
        "signal_day.csv", 10, "numerator", "3081.0",
    )  # fmt: skip
    assert "the facts give 3080.0" in problem.why
    assert problem.remedy
    assert rows(out, f"select numerator from signal_day where signal = '{SIGNAL}' order by day")[
        8
    ] == (3080.0,)


def test_that_a_row_that_is_missing_or_more_is_named(small_snapshot: Path, tmp_path: Path) -> None:
    right = handed(small_snapshot, f"signal = '{SIGNAL}'")
    facts = write_sources(tmp_path / "facts")
    path = tmp_path / "signal_day.parquet"
    right.filter(pl.col("day") != date(2024, 10, 9)).write_parquet(path)
    (problem,) = said(made(tmp_path, [facts, path])[1])
    assert "the facts give a row" in problem.why
    assert "KE on 2024-10-09 (whatsapp) that it lacks" in problem.why
    more = right.head(1).with_columns(country_code=pl.lit("UG"))
    pl.concat([right, more]).write_parquet(path)
    (problem,) = said(made(tmp_path, [facts, path])[1])
    assert "the facts give no row" in problem.why
    assert problem.place.row == right.height + 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("signal", "signals_of_another_program"),
        ("query_digest", "0" * 64),
        ("unit", "furlongs"),
        ("day", "31.02.2024"),
        ("day", "1024-10-09"),
        ("scope", "world"),
        ("country_code", "QQ"),
        ("period_days", "0"),
        ("platform", "a platform of another world"),
        ("numerator", "-1"),
        ("numerator", None),
        ("numerator_upper", "2"),
        ("denominator", "7"),
        ("cell", "withheld"),
        ("cell", "suppressed"),
        ("provenance", "guessed"),
        ("row_count", "0"),
    ],
)
def test_that_a_row_that_does_not_fit_refuses_all_and_is_named(
    small_snapshot: Path, tmp_path: Path, column: str, value: str | None
) -> None:
    right = handed(small_snapshot, f"signal = '{SIGNAL}'").cast(pl.String)
    if value is None:
        right = right.with_columns(numerator_lower=None, numerator_upper=None)
    second = pl.int_range(pl.len()) == 1
    wrong = right.with_columns(
        pl.when(second).then(pl.lit(value, pl.String)).otherwise(column).alias(column)
    )
    path = tmp_path / "signal_day.csv"
    wrong.write_csv(path)
    out, report = made(tmp_path, [path])
    named, whole = said(report)
    assert named.place.file == "signal_day.csv"
    assert named.place.row == 3
    assert named.place.column is not None
    assert named.remedy
    assert "none was taken" in whole.why
    assert rows(out, "select count(*) from signal_day") == [(0,)]
    assert rows(out, "select rows_written from source") == [(0,)]


@pytest.mark.parametrize("column", ["query_digest", "unit", "row_count", "cell"])
def test_that_a_column_that_is_missing_is_named(table: Path, tmp_path: Path, column: str) -> None:
    pl.read_parquet(table).drop(column).write_parquet(table)
    out, report = made(tmp_path, [table])
    assert said(report)[0].place.column == column
    assert rows(out, "select count(*) from signal_day") == [(0,)]


def test_that_one_file_that_does_not_fit_refuses_the_others_with_it(
    small_snapshot: Path, tmp_path: Path
) -> None:
    right = handed(small_snapshot, f"signal = '{SIGNAL}'")
    right.head(10).write_parquet(tmp_path / "part-1.parquet")
    right.tail(10).with_columns(unit=pl.lit("x")).write_parquet(tmp_path / "part-2.parquet")
    out, report = made(tmp_path, sorted(tmp_path.glob("*.parquet")))
    first, second = report.sources
    assert "part-2.parquet does not fit" in first.problems[-1].why
    assert len(second.problems) == 11
    assert rows(out, "select count(*) from signal_day") == [(0,)]


def test_that_a_key_that_stands_twice_counts_once_or_refuses_all(
    small_snapshot: Path, tmp_path: Path
) -> None:
    right = handed(small_snapshot, f"signal = '{SIGNAL}'")
    path = tmp_path / "signal_day.parquet"
    pl.concat([right, right.head(1)]).write_parquet(path)
    out, report = made(tmp_path, [path])
    assert not said(report)
    assert rows(out, "select count(*) from signal_day") == [(right.height,)]
    other = right.head(1).with_columns(row_count=pl.col("row_count") + 1)
    pl.concat([right, other]).write_parquet(path)
    out, report = made(tmp_path, [path])
    assert {problem.place.row for problem in said(report)} == {1, right.height + 1, None}
    assert rows(out, "select count(*) from signal_day") == [(0,)]


def test_that_what_was_measured_after_the_moment_is_left_out_and_told(
    small_snapshot: Path, tmp_path: Path
) -> None:
    right = handed(small_snapshot, f"signal = '{SIGNAL}'")
    path = tmp_path / "signal_day.parquet"
    right.write_parquet(path)
    out, report = made(tmp_path, [path], as_of=date(2024, 10, 20))
    (problem,) = said(report)
    assert problem.what == "5 precomputed rows were left out"
    assert rows(out, "select max(day) from signal_day") == [(date(2024, 10, 20),)]


def test_that_a_digest_of_an_earlier_text_that_says_the_same_is_taken(
    small_snapshot: Path, tmp_path: Path
) -> None:
    earlier = min(catalogue().earlier[SIGNAL])
    path = tmp_path / "signal_day.parquet"
    right = handed(small_snapshot, f"signal = '{SIGNAL}'")
    right.with_columns(query_digest=pl.lit(earlier)).write_parquet(path)
    out, report = made(tmp_path, [path])
    assert not said(report)
    assert rows(out, "select count(*) from signal_day") == [(right.height,)]
