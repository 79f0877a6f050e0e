"""Page totals: overlapping windows of seven days around a restriction week."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.page_totals import IMPORTER
from eoc_app.builder.sources.intake import FileRefused, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.guard import Guard
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import catalogue

HEADER = "page_id,page_name,total_num_ads,total_spend_formatted,ds,main_currency,snapshot\n"


def imported(path: Path) -> tuple[dict[str, pl.DataFrame], Intake]:
    source = Source(path.name, path)
    intake = Intake(source.path)
    tables: dict[str, list[pl.DataFrame]] = {}
    for batch in IMPORTER.read(source, intake):
        frame, common = Guard(intake).hold(catalogue().schema[batch.table], batch.frame)
        whole = frame.with_columns(pl.lit(value).alias(name) for name, value in common.items())
        tables.setdefault(batch.table, []).append(whole)
    return {name: pl.concat(frames) for name, frames in tables.items()}, intake


def test_that_each_window_is_a_row_and_mixed_currencies_have_no_sum(tmp_path: Path) -> None:
    path = tmp_path / "us24_page_totals_7day.csv"
    path.write_text(
        HEADER
        + "1,A,5,100.0,2024-10-28,USD,2024-10-28\n"
        + "2,B,3,250.0,2024-10-28,USD,2024-10-29\n"
        + "1,A,4,300.0,2024-11-05,USD,2024-11-05\n"
        + "3,C,1,400.0,2024-11-05,EUR,2024-11-05\n"
    )
    tables, intake = imported(path)
    assert intake.problems == []
    assert tables["ad_page"].select("spend_lower", "spend_upper").rows() == [
        (0, 100),
        (250, 250),
        (300, 300),
        (400, 400),
    ]
    chosen = ["window_starts_on", "page_rows", "ad_count", "currency", "spend_lower", "spend_upper"]
    assert tables["ad_window"].select(chosen).rows() == [
        (date(2024, 10, 22), 2, 8, "USD", 250.0, 350.0),
        (date(2024, 10, 30), 2, 5, None, None, None),
    ]
    assert set(tables["ad_window"]["disclaimers_reported"]) == {False}
    assert set(tables["ad_page"]["disclaimer_state"]) == {"not_reported"}


def test_that_rows_that_cannot_be_read_are_named_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "us24_totals.csv"
    path.write_text(
        HEADER
        + "1,A,5,much,2024-10-28,USD,2024-10-28\n"
        + "2,B,x,250.0,2024-10-28,USD,2024-10-28\n"
        + "3,C,1,400.0,2024-10-28,USD,2024-10-27\n"
        + "4,D,1,400.0,28 Oct,USD,\n"
        + "5,E,1,400.0,2024-10-28,USD,2024-10-28\n"
    )
    tables, intake = imported(path)
    assert tables["ad_page"]["page_id"].to_list() == ["5"]
    assert sorted(problem.place.row or 0 for problem in intake.problems) == [2, 3, 4, 5]
    assert tables["ad_window"].select("page_rows", "ad_count").rows() == [(1, 1)]


ROW = "1,A,5,100.0,2024-10-28,USD,2024-10-28\n"


def totals(folder: Path, name: str, rows: str = ROW) -> Path:
    path = folder / "unknown place" / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + rows)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "page_totals_7day.csv",
        "totals.csv",
        "my_page_totals.csv",
        "My_page_totals.csv",
        "page_totals_to_send.csv",
        "no_name_7day.csv",
        "us_and_me.csv",
        "in_2024_page_totals.csv",
        "ad_2024_page_totals.csv",
        "in7day_totals.csv",
        "PAGE_TOTALS_TO_SEND.CSV",
        "page_totals_DO_NOT_SHARE.csv",
        "page_ID_totals.csv",
        "new_jersey_totals.csv",
        "page_totals_DE_FR.csv",
        "us24_page_totals_DE.csv",
        "in/page_totals_7day.csv",
        "my data/page_totals.csv",
        "jordan/page_totals.csv",
    ],
)
def test_that_a_name_that_states_no_country_for_sure_is_a_problem(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="country"):
        imported(totals(tmp_path, name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("us24_page_totals_7day.csv", "US"),
        ("US_2024_page_totals.csv", "US"),
        ("us_2024_page_totals_to_send.csv", "US"),
        ("in24_page_totals.csv", "IN"),
        ("uk24_page_totals.csv", "GB"),
        ("page_totals_DE_7day.csv", "DE"),
        ("IN_page_totals.csv", "IN"),
        ("ID_2024_page_totals.csv", "ID"),
        ("PAGE_TOTALS_US.CSV", "US"),
        ("south_sudan_page_totals.csv", "SS"),
        ("Germany page totals.csv", "DE"),
        ("us_2024_week/my_page_totals.csv", "US"),
        ("BR/page_totals.csv", "BR"),
    ],
)
def test_that_a_country_is_stated_by_a_code_or_first_by_a_name(
    name: str, code: str, tmp_path: Path
) -> None:
    tables, _ = imported(totals(tmp_path, name))
    assert set(tables["ad_page"]["country_code"]) == {code}


@pytest.mark.parametrize(
    ("words", "kind", "starts_on"),
    [
        ("1day", "yesterday", date(2024, 10, 28)),
        ("7day", "last_7_days", date(2024, 10, 22)),
        ("30_days", "last_30_days", date(2024, 9, 29)),
        ("last_90_days", "last_90_days", date(2024, 7, 31)),
        ("lifelong", "lifelong", None),
    ],
)
def test_that_the_length_of_the_windows_is_said_by_the_name(
    words: str, kind: str, starts_on: date | None, tmp_path: Path
) -> None:
    tables, intake = imported(totals(tmp_path, f"us24_page_totals_{words}.csv"))
    for table in ("ad_page", "ad_window"):
        assert tables[table].select("window_kind", "window_starts_on", "window_ends_on").rows() == [
            (kind, starts_on, date(2024, 10, 28))
        ]
    assert "name" not in intake.title


def test_that_windows_whose_length_is_not_said_have_seven_days_and_say_so(tmp_path: Path) -> None:
    tables, intake = imported(totals(tmp_path, "us24_page_totals.csv"))
    assert tables["ad_page"]["window_kind"].to_list() == ["last_7_days"]
    assert "no name says how long" in intake.title


@pytest.mark.parametrize("words", ["28day", "monthly"])
def test_that_windows_of_a_length_that_the_format_has_not_are_a_problem(
    words: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="windows"):
        imported(totals(tmp_path, f"us24_page_totals_{words}.csv"))


@pytest.mark.parametrize("page", ["1.23E+17", "1,23e17", "123456789012345000.0"])
def test_that_a_page_whose_digits_a_spreadsheet_took_is_refused(page: str, tmp_path: Path) -> None:
    rows = ROW + f'"{page}",B,3,250.0,2024-10-28,USD,2024-10-28\n'
    tables, intake = imported(totals(tmp_path, "us24_page_totals_7day.csv", rows))
    assert tables["ad_page"]["page_id"].to_list() == ["1"]
    assert tables["ad_window"].select("page_rows", "spend_upper").rows() == [(1, 100.0)]
    (problem,) = intake.problems
    assert (problem.place.row, problem.place.column, problem.place.value) == (3, "page_id", page)
    assert "spreadsheet" in problem.why


@pytest.mark.parametrize(
    ("count", "spend", "column"),
    [
        ("3", "1,2345", "spend_lower"),
        ("3", "-5", "spend_lower"),
        ("-3", "5", "ad_count"),
    ],
)
def test_that_a_number_that_may_mean_another_or_is_below_nothing_is_refused(
    count: str, spend: str, column: str, tmp_path: Path
) -> None:
    rows = f'2,B,"{count}","{spend}",2024-10-28,USD,\n3,C,"1,000","2,500.5",2024-10-28,USD,\n'
    tables, intake = imported(totals(tmp_path, "us24_page_totals_7day.csv", rows))
    assert tables["ad_page"].select("ad_count", "spend_upper").rows() == [(1000, 2500.5)]
    assert tables["ad_window"].select("ad_count", "spend_upper").rows() == [(1000, 2500.5)]
    assert [(problem.place.row, problem.place.column) for problem in intake.problems] == [
        (2, column)
    ]


def test_that_a_file_with_two_ways_to_write_numbers_is_refused_whole(tmp_path: Path) -> None:
    rows = '2,B,3,"1.234,56",2024-10-28,USD,\n3,C,"1,000","2,500.5",2024-10-28,USD,\n'
    with pytest.raises(FileRefused, match="comma"):
        imported(totals(tmp_path, "us24_page_totals_7day.csv", rows))


def test_that_the_real_week_gives_the_numbers_of_an_independent_reading(real_data: Path) -> None:
    path = real_data / "us_2024_restriction_week" / "us24_page_totals_7day.csv"
    known = importer_of(Source(path.name, path))
    assert known is not None
    assert known[0] == "page_totals"
    tables, intake = imported(path)
    assert intake.problems == []
    rows = tables["ad_page"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        stated = [(row["page_id"], int(row["total_num_ads"])) for row in csv.DictReader(file)]
    assert rows.select("page_id", "ad_count").rows() == stated
    falling = rows.filter(pl.col("page_id") == "24413227922").sort("window_ends_on")
    assert falling.select("window_ends_on", "ad_count").rows() == [
        (date(2024, 10, 28), 18353),
        (date(2024, 11, 5), 14120),
        (date(2024, 11, 9), 7591),
    ]
    assert set(rows["page_id"].str.len_chars()) >= {17, 18}
    assert tables["ad_window"]["currency"].to_list() == [None, None, None]
