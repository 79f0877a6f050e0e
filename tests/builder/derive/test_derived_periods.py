"""Rules and a calendar, built into a snapshot, give the periods that the laws mean."""

# ruff: noqa: E501 - rows of files stand as they are

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.builder.derive import derived
from eoc_app.cli import run

RULES = "country_code,rule,medium,starts,ends,election_kinds,time_zones,polls_open_local,polls_close_local,citation,confidence,applies_from,known_from,territory,platform"
ELECTIONS = (
    "country_code,name,kind,first_polling_day,last_polling_day,round,status,status_known_from,note"
)
DAYS = "country_code,election,round,polling_on,phase,territory,time_zone,polls_open_local,polls_close_local,note"
PERIODS = "country_code,election,rule,medium,starts_local,ends_local,time_zone,round,citation,confidence,known_from,note"
SILENCE = "electoral_silence,all campaigning"
EVE = "00:00 on the day before polling day"


class Made:
    """Files on their way into a snapshot, and the snapshot."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder / "in", folder / "snapshot.duckdb"
        self.folder.mkdir()
        self.report: BuildReport

    def write(self, name: str, header: str, *lines: str) -> None:
        width = header.count(",")
        padded = [line + "," * (width - line.count(",")) for line in lines]
        (self.folder / name).write_text("\n".join((header, *padded)) + "\n", encoding="utf-8")

    def build(self, as_of: str = "2024-12-31T23:59") -> None:
        moment = datetime.fromisoformat(as_of).replace(tzinfo=UTC)
        built_at = datetime(2026, 1, 1, tzinfo=UTC)
        self.report = build([self.folder], self.out, built_at=built_at, as_of=moment)

    def asked(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.out), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def periods(self, where: str = "rule_id is not null") -> list[tuple[Any, ...]]:
        """Round, zone, version, both local ends and whether it is withdrawn, in order."""
        return self.asked(
            "select round, time_zone, version, strftime(starts_local, '%m-%d %H:%M'),"
            " strftime(ends_local, '%m-%d %H:%M'), coalesce(withdrawn, false)"
            f" from restriction_period where {where} order by starts_local, time_zone, version"
        )

    def problems(self, path: str) -> list[tuple[str, int | None, str | None]]:
        (source,) = [one for one in self.report.sources if one.path == path]
        assert source.problem_count == len(source.problems)
        return [(one.what, one.place.row, one.place.column) for one in source.problems]

    def skipped(self, path: str) -> dict[str, int]:
        (source,) = [one for one in self.report.sources if one.path == path]
        return source.skipped


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def test_that_mexico_is_silent_for_three_days_and_polling_day_in_each_zone(made: Made) -> None:
    made.write(
        "rules.csv",
        RULES,
        f"MX,{SILENCE},00:00 3 days before polling day,polls close,,,08:00,18:00,LEGIPE 251,high",
    )
    made.write("elections.csv", ELECTIONS, "MX,general election,general,2024-06-02,2024-06-02,1")
    made.build()
    assert made.report.refused == 0
    assert {row[3:5] for row in made.periods()} == {("05-30 00:00", "06-02 18:00")}
    assert [row[1] for row in made.periods()] == [
        "America/Cancun", "America/Mazatlan", "America/Mexico_City",
    ]  # fmt: skip
    (row,) = made.asked(
        "select count(distinct period_id), min(election), min(counts_of) is not null, min(citation), min(confidence), count(election_id) from restriction_period"
    )
    assert row == (1, "general election 2024-06-02", True, "LEGIPE 251", "high", 3)


INDIA = [
    f"IN,general election,phases 1 to 7,2024-{day},{phase},,Asia/Kolkata,07:00,18:00"
    for phase, day in enumerate(("04-19", "04-26", "05-07", "05-13", "05-20", "05-25", "06-01"), 1)
]


def test_that_india_is_silent_before_each_of_seven_phases_and_has_one_exit_poll_ban(
    made: Made,
) -> None:
    made.write(
        "rules.csv", RULES,
        "IN,electoral_silence,broadcast,48 hours before polls close,polls close,,,,,s.126,high",
        "IN,exit_poll_ban,all media,the first polls open,30 minutes after the last polls close,,,,,s.126A,high",
    )  # fmt: skip
    made.write(
        "elections.csv",
        ELECTIONS,
        "IN,general election,legislative,2024-04-19,2024-06-01,phases 1 to 7,,,seven polling days: 04-19 04-26 05-07 05-13 05-20 05-25 06-01",
    )
    made.write("polling_days.csv", DAYS, *INDIA)
    made.build()
    assert made.report.refused == 0
    silences = made.periods("rule = 'electoral_silence'")
    assert [row[0] for row in silences] == [f"phase {phase}" for phase in range(1, 8)]
    assert [row[3:5] for row in silences][:2] == [
        ("04-17 18:00", "04-19 18:00"), ("04-24 18:00", "04-26 18:00"),
    ]  # fmt: skip
    assert made.periods("rule = 'exit_poll_ban'") == [
        ("all", "Asia/Kolkata", 1, "04-19 07:00", "06-01 18:30", False)
    ]
    assert made.asked(
        "select count(*) from polling_day where election_id not in (select election_id from election)"
    ) == [(0,)]


def test_that_france_overseas_falls_silent_before_it_votes_on_the_saturday(made: Made) -> None:
    made.write("rules.csv", RULES, f"FR,{SILENCE},{EVE},polls close,,,,,L49,high")
    made.write(
        "elections.csv",
        ELECTIONS,
        "FR,legislative election,legislative,2024-06-30,2024-06-30,1",
        "FR,legislative election,legislative,2024-07-07,2024-07-07,2",
    )
    made.write(
        "polling_days.csv", DAYS,
        "FR,legislative election,1,2024-06-29,1,Martinique,America/Martinique,08:00,18:00",
        "FR,legislative election,1,2024-06-30,1,La Réunion,Indian/Reunion,08:00,18:00",
        "FR,legislative election,1,2024-06-30,1,,Europe/Paris,08:00,20:00",
    )  # fmt: skip
    made.build()
    assert made.periods("round = '1'") == [
        ("1", "America/Martinique", 1, "06-28 00:00", "06-29 18:00", False),
        ("1", "Europe/Paris", 1, "06-29 00:00", "06-30 20:00", False),
        ("1", "Indian/Reunion", 1, "06-29 00:00", "06-30 18:00", False),
    ]
    # The second round has no hours on record: it lasts until its day is over, marked and reported.
    assert made.periods("round = '2'") == [
        ("2", "Europe/Paris", 1, "07-06 00:00", "07-08 00:00", False)
    ]
    assert made.asked(
        "select confidence, contains(note, 'no hour of the polls') from restriction_period where round = '2'"
    ) == [("low", True)]
    assert made.problems("rules.csv") == [
        ("A rule needs an hour of the polls that is not on record", 2, "ends")
    ]


def test_that_brazil_closes_at_one_moment_and_indonesia_by_each_clock(made: Made) -> None:
    made.write(
        "rules.csv", RULES,
        "BR,electoral_silence,TV and radio,20:40 on the Thursday before polling day,polls close,,,,17:00 America/Sao_Paulo,list,low",
        f"ID,{SILENCE},00:00 3 days before polling day,00:00 on polling day,,Asia/Jakarta;Asia/Makassar;Asia/Jayapura,,,Law 7,high",
    )  # fmt: skip
    made.write(
        "elections.csv",
        ELECTIONS,
        "BR,municipal elections,local,2024-10-06,2024-10-06,1",
        "ID,general election,general,2024-02-14,2024-02-14,1",
    )
    made.build()
    brazil = made.asked(
        "select count(distinct ends_at), count(distinct ends_local), count(distinct starts_at), count(*) from restriction_period where country_code = 'BR'"
    )
    assert brazil == [(1, 4, 4, 4)]
    assert [row[1:5] for row in made.periods("country_code = 'ID'")] == [
        (zone, 1, "02-11 00:00", "02-14 00:00")
        for zone in ("Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar")
    ]


def test_that_a_law_that_shortened_a_silence_is_its_second_version(made: Made) -> None:
    made.write(
        "rules.csv", RULES,
        f"HU,{SILENCE},{EVE},polls close,,,,19:00,old law,low",
        f"HU,{SILENCE},00:00 on polling day,polls close,,,,19:00,new law,low,2010-10-03,2010-09-25",
    )  # fmt: skip
    made.write(
        "elections.csv",
        ELECTIONS,
        "HU,general election,legislative,2010-04-11,2010-04-11,1",
        "HU,local elections,local,2010-10-03,2010-10-03,1",
    )
    made.build()
    assert [row[2:5] for row in made.periods()] == [
        (1, "04-10 00:00", "04-11 19:00"), (1, "10-02 00:00", "10-03 19:00"),
        (2, "10-03 00:00", "10-03 19:00"),
    ]  # fmt: skip
    assert made.asked(
        "select citation, known_from_at from restriction_period where version = 2"
    ) == [("new law", datetime(2010, 9, 24, 22))]


def test_that_a_postponed_election_keeps_both_days_and_one_key(made: Made) -> None:
    made.write("rules.csv", RULES, f"SN,{SILENCE},{EVE},polls close,,,,18:00,code,low")
    made.write(
        "elections.csv",
        ELECTIONS,
        "SN,presidential election,presidential,2024-03-24,2024-03-24,1,,2024-03-06,postponed from 2024-02-25",
    )
    made.build()
    assert [row[2:] for row in made.periods()] == [
        (1, "02-24 00:00", "02-25 18:00", False), (2, "03-23 00:00", "03-24 18:00", False),
    ]  # fmt: skip
    keys = made.asked("select distinct period_id from restriction_period")
    assert len(keys) == 1
    assert keys[0][0].endswith("-2024-02-25")


def test_that_a_round_after_an_annulled_one_is_withdrawn_and_conditional_rounds_say_so(
    made: Made,
) -> None:
    made.write(
        "rules.csv",
        RULES,
        f"RO,{SILENCE},07:00 on the day before polling day,polls close,presidential,,,21:00,law,low",
    )
    made.write(
        "elections.csv", ELECTIONS,
        "RO,presidential election,presidential,2024-11-24,2024-11-24,1,,,annulled on 2024-12-06",
        "RO,presidential election,presidential,2024-12-08,2024-12-08,2",
        "RO,parliamentary election,legislative,2024-12-01,2024-12-01,1",
        "RO,presidential election,presidential,2025-05-18,2025-05-18,2,if needed",
    )  # fmt: skip
    made.build()
    assert [(row[0], *row[2:4], row[5]) for row in made.periods()] == [
        ("1", 1, "11-23 07:00", False), ("2", 1, "12-07 07:00", False),
        ("2", 2, "12-07 07:00", True), ("2", 1, "05-17 07:00", False),
    ]  # fmt: skip
    assert made.asked("select known_from_at from restriction_period where withdrawn") == [
        (datetime(2024, 12, 6, 22),)
    ]
    assert made.asked("select count(*) from restriction_period where conditional") == [(1,)]


BAN = "US,general election 2024-11-05,new_political_ads_ban,online ads,2024-10-29T00:00"
RULE_OF_BAN = "US,new_political_ads_ban,online ads,00:00 7 days before polling day,24:00 on polling day,,America/Los_Angeles,,,policy,medium,,,,Meta"
STATES = "US,general election,general,2024-11-05,2024-11-05,1"


def test_that_an_extension_that_is_stated_stands_beside_the_rule(made: Made) -> None:
    made.write("rules.csv", RULES, RULE_OF_BAN)
    made.write("elections.csv", ELECTIONS, STATES)
    made.write(
        "periods.csv",
        PERIODS,
        f"{BAN},2024-11-06T00:00,America/Los_Angeles,1,platform policy,medium",
        f"{BAN},2024-11-10T00:00,America/Los_Angeles,1,platform notice,low,2024-11-06",
    )
    made.build("2024-11-05T12:00")
    assert made.report.refused == 0
    assert [(row[2], row[4]) for row in made.periods("true")] == [
        (1, "11-06 00:00"), (2, "11-10 00:00"),
    ]  # fmt: skip
    assert made.skipped("rules.csv") == {"derived periods that periods.csv states itself": 1}
    assert made.skipped("periods.csv") == {
        "periods announced after the as-of moment; shown only when asked as known later": 1
    }


def test_that_zones_of_which_a_source_does_not_speak_join_its_period(made: Made) -> None:
    made.write(
        "rules.csv",
        RULES,
        f"ID,{SILENCE},00:00 3 days before polling day,00:00 on polling day,,,,,Law 7,high",
    )
    made.write("elections.csv", ELECTIONS, "ID,general election,general,2024-02-14,2024-02-14,1")
    made.write(
        "periods.csv",
        PERIODS,
        f"ID,general election,{SILENCE},2024-02-11T00:00,2024-02-14T00:00,Asia/Jakarta,1,Law 7,high",
    )
    made.build()
    found = made.asked("select time_zone, rule_id is null from restriction_period order by 1")
    assert found == [("Asia/Jakarta", True), ("Asia/Jayapura", False), ("Asia/Makassar", False)]
    assert made.asked("select count(distinct period_id) from restriction_period") == [(1,)]


def test_that_a_stated_period_that_contradicts_a_rule_stands_and_both_are_named(
    made: Made,
) -> None:
    made.write(
        "rules.csv",
        RULES,
        f"MX,{SILENCE},00:00 3 days before polling day,polls close,,America/Mexico_City,,18:00,LEGIPE 251,high",
    )
    made.write("elections.csv", ELECTIONS, "MX,general election,general,2024-06-02,2024-06-02,1")
    made.write(
        "periods.csv",
        PERIODS,
        f"MX,general election,{SILENCE},2024-05-31T00:00,2024-06-02T18:00,America/Mexico_City,1,list,low",
    )
    made.build()
    assert made.periods() == []
    assert made.problems("rules.csv") == [
        ("A rule and a stated period contradict each other", 2, "starts")
    ]
    (source,) = [one for one in made.report.sources if one.path == "rules.csv"]
    assert "periods.csv, row 2" in source.problems[0].why
    ((note,),) = made.asked("select note from restriction_period")
    assert note == "rules.csv, row 2 contradicts it"


def test_that_another_medium_or_platform_is_another_restriction(made: Made) -> None:
    made.write(
        "rules.csv",
        RULES,
        "MX,electoral_silence,television,00:00 3 days before polling day,polls close,,America/Mexico_City,,18:00,law,high",
    )
    made.write("elections.csv", ELECTIONS, "MX,general election,general,2024-06-02,2024-06-02,1")
    made.write(
        "periods.csv",
        PERIODS,
        "MX,general election,electoral_silence,public meetings,2024-05-31T00:00,2024-06-02T18:00,America/Mexico_City,1,list,low",
    )
    made.build()
    assert made.report.refused == 0
    assert len(made.periods("true")) == 2


def test_that_two_sources_that_contradict_each_other_are_both_kept_and_marked(made: Made) -> None:
    line = f"PK,general election,{SILENCE},2024-02-06T17:00,2024-02-08"
    made.write("a.csv", PERIODS, f"{line}T17:00,Asia/Karachi,1,law,low")
    made.write("b.csv", PERIODS, f"{line}T18:00,Asia/Karachi,1,law,low")
    made.build()
    assert made.problems("a.csv") == []
    assert made.problems("b.csv") == [
        ("Two sources contradict each other on a restriction period", 2, "ends_local")
    ]
    assert made.asked("select note from restriction_period order by ends_local") == [
        ("b.csv, row 2 contradicts it",), ("a.csv, row 2 contradicts it",),
    ]  # fmt: skip


def test_that_an_election_known_by_its_month_is_no_problem_where_another_file_has_its_day(
    made: Made,
) -> None:
    made.write("rules.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write("guide.csv", ELECTIONS, "KE,parliament,legislative,June 2024,,1")
    made.write("elections.csv", ELECTIONS, "KE,general election,general,2024-06-02,2024-06-02,1")
    made.build()
    assert made.problems("rules.csv") == []
    assert len(made.periods()) == 1


def test_that_what_a_rule_cannot_be_applied_to_is_named_by_file_and_row(made: Made) -> None:
    made.write("rules.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write(
        "elections.csv",
        ELECTIONS,
        "KE,general election,general,August 2027,,1",
        "KE,by-election,legislative,2024-06-02,2024-06-02,1",
    )
    made.write(
        "polling_days.csv",
        DAYS,
        "KE,by-election,1,2024-09-01",
        "KE,by-election,1,2024-06-02,1,,,,17:00",
    )
    made.build()
    (source,) = [one for one in made.report.sources if one.path == "rules.csv"]
    (undated,) = source.problems
    assert undated.what == "A rule gives no period for an election without a day"
    assert (undated.place.file, undated.place.row) == ("elections.csv", 2)
    assert made.problems("polling_days.csv") == [
        ("A polling day was not imported", 2, "polling_on")
    ]
    assert made.asked("select rows_written from source where path = 'polling_days.csv'") == [(1,)]
    assert len(made.periods()) == 1


EXPORTED = "provenance,counts_of,rule_id,version,country_code,rule,medium,election_kinds,rounds,starts,ends,imposed_by,confidence,citation"


def test_that_an_exported_rule_that_cannot_be_read_is_taken_out_and_counted(made: Made) -> None:
    line = "KE,electoral_silence,all,all,all"
    made.write(
        "restriction_rule.csv", EXPORTED,
        f"published,a rule,a,1,{line},{EVE},polls close,law,low,law",
        f"published,a rule,b,1,{line},2024-06-02,polls close,law,low,law",
        f"published,a rule,c,1,{line},{EVE},when polls are over,law,low,law",
    )  # fmt: skip
    made.write("elections.csv", ELECTIONS, "KE,general election,general,2024-06-02,2024-06-02,1")
    made.build()
    assert made.problems("restriction_rule.csv") == [
        ("A rule needs an hour of the polls that is not on record", 2, "ends"),
        ("A rule without an anchor", 3, "starts"), ("A restriction rule was not imported", 4, "ends"),
    ]  # fmt: skip
    assert made.asked("select rule_id from restriction_rule") == [("a",)]
    assert made.asked(
        "select rows_written, problem_count from source where path = 'restriction_rule.csv'"
    ) == [(1, 3)]


def test_that_a_rule_of_two_files_is_applied_once_if_they_agree(made: Made) -> None:
    line = f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low"
    made.write("a.csv", RULES, line)
    made.write("b.csv", RULES, f"{line},,", f"UG,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write("elections.csv", ELECTIONS, "KE,general election,general,2024-06-02,2024-06-02,1")
    made.build()
    assert made.report.refused == 0
    assert made.skipped("b.csv") == {"rules applied once, as a.csv states them too": 1}
    assert len(made.periods()) == 1


def test_that_two_files_that_state_a_rule_differently_are_both_applied_and_named(
    made: Made,
) -> None:
    made.write("a.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write("b.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,18:00,law,low")
    made.write("elections.csv", ELECTIONS, "KE,general election,general,2024-06-02,2024-06-02,1")
    made.build()
    assert made.problems("b.csv") == [("Two files state a rule differently", 2, "rule_id")]
    assert [row[4] for row in made.periods()] == ["06-02 17:00", "06-02 18:00"]
    assert made.asked("select count(distinct period_id) from restriction_period") == [(2,)]


@pytest.mark.parametrize("key", ["IN-2024-04-19", "IN-2024-04-19~0a1b2c3d", "unknown"])
def test_that_a_polling_day_finds_its_election_by_key_or_by_day(made: Made, key: str) -> None:
    made.write(
        "rules.csv",
        RULES,
        "IN,electoral_silence,broadcast,48 hours before polls close,polls close,,,,,s.126,high",
    )
    made.write(
        "election.csv",
        "provenance,counts_of,election_id,country_code,scope,name,kind,round,polling_starts_on,date_precision,status",
        "published,an election,IN-2024-04-19~0a1b2c3d,IN,country,general election,legislative,1,2024-04-19,day,held",
    )
    made.write(
        "polling_day.csv",
        "provenance,counts_of,election_id,country_code,polling_on,phase,polls_close_local",
        f"published,a day,{key},IN,2024-04-19,1,17:00",
    )
    made.build()
    assert made.report.refused == 0
    assert made.asked("select election_id from polling_day") == [("IN-2024-04-19~0a1b2c3d",)]
    assert made.periods() == [("1", "Asia/Kolkata", 1, "04-17 17:00", "04-19 17:00", False)]


def test_that_the_example_of_the_manual_is_what_the_build_gives(made: Made) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "restriction-rules.md").read_text("utf-8")
    example = manual.partition("## An example")[2]
    (rule,) = re.findall(r"^    (BR,.*)$", example, re.MULTILINE)
    (header,) = re.findall(r"^    (country_code,.*)$", example, re.MULTILINE)
    told = re.findall(r"^\| (America/\w+) \| (.+) \| (.+) \| (.+) \|$", example, re.MULTILINE)
    made.write("rules.csv", header, rule)
    made.write("elections.csv", ELECTIONS, "BR,municipal elections,local,2024-10-06,,1")
    made.build()
    moments = ", ".join(
        f"strftime({name}, '%Y-%m-%d %H:%M')" for name in ("starts_local", "ends_local", "ends_at")
    )
    assert (
        made.asked(f"select time_zone, {moments} from restriction_period order by ends_local desc")
        == told
    )


def test_that_the_same_files_give_the_same_periods_whatever_their_names(made: Made) -> None:
    made.write("rules.csv", RULES, f"FR,{SILENCE},{EVE},polls close,,,,20:00,L49,high")
    made.write(
        "elections.csv",
        ELECTIONS,
        "FR,legislative election,legislative,2024-06-30,2024-06-30,1",
        "FR,local elections,local,2024-06-30,2024-06-30,1",
    )
    columns = "period_id, version, time_zone, starts_at, ends_at, election"
    asked = f"select {columns} from restriction_period"
    made.build()
    first = made.asked(asked)
    (made.folder / "rules.csv").rename(made.folder / "a.csv")
    made.out.unlink()
    made.build()
    assert made.asked(asked) == first
    assert len(first) == 1


def test_that_a_stated_period_of_a_round_that_fell_is_withdrawn_with_it(made: Made) -> None:
    silence = "RO,presidential election 2024-12-08,electoral_silence,all campaigning"
    made.write(
        "rules.csv",
        RULES,
        f"RO,{SILENCE},07:00 on the day before polling day,polls close,,,,21:00,law,low",
    )
    made.write(
        "elections.csv",
        ELECTIONS,
        "RO,presidential election,presidential,2024-12-08,2024-12-08,2,cancelled,2024-12-06",
    )
    made.write(
        "periods.csv",
        PERIODS,
        f"{silence},2024-12-07T07:00,2024-12-08T21:00,Europe/Bucharest,2,law,low",
    )
    made.build()
    assert made.report.refused == 0
    assert made.periods() == []
    assert made.asked(
        "select version, withdrawn, known_from_at, source.path, source_row, period.note"
        " from restriction_period as period join source using (source_id) order by version"
    ) == [
        (1, None, None, "periods.csv", 2, None),
        (2, True, datetime(2024, 12, 6), "elections.csv", 2,
         "withdrawn: the election was cancelled, by elections.csv, row 2"),
    ]  # fmt: skip


def test_that_a_stated_period_stands_while_another_election_of_its_day_does(made: Made) -> None:
    made.write("rules.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write(
        "elections.csv",
        ELECTIONS,
        "KE,presidential election,presidential,2024-06-02,2024-06-02,1,cancelled,2024-05-01",
        "KE,local elections,local,2024-06-02,2024-06-02,1",
    )
    made.write(
        "periods.csv",
        PERIODS,
        f"KE,elections,{SILENCE},2024-06-01T00:00,2024-06-02T17:00,Africa/Nairobi,1,law,low",
    )
    made.build()
    assert made.periods("rule_id is null") == [
        ("1", "Africa/Nairobi", 1, "06-01 00:00", "06-02 17:00", False)
    ]


def test_that_a_stated_period_falls_with_the_day_from_which_its_election_was_moved(
    made: Made,
) -> None:
    made.write("rules.csv", RULES, f"SN,{SILENCE},{EVE},polls close,,,,18:00,code,low")
    made.write(
        "elections.csv",
        f"{ELECTIONS},new_day_known_from",
        "SN,presidential election,presidential,2024-03-24,2024-03-24,1,moved,2024-02-03,postponed from 2024-02-25,2024-03-06",
    )
    made.write(
        "periods.csv",
        PERIODS,
        f"SN,presidential election 2024-02-25,{SILENCE},2024-02-24T00:00,2024-02-25T18:00,Africa/Dakar,1,code,low",
    )
    made.build()
    assert made.report.refused == 0
    assert made.asked(
        "select version, coalesce(withdrawn, false), known_from_at from restriction_period"
        " where rule_id is null order by version"
    ) == [(1, False, None), (2, True, datetime(2024, 2, 3))]
    assert [row[2:] for row in made.periods()] == [
        (1, "02-24 00:00", "02-25 18:00", False), (2, "02-24 00:00", "02-25 18:00", True),
        (3, "03-23 00:00", "03-24 18:00", False),
    ]  # fmt: skip


def test_that_a_rule_of_a_territory_without_polls_is_named_or_follows_its_own_zones(
    made: Made,
) -> None:
    ban = "CA,exit_poll_ban,all media,polls open,polls close"
    made.write(
        "rules.csv",
        RULES,
        f"{ban},,,09:30,21:30,law,high,,,Eastern time",
        f"{ban},,America/Halifax,09:30,21:30,law,high,,,Atlantic time",
    )
    made.write(
        "elections.csv", ELECTIONS, "CA,federal election,legislative,2024-10-21,2024-10-21,1"
    )
    made.write(
        "polling_days.csv",
        DAYS,
        "CA,federal election,1,2024-10-21,1,Ontario,America/Toronto,09:30,21:30",
    )
    made.build()
    assert made.problems("rules.csv") == [
        ("A rule gives no period for an election", 2, "territory")
    ]
    (source,) = [one for one in made.report.sources if one.path == "rules.csv"]
    assert source.problems[0].why == (
        "federal election (elections.csv, row 2): no polling day of its territory is listed, "
        "and the rule names no time zone"
    )
    assert made.asked("select territory, time_zone, confidence from restriction_period") == [
        ("Atlantic time", "America/Halifax", "low")
    ]
    ((note,),) = made.asked("select note from restriction_period")
    assert "no polling day names its territory" in note


def test_that_a_fault_of_the_program_is_not_told_as_one_of_the_calendar(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(derived, "periods", broken)
    made.write("rules.csv", RULES, f"KE,{SILENCE},{EVE},polls close,,,,17:00,law,low")
    made.write("elections.csv", ELECTIONS, "KE,general election,general,2024-06-02,2024-06-02,1")
    with pytest.raises(ValueError, match="a fault"):
        made.build()


def test_that_each_of_many_overlapping_periods_is_compared_with_its_own_counterpart(
    made: Made,
) -> None:
    for name, hour in (("a.csv", 10), ("b.csv", 11)):
        made.write(name, PERIODS, *(
            f"FR,by-election {n},{SILENCE},2024-01-{n + 1:02}T00:00,2024-03-{n + 1:02}T{hour}:00,Europe/Paris,1,L49,low"
            for n in range(20)
        ))  # fmt: skip
    made.build()
    assert made.problems("a.csv") == []
    assert made.problems("b.csv") == [
        ("Two sources contradict each other on a restriction period", row, "ends_local")
        for row in range(2, 22)
    ]
    notes = made.asked("select note from restriction_period")
    assert all(note.count("contradicts it") == 1 for (note,) in notes)


def test_that_periods_of_elections_of_other_days_do_not_contradict_each_other(made: Made) -> None:
    for name, day in (("a.csv", "2024-03-01"), ("b.csv", "2024-03-09")):
        made.write(
            name,
            PERIODS,
            f"FR,by-election {day},{SILENCE},2024-01-01T00:00,{day}T20:00,Europe/Paris,1,L49,low",
        )
    made.build()
    assert made.report.refused == 0


def test_that_of_many_that_contradict_one_period_a_few_are_named_and_the_rest_counted(
    made: Made,
) -> None:
    made.write("a.csv", PERIODS, *(
        f"FR,by-election {n},{SILENCE},2024-01-01T00:{n:02},2024-03-01T10:00,Europe/Paris,1,L49,low"
        for n in range(20)
    ))  # fmt: skip
    made.write(
        "b.csv",
        PERIODS,
        f"FR,by-election,{SILENCE},2024-01-01T00:10,2024-03-02T10:00,Europe/Paris,1,L49,low",
    )
    made.build()
    (source,) = [one for one in made.report.sources if one.path == "b.csv"]
    assert source.problem_count == 3
    assert source.problems[-1].why.endswith("; 17 more periods contradict it")
    ((note,),) = made.asked("select note from restriction_period where ends_at > '2024-03-02'")
    assert note.count("a.csv") == 3
    assert note.endswith("; 17 more contradict it")


def test_that_periods_that_only_rules_give_are_counted_by_the_signal_and_hold(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        "elections.csv",
        ELECTIONS,
        "BR,Election for President,presidential,2024-10-06,2024-10-06,1,confirmed",
    )
    made.write(
        "restriction_rules.csv",
        RULES,
        f"BR,{SILENCE},{EVE},polls close,all,America/Sao_Paulo,08:00,17:00,Law 1 s. 2,medium",
    )
    made.build()
    assert made.asked(
        "select country_code, numerator from signal_day where signal = 'restriction_periods_begun'"
    ) == [("BR", 1.0)]
    assert run(["verify", str(made.out)]) == 0
    assert "FAILED" not in capsys.readouterr().out
