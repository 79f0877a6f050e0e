"""Ratings of countries by edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eoc_app.builder.cells.lost_points import are_lost, restored
from eoc_app.builder.importers.country_ratings import BLANK, TERRITORY
from tests.battery.staged import outcome
from tests.builder.importers.public_files import short, taken

FREEDOM = "Country/Territory,C/T,Edition,Status,A1,A,B3,PR rating"
SHOWN = ("country_code", "item", "edition", "judged_year", "value")
SCALE = ("item", "scale_worst", "scale_best")


def test_that_an_edition_is_not_the_year_that_it_speaks_of(tmp_path: Path) -> None:
    name, tables, intake = taken(
        tmp_path / "fiw.csv",
        FREEDOM,
        "Kosovo,c,2024,PF,3,9,3,3",
        "Indian Kashmir,t,2024,NF,1,3,1,6",
    )
    assert name == "country_ratings"
    facts = tables["country_rating"]
    assert short(facts, *SHOWN) == [
        ("XK", "A1", 2024, 2023, 3), ("XK", "A", 2024, 2023, 9), ("XK", "B3", 2024, 2023, 3),
        ("XK", "pr_rating", 2024, 2023, 3),
    ]  # fmt: skip
    assert short(facts, *SCALE) == [
        ("A1", 0, 4), ("A", 0, 12), ("B3", 0, 4), ("pr_rating", 7, 1),
    ]  # fmt: skip
    assert facts[0]["known_from_on"] == date(2024, 3, 10)
    assert intake.skipped == {TERRITORY: 1}


def test_that_not_rated_is_no_number_and_a_value_outside_its_scale_is_named(tmp_path: Path) -> None:
    _, tables, intake = taken(tmp_path / "fiw.csv", FREEDOM, "Kenya,c,2024,PF,Not rated,13,,x")
    assert short(tables["country_rating"], "item", "value", "cell") == [("A1", None, "not_rated")]
    assert [(p.place.row, p.place.column, p.place.value) for p in intake.problems] == [
        (2, "a", "13"), (2, "pr_rating", "x"),
    ]  # fmt: skip
    assert "0 (worst) to 12 (best)" in intake.problems[0].why
    assert intake.skipped == {BLANK: 1}


def test_that_a_version_of_vdem_was_known_from_its_own_day(tmp_path: Path) -> None:
    item = "v2x_polyarchy"
    head = f"country_name,country_text_id,year,{item},{item}_codelow,{item}_codehigh"
    rows = ("Burma/Myanmar,MMR,2010,0.1,0.05,0.15", "Palestine/West Bank,PSE,2024,0.2,0.1,0.3")
    _, tables, intake = taken(tmp_path / "vdem.csv", head, *rows)
    (fact,) = tables["country_rating"]
    assert (fact["edition"], fact["judged_year"], fact["lower"]) == (2025, 2010, 0.05)
    assert fact["method_span"] == "version of 2025"
    assert fact["known_from_on"] == date(2025, 3, 15)
    assert len(intake.skipped) == 1
    _, tables, _ = taken(tmp_path / "V-Dem-CY-Core-v14.csv", head, "Kenya,KEN,2010,0.4,,")
    assert tables["country_rating"][0]["edition"] == 2024


def test_that_the_eiu_judges_the_year_before_its_edition(tmp_path: Path) -> None:
    _, tables, _ = taken(tmp_path / "eiu.csv", "country_code,year,eiu", "NA,2024.0,6.48")
    assert short(tables["country_rating"], *SHOWN) == [("NA", "overall_score", 2025, 2024, 6.48)]


def test_that_press_freedom_is_compared_inside_one_method_and_direction(tmp_path: Path) -> None:
    _, tables, intake = taken(
        tmp_path / "rsf.csv", "ISO;Score;Rank;Zone;Year (N)", "NOR;91,89;1;Europe;2024",
        "KEN;53,22;102;Africa;2024", "NOR;6,72;1;Europe;2021", "KEN;33,65;102;Africa;2021",
        "NOR;7,82;1;Europe;2019",
    )  # fmt: skip
    assert short(tables["country_rating"], "edition", "value", "scale_worst", "scale_best",
                 "method_span") == [
        (2024, 91.89, 0, 100, "from 2022"), (2024, 53.22, 0, 100, "from 2022"),
        (2021, 6.72, 100, 0, "to 2021"), (2021, 33.65, 100, 0, "to 2021"),
    ]  # fmt: skip
    (problem,) = intake.problems
    assert (problem.place.row, problem.place.value) == (6, "7.82")


def test_that_a_lost_point_is_restored_only_where_digits_and_ranks_prove_it(tmp_path: Path) -> None:
    lines = ("NO,2024,1,9189", "DK,2024,2,896", "US,2024,55,65487", "AA,2024,56,65",
             "XX,2024,178,9")  # fmt: skip
    _, tables, intake = taken(tmp_path / "rsf.csv", "country_code,year,rank,score", *lines[:3])
    assert short(tables["country_rating"], "country_code", "value") == [
        ("NO", 91.89), ("DK", 89.6), ("US", 65.487),
    ]  # fmt: skip
    assert intake.problems == []
    _, tables, intake = taken(
        tmp_path / "rsf.csv", "country_code,year,rank,score", "NO,2024,1,9189", "KE,2024,2,896"
    )
    assert short(tables["country_rating"], "country_code") == [("NO",)]
    assert [(p.place.row, p.place.value) for p in intake.problems] == [(3, "896")]


@pytest.mark.parametrize(
    ("scores", "proved"),
    [
        ({1: ["9189"], 2: ["896"], 3: ["8832"]}, {1: 91.89, 2: 89.6, 3: 88.32}),
        ({1: ["2240"], 2: ["200"], 3: ["1980"]}, {1: 22.4, 2: 20.0, 3: 19.8}),
        ({1: ["9189"], 2: ["896"]}, {1: 91.89}),
    ],
)  # fmt: skip
def test_that_what_the_ranks_leave_open_is_no_score(
    scores: dict[int, list[str]], proved: dict[int, float]
) -> None:
    assert {rank: value for (rank, _), value in restored(scores).items()} == proved


def test_that_points_are_lost_only_where_a_score_is_above_the_scale() -> None:
    assert are_lost(["9189", "75"])
    assert not are_lost(["91.89", "100", "75"])


def test_that_two_editions_under_one_name_count_neither(tmp_path: Path) -> None:
    rows = ("country_code,year,eiu", "KE,2023,5.05", "KE,2023,5.15", "UG,2023,4.48")
    (tmp_path / "eiu.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    made = outcome([tmp_path])
    assert [dict(row)["country_code"] for row in made.tables["country_rating"]] == ["UG"]
    assert len(made.problems) == 2
    assert all("neither counts" in problem for problem in made.problems)
