"""Lists of what happened around elections, and calendars that say what was not yet called."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests.builder.importers.public_files import short, taken

HEAD = "country_code,elec_year,elec_month,elec_day,sequence,event,elecnum,type,runoff"
SHOWN = ("country_code", "kind", "round", "polling_starts_on", "status", "annulled_on")


def test_that_only_a_vote_has_its_day_as_a_polling_day(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "list.csv", HEAD, "MD,2025.0,9.0,28.0,1,Announced,1,L,N",
        'MD,2025.0,9.0,28.0,2,"Vote, As Scheduled",1,L,N',
        'AF,2014.0,6.0,14.0,2,"Vote, Early",2,X,2', "AF,2004.0,7.0,,1,Deadline Not Met,3,X,N",
        'NA,2027.0,11.0,,1,"Upcoming, Scheduled",,R,N', 'US,,,,1,"Vote, As Scheduled",,X,N',
    )  # fmt: skip
    assert name == "election_list"
    assert short(tables["election"], *SHOWN, "date_precision") == [
        ("MD", "legislative", "not stated", date(2025, 9, 28), "held", None, "day"),
        ("AF", "presidential", "2", date(2014, 6, 14), "held", None, "day"),
        ("NA", "referendum", "not stated", date(2027, 11, 1), "scheduled", None, "month"),
    ]
    assert intake.skipped == {
        "events that are no vote: Announced": 1,
        "events that are no vote: Deadline Not Met": 1,
        "elections without a day": 1,
    }


def test_that_what_is_voided_after_a_vote_is_annulled_and_before_it_is_given_up(
    tmp_path: Path,
) -> None:
    _, tables, _ = taken(
        tmp_path / "list.csv", HEAD, 'RO,2024.0,11.0,24.0,1,"Vote, As Scheduled",1,X,N',
        "RO,2024.0,12.0,8.0,2,Announced,1,X,Y", "RO,2024.0,12.0,6.0,3,Voided,1,X,",
        "PL,2020.0,5.0,6.0,1,Delay Announced,2,X,N", "PL,2020.0,5.0,10.0,2,Voided,2,X,N",
        "SD,2020.0,4.0,30.0,1,Voided by Regime Change,3,X,N",
        "RS,2002.0,9.0,29.0,1,Anulled,4,X,2",
    )  # fmt: skip
    assert short(tables["election"], *SHOWN) == [
        ("RO", "presidential", "not stated", date(2024, 11, 24), "annulled", date(2024, 12, 6)),
        ("PL", "presidential", "not stated", date(2020, 5, 10), "postponed", None),
        ("SD", "presidential", "not stated", date(2020, 4, 30), "cancelled", None),
        ("RS", "presidential", "2", date(2002, 9, 29), "annulled", None),
    ]


def test_that_a_vote_that_was_not_yet_called_is_known_the_next_day_at_the_earliest(
    tmp_path: Path,
) -> None:
    name, tables, _ = taken(
        tmp_path / "calendar.csv", "country_code,kind,polling_on,round,known_on_2024_11_01",
        "DE,legislative,2025-02-23,1,0", "BG,legislative,2024-10-27,1,1",
    )  # fmt: skip
    assert name == "election_list"
    assert short(tables["election"], "country_code", "round", "status_known_from_at") == [
        ("DE", "1", datetime(2024, 11, 2)), ("BG", "1", None),
    ]  # fmt: skip
    assert "not yet called on 2024-11-01" in tables["election"][0]["note"]


def test_that_days_of_one_election_are_still_no_elections(tmp_path: Path) -> None:
    name, tables, _ = taken(
        tmp_path / "days.csv", "country_code,election,kind,polling_on,phase",
        "IN,Lok Sabha,legislative,2024-04-19,1", "IN,Lok Sabha,legislative,2024-04-26,2",
    )  # fmt: skip
    assert (name, set(tables)) == ("polling_days", {"polling_day"})


def test_that_an_export_of_wikidata_is_a_list_of_elections(tmp_path: Path) -> None:
    name, tables, _ = taken(
        tmp_path / "query.csv", "election,electionLabel,countryLabel,date",
        "http://www.wikidata.org/entity/Q1,2024 Georgian parliamentary election,Georgia,"
        "2024-10-26T00:00:00Z",
        "http://www.wikidata.org/entity/Q2,2024 Namibian presidential election,Namibia,"
        "2024-11-27T00:00:00Z",
    )  # fmt: skip
    assert name == "election_list"
    assert short(tables["election"], "country_code", "kind", "polling_starts_on", "status") == [
        ("GE", "legislative", date(2024, 10, 26), "scheduled"),
        ("NA", "presidential", date(2024, 11, 27), "scheduled"),
    ]
