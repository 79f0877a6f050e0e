"""Counts of political violence by country and month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eoc_app.builder.importers.political_violence import COVERAGE, NOT_COVERED, UNFINISHED
from tests.battery.staged import outcome
from tests.builder.importers.public_files import short, taken

NAME = "number_of_political_violence_events_by_country-month-year_as-of-27Feb2026.csv"
HEAD = "COUNTRY,MONTH,YEAR,EVENTS"
SHOWN = ("country_code", "period_starts_on", "period_ends_on", "event_kind", "metric", "value")


def test_that_a_row_is_a_month_and_a_zero_that_is_written_is_a_zero(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / NAME, HEAD, "eSwatini,February,2021,0", "Congo,December,2024,7",
        "Democratic Republic of Congo,December,2024,70", "Namibia,February,2026,1",
    )  # fmt: skip
    assert name == "political_violence"
    assert short(tables["political_violence"], *SHOWN) == [
        ("SZ", date(2021, 2, 1), date(2021, 2, 28), None, "events", 0),
        ("CG", date(2024, 12, 1), date(2024, 12, 31), None, "events", 7),
        ("CD", date(2024, 12, 1), date(2024, 12, 31), None, "events", 70),
    ]
    assert intake.skipped == {UNFINISHED: 1}
    assert not intake.problems
    known = short(tables["political_violence"], "known_from_on", "known_from")
    assert known[0] == (date(2021, 3, 14), "assumed")


def test_that_the_name_says_what_is_counted_and_else_it_is_told(tmp_path: Path) -> None:
    _, tables, _ = taken(tmp_path / "number_of_demonstration_events.csv", HEAD, "Kenya,June,2024,9")
    assert tables["political_violence"][0]["event_kind"] == "demonstrations"
    _, tables, _ = taken(
        tmp_path / "number_of_reported_civilian_fatalities.csv", "COUNTRY,YEAR,FATALITIES",
        "Kenya,2024,9",
    )  # fmt: skip
    assert short(tables["political_violence"], *SHOWN) == [
        ("KE", date(2024, 1, 1), date(2024, 12, 31), "civilian_targeting", "deaths", 9)
    ]
    _, tables, intake = taken(tmp_path / "download.csv", HEAD, "Kenya,June,2024,9")
    assert tables["political_violence"][0]["event_kind"] is None
    assert any("name says nothing else" in note for note in intake.notes)


def test_that_months_before_coverage_are_no_zeros(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "grid.csv", "month,country_code,events,state", "2015-01,AD,,not covered yet",
        "2020-01,AD,0,observed", "2020-02,AD,,observed",
    )  # fmt: skip
    assert short(tables["political_violence"], *SHOWN) == [
        ("AD", date(2020, 1, 1), date(2020, 1, 31), None, "events", 0)
    ]
    assert intake.skipped == {NOT_COVERED: 1}
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(4, "events")]


def test_that_years_of_coverage_are_a_statement_and_no_figure(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "coverage_from_year.csv", "iso,covered_from_year", "NA,1997", "CA,2021"
    )
    assert (name, tables) == ("political_violence", {})
    assert intake.skipped == {COVERAGE: 2}
    assert [(c.country_code, c.from_on, c.source_row) for c in intake.coverage] == [
        ("NA", date(1997, 1, 1), 2), ("CA", date(2021, 1, 1), 3),
    ]  # fmt: skip


def test_that_a_table_without_its_months_is_not_taken_for_years(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "events.csv",
        "COUNTRY,YEAR,EVENTS",
        "Kenya,2024,4",
        "Kenya,2024,9",
        "Mali,2024,1",
    )
    assert short(tables["political_violence"], "country_code") == [("ML",)]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(3, "year")]


def test_that_what_is_no_country_month_or_count_is_named_with_its_row(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / NAME, HEAD, "Atlantis,June,2024,1", "Kenya,Brumaire,2024,1", "Kenya,June,2024,x",
        "Kosovo,June,2024,-1", "Northern Cyprus,June,2024,1",
    )  # fmt: skip
    assert tables == {}
    named = [(p.place.row, p.place.column, p.place.value) for p in intake.problems]
    assert named == [
        (2, "country", "Atlantis"), (3, "month", "Brumaire"), (4, "events", "x"),
        (5, "events", "-1"),
    ]  # fmt: skip
    assert list(intake.skipped) == ["Northern Cyprus: a place whose status has no code of its own"]


def test_that_a_file_of_a_later_day_restates_earlier_months(tmp_path: Path) -> None:
    stem = "number_of_political_violence_events_by_country-month-year_as-of-"
    for made_on, events in (("10Jan2025", 7), ("27Feb2026", 9)):
        (tmp_path / f"{stem}{made_on}.csv").write_text(f"{HEAD}\nKenya,June,2024,{events}\n")
    made = outcome([tmp_path])
    (row,) = made.tables["political_violence"]
    assert dict(row)["value"] == 9
    assert made.problems == []
    assert any("restate" in words or "later" in words for words in made.told), made.told
