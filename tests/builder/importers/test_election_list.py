"""Lists of elections of other origins: data sets of results, exports with columns of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.election_list import FURTHER, IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

PARLGOV = (
    "country_name_short,country_name,election_type,election_date,vote_share,seats,seats_total,"
    "party_name_short,party_name,country_id,election_id,party_id"
)
PARLGOV_2024 = (
    "country,date,type,party,id,created_at,seats,vote_share,votes,data_source,election_id"
)


def taken(folder: Path, *lines: str) -> tuple[list[dict[str, Any]], Intake]:
    path = folder / "list.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    source = Source(path.name, path)
    found = importer_of(source)
    assert found is not None
    assert found[0] == "election_list"
    intake = Intake(source.path)
    rows = [row for batch in IMPORTER.read(source, intake) for row in batch.frame.to_dicts()]
    return rows, intake


def short(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["country_code"], row["kind"], row["polling_starts_on"], row["date_precision"],
             row["status"]) for row in rows]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        (
            PARLGOV,
            "AUS,Australia,parliament,1901-03-30,44.4,32,75,PP,Protectionist Party,33,731,1898",
            "AUS,Australia,parliament,1901-03-30,34.2,26,75,FTP,Free Trade Party,33,731,1938",
            "AUT,Austria,ep,2019-05-26,34.6,7,18,OVP,People's Party,59,980,1013",
            "AUT,Austria,ep,2019-05-26,23.9,5,18,SPO,Social Democrats,59,980,973",
        ),
        (
            PARLGOV_2024,
            "AUS,1901-03-30,parliament,PP,6203,2024-08-15 07:30:26,32,44.4,189294,barber,731",
            "AUS,1901-03-30,parliament,FTP,6256,2024-08-15 07:30:26,26,34.2,145611,barber,731",
            "AUT,2019-05-26,ep,OVP,7001,2024-08-15 07:30:26,7,34.6,1,official,980",
            "AUT,2019-05-26,ep,SPO,7002,2024-08-15 07:30:26,5,23.9,1,official,980",
        ),
    ],
)
def test_that_the_parties_of_an_election_are_one_election(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    rows, intake = taken(tmp_path, *lines)
    assert short(rows) == [
        ("AU", "legislative", date(1901, 3, 30), "day", "held"),
        ("AT", "supranational", date(2019, 5, 26), "day", "held"),
    ]
    assert intake.rows_read == 4
    assert intake.skipped == {FURTHER: 2}
    assert not intake.problems


def test_that_rounds_of_an_election_stay_apart(tmp_path: Path) -> None:
    rows, intake = taken(
        tmp_path,
        "country_code,kind,election_date,round,note,votes",
        "PA,general,2024-05-05,1,,5",
        "TD,presidential,2024-05-06,1,,5",
        "TD,presidential,2024-06-06,2,if needed,5",
    )
    assert [row["round"] for row in rows] == ["1", "1", "2"]
    assert short(rows)[2] == ("TD", "presidential", date(2024, 6, 6), "day", "held")
    assert rows[2]["name"] == "presidential election"
    assert not intake.problems


def test_that_constituencies_by_year_and_month_are_one_election(tmp_path: Path) -> None:
    rows, _ = taken(
        tmp_path,
        "release,id,rg,ctr_n,ctr,yr,mn,sub,cst_n,cst,pty_n,pv1",
        "1,1,Africa,Kenya,404,2022,8,,Changamwe,1,ODM,100",
        "1,1,Africa,Kenya,404,2022,8,,Jomvu,2,ODM,100",
    )
    assert short(rows) == [("KE", "legislative", date(2022, 8, 1), "month", "scheduled")]


def test_that_days_first_are_read_where_the_column_proves_it(tmp_path: Path) -> None:
    rows, _ = taken(
        tmp_path,
        "country,countryname,edate,date,party,partyname,pervote",
        "11,Sweden,17/09/1944,194409,11220,Communist Party,10.3",
        "11,Sweden,09/11/1948,194809,11220,Communist Party,6.3",
    )
    assert short(rows)[1] == ("SE", "legislative", date(1948, 11, 9), "day", "scheduled")


def test_that_days_whose_order_nothing_proves_are_refused_with_both_readings(
    tmp_path: Path,
) -> None:
    rows, intake = taken(
        tmp_path, "country,election_date,election_type,party", "Kenya,8/9/2022,presidential,ODM"
    )
    assert rows == []
    assert "2022-08-09 or 2022-09-08" in intake.problems[0].why
    assert intake.problems[0].place.value == "8/9/2022"


def test_that_months_and_days_in_one_number_are_read(tmp_path: Path) -> None:
    rows, _ = taken(
        tmp_path,
        "ccode,country,electionid,year,mmdd,types",
        "2,USA,2-2012-1106-P1,2012,1106,Executive",
        "2,USA,2-2014-1104-L1,2014,1104,Legislative/Parliamentary",
    )
    assert short(rows) == [
        ("US", "presidential", date(2012, 11, 6), "day", "scheduled"),
        ("US", "legislative", date(2014, 11, 4), "day", "scheduled"),
    ]


@pytest.mark.parametrize(
    ("header", "row", "missing"),
    [
        ("country,election_type,votes", "Kenya,presidential,5", "polling day"),
        ("country,election_date,party,votes", "Kenya,2022-08-09,ODM,5", "kind of election"),
        ("election_date,election_type,votes", "2022-08-09,presidential,5", "country"),
        ("country,elec_year,type", "Kenya,2022,X", "kind of election"),
    ],
)
def test_that_a_column_that_is_missing_is_named(
    tmp_path: Path, header: str, row: str, missing: str
) -> None:
    rows, intake = taken(tmp_path, header, row)
    assert rows == []
    (problem,) = intake.problems
    assert problem.place.column == missing
    assert header.split(",", maxsplit=1)[0] in problem.why


@pytest.mark.parametrize(
    "lines",
    [
        ("country,start_date,shutdown_type,election", "PK,2018-05-05,Mobile,"),
        ("country,date,type,fatalities", "Kenya,2022-08-09,riot,5"),
        ("country_code,year,date_start,electoral_purpose", "YE,2012,2/21/2012,disrupt"),
        ("country,year,turnout", "Kenya,2022,65"),
    ],
)
def test_that_a_file_about_something_else_is_left_alone(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert not IMPORTER.recognises(Source(path.name, path))


NUMERIC = {
    "guide.csv": ("date,country,election,status", "{},Kenya,Election for President,Held"),
    "holidays.csv": ("date,country,holiday_name", "{},Kenya,Election Day"),
    "polls.csv": ("country_code,polling_day,election", "KE,{},president 2022"),
    "facts.csv": ("country_code,first_polling_day,name", "KE,{},president 2022"),
}


@pytest.mark.parametrize("name", list(NUMERIC))
def test_that_every_calendar_reads_days_in_the_order_that_its_column_proves(
    tmp_path: Path, name: str
) -> None:
    header, row = NUMERIC[name]
    path = tmp_path / name
    for days, found in (
        (("8/9/2022", "10/26/2017"), {"2022-08-09", "2017-10-26"}),
        (("9/8/2022", "26/10/2017"), {"2022-08-09", "2017-10-26"}),
        (("8/9/2022", "10/6/2017"), set()),
    ):
        path.write_text("\n".join([header, *(row.format(day) for day in days), ""]), "utf-8")
        source = Source(path.name, path)
        known = importer_of(source)
        assert known is not None
        intake = Intake(source.path)
        read = [row for batch in known[1].read(source, intake) for row in batch.frame.to_dicts()]
        told = {str(one.get("polling_starts_on") or one.get("polling_on")) for one in read}
        assert told == found
        assert len(intake.problems) == (0 if found else 2)
        assert all(" or " in problem.why for problem in intake.problems)
