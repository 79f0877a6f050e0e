"""Layouts of Google's bundle from year to year, and what its files must not be taken for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from eoc_app.builder import build
from tests.builder.importers.google_bundle import PLACES, SPENT, WEEKLY, asked, bundle, made, weeks


def test_that_spend_of_advertisers_by_place_is_not_added_to_spend_by_place(tmp_path: Path) -> None:
    folder = tmp_path / "google 2020-03-01"
    folder.mkdir()
    head = "Country,Country_Subdivision_Primary"
    (folder / PLACES).write_text(
        f"{head},Country_Subdivision_Secondary,Spend_USD\nUS,US-WI,,900\n", encoding="utf-8"
    )
    (folder / "google-political-ads-advertiser-geo-spend.csv").write_text(
        f"Advertiser_ID,Advertiser_Name,{head},Spend_USD\nAR1,A,US,US-WI,500\nAR2,B,US,US-WI,400\n",
        encoding="utf-8",
    )
    report = build([folder], tmp_path / "out.duckdb", built_at=datetime(2020, 4, 1, tzinfo=UTC))
    assert report.refused == 0
    assert asked(tmp_path, "select region, spend_upper from ad_location") == [("US-WI", 1000)]


def test_that_places_of_2018_are_districts_of_the_united_states(tmp_path: Path) -> None:
    rows = ["US-AK,AK-AT LARGE,18900", "US-AL,AL-1,4300", "US-DC,,200"]
    made(tmp_path, bundle(tmp_path / "in", places=rows, weekly=weeks(500)))
    assert asked(
        tmp_path,
        "select country_code, region, window_ends_on::varchar, currency"
        " from ad_location order by region",
    ) == [
        ("US", "AK-AT LARGE", "2018-07-07", "USD"),
        ("US", "AL-1", "2018-07-07", "USD"),
        ("US", "US-DC", "2018-07-07", "USD"),
    ]


def test_that_keywords_of_2018_keep_their_spend_and_their_country(tmp_path: Path) -> None:
    made(tmp_path, bundle(tmp_path / "in", keywords=["US-Federal-2018,2018-07-08,tax,300,wall,"]))
    assert asked(tmp_path, "select country_code, keyword, spend from ad_keyword order by rank") == [
        ("US", "tax", 300), ("US", "wall", None),
    ]  # fmt: skip


def test_that_weeks_in_american_order_are_read_where_a_day_proves_it(tmp_path: Path) -> None:
    days = ("5/6/2018", "5/27/2018", "06/03/2018")
    report = made(tmp_path, bundle(tmp_path / "in", weekly=weeks(200, 300, 400, days=days)))
    assert report.refused == 0
    assert sorted(day for day, _ in asked(tmp_path, SPENT)) == [
        "2018-05-06", "2018-05-27", "2018-06-03",
    ]  # fmt: skip


def test_that_weeks_whose_order_nothing_proves_are_refused_with_both_readings(
    tmp_path: Path,
) -> None:
    days = ("5/6/2018", "6/3/2018")
    report = made(tmp_path, bundle(tmp_path / "in", weekly=weeks(200, 300, days=days)))
    assert asked(tmp_path, SPENT) == []
    (first, second) = report.sources[0].problems
    assert "2018-05-06 or 2018-06-05" in first.why
    assert (first.place.row, first.place.column, first.place.value) == (
        2, "Week_Start_Date", "5/6/2018",
    )  # fmt: skip
    assert "2018-06-03 or 2018-03-06" in second.why


def test_that_a_currency_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / WEEKLY).write_text(
        "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD,Spend_QQQ,Spend_KES\n"
        "AR1,A,,2018-07-01,0,900,700\nAR2,B,,2018-07-01,0,0,0\n",
        encoding="utf-8",
    )
    report = made(tmp_path, folder)
    assert asked(tmp_path, "select advertiser_id, currency from advertiser_week order by 1") == [
        ("AR1", "KES"), ("AR2", "USD"),
    ]  # fmt: skip
    (problem,) = report.sources[0].problems
    assert (problem.place.column, problem.place.value) == ("Spend_QQQ (currency)", "QQQ")
