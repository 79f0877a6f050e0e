"""One cell that nobody could have foreseen refuses its row; the rest is imported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from eoc_app.builder import BuildReport, build

BUILT_AT = datetime(2024, 12, 1, tzinfo=UTC)
WHOLE: dict[str, Any] = {
    "provenance": "measured",
    "counts_of": "reports",
    "scope": "country",
    "country_code": "KE",
    "period_starts_on": date(2024, 10, 1),
    "period_ends_on": date(2024, 10, 1),
    "platform": "whatsapp",
    "metric": "reports_received",
    "value": 5.0,
    "qualifier": "exact",
    "unit": "reports",
}
BAD: list[tuple[str, str]] = [
    *(("value", text) for text in ("nan", "inf", "-inf", "-5", "1e400", "9" * 26, "1_000", "٣")),
    *(("value", text) for text in ("=1+1", "0x10", "", "1e300", "-0.5", "five", "1;2")),
    *(("period_starts_on", text) for text in ("300000-01-01", "0000-00-00", "-0001-01-01")),
    *(("period_starts_on", text) for text in ("2024-02-30", "0001-01-01", "2024-10-02")),
    *(("period_ends_on", text) for text in ("9999-12-31", "10000-01-01", "2024-13-01", "infinity")),
    ("country_code", "XX"),
    ("platform", "carrier_pigeon"),
    ("unit", "QQQ"),
    ("scope", "world"),
]


def made(folder: Path, path: Path) -> tuple[BuildReport, list[tuple[Any, ...]]]:
    out = folder / "out.duckdb"
    report = build([path], out, built_at=BUILT_AT, as_of=BUILT_AT)
    with duckdb.connect(str(out), read_only=True) as connection:
        rows = connection.execute(
            "select country_code, value from user_report order by 1"
        ).fetchall()
    return report, rows


def neighbours(bad: dict[str, Any]) -> list[dict[str, Any]]:
    return [WHOLE, WHOLE | bad, WHOLE | {"country_code": "UG", "value": 7.0}]


@pytest.mark.parametrize(("column", "text"), BAD)
def test_that_a_cell_of_text_refuses_its_row_alone(tmp_path: Path, column: str, text: str) -> None:
    path = tmp_path / "user_report.csv"
    written = [
        {name: str(cell) for name, cell in row.items()} for row in neighbours({column: text})
    ]
    pl.DataFrame(written).write_csv(path)
    report, rows = made(tmp_path, path)
    assert rows == [("KE", 5), ("UG", 7)]
    (problem,) = report.sources[0].problems
    assert problem.place.row == 3
    assert problem.place.column


def typed() -> Iterator[tuple[str, str, pl.Series]]:
    days, early = [date(2024, 10, 1)] * 3, [19997, -1_000_000, 19997]
    for value in (float("nan"), float("inf"), float("-inf"), -5.0, 1e300, None):
        yield f"value {value}", "value", pl.Series([5.0, value, 7.0])
    yield "integer", "value", pl.Series([5, 2**63 - 1, 7])
    yield "large unsigned", "value", pl.Series([5, 2**64 - 1, 7], dtype=pl.UInt64)
    yield "decimal", "value", pl.Series([Decimal(5), Decimal(-5), Decimal(7)])
    yield "year -800", "period_starts_on", pl.Series(early, dtype=pl.Int32).cast(pl.Date)
    for unit, far in (("ms", 2**62), ("us", 2**62), ("ns", -(2**62)), ("ms", -(2**62))):
        near = int(timedelta(days=19997) / timedelta(milliseconds=1))
        near *= {"ms": 1, "us": 1000, "ns": 1_000_000}[unit]
        moments = pl.Series([near, far, near], dtype=pl.Int64).cast(pl.Datetime(unit))  # type: ignore[arg-type]
        yield f"{unit} {far}", "period_starts_on", moments
    yield "no day", "period_starts_on", pl.Series([days[0], None, days[0]])


@pytest.mark.parametrize(("column", "cells"), [row[1:] for row in typed()],
                         ids=[row[0] for row in typed()])  # fmt: skip
@pytest.mark.parametrize("count", [1, 10_001])
def test_that_a_typed_cell_refuses_its_row_alone(
    tmp_path: Path, column: str, cells: pl.Series, count: int
) -> None:
    """Also in a large file, whose columns are looked at another way."""
    few = pl.DataFrame(neighbours({})).with_columns(cells.alias(column))
    many = pl.concat([few.slice(1, 1), *[few.slice(0, 1)] * count, *[few.slice(2, 1)] * count])
    path = tmp_path / "user_report.parquet"
    many.write_parquet(path)
    report, rows = made(tmp_path, path)
    assert rows == [("KE", 5), ("UG", 7)]
    (problem,) = report.sources[0].problems
    assert (problem.place.row, problem.place.column) == (1, column)


@pytest.mark.parametrize(
    "cells",
    [
        pl.Series([[5.0], [6.0], [7.0]]),
        pl.Series([{"a": 5.0}, {"a": 6.0}, {"a": 7.0}]),
        pl.Series([b"5", b"6", b"7"]),
        pl.Series([timedelta(5), timedelta(6), timedelta(7)]),
        pl.Series([time(5), time(6), time(7)]),
        pl.Series([True, False, True]),
    ],
    ids=lambda cells: str(cells.dtype),
)
def test_that_a_column_of_another_kind_is_named(tmp_path: Path, cells: pl.Series) -> None:
    path = tmp_path / "user_report.parquet"
    frame = pl.DataFrame(neighbours({"country_code": "TZ"})).with_columns(cells.alias("value"))
    frame.write_parquet(path)
    report, rows = made(tmp_path, path)
    assert rows == []
    assert report.sources[0].problems[0].place.column == "value"


def test_that_an_observed_row_without_a_figure_does_not_replace_the_one_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "user_report.csv"
    empty = {"value": None, "cell": "observed", "period_ends_on": date(2024, 10, 2),
             "period_starts_on": date(2024, 10, 2)}  # fmt: skip
    pl.DataFrame([WHOLE | {"cell": "observed"}, WHOLE | empty]).write_csv(path)
    report, rows = made(tmp_path, path)
    assert rows == [("KE", 5)]
    (problem,) = report.sources[0].problems
    assert (problem.place.row, problem.place.column) == (3, "value")
    assert "neither a value nor a bound" in problem.why


def test_that_a_bound_alone_is_a_figure(tmp_path: Path) -> None:
    path = tmp_path / "user_report.csv"
    bound = {"value": None, "lower": 5.0, "qualifier": "more_than", "cell": "observed"}
    pl.DataFrame([WHOLE | bound]).write_csv(path)
    report, rows = made(tmp_path, path)
    assert rows == [("KE", None)]
    assert report.refused == 0


@pytest.mark.parametrize("currency", ["QQQ", "XXX", "XAU", "usd ", "Euro"])
def test_that_money_of_no_currency_is_refused_in_every_table(tmp_path: Path, currency: str) -> None:
    path = tmp_path / "takedown.csv"
    row = {
        "provenance": "published", "counts_of": "networks", "takedown_id": "a", "network": "A",
        "kind": "cib", "announced_on": date(2024, 10, 1), "date_precision": "day",
        "spend_lower": 1.0, "spend_upper": 2.0, "currency": currency, "networks": 1.0,
        "cell": "observed",
    }  # fmt: skip
    pl.DataFrame([row, row | {"takedown_id": "b", "currency": "USD"}]).write_csv(path)
    report = build([path], tmp_path / "out.duckdb", built_at=BUILT_AT, as_of=BUILT_AT)
    (problem,) = report.sources[0].problems
    assert (problem.place.row, problem.place.column) == (2, "currency")
    assert report.sources[0].rows_written == 1


def test_that_a_report_in_no_currency_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "FacebookAdLibraryReport_2024-10-25_KE_last_30_days_advertisers.csv"
    path.write_text(
        "Page ID,Page name,Disclaimer,Amount spent (QQQ),Number of ads in Library\n"
        "100000000000001,A,Payer,500,3\n",
        encoding="utf-8",
    )
    report = build([path], tmp_path / "out.duckdb", built_at=BUILT_AT, as_of=BUILT_AT)
    assert report.table_rows["ad_page"] == report.table_rows["ad_window"] == 0
    assert {problem.place.value for problem in report.sources[0].problems} == {"QQQ"}


def test_that_a_day_that_is_refused_is_none_of_its_source_either(tmp_path: Path) -> None:
    path = tmp_path / "user_report.csv"
    pl.DataFrame(neighbours({"period_starts_on": date(1, 1, 1)})).write_csv(path)
    made(tmp_path, path)
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        rows = connection.execute("select period_starts_on from source").fetchall()
    assert rows == [(date(2024, 10, 1),)]
