"""Google's political ads bundle, of every year."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from eoc_app.builder.cells import currency_columns
from eoc_app.builder.cells.ad_bundle import NAMES
from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.google_ads import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.guard import Guard
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import catalogue


def imported(path: Path) -> tuple[dict[str, pl.DataFrame], Intake]:
    source = Source(path.name, path)
    known = importer_of(source)
    assert known is not None
    assert known[0] == "google_ads"
    intake = Intake(source.path)
    tables: dict[str, list[pl.DataFrame]] = {}
    for batch in IMPORTER.read(source, intake):
        frame, common = Guard(intake).hold(catalogue().schema[batch.table], batch.frame)
        whole = frame.with_columns(pl.lit(value).alias(name) for name, value in common.items())
        tables.setdefault(batch.table, []).append(whole)
    return {name: pl.concat(frames) for name, frames in tables.items()}, intake


def stats(folder: Path, titles: str, *rows: str) -> Path:
    path = folder / "google-political-ads-advertiser-stats.csv"
    head = "Advertiser_ID,Advertiser_Name,Public_IDs_List,Regions,Elections,Total_Creatives,"
    path.write_text("\n".join([head + titles, *rows]) + "\n", encoding="utf-8")
    return path


def test_that_one_money_converted_is_written_once(tmp_path: Path) -> None:
    path = stats(
        tmp_path,
        "Spend_USD,Spend_EUR",
        "AR1,A,,US,,1,48200,42450",
        "AR2,B,,US,,2,7600,6700",
        "AR3,C,,US,,3,0,50",
    )
    rows = imported(path)[0]["advertiser"]
    assert rows.select("currency", "same_money").rows() == [("USD", True)] * 3
    assert rows["advertiser_id"].to_list() == ["AR1", "AR2", "AR3"]


def test_that_different_money_is_written_in_each_currency_it_was_billed_in(tmp_path: Path) -> None:
    path = stats(
        tmp_path,
        "Total_Spend_USD,Total_Spend_EUR,Total_Spend_INR",
        "AR1,A,,US,,1,48200,0,0",
        "AR2,B,,FR,,2,0,7600,0",
        'AR3,C,,"GB, US",,3,5000,300,0',
        "AR4,D,,IN,,4,0,0,0",
    )
    rows = imported(path)[0]["advertiser"]
    chosen = ["advertiser_id", "currency", "spend_lower", "spend_upper", "same_money"]
    assert rows.select(chosen).rows() == [
        ("AR1", "USD", 48150.0, 48300.0, False),
        ("AR2", "EUR", 7575.0, 7650.0, False),
        ("AR3", "USD", 4950.0, 5100.0, False),
        ("AR3", "EUR", 275.0, 350.0, False),
        ("AR4", "USD", 0.0, 100.0, False),
    ]


def test_that_bounds_of_a_range_are_taken_as_they_are(tmp_path: Path) -> None:
    path = stats(
        tmp_path,
        "Spend_Range_Min_USD,Spend_Range_Max_USD",
        "AR1,A,,US,,1,100,1000",
        "AR2,B,,US,,1,0,",
    )
    rows = imported(path)[0]["advertiser"]
    assert rows.select("spend_lower", "spend_upper").rows() == [(100, 1000), (0, None)]


@pytest.mark.parametrize(
    ("regions", "code"),
    [("US", "US"), ('"EU, FI"', None), ('"EU, GB, IE"', None), ("EU", None), ("", None)],
)
def test_that_a_country_is_known_only_where_it_is_the_only_region(
    regions: str, code: str | None, tmp_path: Path
) -> None:
    rows = imported(stats(tmp_path, "Spend_USD", f"AR1,A,,{regions},,1,500"))[0]["advertiser"]
    assert rows["country_code"].to_list() == [code]
    assert rows["regions_stated"].to_list() == [regions.strip('"') or None]


def test_that_an_amount_that_is_none_is_named(tmp_path: Path) -> None:
    tables, intake = imported(stats(tmp_path, "Spend_USD", "AR1,A,,US,,1,500", "AR2,B,,US,,1,some"))
    assert tables["advertiser"]["advertiser_id"].to_list() == ["AR1"]
    assert [problem.place.row for problem in intake.problems] == [3]


@pytest.mark.parametrize("amount", ["1,2345", "-500"])
def test_that_an_amount_that_may_mean_another_or_is_below_nothing_is_named(
    amount: str, tmp_path: Path
) -> None:
    rows = 'AR1,A,,US,,1,"1,500",0', f'AR2,B,,US,,1,"{amount}",5000'
    path = stats(tmp_path, "Spend_USD,Spend_EUR", *rows)
    tables, intake = imported(path)
    assert tables["advertiser"].select("advertiser_id", "spend_upper").rows() == [("AR1", 1600)]
    assert [problem.place.row for problem in intake.problems] == [3]


def test_that_a_week_belongs_to_the_country_of_its_cycle_or_of_its_advertiser(
    tmp_path: Path,
) -> None:
    stats(tmp_path, "Spend_USD", "AR1,A,,IN,,1,500", 'AR2,B,,"EU, FI",,1,500')
    path = tmp_path / "google-political-ads-advertiser-weekly-spend.csv"
    path.write_text(
        "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD\n"
        "AR9,Z,US-Federal-2018,2018-09-16,0\nAR1,A,,2019-03-17,500\nAR2,B,,2019-03-17,500\n"
    )
    rows = imported(path)[0]["advertiser_week"]
    assert rows["country_code"].to_list() == ["US", "IN", None]
    assert rows["week_starts_on"].to_list()[0] == date(2018, 9, 16)


def test_that_places_need_a_day_until_which_they_speak(tmp_path: Path) -> None:
    path = tmp_path / "google-political-ads-geo-spend.csv"
    path.write_text(
        "Country,Country_Subdivision_Primary,Spend_USD\nUS,US-CA,5000\nFR,,700\nQQ,,100\n"
    )
    with pytest.raises(Problem, match="nothing says until when"):
        imported(path)
    dated = tmp_path / "bundle_2023-05-01" / path.name
    dated.parent.mkdir()
    shutil.copy(path, dated)
    tables, intake = imported(dated)
    assert tables["ad_location"].select("country_code", "region", "window_ends_on").rows() == [
        ("US", "US-CA", date(2023, 5, 1)),
        ("FR", None, date(2023, 5, 1)),
    ]
    assert [problem.place.value for problem in intake.problems] == ["QQ"]


@pytest.mark.parametrize(
    "header",
    [
        "Ad_ID,Ad_URL,Ad_Type,Regions,Advertiser_ID,Advertiser_Name,Spend_Range_Min_USD",
        "Campaign_ID,Age_Targeting,Gender_Targeting,Advertiser_ID",
        "Advertiser_ID,Advertiser_Declared_Name,Region",
        "Advertiser_ID,Public_IDs_List",
    ],
)
def test_that_files_that_the_format_does_not_keep_are_counted_with_the_reason(
    header: str, tmp_path: Path
) -> None:
    path = tmp_path / "google-political-ads-other.csv"
    path.write_text(header + "\n" + ",".join("x" * (header.count(",") + 1)) + "\n")
    tables, intake = imported(path)
    assert tables == {}
    assert sum(intake.skipped.values()) == 1


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Start_Date,End_Date\n2018-05-31,2023-05-07\n", date(2023, 5, 7)),
        ("Date_Range_Start,Date_Range_End\n2018-05-31,2023-05-07\n", date(2023, 5, 7)),
        ("Report_Data_Updated_Date\n2023-05-08\n", date(2023, 5, 8)),
    ],
)
def test_that_the_file_of_days_gives_no_facts_and_says_until_when_the_bundle_speaks(
    text: str, until: date, tmp_path: Path
) -> None:
    path = tmp_path / "google-political-ads-updated.csv"
    path.write_text(text)
    tables, intake = imported(path)
    assert tables == {}
    assert sum(intake.skipped.values()) == 1
    places = tmp_path / "google-political-ads-geo-spend.csv"
    places.write_text("Country,Country_Subdivision_Primary,Spend_USD\nUS,US-CA,5000\n")
    rows = imported(places)[0]["ad_location"]
    assert rows["window_ends_on"].to_list() == [until]


def test_that_a_list_of_names_gives_no_facts_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    lines = ["0;Fianna Fáil", "1;Vänsterpartiet", '2;"A; B"', "3;C", "4;D", "5;E", ""]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    tables, intake = imported(path)
    assert tables == {}
    assert intake.skipped == {NAMES: 6}


def frame(**columns: list[int]) -> pl.DataFrame:
    return pl.DataFrame(columns)


def test_that_money_is_kept_in_each_currency_where_too_few_rows_tell() -> None:
    money = currency_columns.weighed(["USD", "EUR"], [frame(USD=[100, 0], EUR=[100, 50])])
    assert (money.same, money.is_sure) == (False, False)
    assert money.written == ("USD", "EUR")


def test_that_one_row_that_no_common_rate_explains_is_different_money() -> None:
    usd, eur = [48200, 7600, 5600, 900, 0], [42450, 6700, 4950, 800, 50]
    assert currency_columns.weighed(["USD", "EUR"], [frame(USD=usd, EUR=eur)]).same
    money = currency_columns.weighed(["USD", "EUR"], [frame(USD=[*usd, 100], EUR=[*eur, 5000])])
    assert (money.same, money.is_sure) == (False, True)
    money = currency_columns.weighed(["USD", "EUR"], [frame(USD=[*usd, 0], EUR=[*eur, 800])])
    assert not money.same


def test_that_few_amounts_of_a_small_file_are_all_kept_and_it_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "bundle_2023-05-01"
    folder.mkdir()
    path = folder / "google-political-ads-geo-spend.csv"
    path.write_text(
        "Country,Country_Subdivision_Primary,Country_Subdivision_Secondary,Spend_USD,Spend_EUR\n"
        "DE,,,0,800\nFR,,,100,5000\n"
    )
    tables, intake = imported(path)
    amounts = tables["ad_location"].select("country_code", "currency", "spend_upper", "same_money")
    assert amounts.rows() == [
        ("DE", "EUR", 850, False),
        ("FR", "USD", 200, False),
        ("FR", "EUR", 5050, False),
    ]
    assert "too few amounts" in intake.title
    weekly = folder / "google-political-ads-advertiser-weekly-spend.csv"
    weekly.write_text(
        "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD,Spend_EUR\n"
        "AR1,A,,2023-03-19,0,800\nAR2,B,,2023-03-19,100,5000\n"
    )
    weeks = imported(weekly)[0]["advertiser_week"]
    assert weeks["currency"].to_list() == ["EUR", "USD", "EUR"]


def test_that_amounts_never_filled_together_are_different_money() -> None:
    money = currency_columns.weighed(["USD", "EUR"], [frame(USD=[100, 0], EUR=[0, 50])])
    assert not money.same
    assert money.written == ("USD", "EUR")


def test_that_one_money_without_dollars_or_euros_is_written_in_the_first_currency() -> None:
    amounts = frame(PLN=[100_000, 50_000], HUF=[7_500_000, 3_750_000])
    assert currency_columns.weighed(["PLN", "HUF"], [amounts]).written == ("PLN",)


def test_that_the_real_bundle_gives_the_numbers_of_an_independent_reading(real_data: Path) -> None:
    folder = real_data / "google_political_ads_2019"
    path = folder / "google-political-ads-advertiser-stats.csv"
    with path.open(encoding="utf-8", newline="") as file:
        stated = list(csv.DictReader(file))
    tables, intake = imported(path)
    rows = tables["advertiser"]
    assert intake.problems == []
    assert rows["advertiser_id"].to_list() == [row["Advertiser_ID"] for row in stated]
    # Rounded to the nearest hundred dollars: half of that either way, and never below nothing.
    low = sum(max(Decimal(row["Spend_USD"]) - 50, Decimal(0)) for row in stated)
    high = sum(Decimal(row["Spend_USD"]) + 50 for row in stated)
    assert rows["spend_lower"].sum() == float(low)
    assert rows["spend_upper"].sum() == float(high)
    assert set(rows["covers_until_on"]) == {date(2019, 6, 22)}
    alone = sum(row["Regions"] in {"US", "IN", "GB"} for row in stated)
    assert rows["country_code"].drop_nulls().len() == alone


def test_that_the_rest_of_the_real_bundle_is_read_without_a_problem(real_data: Path) -> None:
    folder = real_data / "google_political_ads_2019"
    weeks, _ = imported(folder / "google-political-ads-advertiser-weekly-spend.csv")
    assert weeks["advertiser_week"].height == 10830
    assert set(weeks["advertiser_week"]["currency"]) == {"USD"}
    places, _ = imported(folder / "google-political-ads-geo-spend.csv")
    france = places["ad_location"].filter(pl.col("country_code") == "FR")
    assert france.select("spend_lower", "spend_upper").rows() == [(9850.0, 9950.0)]
    words, _ = imported(folder / "google-political-ads-top-keywords-history.csv")
    assert words["ad_keyword"].height == 42 * 6
    names, intake = imported(folder / "hand_made_advertisers_cp1252.csv")
    assert names == {}
    assert intake.skipped == {NAMES: 1193}
