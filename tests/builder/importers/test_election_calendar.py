"""Election calendars of every shape give elections with their day, its precision and their fate."""

# ruff: noqa: E501 - rows of files stand as they are

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.election_calendar import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Rows = list[dict[str, Any]]


def taken(path: Path) -> tuple[dict[str, Rows], Intake]:
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    found: dict[str, Rows] = {}
    for batch in IMPORTER.read(source, intake):
        found.setdefault(batch.table, []).extend(batch.frame.to_dicts())
    return found, intake


def assert_every_row_has_an_account(found: dict[str, Rows], intake: Intake) -> None:
    kept = {row["source_row"] for row in found.get("election", [])}
    refused = {problem.place.row for problem in intake.problems} - kept
    assert intake.rows_read == len(kept) + sum(intake.skipped.values()) + len(refused)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "calendar.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


GUIDE = """\ufeffdate,country,election,status
None,Italian Republic,Election for Camera dei Deputati (Italian Chamber of Deputies),Date not confirmed
"Sept. 9, 2001",Hellenic Republic,Election for Vouli ton Ellinon (Greek Parliament),Held
"May 21, 2022",Commonwealth of Australia,Election for Australian House of Representatives,Confirmed
"May 21, 2022",Commonwealth of Australia,Election for Australian Senate,Confirmed
"Feb. 21, 2021",Republic of Niger,Election for President,Second Round if needed
"Nov. 26, 2016",State of Kuwait,Election for Majlis al-Umma (Kuwaiti National Assembly),Moved Up/ Snap
"May 22, 2015",Ireland,Referendum,Held
"May 22, 2015",Ireland,Referendum,Held
"May 6, 2021",Scotland,Election for Scottish Parliament,Confirmed
"Feb. 30, 2021",Ireland,Referendum,Held
"June 9, 2024",European Union,Election for European Parliament,Held
,,,
"""


def test_that_a_guide_gives_days_statuses_and_kinds(written: Callable[[str], Path]) -> None:
    found, intake = taken(written(GUIDE))
    rows = {row["source_row"]: row for row in found["election"]}
    assert rows[2]["polling_starts_on"] is None
    assert (rows[2]["date_precision"], rows[2]["status"]) == ("none", "not_confirmed")
    assert rows[3]["polling_starts_on"] == date(2001, 9, 9)
    assert (rows[3]["country_code"], rows[3]["kind"], rows[3]["status"]) == (
        "GR",
        "legislative",
        "held",
    )
    assert (rows[6]["status"], rows[6]["round"], rows[6]["kind"]) == (
        "if_needed",
        "2",
        "presidential",
    )
    assert rows[7]["status"] == "snap"
    assert "Moved Up/ Snap" in rows[7]["note"]
    assert (rows[12]["scope"], rows[12]["country_code"]) == ("eu", None)
    assert rows[12]["kind"] == "supranational"
    assert_every_row_has_an_account(found, intake)
    assert intake.skipped == {"blank rows": 1}


def test_that_two_chambers_on_one_day_are_two_elections(written: Callable[[str], Path]) -> None:
    found, _ = taken(written(GUIDE))
    chambers = [row["election_id"] for row in found["election"] if row["country_code"] == "AU"]
    assert len(set(chambers)) == 2
    assert all(name.startswith("AU-2022-05-21-legislative-") for name in chambers)


def test_that_identifiers_do_not_depend_on_the_order_of_rows(
    written: Callable[[str], Path],
) -> None:
    lines = GUIDE.splitlines()
    straight = {row["election_id"].split("~")[0] for row in taken(written(GUIDE))[0]["election"]}
    turned = written("\n".join([lines[0], *lines[:0:-1], ""]))
    assert {row["election_id"].split("~")[0] for row in taken(turned)[0]["election"]} == straight


def test_that_the_same_words_twice_are_kept_twice_and_marked(
    written: Callable[[str], Path],
) -> None:
    found, _ = taken(written(GUIDE))
    votes = [row for row in found["election"] if row["country_code"] == "IE"]
    assert len({row["election_id"] for row in votes}) == 2
    assert "more than once" in votes[1]["note"]


def test_that_a_place_without_a_code_and_an_impossible_day_are_refused_by_row(
    written: Callable[[str], Path],
) -> None:
    _, intake = taken(written(GUIDE))
    places = {(p.place.row, p.place.column, p.place.value) for p in intake.problems}
    assert places == {(10, "country", "Scotland"), (11, "date", "Feb. 30, 2021")}


def test_that_a_guide_with_other_headings_and_weekdays_is_the_same_kind(
    written: Callable[[str], Path],
) -> None:
    found, intake = taken(
        written(
            "Country,Election for,Date,Status\n"
            'Poland,Sejm,"Sunday, October 15, 2023",Held\n'
            'Poland,Senat,"Monday, October 15, 2023",Held\n'
        )
    )
    told = [(row["kind"], str(row["polling_starts_on"])) for row in found["election"]]
    assert told == [("legislative", "2023-10-15")]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(3, "date")]


HOLIDAYS = """country_iso2,date,holiday_name
AG,2018-03-22,Day after the General Election
KR,2024-04-10,National Assembly Election Day
KE,2017-10-25,Election Day
KE,2017-10-26,Election Day
KE,2022-08-09,Election Day
MY,2022-11-18,General election additional holiday
NG,2019-02-22,Public Holiday for Elections
VA,2016-03-13,Anniversary of the Election of the Holy Father
ZM,2021-08-24,Inauguration Ceremony of President-elect and Vice-President-elect
ZM,2021-10-18,National Prayer Day
XX,2021-10-18,Election Day
"""


def test_that_only_holidays_which_are_polling_days_become_elections(
    written: Callable[[str], Path],
) -> None:
    found, intake = taken(written(HOLIDAYS))
    days = [
        (row["country_code"], row["polling_starts_on"].isoformat(), row["polling_ends_on"])
        for row in found["election"]
    ]
    assert days == [
        ("KR", "2024-04-10", date(2024, 4, 10)),
        ("KE", "2017-10-25", date(2017, 10, 26)),
        ("KE", "2022-08-09", date(2022, 8, 9)),
    ]
    assert "only one of them" in found["election"][1]["note"]
    assert sorted(intake.skipped.values()) == [1, 1, 1, 4]
    assert [problem.place.value for problem in intake.problems] == ["XX"]
    assert_every_row_has_an_account(found, intake)


TABLE = """Country,Parliamentary election,Parliamentary election,Presidential election,Presidential election,Pop.(m)
Country,Term,Next election,Last election,Next election,Pop.(m)
Algeria,5 years,May 2022,17 April 2014,4 July 2019,37.9
Seychelles,5 years,October 2021,3 December 2015,2020[6][7],
Burma,5 years[8],8 November 2020,,,
Utopia,,May 2024,,,
Swaziland,,,,,1.1
Turkey,,soon,24 June 2018,,
"""


def test_that_an_encyclopaedia_table_gives_elections_with_their_precision(
    written: Callable[[str], Path],
) -> None:
    found, intake = taken(written(TABLE))
    told = [
        (
            r["country_code"],
            r["kind"],
            str(r["polling_starts_on"]),
            r["date_precision"],
            r["status"],
        )
        for r in found["election"]
    ]
    assert told == [
        ("DZ", "legislative", "2022-05-01", "month", "scheduled"),
        ("DZ", "presidential", "2014-04-17", "day", "held"),
        ("DZ", "presidential", "2019-07-04", "day", "scheduled"),
        ("SC", "legislative", "2021-10-01", "month", "scheduled"),
        ("SC", "presidential", "2015-12-03", "day", "held"),
        ("SC", "presidential", "2020-01-01", "year", "scheduled"),
        ("MM", "legislative", "2020-11-08", "day", "scheduled"),
        ("TR", "presidential", "2018-06-24", "day", "held"),
    ]
    assert found["election"][0]["polling_ends_on"] == date(2022, 5, 31)
    assert [problem.place.value for problem in intake.problems] == ["Utopia", "soon"]
    assert intake.skipped == {"countries without a polling day": 1}
    assert_every_row_has_an_account(found, intake)


FACTS = """country_code,name,kind,first_polling_day,last_polling_day,round,higher_risk_in_report,note
IN,general election,legislative,2024-04-19,2024-06-01,phases 1 to 3,yes,polling days: 04-19 04-26 06-01
EU,European Parliament election,supranational,2024-06-06,2024-06-09,1,yes,
RO,presidential election,presidential,2024-11-24,2024-11-24,1,no,annulled on 2024-12-06: so it says
SN,presidential election,presidential,2024-03-24,2024-03-24,1,,postponed from 2024-02-25
US,general election,presidential and legislative,2024-11-05,,1,maybe,
FR,legislative election,legislative,2024-07-07,2024-06-30,2,yes,
QQ,general election,legislative,2024-07-07,2024-07-07,1,no,
XK,general election,legislative,2023-12-30,2024-01-02,1,no,polling days: 12-30 01-02 02-11
"""


def test_that_a_list_of_facts_gives_phases_moves_and_annulments(
    written: Callable[[str], Path],
) -> None:
    found, intake = taken(written(FACTS))
    rows = {row["source_row"]: row for row in found["election"]}
    assert (rows[3]["scope"], rows[3]["country_code"], rows[3]["kind"]) == (
        "eu",
        None,
        "supranational",
    )
    assert (rows[4]["status"], rows[4]["annulled_on"]) == ("annulled", date(2024, 12, 6))
    assert (rows[5]["status"], rows[5]["previous_polling_on"]) == ("moved", date(2024, 2, 25))
    assert [rows[n]["higher_risk"] for n in (2, 4, 5)] == [True, False, None]
    assert (rows[6]["kind"], rows[6]["polling_ends_on"]) == ("general", date(2024, 11, 5))
    days = [
        (row["election_id"], str(row["polling_on"]), row["phase"]) for row in found["polling_day"]
    ]
    assert days == [
        (rows[2]["election_id"], "2024-04-19", "1"),
        (rows[2]["election_id"], "2024-04-26", "2"),
        (rows[2]["election_id"], "2024-06-01", "3"),
        (rows[9]["election_id"], "2023-12-30", "1"),
        (rows[9]["election_id"], "2024-01-02", "2"),
    ]
    assert [(p.place.row, p.place.column, p.place.value) for p in intake.problems] == [
        (6, "higher_risk_in_report", "maybe"),
        (7, "last_polling_day", "2024-06-30"),
        (8, "country_code", "QQ"),
        (9, "note", "02-11"),
    ]
    assert_every_row_has_an_account(found, intake)


HOURS = """country_code,name,kind,first_polling_day,polls_open,polls_close_local,time_zone,status,status_known_from,new_day_known_from
BR,municipal elections,local,2024-10-06,08:00,17:00,America/Sao_Paulo,confirmed,2024-01-05T12:00Z,
SN,presidential election,presidential,2024-02-25,,,Dakar time,postponed,early February,in March
ML,presidential election,presidential,2024-02-25,,,,moved,2023-09-25,2023-11-01
"""


def test_that_a_list_of_facts_may_say_hours_zone_and_when_its_status_was_known(
    written: Callable[[str], Path],
) -> None:
    found, intake = taken(written(HOURS))
    brazil, senegal, mali = found["election"]
    assert (brazil["polls_open_local"], brazil["polls_close_local"]) == ("08:00", "17:00")
    assert brazil["time_zone"] == "America/Sao_Paulo"
    assert brazil["status_known_from_at"] == datetime(2024, 1, 5, 12)
    assert senegal["time_zone"] is senegal["status_known_from_at"] is None
    assert senegal["new_day_known_from_at"] is None
    assert mali["status_known_from_at"] == datetime(2023, 9, 25)
    assert mali["new_day_known_from_at"] == datetime(2023, 11, 1)
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (3, "time_zone"), (3, "status_known_from"), (3, "new_day_known_from"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["", "a,b,c", "country,year,turnout", "date,country,value", "country,election,metric,value"],
)
def test_that_other_files_are_not_taken_for_calendars(
    written: Callable[[str], Path], header: str
) -> None:
    path = written(f"{header}\n1,2,3\n")
    assert not IMPORTER.recognises(Source(path.name, path))


def test_that_the_real_guide_is_accounted_for_row_by_row(real_data: Path) -> None:
    path = real_data / "elections" / "electionguide_2021.csv"
    found, intake = taken(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    refused = {problem.place.row for problem in intake.problems}
    assert intake.rows_read == len(rows)
    repeated = sum(intake.skipped.values())
    assert len(found["election"]) + len(refused) + repeated == len(rows)
    assert len({row["election_id"] for row in found["election"]}) == len(found["election"])
    undated = [row for row in found["election"] if row["polling_starts_on"] is None]
    assert len(undated) == sum(row["date"] == "None" for row in rows)
    years = {row["source_row"]: str(row["polling_starts_on"].year) for row in found["election"]
             if row["polling_starts_on"]}  # fmt: skip
    for line, row in enumerate(rows, 2):  # no cell of this file spans lines
        if line in years:
            assert row["date"].endswith(years[line])
    presidents = sum("President" in row["election"] for row in rows)
    in_refused = sum(
        "President" in row["election"] for line, row in enumerate(rows, 2) if line in refused
    )
    kinds = [row["kind"] for row in found["election"]]
    assert kinds.count("presidential") == presidents - in_refused


def test_that_the_other_real_calendars_are_accounted_for(real_data: Path) -> None:
    elections = real_data / "elections"
    paths = [
        *elections.glob("election_day_holidays*.csv"),
        *elections.glob("wikipedia*.csv"),
        real_data / "facts" / "elections_2024.csv",
    ]
    for path in paths:
        found, intake = taken(path)
        assert not intake.problems, path.name
        assert_every_row_has_an_account(found, intake)
    assert len(found["polling_day"]) == 7


def test_that_names_whose_digests_begin_alike_are_two_elections(
    written: Callable[[str], Path],
) -> None:
    lines = [f"FR,by-election {number},legislative,2024-06-09\n" for number in (2496, 5094)]
    found, _ = taken(written(f"country_code,name,kind,first_polling_day\n{''.join(lines)}"))
    assert len({row["election_id"] for row in found["election"]}) == 2
    assert [row["note"] for row in found["election"]] == [None, None]
