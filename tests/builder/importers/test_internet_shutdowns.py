"""Internet shutdowns of the #KeepItOn list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eoc_app.builder.importers.internet_shutdowns import ALIKE
from tests.builder.importers.public_files import short, taken

HEAD = (
    "count_year,start_date,end_date,country,geo_scope,shutdown_type,shutdown_extent,actual_cause,"
    "election"
)
CITY = '"It only affected one city, county, or village"'


def test_that_countries_of_a_cell_share_one_reference(tmp_path: Path) -> None:
    name, tables, _ = taken(
        tmp_path / "list.csv", HEAD, f"2024,2023-12-30,,Laos; Myanmar,{CITY},Shutdown,,,Yes"
    )
    assert name == "internet_shutdowns"
    facts = tables["internet_shutdown"]
    assert short(facts, "country_code", "list_year", "started_on", "electoral") == [
        ("LA", 2024, date(2023, 12, 30), "yes"), ("MM", 2024, date(2023, 12, 30), "yes"),
    ]  # fmt: skip
    assert len({fact["shutdown_ref"] for fact in facts}) == 1
    assert short(facts, "known_from_on", "known_from")[0] == (date(2025, 5, 31), "assumed")


def test_that_kind_reach_and_election_are_words_of_the_format(tmp_path: Path) -> None:
    several = '"It affected locations in more than one state, province, or region"'
    rows = (
        f"2024,2024-01-01,,Congo (Democratic Republic of the),{CITY},Shutdown,Full network,,No",
        f'2024,2024-01-02,,VE,{several},"Shutdown, Throttle","Full network, Service-based",,',
        "2024,2024-01-03,,VE,Not sure,Throttle,Service-based,Elections,Unknown",
        "2024,2024-01-04,,VE,,Unknown,,Protests,",
    )
    _, tables, intake = taken(tmp_path / "list.csv", HEAD, *rows)
    assert intake.problems == []
    assert short(
        tables["internet_shutdown"], "country_code", "shutdown_kind", "reach", "electoral"
    ) == [
        ("CD", "full_network", "local", "no"),
        ("VE", "both", "several_regions", "unknown"),
        ("VE", "throttling", "unknown", "yes"),
        ("VE", "unknown", "unknown", "unknown"),
    ]


def test_that_equal_rows_are_two_shutdowns_only_where_nothing_could_tell_them_apart(
    tmp_path: Path,
) -> None:
    row = f"2024,2024-01-01,2024-01-02,India,{CITY},Shutdown,Full network,,"
    _, tables, intake = taken(tmp_path / "list.csv", HEAD, row, row)
    assert len({fact["shutdown_ref"] for fact in tables["internet_shutdown"]}) == 2
    assert ALIKE in intake.notes
    _, tables, intake = taken(
        tmp_path / "whole.csv", f"{HEAD},area_name", f"{row},Nuh", f"{row},Nuh", f"{row},Alwar"
    )
    assert len(tables["internet_shutdown"]) == 2
    assert not set(tables["internet_shutdown"][0].values()) & {"Nuh", "Alwar"}


def test_that_a_bad_end_costs_the_end_and_a_bad_country_the_row(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "list.csv", f"{HEAD},start_date_type",
        f"2024,2024-02-02,2024-02-01,KE,{CITY},Shutdown,,,,Exact",
        f"2024,unknown,Ongoing,KE,{CITY},Shutdown,,,,", f"2024,2024-02-02,,,{CITY},Shutdown,,,,",
        f"last,2024-02-02,,KE,{CITY},Shutdown,,,,",
        f"2024,2024-02-02,,KE,{CITY},Shutdown,,,,approx.",
    )  # fmt: skip
    assert short(tables["internet_shutdown"], "started_on", "start_precision", "ended_on") == [
        (date(2024, 2, 2), "day", None),
        (None, "unknown", None),
        (date(2024, 2, 2), "approximate", None),
    ]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (2, "end_date"), (4, "country"), (5, "count_year"),
    ]  # fmt: skip
