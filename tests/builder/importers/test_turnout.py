"""Turnout of past elections."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.turnout import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Facts = list[dict[str, Any]]

TYPED = (
    "\ufeffCountry,Election type,Year,Voter Turnout,Registration,Voting age population,Population"
)
CODED = "Entity,Code,Year,Voter turnout of registered voters,World regions according to OWID"


def _import(path: Path) -> tuple[Facts, Intake]:
    source = Source(path.name, path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: dict[str, Facts] = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    assert set(tables) <= {"published_figure"}
    return tables["published_figure"], intake


def _file(folder: Path, *lines: str) -> tuple[Facts, Intake]:
    path = folder / "turnout.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return _import(path)


def test_that_percentages_become_shares_of_a_year_and_sizes_lose_their_spaces(
    tmp_path: Path,
) -> None:
    facts, _ = _file(
        tmp_path, TYPED, 'Austria,EU Parliament,2014,45.39 %,"6,410,602 ","7,315,273 ",'
    )
    assert [(f["metric"], f["value"], f["unit"]) for f in facts] == [
        ("turnout", 0.4539, "share"),
        ("registered_voters", 6_410_602, "people"),
        ("voting_age_population", 7_315_273, "people"),
    ]
    turnout = facts[0]
    assert (turnout["country_code"], turnout["scope_note"]) == ("AT", "EU Parliament")
    assert (turnout["period_starts_on"], turnout["period_ends_on"]) == (
        date(2014, 1, 1),
        date(2014, 12, 31),
    )
    assert turnout["family"] == "election"


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        ("Europe", ""),
        ("World", "OWID_WRL"),
        ("North America (population-weighted)", ""),
        ("USSR", "OWID_USS"),
        ("Sudan (former)", ""),
        ("Tuscany", "OWID_TUS"),
        ("Republic of Vietnam", "OWID_RVN"),
    ],
)
def test_that_aggregates_and_dead_states_are_no_country(
    tmp_path: Path, entity: str, code: str
) -> None:
    facts, intake = _file(
        tmp_path, CODED, f"{entity},{code},1990,70.5,", "Kosovo,OWID_KOS,2021,48.8,"
    )
    assert [(f["country_code"], f["value"]) for f in facts] == [("XK", 0.488)]
    assert sum(intake.skipped.values()) == 1
    assert intake.problems == []


def test_that_the_code_wins_over_the_spelling(tmp_path: Path) -> None:
    facts, _ = _file(tmp_path, CODED, "Micronesia (country),FSM,2019,49.5,")
    assert [f["country_code"] for f in facts] == ["FM"]


def test_that_a_blank_turnout_is_skipped_and_zero_is_not(tmp_path: Path) -> None:
    facts, intake = _file(tmp_path, CODED, "Afghanistan,AFG,2023,,Asia", "Afghanistan,AFG,2024,0,")
    assert [f["value"] for f in facts] == [0]
    assert intake.skipped == {"no turnout is stated": 1}


def test_that_turnout_of_the_voting_age_population_is_another_metric(tmp_path: Path) -> None:
    facts, _ = _file(
        tmp_path, "Entity,Code,Year,Voter turnout of voting-age population", "Ghana,GHA,2020,80"
    )
    assert [f["metric"] for f in facts] == ["turnout_voting_age"]


def test_that_what_cannot_be_read_is_named_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    facts, intake = _file(
        tmp_path,
        TYPED,
        "Austria,Parliamentary,2013,174.91 %,,,",
        "Austria,Parliamentary,13,74.91 %,,,",
        "Atlantis,Parliamentary,2013,74.91 %,,,",
        "Austria,Parliamentary,2013,74.91 %,,,,stray",
        "Austria,Parliamentary,2013,74.91 %,many,,",
        ",,,,,,",
    )
    assert [f["metric"] for f in facts] == ["turnout"]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (2, "voter turnout"),
        (3, "year"),
        (4, "country"),
        (5, None),
        (6, "registration"),
    ]
    assert intake.rows_read == 6
    assert sum(intake.skipped.values()) == 1


def test_that_the_real_files_give_what_a_hand_count_gives(real_data: Path) -> None:
    facts, intake = _import(real_data / "turnout" / "idea_eu_turnout_2021.csv")
    with (real_data / "turnout" / "idea_eu_turnout_2021.csv").open(
        encoding="utf-8-sig", newline=""
    ) as stream:
        rows = list(csv.DictReader(stream))
    turnouts = [f for f in facts if f["metric"] == "turnout"]
    assert intake.rows_read == len(rows) == len(turnouts) == 396
    by_hand = sum(float(row["Voter Turnout"].rstrip(" %")) for row in rows) / 100
    assert sum(f["value"] for f in turnouts) == pytest.approx(by_hand)
    assert len({f["country_code"] for f in turnouts}) == 28

    facts, intake = _import(real_data / "turnout" / "owid_turnout.csv")
    with (real_data / "turnout" / "owid_turnout.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    coded = {
        (row["Entity"], row["Year"])
        for row in rows
        if row["Voter turnout of registered voters"]
        and (len(row["Code"]) == 3 or row["Code"] == "OWID_KOS")
    }
    assert intake.rows_read == len(rows)
    # The Netherlands Antilles keep a code that no country has any more.
    antilles = sum(entity == "Netherlands Antilles" for entity, _ in coded)
    assert len(facts) == len(coded) - antilles
    assert len(facts) + sum(intake.skipped.values()) + len(intake.problems) == len(rows)
