"""A report window that two sources give is imported from one of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build

AT = datetime(2024, 12, 1, tzinfo=UTC)
TOTALS = "page_id,page_name,total_num_ads,total_spend_formatted,ds,main_currency,snapshot"
REPORT = "Page ID,Page name,Disclaimer,Amount spent (USD),Number of ads in Library"


def totals(folder: Path, *rows: str, name: str = "us24_page_totals_7day.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([TOTALS, *rows, ""]), encoding="utf-8")
    return path


def report(folder: Path, day: str, *rows: str, kind: str = "last_7_days") -> Path:
    path = folder / f"FacebookAdLibraryReport_{day}_US_{kind}_advertisers.csv"
    path.write_text("\n".join([REPORT, *rows, ""]), encoding="utf-8")
    return path


def made(folder: Path, *paths: Path) -> BuildReport:
    return build(list(paths), folder / "out.duckdb", built_at=AT, as_of=AT)


def asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "out.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


ADS = "select window_ends_on::varchar, sum(ad_count) from {} group by 1 order by 1"


@pytest.mark.parametrize("order", ["as named", "turned"])
def test_that_the_report_stands_beside_page_totals_of_the_same_window(
    tmp_path: Path, order: str
) -> None:
    paths = [
        totals(
            tmp_path,
            "100000000000001,A,7,500,2024-10-28,USD,2024-10-29",
            "100000000000001,A,9,700,2024-11-05,USD,2024-11-06",
        ),
        report(tmp_path, "2024-10-28", "100000000000001,A,Payer,400,7"),
    ]
    account = made(tmp_path, *(reversed(paths) if order == "turned" else paths))
    for table in ("ad_page", "ad_window"):
        assert asked(tmp_path, ADS.format(table)) == [("2024-10-28", 7), ("2024-11-05", 9)]
    (problem,) = [problem for source in account.sources for problem in source.problems]
    assert problem.place.value == "2024-10-28"
    assert asked(tmp_path, "select rows_written from source order by 1") == [(2,), (2,)]


def test_that_windows_of_other_kinds_stay_apart(tmp_path: Path) -> None:
    account = made(
        tmp_path,
        report(tmp_path, "2024-10-28", "100000000000001,A,Payer,400,7"),
        report(tmp_path, "2024-10-28", "100000000000001,A,Payer,900,8", kind="last_30_days"),
    )
    assert account.refused == 0
    assert asked(tmp_path, "select sum(ad_count) from ad_page") == [(15,)]


def test_that_a_currency_that_is_none_is_in_no_sum(tmp_path: Path) -> None:
    account = made(
        tmp_path,
        totals(
            tmp_path,
            "100000000000001,A,7,500,2024-10-28,USD,2024-10-29",
            "100000000000002,B,9,700,2024-10-28,QQQ,2024-10-29",
        ),
    )
    (problem,) = account.sources[0].problems
    assert (problem.place.column, problem.place.value) == ("main_currency", "QQQ")
    assert asked(tmp_path, "select page_rows, ad_count, spend_upper from ad_window") == [
        (1, 7, 500)
    ]


def test_that_windows_whose_days_are_in_american_order_are_read(tmp_path: Path) -> None:
    rows = ("100000000000001,A,7,500,10/28/2024,USD,10/29/2024",
            "100000000000001,A,9,700,11/5/2024,USD,11/6/2024")  # fmt: skip
    account = made(tmp_path, totals(tmp_path, *rows))
    assert account.refused == 0
    assert asked(tmp_path, ADS.format("ad_window")) == [("2024-10-28", 7), ("2024-11-05", 9)]
