"""Requests of governments, coup attempts, people and people online."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eoc_app.builder.importers.coup_attempts import NONE
from tests.builder.importers.public_files import short, taken

GOOGLE = (
    "Period Ending,Country/Region,CLDR Territory Code,Requestor,Number of Requests,"
    "Items Requested To Be Removed,% Removed-Legal"
)


def test_that_each_requestor_is_a_row_and_na_is_namibia(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "google.csv", GOOGLE, "2024-06-30,Kenya,KE,Police,3,12,50.0",
        "2024-06-30,Kenya,KE,Other,1,,", "2024-12-31,Namibia,NA,Other,2,44,11.0",
        "2024-12-31,Namibia,,Police,3,4,", "2024-12-31,Europol,,Police,3,4,",
        "2024-11-30,Kenya,KE,Police,3,4,", "2024-06-30,Mali,ML,Police,-3,4,",
    )  # fmt: skip
    assert name == "removal_requests"
    received = [f for f in tables["government_request"] if f["metric"] == "requests_received"]
    assert short(received, "country_code", "period_starts_on", "request_kind", "value") == [
        ("KE", date(2024, 1, 1), "content: police", 3),
        ("KE", date(2024, 1, 1), "content: other", 1),
        ("NA", date(2024, 7, 1), "content: other", 2),
        ("NA", date(2024, 7, 1), "content: police", 3),
    ]
    assert [p.place.row for p in intake.problems] == [6, 7, 8]


def test_that_a_report_of_meta_says_its_half_year_or_is_refused(tmp_path: Path) -> None:
    lines = ("Country,Requests for User Data,Content Restrictions", "India,58012,1650", "NA,2,")
    _, tables, intake = taken(tmp_path / "Facebook-Government-Requests-Report-2024-H1.csv", *lines)
    assert short(tables["government_request"], "country_code", "platform", "request_kind", "metric",
                 "value", "period_ends_on") == [
        ("IN", "facebook", "data", "requests_received", 58012, date(2024, 6, 30)),
        ("IN", "facebook", "content", "items_restricted", 1650, date(2024, 6, 30)),
        ("NA", "facebook", "data", "requests_received", 2, date(2024, 6, 30)),
    ]  # fmt: skip
    assert intake.problems == []
    _, tables, intake = taken(tmp_path / "government requests.csv", *lines)
    assert tables == {}
    assert "of which half-year" in intake.problems[0].why


def test_that_both_layouts_of_coups_give_an_attempt_a_row(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "coups.csv", "country_code,year,month,coup_attempt,coup_successful",
        "NE,2023,7,1,1", "BF,2015,9,2,1", "KE,2023,7,0,0", "ML,2020,8,1,2", "ML,2020,13,1,1",
    )  # fmt: skip
    assert name == "coup_attempts"
    assert short(tables["coup_attempt"], "country_code", "attempted_on", "attempt_precision",
                 "outcome", "attempt_ref") == [
        ("NE", date(2023, 7, 1), "month", "successful", "NE-2023-07-01-successful-1"),
        ("BF", date(2015, 9, 1), "month", "successful", "BF-2015-09-01-successful-1"),
        ("BF", date(2015, 9, 1), "month", "failed", "BF-2015-09-01-failed-1"),
    ]  # fmt: skip
    assert intake.skipped == {NONE: 1}
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (5, "coup_successful"), (6, "month"),
    ]  # fmt: skip
    _, tables, _ = taken(
        tmp_path / "powell_thyne.csv", "country,ccode,year,month,day,coup,version",
        "Burkina Faso (Upper Volta),439,2022,9,30,2,2025.1", "Sudan,625,2021,9,21,1,2025.1",
    )  # fmt: skip
    assert short(tables["coup_attempt"], "attempted_on", "attempt_precision", "outcome") == [
        (date(2022, 9, 30), "day", "successful"), (date(2021, 9, 21), "day", "failed"),
    ]  # fmt: skip


def test_that_people_online_are_a_share_and_aggregates_no_country(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "internet.csv",
        "Entity,Code,Year,Individuals using the Internet (% of population)",
        "Kenya,KEN,2022,40.8", "World,OWID_WRL,2022,60", "Mali,MLI,2022,140", "Mali,MLI,2021,",
    )  # fmt: skip
    assert name == "people_online"
    assert short(tables["published_figure"], "country_code", "metric", "value", "unit") == [
        ("KE", "people_online", 0.408, "share")
    ]
    assert [(p.place.row, p.place.value) for p in intake.problems] == [(4, "140")]
    assert intake.skipped == {"World: an aggregate, not a country": 1, "years without a figure": 1}


def test_that_a_column_a_year_is_read_and_an_average_is_not(tmp_path: Path) -> None:
    _, tables, _ = taken(
        tmp_path / "people.csv", "country_code,pop2021,pop2022,pop", "NA,2530151.0,,2530151.0"
    )
    assert short(tables["published_figure"], "country_code", "period_ends_on", "value") == [
        ("NA", date(2021, 12, 31), 2530151)
    ]
    _, tables, intake = taken(
        tmp_path / "world_bank.csv", "Country Name,Country Code,Indicator Name,Indicator Code,2022",
        'Kenya,KEN,"Individuals using the Internet",IT.NET.USER.ZS,40.8',
        'Kenya,KEN,"Population, total",SP.POP.TOTL,54027487', "Kenya,KEN,Other,XX.YY,1",
    )  # fmt: skip
    assert short(tables["published_figure"], "metric", "value") == [
        ("people_online", 0.408), ("population", 54027487),
    ]  # fmt: skip
    assert list(intake.skipped) == ["indicators that are neither people online nor population"]
