"""Violent events: UCDP GED, its candidate events, DECO and ACLED."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eoc_app.builder.importers.conflict_events import TWINS
from tests.builder.importers.public_files import short, taken

GED = (
    "id,year,type_of_violence,conflict_name,side_a,side_b,source_headline,where_description,"
    "latitude,country,date_prec,date_start,date_end,deaths_civilians,best,high,low"
)
DECO = "country_code,date_start,date_end,type_of_violence,best,high,low,electoral_purpose"


def _ged(key: str, place: str, first: str, last: str, *numbers: object, precision: int = 1) -> str:
    words = "A conflict,A side,Another side,Somebody was killed,A village,1.5"
    figures = ",".join(map(str, numbers))
    return f"{key},2024,1,{words},{place},{precision},{first} 00:00:00.000,{last},0,{figures}"


def test_that_an_event_of_ged_is_its_country_days_kind_and_deaths(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "GEDEvent_v25_1.csv", GED,
        _ged("1", "DR Congo (Zaire)", "2024-05-01", "2024-05-03", 5, 9, 4, precision=2),
        _ged("2", "Yemen (North Yemen)", "2023-12-31", "2023-12-31", 1, 1, 1),
    )  # fmt: skip
    assert (name, intake.problems) == ("conflict_events", [])
    facts = tables["conflict_event"]
    assert short(facts, "country_code", "dataset", "event_ref", "started_on", "ended_on") == [
        ("CD", "ucdp_ged", "1", date(2024, 5, 1), date(2024, 5, 3)),
        ("YE", "ucdp_ged", "2", date(2023, 12, 31), date(2023, 12, 31)),
    ]
    assert short(facts, "start_precision", "event_kind", "electoral", "deaths_lower", "deaths",
                 "deaths_upper") == [
        ("week", "state_based", "unknown", 4, 5, 9), ("day", "state_based", "unknown", 1, 1, 1),
    ]  # fmt: skip
    assert short(facts, "known_from_on") == [(date(2025, 6, 30),), (date(2024, 6, 30),)]


def test_that_candidate_events_are_a_data_set_of_their_own(tmp_path: Path) -> None:
    row = _ged("7", "Mali", "2024-10-02", "2024-10-02", 3, 3, 3)
    _, tables, _ = taken(tmp_path / "GEDEvent_v24_0_10.csv", GED, row)
    assert short(tables["conflict_event"], "dataset", "known_from_on") == [
        ("ucdp_candidate", date(2024, 11, 21))
    ]


def test_that_days_of_deco_are_read_in_the_order_that_the_column_proves(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "deco.csv", DECO, "KE,1/2/2008,1/3/2008,2,30,35,30,disrupt",
        "KE,12/30/2007,12/30/2007,4,1,1,1,disrupt", "KE,12/30/2007,12/30/2007,4,1,1,1,disrupt",
    )  # fmt: skip
    facts = tables["conflict_event"]
    assert short(facts, "started_on", "event_kind", "electoral") == [
        (date(2008, 1, 2), "non_state", "yes"), *[(date(2007, 12, 30), "other", "yes")] * 2,
    ]  # fmt: skip
    assert len({fact["event_ref"] for fact in facts}) == 3
    assert TWINS in intake.notes


def test_that_an_event_of_acled_keeps_no_name_and_no_word(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "acled.csv",
        "event_id_cnty,event_date,time_precision,event_type,actor1,country,location,notes,fatalities",
        "KEN1,25 June 2024,1,Violence against civilians,A person,Kenya,A town,Many words,2",
    )
    (fact,) = tables["conflict_event"]
    assert (fact["event_ref"], fact["started_on"], fact["deaths"]) == ("KEN1", date(2024, 6, 25), 2)
    assert fact["event_kind"] == "violence_against_civilians"
    assert not {"A person", "A town", "Many words"} & set(fact.values())
    assert intake.problems == []


def test_that_bad_rows_are_named_and_the_others_stay(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "GEDEvent_v25_1.csv", GED,
        _ged("1", "Mali", "2024-05-03", "2024-05-01", 1, 1, 1),
        _ged("2", "Mali", "2024-05-03", "2024-05-03", "many", 1, 1),
        _ged("3", "Mali", "2024-05-03", "2024-05-03", 2, 1, 3),
        _ged("4", "Nowhere", "2024-05-03", "2024-05-03", 1, 1, 1),
    )  # fmt: skip
    assert short(tables["conflict_event"], "event_ref", "deaths", "deaths_lower") == [
        ("3", 2, None)
    ]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (2, "date_end"), (3, "best"), (4, "high"), (5, "country"),
    ]  # fmt: skip
