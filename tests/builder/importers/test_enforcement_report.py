"""Editions of the community standards enforcement report."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.enforcement_report import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Facts = list[dict[str, Any]]


def _import(path: Path) -> tuple[Facts, Intake]:
    source = Source(path.name, path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: dict[str, Facts] = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    assert set(tables) <= {"enforcement"}
    return tables["enforcement"], intake


def _file(folder: Path, *rows: str, name: str = "report-2024-q1.csv") -> tuple[Facts, Intake]:
    path = folder / name
    path.write_text("\n".join(["app,policy_area,metric,period,value", *rows, ""]))
    return _import(path)


def test_that_every_figure_is_the_worlds_and_carries_its_edition(tmp_path: Path) -> None:
    (fact,), _ = _file(tmp_path, 'Instagram,Hate Speech,Content Actioned,2023Q4,"1,200,000"')
    assert (fact["scope"], fact["country_code"], fact["vintage"]) == ("world", None, "2024Q1")
    assert (fact["platform"], fact["metric"], fact["unit"]) == (
        "instagram",
        "content_actioned",
        "pieces of content",
    )
    assert (fact["period_starts_on"], fact["period_ends_on"]) == (
        date(2023, 10, 1),
        date(2023, 12, 31),
    )
    assert fact["as_stated"] == "1,200,000"


def test_that_a_quarter_without_a_figure_gives_no_row_but_is_counted(tmp_path: Path) -> None:
    facts, intake = _file(
        tmp_path,
        "Facebook,Spam,Content Appealed,2018Q1,N/A",
        "Facebook,Spam,Content Appealed,2018Q2,0",
    )
    assert [fact["value"] for fact in facts] == [0]
    assert list(intake.skipped.values()) == [1]


def test_that_shares_ranges_and_counts_get_the_bounds_that_their_rounding_allows(
    tmp_path: Path,
) -> None:
    facts, _ = _file(
        tmp_path,
        'Facebook,Spam,Content Actioned,2018Q1,"20,800,000"',
        'Facebook,Spam,Content Actioned,2018Q2,"20,000,000"',
        "Facebook,Spam,Proactive rate,2018Q1,96.20%",
        "Facebook,Spam,Proactive rate,2018Q2,99.00%",
        "Facebook,Fake Accounts,Prevalence,2018Q1,4%-5%",
        "Facebook,Fake Accounts,Prevalence,2018Q2,4%",
        "Facebook,Hate Speech,Lowerbound Prevalence,2018Q2,0.05%",
        "Facebook,Hate Speech,Upperbound Prevalence,2018Q2,0.06%",
    )
    found = [
        (fact["value"], fact["lower"], fact["upper"], fact["qualifier"], fact["unit"])
        for fact in facts
    ]
    assert found == [
        (20_800_000, 20_750_000, 20_850_000, "rounded", "pieces of content"),
        # Rounded as finely as its neighbour, not to the nearest ten million.
        (20_000_000, 19_950_000, 20_050_000, "rounded", "pieces of content"),
        (0.962, 0.9615, 0.9625, "rounded", "share"),
        (0.99, 0.9895, 0.9905, "rounded", "share"),
        (None, 0.04, 0.05, "range", "share"),
        (0.04, 0.035, 0.045, "rounded", "share"),
        (0.0005, 0.0005, None, "at_least", "share"),
        (0.0006, 0, 0.0006, "at_most", "share"),
    ]


@pytest.mark.parametrize(
    ("name", "vintage"),
    [("cser_Q1_2024 (1).csv", "2024Q1"), ("meta-2023-q4.csv", "2023Q4"), ("data.csv", "2023Q3")],
)
def test_that_the_edition_is_the_names_or_the_newest_quarter(
    tmp_path: Path, name: str, vintage: str
) -> None:
    row = "Facebook,Spam,Content Actioned,{},100"
    facts, intake = _file(tmp_path, row.format("2023Q3"), row.format("2022Q1"), name=name)
    assert {fact["vintage"] for fact in facts} == {vintage}
    assert ("newest quarter" in intake.title) is (name == "data.csv")
    assert intake.problems == []


def test_that_a_name_older_than_its_content_is_not_believed(tmp_path: Path) -> None:
    row = "Facebook,Spam,Content Actioned,2024Q2,100"
    facts, intake = _file(tmp_path, row, name="report-2023-q1.csv")
    assert facts[0]["vintage"] == "2024Q2"
    assert len(intake.problems) == 1


def test_that_a_restated_quarter_stays_beside_its_earlier_edition(tmp_path: Path) -> None:
    row = 'Facebook,Spam,Content Actioned,2023Q4,"{}"'
    first, _ = _file(tmp_path, row.format("1,200,000"), name="report-2023-q4.csv")
    second, _ = _file(tmp_path, row.format("1,300,000"), name="report-2024-q1.csv")
    assert [(f["vintage"], f["period_ends_on"], f["value"]) for f in [*first, *second]] == [
        ("2023Q4", date(2023, 12, 31), 1_200_000),
        ("2024Q1", date(2023, 12, 31), 1_300_000),
    ]


def test_that_two_values_for_one_quarter_are_reported(tmp_path: Path) -> None:
    row = "Facebook,Spam,Content Actioned,2024Q1,{}"
    facts, intake = _file(tmp_path, row.format(100), row.format(100), row.format(200))
    assert [fact["value"] for fact in facts] == [100]
    assert list(intake.skipped.values()) == [1]
    assert [(p.place.row, p.place.value) for p in intake.problems] == [(4, "200")]


def test_that_what_cannot_be_read_is_named_by_row_and_column(tmp_path: Path) -> None:
    facts, intake = _file(
        tmp_path,
        "Facebook,Spam,Content Actioned,2024,100",
        "Facebook,Spam,Content Actioned,2024Q1,lots",
        "Facebook,Spam,Content Actioned,2024Q1,1,200",
        "Facebook,,Content Actioned,2024Q1,100",
    )
    assert facts == []
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (2, "period"),
        (3, "value"),
        (4, None),
        (5, "policy_area"),
    ]
    assert intake.rows_read == 4


def test_that_the_real_editions_give_what_a_hand_count_gives(real_data: Path) -> None:
    values: dict[str, dict[tuple[Any, ...], str]] = {}
    for path in sorted((real_data / "meta_cser").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        facts, intake = _import(path)
        assert intake.problems == []
        assert intake.rows_read == len(rows) == len(facts) + sum(intake.skipped.values())
        assert len(facts) == sum(row["value"] != "N/A" for row in rows)
        assert {(fact["scope"], fact["country_code"]) for fact in facts} == {("world", None)}
        (vintage,) = {fact["vintage"] for fact in facts}
        assert vintage == path.stem.removeprefix("meta-").replace("-q", "Q")
        values[vintage] = {
            (f["platform"], f["policy_area"], f["metric"], f["period_ends_on"]): f["as_stated"]
            for f in facts
        }
        assert len(values[vintage]) == len(facts)
        by_hand = sum(
            int(row["value"].replace(",", ""))
            for row in rows
            if row["metric"] == "Content Actioned" and row["value"] != "N/A"
        )
        assert sum(f["value"] for f in facts if f["metric"] == "content_actioned") == by_hand
    earlier, later = values["2023Q3"], values["2024Q1"]
    restated = sum(later[key] != value for key, value in earlier.items() if key in later)
    raw: list[dict[tuple[str, ...], str]] = []
    for name in ("meta-2023-q3.csv", "meta-2024-q1.csv"):
        with (real_data / "meta_cser" / name).open(encoding="utf-8", newline="") as stream:
            raw.append({tuple(row[:4]): row[4] for row in csv.reader(stream)})
    assert restated == sum(
        raw[1][key] != value
        for key, value in raw[0].items()
        if key in raw[1] and "N/A" not in (value, raw[1][key])
    )
