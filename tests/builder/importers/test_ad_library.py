"""The Ad Library Report: what its names say, what its cells mean, the same numbers as by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.ad_library import IMPORTER
from eoc_app.builder.sources.intake import FileRefused, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.guard import Guard
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import catalogue

NAME = "FacebookAdLibraryReport_2025-07-05_KE_last_30_days_advertisers.csv"
HEADER = "Page ID,Page name,Disclaimer,Amount spent (KES),Number of ads in Library\n"


def imported(source: Source) -> tuple[dict[str, pl.DataFrame], Intake]:
    """What the importer gives, held to the contract."""
    intake = Intake(source.path)
    guard = Guard(intake)
    tables: dict[str, list[pl.DataFrame]] = {}
    for batch in IMPORTER.read(source, intake):
        assert batch.frame.height < 20_000
        frame, _ = guard.hold(catalogue().schema[batch.table], batch.frame)
        tables.setdefault(batch.table, []).append(frame)
    return {name: pl.concat(frames) for name, frames in tables.items()}, intake


def given(folder: Path, text: str, name: str = NAME) -> Source:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Source(name, path)


def test_that_at_most_100_is_an_interval_and_an_amount_is_a_point(tmp_path: Path) -> None:
    text = HEADER + '1,A,A,≤100,2\n2,B,B,101,3\n3,C,C,"1,234",4\n4,D,D,<=100,1\n5,E,E, ≤ 100,1\n'
    tables, intake = imported(given(tmp_path, text))
    bounds = tables["ad_page"].select("spend_lower", "spend_upper").rows()
    assert bounds == [(0, 100), (101, 101), (1234, 1234), (0, 100), (0, 100)]
    (window,) = (
        tables["ad_window"].select("spend_lower", "spend_upper", "ad_count", "page_rows").rows()
    )
    assert window == (1335.0, 1635.0, 11, 5)
    assert intake.problems == []


@pytest.mark.parametrize(
    ("disclaimer", "state", "kept"),
    [
        ("These ads ran without a disclaimer", "missing", None),
        ("THESE ADS RAN WITHOUT A DISCLAIMER", "missing", None),
        ("an advertiser in Ukraine", "anonymised", "an advertiser in Ukraine"),
        ("An advertiser in Belarus", "anonymised", "An advertiser in Belarus"),
        ("Ads without limits Ltd", "named", "Ads without limits Ltd"),
        ("", "not_reported", None),
    ],
)
def test_that_a_disclaimer_is_named_missing_anonymised_or_not_reported(
    disclaimer: str, state: str, kept: str | None, tmp_path: Path
) -> None:
    tables, _ = imported(given(tmp_path, f"{HEADER}1,A,{disclaimer},5,2\n"))
    assert tables["ad_page"].select("disclaimer_state", "disclaimer").rows() == [(state, kept)]


@pytest.mark.parametrize(
    ("words", "kind", "starts_on"),
    [
        ("yesterday", "yesterday", date(2025, 7, 5)),
        ("last_7_days", "last_7_days", date(2025, 6, 29)),
        ("last_30_days", "last_30_days", date(2025, 6, 6)),
        ("last_90_days", "last_90_days", date(2025, 4, 7)),
        ("lifelong", "lifelong", None),
    ],
)
def test_that_the_window_ends_on_the_day_in_the_name_and_begins_by_its_kind(
    words: str, kind: str, starts_on: date | None, tmp_path: Path
) -> None:
    source = given(tmp_path, HEADER + "1,A,A,5,2\n", NAME.replace("last_30_days", words))
    row = imported(source)[0]["ad_page"].row(0, named=True)
    assert (row["window_kind"], row["window_starts_on"], row["window_ends_on"]) == (
        kind,
        starts_on,
        date(2025, 7, 5),
    )


@pytest.mark.parametrize(
    "region",
    ["Buenos Aires", "Córdoba", "Acre (state)", "Canton of St. Gallen",
     "Washington, District of Columbia",
     "North-East_Region"],
)  # fmt: skip
def test_that_a_region_is_what_its_name_says_after_the_window(region: str, tmp_path: Path) -> None:
    name = f"regions/{NAME.replace('advertisers', region)}"
    text = "Page ID,Page name,Disclaimer,Amount spent (KES)\n1,A,A,≤100\n"
    tables, _ = imported(given(tmp_path, text, name))
    assert tables["ad_page"]["region"].to_list() == [region]
    assert tables["ad_window"].select("region", "ad_count").rows() == [(region, None)]


def test_that_a_region_with_two_capitals_is_no_country(tmp_path: Path) -> None:
    name = NAME.replace("advertisers", "DC (US)")
    tables, _ = imported(given(tmp_path, HEADER + "1,A,A,5,2\n", name))
    assert tables["ad_page"]["country_code"].to_list() == ["KE"]


def test_that_country_window_and_day_may_be_said_by_what_encloses_a_file(tmp_path: Path) -> None:
    archive = tmp_path / "TH_2025-07-10-last_7_days.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("advertisers.csv", HEADER + "1,A,A,5,2\n")
    tables, _ = imported(Source("x!advertisers.csv", archive, "advertisers.csv"))
    row = tables["ad_page"].row(0, named=True)
    assert (row["country_code"], row["window_kind"], row["window_ends_on"]) == (
        "TH",
        "last_7_days",
        date(2025, 7, 10),
    )


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("report_2025-07-05_last_30_days_advertisers.csv", "country"),
        ("report_KE_2025-07-05_advertisers.csv", "window"),
        ("report_KE_last_30_days_advertisers.csv", "last day"),
    ],
)
def test_that_a_name_that_does_not_say_it_is_a_problem(
    name: str, unsaid: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as caught:
        imported(given(tmp_path, HEADER + "1,A,A,5,2\n", name))
    assert unsaid in caught.value.why


def test_that_older_headers_are_the_same_columns(tmp_path: Path) -> None:
    text = "Page ID,Page Name,Disclaimer,Amount Spent (USD),Number of Ads in Library\n1,A,A,5,2\n"
    assert imported(given(tmp_path, text))[0]["ad_page"]["currency"].to_list() == ["USD"]


def test_that_amounts_without_a_currency_are_left_out_and_told(tmp_path: Path) -> None:
    text = "Page ID,Page Name,Disclaimer,Amount Spent,Number of Ads in Library\n1,A,A,5,2\n"
    tables, intake = imported(given(tmp_path, text))
    assert tables["ad_page"].select("currency", "spend_upper", "ad_count").rows() == [
        (None, None, 2)
    ]
    assert [problem.what for problem in intake.problems] == ["Amounts were left out"]


def test_that_pages_of_several_currencies_have_no_sum(tmp_path: Path) -> None:
    text = "Page ID,Page Name,Disclaimer,Amount Spent,Currency,Number of Ads\n"
    text += "1,A,A,5,usd,2\n2,B,B,7,EUR,1\n"
    tables, _ = imported(given(tmp_path, text))
    assert tables["ad_page"]["currency"].to_list() == ["USD", "EUR"]
    assert tables["ad_window"].select("currency", "spend_upper", "ad_count").rows() == [
        (None, None, 3)
    ]


def test_that_a_number_that_cannot_be_read_is_named_and_the_rest_imported(tmp_path: Path) -> None:
    text = HEADER + "1,A,A,5,2\n2,B,B,lots,2\n3,C,C,5,many\n,D,D,9,9\n"
    tables, intake = imported(given(tmp_path, text))
    assert tables["ad_page"]["page_id"].to_list() == ["1"]
    assert sorted((problem.place.row or 0, problem.place.value) for problem in intake.problems) == [
        (3, "lots"),
        (4, "many"),
        (5, ""),
    ]
    assert tables["ad_window"].select("page_rows", "ad_count", "spend_upper").rows() == [
        (1, 2, 5.0)
    ]


def test_that_a_header_that_comes_again_is_no_page(tmp_path: Path) -> None:
    tables, intake = imported(given(tmp_path, HEADER + "1,A,A,5,2\n" + HEADER + "2,B,B,6,1\n"))
    assert tables["ad_page"]["page_id"].to_list() == ["1", "2"]
    assert intake.skipped == {"headers that come again": 1}


def test_that_an_identifier_of_18_digits_keeps_them_all(tmp_path: Path) -> None:
    tables, _ = imported(given(tmp_path, HEADER + "123456789012345678,A,A,5,2\n"))
    assert tables["ad_page"]["page_id"].to_list() == ["123456789012345678"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "exports_us/facebookadlibraryreport_2025-03-10_de_last_30_days_advertisers.csv",
            "DE",
        ),
        ("DE/FacebookAdLibraryReport_2025-03-10_in_last_30_days_advertisers.csv", "IN"),
        ("US/FacebookAdLibraryReport_2025-03-10_Br_lifelong_advertisers.csv", "BR"),
        ("FacebookAdLibraryReport_2025-03-10_South Sudan_lifelong_advertisers.csv", "SS"),
        ("DE_2025-03-10-last_30_days/advertisers.csv", "DE"),
        ("de_2025-03-10-last_30_days/advertisers.csv", "DE"),
        ("Brazil/report_2025-03-10_last_30_days_advertisers.csv", "BR"),
    ],
)
def test_that_the_own_name_of_a_file_says_the_country_before_what_encloses_it(
    name: str, code: str, tmp_path: Path
) -> None:
    tables, _ = imported(given(tmp_path / "a" / "b", HEADER + "1,A,A,5,2\n", name))
    assert set(tables["ad_page"]["country_code"]) == {code}


@pytest.mark.parametrize(
    "name",
    [
        "US/FacebookAdLibraryReport_2025-03-10_QQ_last_30_days_advertisers.csv",
        "ad_library/report_2025-03-10_last_30_days_advertisers.csv",
        "exports_us/ad_library_2025-03-10_last_30_days_advertisers.csv",
        "ad_2025-03-10_last_30_days_advertisers.csv",
        "report_FB_AD_2025-03-10_last_30_days_advertisers.csv",
        "report_DE_FR_2025-03-10_last_30_days_advertisers.csv",
        "new_jersey_2025-03-10_last_30_days_advertisers.csv",
    ],
)
def test_that_no_country_is_guessed(name: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="country"):
        imported(given(tmp_path / "a" / "b", HEADER + "1,A,A,5,2\n", name))


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("advertisers (1)", None),
        ("locations (12)", None),
        ("advertisers - Copy", None),
        ("Acre (state) (2)", "Acre (state)"),
        ("Acre(1)", "Acre"),
    ],
)
def test_that_a_second_download_is_no_region_of_its_own(
    words: str, region: str | None, tmp_path: Path
) -> None:
    name = NAME.replace("advertisers", words)
    tables, _ = imported(given(tmp_path, HEADER + "1,A,A,5,2\n", name))
    assert tables["ad_page"]["region"].to_list() == [region]
    assert tables["ad_window"]["region"].to_list() == [region]


@pytest.mark.parametrize(("amount", "read"), [("1.234,56", 1234.56), ("12,34", 12.34)])
def test_that_a_decimal_comma_that_the_file_proves_holds_for_all_of_it(
    amount: str, read: float, tmp_path: Path
) -> None:
    tables, intake = imported(given(tmp_path, f'{HEADER}1,A,A,"{amount}",2\n2,B,B,"1.000",2\n'))
    assert tables["ad_page"]["spend_upper"].to_list() == [read, 1000.0]
    assert intake.problems == []
    assert intake.notes == ["numbers were read with a decimal comma, as the file writes them"]


def test_that_a_file_with_two_ways_to_write_numbers_is_refused_whole(tmp_path: Path) -> None:
    for other in ("0.5", "7.25"):
        path = given(tmp_path, f'{HEADER}1,A,A,"1.234,56",2\n2,B,B,{other},2\n')
        with pytest.raises(FileRefused, match=r"1\.234,56"):
            imported(path)
    with pytest.raises(FileRefused, match=r"1\.234\.567"):
        imported(given(tmp_path, f"{HEADER}1,A,A,1.234.567,2\n2,B,B,7,2\n"))


@pytest.mark.parametrize("amount", ["1,2345", "-5", "≤-100"])
def test_that_an_amount_that_may_mean_another_is_refused(amount: str, tmp_path: Path) -> None:
    tables, intake = imported(given(tmp_path, f'{HEADER}1,A,A,"{amount}",2\n2,B,B,7,2\n'))
    assert tables["ad_page"]["page_id"].to_list() == ["2"]
    assert tables["ad_window"].select("page_rows", "spend_upper").rows() == [(1, 7.0)]
    assert [(problem.place.row, problem.place.value) for problem in intake.problems] == [
        (2, amount)
    ]


def test_that_a_count_below_nothing_is_refused(tmp_path: Path) -> None:
    tables, intake = imported(given(tmp_path, f"{HEADER}1,A,A,5,-2\n2,B,B,7,2\n"))
    assert tables["ad_page"]["page_id"].to_list() == ["2"]
    assert tables["ad_window"]["ad_count"].to_list() == [2]
    assert [problem.place.row for problem in intake.problems] == [2]


@pytest.mark.parametrize("amount", ["≤100 €", "≤ €100", "≤ $100", "≤100\u00a0€", "<= 100"])
def test_that_a_sign_of_a_currency_is_no_part_of_an_amount(amount: str, tmp_path: Path) -> None:
    tables, intake = imported(given(tmp_path, f"{HEADER}1,A,A,{amount},2\n"))
    assert tables["ad_page"].select("spend_lower", "spend_upper").rows() == [(0, 100)]
    assert intake.problems == []


def test_that_a_page_whose_digits_a_spreadsheet_took_is_refused(tmp_path: Path) -> None:
    tables, intake = imported(given(tmp_path, f"{HEADER}1.23E+17,A,A,5,2\n2,B,B,7,2\n"))
    assert tables["ad_page"]["page_id"].to_list() == ["2"]
    assert tables["ad_window"]["page_rows"].to_list() == [1]
    (problem,) = intake.problems
    assert (problem.place.row, problem.place.column) == (2, "page_id")


def by_hand(path: Path) -> tuple[Counter[str], Decimal, Decimal, list[str]]:
    """Ads by disclaimer, spend bounds and page ids, with the csv module and decimals."""
    with zipfile.ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("_advertisers.csv")]
        text = archive.read(name).decode("utf-8-sig").replace("\ufeff", "")
    ads: Counter[str] = Counter()
    lower = upper = Decimal(0)
    pages = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        ads[row["Disclaimer"]] += int(row["Number of ads in Library"])
        (amount,) = (value for key, value in row.items() if key.startswith("Amount spent"))
        lower += Decimal(0) if amount == "≤100" else Decimal(amount)
        upper += Decimal(100) if amount == "≤100" else Decimal(amount)
        pages.append(row["Page ID"])
    return ads, lower, upper, pages


def test_that_the_real_reports_give_the_numbers_of_an_independent_reading(real_data: Path) -> None:
    seen = 0
    for path in sorted((real_data / "meta_ad_library_report").glob("*.zip")):
        if not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith("_advertisers.csv")]
        source = Source(f"{path.name}!{name}", path, name)
        known = importer_of(source)
        assert known is not None
        assert known[0] == "ad_library"
        tables, intake = imported(source)
        ads, lower, upper, pages = by_hand(path)
        rows = tables["ad_page"]
        assert intake.problems == []
        assert rows["page_id"].to_list() == pages
        missing = rows.filter(pl.col("disclaimer_state") == "missing")["ad_count"].sum()
        hidden = rows.filter(pl.col("disclaimer_state") == "anonymised")["ad_count"].sum()
        assert missing == ads["These ads ran without a disclaimer"]
        assert hidden == ads["an advertiser in Ukraine"]
        (window,) = tables["ad_window"].rows(named=True)
        assert (window["spend_lower"], window["spend_upper"]) == (float(lower), float(upper))
        assert (window["ad_count"], window["page_rows"]) == (ads.total(), len(pages))
        assert window["window_ends_on"] == date.fromisoformat(name.split("_")[1])
        seen += 1
    assert seen >= 6
