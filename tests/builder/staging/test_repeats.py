"""One figure, one key: what is said twice is kept once, what contradicts does not count."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.builder.staging.report import SourceReport
from eoc_app.snapshot.catalogue import catalogue

BUILT_AT = datetime(2024, 12, 1, tzinfo=UTC)
HEADER = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,language,"
    "metric,value,unit"
)


def row(value: object, day: int = 1, **other: str) -> str:
    platform, language = other.get("platform", "all"), other.get("language", "")
    on = f"2024-10-{day:02}"
    return (
        f"measured,reports,country,KE,{on},{on},{platform},{language},items_reported,{value},items"
    )


def written(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def made(folder: Path, *paths: Path) -> tuple[BuildReport, list[tuple[Any, ...]]]:
    out = folder / "out.duckdb"
    report = build(list(paths), out, built_at=BUILT_AT, as_of=BUILT_AT)
    with duckdb.connect(str(out), read_only=True) as connection:
        rows = connection.execute(
            "select period_ends_on::varchar, value from partner_report order by all"
        ).fetchall()
    return report, rows


def account(report: BuildReport, path: Path) -> SourceReport:
    return next(one for one in report.sources if one.path == path.name)


def test_that_a_figure_stated_twice_is_kept_once_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "partner_report.csv", row(12), row(12), row("12.0"), row(12, 2))
    report, rows = made(tmp_path, path)
    assert rows == [("2024-10-01", 12), ("2024-10-02", 12)]
    assert report.refused == 0
    told = account(report, path)
    assert told.rows_written == 2
    assert told.skipped == {
        "rows that repeat an earlier row": 1,
        "partner_report rows that a row above them gave already": 1,
    }


def test_that_two_figures_of_one_key_are_both_refused_and_named(tmp_path: Path) -> None:
    path = written(tmp_path, "partner_report.csv", row(12), row(15), row(7, 2))
    report, rows = made(tmp_path, path)
    assert rows == [("2024-10-02", 7)]
    told = account(report, path)
    assert (told.rows_written, told.problem_count, report.refused) == (1, 2, 2)
    first, second = told.problems
    assert (first.place.row, first.place.column, first.place.value) == (2, "value", "12.0")
    assert "row 3 says 15.0" in first.why
    assert (second.place.row, second.place.value) == (3, "15.0")
    assert "row 2 says 12.0" in second.why


def test_that_what_differs_in_its_key_is_no_repeat(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "partner_report.csv",
        row(12),
        row(12, platform="facebook"),
        row(12, language="sw"),
        row(12, 2),
    )
    report, rows = made(tmp_path, path)
    assert len(rows) == 4
    assert report.refused == 0


def test_that_two_files_that_agree_are_told_and_kept_once(tmp_path: Path) -> None:
    one = written(tmp_path, "partner_report_a.csv", row(12), row(3, 2))
    two = written(tmp_path, "partner_report_b.csv", row(3, 2), row(4, 3))
    report, rows = made(tmp_path, one, two)
    assert rows == [("2024-10-01", 12), ("2024-10-02", 3), ("2024-10-03", 4)]
    assert report.refused == 0
    assert account(report, two).skipped == {
        "partner_report rows that partner_report_a.csv gave already": 1
    }


@pytest.mark.parametrize("order", ["as named", "turned"])
def test_that_of_two_dated_files_the_later_stands_whatever_their_order(
    tmp_path: Path, order: str
) -> None:
    early = written(tmp_path, "partner_report_2024-10-05.csv", row(12), row(3, 2))
    late = written(tmp_path, "partner_report_2024-11-05.csv", row(14), row(4, 3))
    paths = (late, early) if order == "turned" else (early, late)
    report, rows = made(tmp_path, *paths)
    assert rows == [("2024-10-01", 14), ("2024-10-02", 3), ("2024-10-03", 4)]
    assert report.refused == 0
    assert account(report, early).skipped == {
        "partner_report rows that partner_report_2024-11-05.csv states anew,"
        " as the later by its name": 1
    }


@pytest.mark.parametrize(
    "names",
    [
        ("partner_report_a.csv", "partner_report_b.csv"),
        ("partner_report_2024-10-05.csv", "partner_report.csv"),
        ("partner_report_2024-10-05.csv", "partner_report_20241005.csv"),
    ],
)
@pytest.mark.parametrize("order", ["as named", "turned"])
def test_that_of_files_whose_order_nobody_knows_neither_figure_counts(
    tmp_path: Path, names: tuple[str, str], order: str
) -> None:
    paths = [
        written(tmp_path, name, row(value), row(3, 2))
        for name, value in zip(names, (12, 14), strict=True)
    ]
    report, rows = made(tmp_path, *(reversed(paths) if order == "turned" else paths))
    assert rows == [("2024-10-02", 3)]
    assert report.refused == 2
    why = account(report, paths[0]).problems[0].why
    assert f"row 2 of {names[1]} says 14.0" in why


def test_that_a_later_file_that_contradicts_itself_restates_nothing(tmp_path: Path) -> None:
    early = written(tmp_path, "partner_report_2024-10-05.csv", row(12))
    late = written(tmp_path, "partner_report_2024-11-05.csv", row(14), row(15))
    report, rows = made(tmp_path, early, late)
    assert rows == []
    assert report.refused == 3


def test_that_more_contradictions_than_are_named_are_counted(tmp_path: Path) -> None:
    rows = [row(value, language=f"l{number}") for number in range(600) for value in (1, 2)]
    report, kept = made(tmp_path, written(tmp_path, "partner_report.csv", *rows))
    assert kept == []
    assert report.refused == 1200
    assert len(report.sources[0].problems) == 1001


def test_that_every_table_of_facts_says_what_makes_two_rows_one() -> None:
    for table in catalogue().schema.values():
        if table.kind == "built":
            continue
        assert table.key, table.name
        assert set(table.key) <= set(table.columns), table.name
        assert set(table.states or ()) <= set(table.columns) - set(table.key), table.name
        if table.kind == "measure":
            assert table.states == ("value", "lower", "upper", "qualifier", "unit", "cell")
