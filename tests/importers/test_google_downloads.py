"""Several downloads of Google's bundle: each holds again what the one before it held."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build

AT = datetime(2018, 12, 1, tzinfo=UTC)
STATS = "google-political-ads-advertiser-stats.csv"
WEEKLY = "google-political-ads-advertiser-weekly-spend.csv"
PLACES = "google-political-ads-geo-spend.csv"
KEYWORDS = "google-political-ads-top-keywords-history.csv"
HEADS = {
    STATS: "Advertiser_ID,Advertiser_Name,Public_IDs_List,Total_Creatives,Total_Spend_USD",
    WEEKLY: "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD",
    PLACES: "State,Congressional_District,Total_Spend_USD",
    KEYWORDS: "Election_Cycle,Report_Date,Keyword_1,Spend_1,Keyword_2,Spend_2",
}
ALL = ("2018-07-01", "2018-07-08", "2018-07-15", "2018-07-22")


def weeks(*spent: int, days: Sequence[str] = ALL, identifier: str = "AR1") -> list[str]:
    return [
        f"{identifier},A,US-Federal-2018,{day},{spend}"
        for day, spend in zip(days, spent, strict=False)
    ]


def bundle(folder: Path, **files: list[str]) -> Path:
    names = {"stats": STATS, "weekly": WEEKLY, "places": PLACES, "keywords": KEYWORDS}
    folder.mkdir(parents=True)
    for name, rows in files.items():
        text = "\n".join([HEADS[names[name]], *rows]) + "\n"
        (folder / names[name]).write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, *paths: Path) -> BuildReport:
    return build(list(paths), folder / "out.duckdb", built_at=AT, as_of=AT)


def asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "out.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


SPENT = "select week_starts_on::varchar, sum(spend_upper) - 100 from advertiser_week group by 1"
orders = pytest.mark.parametrize("order", ["as named", "turned"])


def turned(paths: Sequence[Path], order: str) -> Sequence[Path]:
    return list(reversed(paths)) if order == "turned" else paths


@orders
@pytest.mark.parametrize("names", [("a", "b"), ("b", "a"), ("2018-07-20", "2018-07-27")])
def test_that_the_later_download_stands_and_the_earlier_is_named(
    tmp_path: Path, order: str, names: tuple[str, str]
) -> None:
    early = bundle(
        tmp_path / names[0],
        stats=["AR1,A,,1,1000"],
        weekly=weeks(1500, 900, 600),
        places=["US-AK,AK-AT LARGE,700"],
        keywords=["US-Federal-2018,2018-07-08,tax,300,wall,200"],
    )
    late = bundle(
        tmp_path / names[1],
        stats=["AR1,A,,2,1900", "AR2,B,,1,100"],
        weekly=weeks(1500, 1000, 600, 400),
        places=["US-AK,AK-AT LARGE,800"],
        keywords=["US-Federal-2018,2018-07-08,tax,400,wall,200"],
    )
    report = made(tmp_path, *turned((early, late), order))
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 1500), ("2018-07-08", 1000), ("2018-07-15", 600), ("2018-07-22", 400),
    ]  # fmt: skip
    assert asked(tmp_path, "select spend_upper from ad_location") == [(900,)]
    assert asked(tmp_path, "select advertiser_id, creative_count from advertiser order by 1") == [
        ("AR1", 2), ("AR2", 1),
    ]  # fmt: skip
    assert asked(tmp_path, "select keyword, spend from ad_keyword order by rank") == [
        ("tax", 400), ("wall", 200),
    ]  # fmt: skip
    left = [source for source in report.sources if source.rows_written == 0]
    assert len(left) == 4
    assert all("the later download by the last week" in " ".join(one.skipped) for one in left)


@orders
def test_that_weeks_that_only_the_earlier_download_has_are_kept(tmp_path: Path, order: str) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(1500, 900, 600))
    late = bundle(tmp_path / "b", weekly=weeks(1000, 700, 400, days=ALL[1:]))
    report = made(tmp_path, *turned((early, late), order))
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 1500), ("2018-07-08", 1000), ("2018-07-15", 700), ("2018-07-22", 400),
    ]  # fmt: skip


def test_that_what_the_later_download_no_longer_tells_does_not_stay(tmp_path: Path) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(500, 600) + weeks(900, identifier="AR9"))
    late = bundle(tmp_path / "b", weekly=weeks(500, 600, 700))
    made(tmp_path, early, late)
    assert {name for (name,) in asked(tmp_path, "select advertiser_id from advertiser_week")} == {
        "AR1"
    }


def test_that_renewed_identifiers_do_not_hide_that_two_files_tell_the_same(tmp_path: Path) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(500, 600))
    late = bundle(tmp_path / "b", weekly=weeks(500, 600, 700, identifier="AR0077"))
    made(tmp_path, early, late)
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 500), ("2018-07-08", 600), ("2018-07-15", 700),
    ]  # fmt: skip


def test_that_parts_of_one_file_are_added(tmp_path: Path) -> None:
    one = bundle(tmp_path / "part 1", weekly=weeks(500, 600))
    two = bundle(tmp_path / "part 2", weekly=["AR2,B,US-Federal-2018,2018-07-01,300"])
    made(tmp_path, one, two)
    assert ("2018-07-01", 900) in asked(tmp_path, SPENT)


@orders
def test_that_the_day_in_a_name_decides_where_the_weeks_do_not(tmp_path: Path, order: str) -> None:
    early = bundle(tmp_path / "bundle 2018-08-11", weekly=weeks(500, 600))
    late = bundle(tmp_path / "bundle 2018-08-18", weekly=weeks(500, 900))
    report = made(tmp_path, *turned((early, late), order))
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 900)]
    assert "the day in the name" in str([source.skipped for source in report.sources])


@orders
def test_that_archives_say_when_they_were_packed(tmp_path: Path, order: str) -> None:
    paths = []
    for name, day, spent in (("a", 18, 900), ("b", 11, 600)):
        path = tmp_path / f"{name}.zip"
        text = "\n".join([HEADS[WEEKLY], *weeks(500, spent)]) + "\n"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo(WEEKLY, (2018, 8, day, 0, 0, 0)), text)
        paths.append(path)
    made(tmp_path, *turned(paths, order))
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 900)]


@orders
@pytest.mark.parametrize("names", [("a", "b"), ("2018-08-18", "2018-08-11")])
def test_that_downloads_whose_order_nobody_can_know_are_both_refused(
    tmp_path: Path, order: str, names: tuple[str, str]
) -> None:
    longer = names[0] != "a"  # its name says that it is the earlier one, its weeks the contrary
    one = bundle(tmp_path / names[0], weekly=weeks(500, 600))
    two = bundle(tmp_path / names[1], weekly=weeks(500, 900, *([100] if longer else [])))
    report = made(tmp_path, *turned((one, two), order))
    assert asked(tmp_path, SPENT) == []
    assert report.refused == 2
    whys = {problem.why for source in report.sources for problem in source.problems}
    assert all("which is the later" in why for why in whys)


def test_that_equal_downloads_without_an_order_are_repeats(tmp_path: Path) -> None:
    one = bundle(tmp_path / "a", weekly=weeks(500, 600))
    two = bundle(tmp_path / "b", weekly=list(reversed(weeks(500, 600))))
    report = made(tmp_path, one, two)
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 600)]


def test_that_of_three_downloads_the_last_stands(tmp_path: Path) -> None:
    paths = [
        bundle(tmp_path / name, weekly=weeks(*[first] * count))
        for name, first, count in (("c", 500, 2), ("a", 700, 4), ("b", 600, 3))
    ]
    report = made(tmp_path, *paths)
    assert {spent for _, spent in asked(tmp_path, SPENT)} == {700}
    assert sum(source.rows_written for source in report.sources) == 4


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
    assert (problem.place.column, problem.place.value) == ("currency", "QQQ")
