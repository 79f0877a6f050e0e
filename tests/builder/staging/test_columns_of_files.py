"""Whatever is wrong with a cell, its column is told as the file spells it, beside our own name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.staging.reading_sources import Readings
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.staging.walk import Findings, walk
from eoc_app.core.problem import Problem
from tests.conftest import REPOSITORY

WRONG = ("???", "", "-5", "1899-01-01", "99:99")
"""Cells that hardly any column takes."""
MADE = {
    "FacebookAdLibraryReport_2025-07-10_KZ_last_30_days_advertisers.csv":
        "Page ID,Page name,Disclaimer,Amount spent (KZT),Number of ads in Library\n"
        "100000000000001,One,One,500,5\n100000000000002,Two,Two,600,6\n",
    "google-political-ads-advertiser-weekly-spend.csv":
        "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD,Spend_EUR\n"
        "AR100000000000000001,One,,2024-10-13,900,800\n",
    "google-political-ads-advertiser-stats.csv":
        "Advertiser_ID,Advertiser_Name,Public_IDs_List,Regions,Elections,Total_Creatives,"
        "Spend_USD,Spend_EUR\n"
        'AR100000000000000001,One,,"US",,12,900,800\n',
    "partner_report.csv":
        "Provenance,COUNTS_OF,Scope,Country_Code,Period Starts On,period-ends-on,platform,metric,"
        "Value,Unit\n"
        "published,reports,country,KE,2024-10-01,2024-10-01,facebook,items_reported,12,reports\n",
}  # fmt: skip
FILES = [
    *sorted((REPOSITORY / "fixtures" / "sources" / "published").glob("*.csv")),
    *sorted(REPOSITORY.glob("tests/battery/sources/*/*/*.csv")),
]


def spoilt(text: str) -> Iterator[tuple[list[str], str]]:
    """The header of a table, and its text with one cell of its first row made wrong."""
    rows = list(csv.reader(io.StringIO(text)))[:12]
    for place in range(len(rows[0])):
        for wrong in WRONG:
            copy = [list(row) for row in rows]
            if place < len(copy[1]):
                copy[1][place] = wrong
                written = io.StringIO()
                csv.writer(written).writerows(copy)
                yield [cell.strip("\ufeff ") for cell in rows[0]], written.getvalue()


def problems_of(path: Path, scratch: Path) -> list[Problem]:
    found = Findings()
    readings = Readings(Staging(scratch), found, lambda *_: None, lambda: False)
    for source in walk([path], found, scratch, scratch / "none"):
        readings.read(source)
    assert not found.faults
    reports = [reading.report() for reading in readings.done]
    return [*found.problems, *(problem for report in reports for problem in report.problems)]


def strange(header: list[str], problems: list[Problem]) -> list[str]:
    """Columns that a person cannot find in the file."""
    return [
        problem.place.column
        for problem in problems
        if problem.place.column is not None
        and not any(
            problem.place.column == title or problem.place.column.startswith(f"{title} (")
            for title in header
        )
    ]


def hold(name: str, text: str, folder: Path) -> None:
    found: set[str] = set()
    for header, wrong in spoilt(text):
        path = folder / name
        path.write_text(wrong, encoding="utf-8")
        found.update(strange(header, problems_of(path, folder)))
    assert not found, f"columns that {name} does not have"


@pytest.mark.parametrize("name", MADE)
def test_that_a_column_that_the_file_calls_otherwise_is_told_as_it_does(
    name: str, tmp_path: Path
) -> None:
    hold(name, MADE[name], tmp_path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_every_importer_tells_columns_of_the_file(path: Path, tmp_path: Path) -> None:
    hold(path.name, path.read_text("utf-8"), tmp_path)


def test_that_our_name_stands_beside_theirs(tmp_path: Path) -> None:
    name = "google-political-ads-advertiser-stats.csv"
    path = tmp_path / name
    path.write_text(MADE[name].replace(",12,", ",many,"))
    told = [str(problem) for problem in problems_of(path, tmp_path)]
    assert any("column Total_Creatives (creative_count), value 'many'" in line for line in told)


def test_that_a_title_that_is_itself_wrong_is_found_by_what_is_wrong() -> None:
    intake = Intake("a.csv", header=("Spend_USD", "Spend_QQQ"))
    told = intake.named(Problem("a", "b", "c", column="currency", value="QQQ"))
    assert told.place.column == "Spend_QQQ (currency)"
    intake = Intake("a.csv", header=("Value", "value "))
    assert intake.named(Problem("a", "b", "c", column="value_")).place.column == "value_"
