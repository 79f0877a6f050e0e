"""Restriction periods are read with their versions, zones and marks, and bad ones are named."""

# ruff: noqa: E501 - rows of files stand as they are

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eoc_app.builder.importers.restriction_calendar import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

HEADER = (
    "country_code,election,rule,medium,starts_local,ends_local,time_zone,round,citation,"
    "confidence,note\n"
)
Write = Callable[[str], Path]


def taken(path: Path) -> tuple[dict[int, dict[str, Any]], Intake]:
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    rows = [row for batch in IMPORTER.read(source, intake) for row in batch.frame.to_dicts()]
    kept = {row["source_row"]: row for row in rows}
    refused = {problem.place.row for problem in intake.problems} - set(kept)
    assert intake.rows_read == len(rows) + sum(intake.skipped.values()) + len(refused)
    return kept, intake


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "periods.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_that_an_end_moved_after_it_was_announced_is_the_next_version(written: Write) -> None:
    line = "US,general election,new_political_ads_ban,online ads of one platform,2024-10-29T00:00,"
    rows, intake = taken(
        written(
            HEADER
            + f"{line}2024-11-05T23:59,America/Los_Angeles,1,platform policy: none,medium,first\n"
            + f"{line}2024-11-09T23:59,America/Los_Angeles,1,platform notice,low,moved\n"
            + f"{line}2024-11-09T23:59,America/Los_Angeles,1,platform notice,low,moved\n"
        )
    )
    assert rows[2]["period_id"] == rows[3]["period_id"]
    assert [rows[line]["version"] for line in (2, 3)] == [1, 2]
    assert [rows[line]["known_from_at"] for line in (2, 3)] == [None, None]
    assert rows[2]["ends_at"] == at("2024-11-06T08:00")
    assert rows[3]["ends_at"] == at("2024-11-10T08:00")
    assert {rows[line]["imposed_by"] for line in (2, 3)} == {"platform"}
    assert rows[3]["note"].startswith("moved")
    assert intake.skipped == {"rows that repeat an earlier row": 1}


def test_that_23_59_as_an_end_is_the_whole_day_and_as_a_start_stands(written: Write) -> None:
    rows, _ = taken(
        written(
            HEADER
            + "ID,e,electoral_silence,all,2024-02-11T00:00,2024-02-13T23:59,Asia/Jakarta,1,law,low,\n"
            + "PK,e,electoral_silence,all,2024-02-06T23:59,2024-02-08T24:00,Asia/Karachi,1,law,low,\n"
        )
    )
    assert rows[2]["ends_local"] == at("2024-02-14T00:00")
    assert "2024-02-13T23:59" in rows[2]["note"]
    assert rows[3]["starts_local"] == at("2024-02-06T23:59")
    assert rows[3]["ends_local"] == at("2024-02-09T00:00")


def test_that_other_rounds_media_and_territories_are_other_periods(written: Write) -> None:
    times = "2024-06-29T00:00,2024-06-30T20:00,Europe/Paris"
    rows, _ = taken(
        written(
            HEADER.replace("\n", ",territory\n")
            + f"FR,e,electoral_silence,all,{times},1,L49,high,,\n"
            + f"FR,e,electoral_silence,all,{times},2,L49,high,,\n"
            + f"FR,e,electoral_silence,television,{times},1,L49,high,,\n"
            + f"FR,e,electoral_silence,all,{times},1,L49,high,,Martinique\n"
        )
    )
    assert len({row["period_id"] for row in rows.values()}) == 4
    assert {row["version"] for row in rows.values()} == {1}
    assert rows[5]["territory"] == "Martinique"


def test_that_rows_that_differ_in_their_zone_are_zones_of_one_period(written: Write) -> None:
    days = "2024-02-11T00:00,2024-02-14T00:00"
    line = f"ID,e,electoral_silence,all,{days}"
    rows, intake = taken(
        written(
            HEADER
            + f"{line},Asia/Jakarta,1,law,low,\n"
            + f"{line},Asia/Makassar,1,law,low,\n"
            + f"{line.replace('14T00', '13T00')},Asia/Jakarta,1,law,low,\n"
            + f"{line},Asia/Makassar,1,law,low,\n"
        )
    )
    assert len({row["period_id"] for row in rows.values()}) == 1
    versions = {line: (row["time_zone"], row["version"]) for line, row in rows.items()}
    assert versions == {2: ("Asia/Jakarta", 1), 3: ("Asia/Makassar", 1), 4: ("Asia/Jakarta", 2)}
    assert intake.skipped == {"rows that repeat an earlier row": 1}


@pytest.mark.parametrize(
    ("column", "said"), [("stated_by", "the authority"), ("regulator", "Arcom"), ("publisher", "W")]
)
def test_that_who_says_so_is_kept_where_a_column_names_it(
    written: Write, column: str, said: str
) -> None:
    times = "2024-06-29T00:00,2024-06-30T20:00,Europe/Paris"
    rows, _ = taken(
        written(
            HEADER.replace("\n", f",{column}\n")
            + f"FR,e,electoral_silence,all,{times},1,L49,high,,{said}\n"
            + f"FR,f,electoral_silence,all,{times},1,L49,high,,\n"
        )
    )
    assert [rows[line]["stated_by"] for line in (2, 3)] == [said, None]


def test_that_a_rule_without_an_election_day_is_kept_and_marked(written: Write) -> None:
    rows, intake = taken(
        written(HEADER + "AU,any,electoral_silence,ads,,,Australia/Sydney,1,an act,low,from noon\n")
    )
    assert rows[2]["starts_at"] is rows[2]["ends_local"] is None
    assert rows[2]["note"] == "from noon; a rule without an election day"
    assert not intake.problems


def test_that_a_ban_without_an_end_stays_open(written: Write) -> None:
    rows, _ = taken(
        written(HEADER + "DE,any,political_ads_ban,ads,2025-10-06,,Europe/Berlin,all,policy,low,\n")
    )
    assert rows[2]["starts_at"] == at("2025-10-05T22:00")
    assert rows[2]["ends_at"] is None
    assert "no end" in rows[2]["note"]


def test_that_a_period_without_a_citation_is_kept_and_reported(written: Write) -> None:
    rows, intake = taken(
        written(
            HEADER
            + "FR,e,electoral_silence,all,2024-06-29T00:00,2024-06-30,Europe/Paris,1,,high,\n"
        )
    )
    assert rows[2]["citation"] is None
    assert rows[2]["ends_local"] == at("2024-07-01T00:00")
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(2, "citation")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("QQ,e,electoral_silence,a,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,low,", "country_code"),
        ("EU,e,political_ads_ban,a,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,low,", "country_code"),
        ("FR,e,noise,a,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,low,", "rule"),
        ("FR,e,electoral_silence,a,2024-06-29T00:00,2024-06-30T20:00,CET,1,c,low,", "time_zone"),
        ("FR,e,electoral_silence,a,2024-06-30T20:00,2024-06-30T20:00,Europe/Paris,1,c,low,", "ends_local"),
        ("FR,e,electoral_silence,a,2024-06-31T20:00,2024-07-30T20:00,Europe/Paris,1,c,low,", "starts_local"),
        ("FR,e,electoral_silence,a,2024-06-29T00:00Z,2024-07-30T20:00,Europe/Paris,1,c,low,", "starts_local"),
        ("FR,e,electoral_silence,a,,2024-07-30T20:00,Europe/Paris,1,c,low,", "starts_local"),
        ("FR,e,electoral_silence,a,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,sure,", "confidence"),
    ],
)  # fmt: skip
def test_that_a_row_that_gives_no_period_is_refused_by_cell(
    written: Write, row: str, column: str
) -> None:
    good = "FR,e,electoral_silence,b,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,low,"
    rows, intake = taken(written(f"{HEADER}{row}\n{good}\n"))
    assert set(rows) == {3}
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(2, column)]
    assert (
        intake.problems[0].place.value
        == dict(zip(HEADER.strip().split(","), row.split(","), strict=True))[column]
    )


def test_that_hours_which_clocks_skip_or_repeat_are_noted(written: Write) -> None:
    rows, _ = taken(
        written(
            HEADER
            + "US,e,electoral_silence,a,2024-11-03T01:30,2024-11-03T12:00,America/New_York,1,c,low,\n"
        )
    )
    assert rows[2]["starts_at"] == at("2024-11-03T05:30")
    assert "twice" in rows[2]["note"]


def test_that_a_notice_after_election_day_was_not_known_before_that_day_ended(
    written: Write,
) -> None:
    line = "US,vote 2024-11-05,new_political_ads_ban,ads,2024-10-29T00:00,"
    rows, _ = taken(
        written(
            HEADER
            + f"{line}2024-11-05T23:59,America/Los_Angeles,1,policy of the final week,medium,\n"
            + f"{line}2024-11-09T23:59,America/Los_Angeles,1,notice after election day,low,\n"
        )
    )
    assert [rows[line]["version"] for line in (2, 3)] == [1, 2]
    assert rows[2]["known_from_at"] is None
    assert rows[3]["known_from_at"] == at("2024-11-06T08:00")
    assert "by its citation" in rows[3]["note"]


def test_that_the_moment_from_which_a_version_was_known_is_read(written: Write) -> None:
    line = "FR,e,electoral_silence,a,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,c,low,"
    rows, intake = taken(
        written(
            HEADER.replace("\n", ",known_from_at\n")
            + f"{line},2024-06-01T12:00Z\n{line.replace(',1,c', ',2,c')},2024-06-01T12:00\n"
            + f"{line.replace(',1,c', ',3,c')},in June\n"
        )
    )
    assert rows[2]["known_from_at"] == at("2024-06-01T12:00")
    assert rows[3]["known_from_at"] == at("2024-06-01T10:00")
    assert rows[4]["known_from_at"] is None
    assert [p.place.value for p in intake.problems] == ["in June"]


EVIDENCE = """\
country,regulator_or_platform,what,start_local,start_tz,end_local,end_tz,source_url,note
US,Meta,no new ads about politics,2020 (week before),,,,https://example.org/a,
US,Meta,no new ads about politics,2022-11-01 00:01,America/Los_Angeles,2022-11-08 23:59,America/New_York,https://example.org/a,page
US,Meta,no new ads about politics,2024-10-29 (midnight),America/Los_Angeles,then EXTENDED,America/Los_Angeles,https://example.org/b,
FR,Arcom,election silence on air,2024-06-29 (midnight),Europe/Paris,2024-06-30 20:00,Europe/Paris,,
FR,Arcom,something else,2024-06-29 00:00,Europe/Paris,2024-06-30 20:00,Europe/Paris,,
"""


def test_that_evidence_in_words_gives_what_can_be_read_exactly(written: Write) -> None:
    rows, intake = taken(written(EVIDENCE))
    assert set(rows) == {3, 5}
    assert (rows[3]["rule"], rows[3]["imposed_by"], rows[3]["platform"]) == (
        "new_political_ads_ban",
        "platform",
        "Meta",
    )
    assert rows[3]["starts_at"] == at("2022-11-01T07:01")
    assert rows[3]["ends_at"] == at("2022-11-09T05:00")
    assert rows[3]["ends_local"] == at("2022-11-08T21:00")
    assert (rows[3]["stated_by"], rows[5]["stated_by"]) == ("Meta", "Arcom")
    assert rows[5]["imposed_by"] == "regulator"
    assert rows[5]["starts_local"] == at("2024-06-29T00:00")
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (2, "start_local"),
        (4, "end_local"),
        (5, "citation"),
        (6, "what"),
    ]


def test_that_the_real_periods_are_where_an_independent_reading_puts_them(
    real_data: Path,
) -> None:
    path = real_data / "facts" / "restriction_periods_2024.csv"
    rows, intake = taken(path)
    with path.open(encoding="utf-8", newline="") as stream:
        stated = dict(enumerate(csv.DictReader(stream), 2))
    assert set(rows) == set(stated)
    assert not intake.problems
    for line, cells in stated.items():
        if not cells["starts_local"]:
            assert rows[line]["starts_at"] is None
            continue
        zone = ZoneInfo(cells["time_zone"])
        for edge in ("starts", "ends"):
            local = at(cells[f"{edge}_local"]).replace(tzinfo=zone).astimezone(UTC)
            found = rows[line][f"{edge}_at"].replace(tzinfo=UTC)
            late = edge == "ends" and cells["ends_local"].endswith("23:59")
            assert (found - local).total_seconds() == (60 if late else 0)
    assert [row["version"] for row in rows.values()].count(2) == 1


def test_that_the_real_evidence_gives_its_one_exact_period(real_data: Path) -> None:
    rows, intake = taken(real_data / "facts" / "restriction_periods_evidence.csv")
    assert [row["starts_at"] for row in rows.values()] == [at("2022-11-01T07:01")]
    assert len(intake.problems) == 2


def test_that_a_row_may_name_its_period_and_zones_have_versions_of_their_own(
    written: Write,
) -> None:
    more = HEADER.replace(
        "note\n", "note,period_id,withdrawn,conditional,stated_by,provenance,state\n"
    )
    line = "ID,e,electoral_silence,all,2024-02-11T00:00,2024-02-14T00:00"
    rows, intake = taken(
        written(
            more
            + f"{line},Asia/Jakarta,1,law,low,,id-silence,false,TRUE,KPU,synthetic,ended\n"
            + f"{line},Asia/Jayapura,1,law,low,,id-silence,,,,,\n"
            + f"{line},Asia/Jayapura,1,law,low,,id-silence,true,,,,moved\n"
            + "NG,,,,,,,,,,,,,,,,no_rule\n"
        )
    )
    assert [
        (row["period_id"], row["time_zone"], row["version"], row["withdrawn"])
        for row in rows.values()
    ] == [
        ("id-silence", "Asia/Jakarta", 1, None),
        ("id-silence", "Asia/Jayapura", 1, None),
        ("id-silence", "Asia/Jayapura", 2, True),
    ]
    assert (rows[2]["conditional"], rows[2]["stated_by"]) == (True, "KPU")
    assert [row["provenance"] for row in rows.values()] == ["synthetic", "published", "published"]
    assert intake.provenance == "synthetic"
    assert intake.skipped == {"countries with no rule on record": 1}


def test_that_the_policies_of_two_platforms_are_two_periods(written: Write) -> None:
    line = "US,e,political_ads_ban,online ads,2024-11-05T20:00,2024-11-08T00:00,America/New_York,1"
    header = HEADER.replace("\n", ",platform,imposed_by\n")
    rows, intake = taken(
        written(
            header
            + f"{line},policy,low,,Google,platform\n"
            + f"{line.replace('-08T', '-10T')},policy,low,,Meta,platform\n"
            + f"{line.replace('-08T', '-09T')},policy,low,,,platform\n"
            + f"{line.replace('-08T', '-07T')},an act,low,,,law\n"
            + f"{line.replace('-08T', '-06T')},an act,low,,Meta,law\n"
            + f"{line},policy,low,moved,META,platform\n"
        )
    )
    assert [row["version"] for row in rows.values()] == [1, 1, 1, 1, 1, 2]
    assert rows[3]["period_id"] == rows[7]["period_id"]
    assert len({row["period_id"] for row in rows.values()}) == 5
    assert [problem.place.row for problem in intake.problems] == [7]


def test_that_a_period_of_a_law_has_the_key_that_a_list_without_platforms_gives_it(
    written: Write,
) -> None:
    line = "FR,e,electoral_silence,all,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris,1,L49,high,"
    (bare,) = taken(written(f"{HEADER}{line}\n"))[0].values()
    header = HEADER.replace("\n", ",platform,imposed_by\n")
    (named,) = taken(written(f"{header}{line},,law\n"))[0].values()
    keys = [row["period_id"].split("~")[0] for row in (bare, named)]
    assert keys[0] == keys[1]


def test_that_periods_whose_digests_begin_alike_stay_two(written: Write) -> None:
    times = "2020-01-01T00:00,2020-01-01T20:00,Europe/Paris,1,L49,low,"
    rows, intake = taken(  # the first six digits of these two digests are the same
        written(
            HEADER
            + f"FR,by-election 615,electoral_silence,all,{times}\n"
            + f"FR,by-election 4552,electoral_silence,all,{times}\n"
        )
    )
    assert len({row["period_id"] for row in rows.values()}) == 2
    assert [row["version"] for row in rows.values()] == [1, 1]
    assert not intake.problems
