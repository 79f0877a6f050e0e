"""What the exercise shows inside its restriction periods: most pages fall, one rises."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

SYNTHETIC = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "synthetic"
BRAZIL = {"before": date(2024, 9, 26), "inside": date(2024, 10, 6), "after": date(2024, 10, 14)}


@pytest.fixture(scope="module")
def pages() -> pl.DataFrame:
    return pl.read_parquet(SYNTHETIC / "ad_page.parquet").filter(pl.col("page_id") != "0")


def _ads(pages: pl.DataFrame, code: str, ends_on: date) -> dict[str, int]:
    mine = pages.filter(pl.col("country_code") == code, pl.col("window_ends_on") == ends_on)
    sums = mine.group_by("page_id").agg(pl.col("ad_count").sum())
    return dict(sums.iter_rows())


def test_that_the_largest_page_falls_inside_a_ban_and_comes_back_after_it(
    pages: pl.DataFrame,
) -> None:
    ads = {when: _ads(pages, "BR", ends_on) for when, ends_on in BRAZIL.items()}
    largest = max(ads["before"], key=lambda page: ads["before"][page])

    assert ads["inside"][largest] < ads["before"][largest] / 2 < ads["after"][largest]


@pytest.mark.parametrize(
    ("code", "before", "during"),
    [
        ("BR", BRAZIL["before"], BRAZIL["inside"]),
        ("GE", date(2024, 10, 24), date(2024, 10, 25)),
        ("LK", date(2024, 9, 18), date(2024, 9, 21)),
        ("LT", date(2024, 10, 11), date(2024, 10, 13)),
        ("MD", date(2024, 10, 12), date(2024, 10, 20)),
        ("MZ", date(2024, 10, 6), date(2024, 10, 9)),
        ("TN", date(2024, 10, 4), date(2024, 10, 6)),
    ],
)
def test_that_one_page_rises_while_restrictions_hold_the_others_down(
    pages: pl.DataFrame, code: str, before: date, during: date
) -> None:
    was, now = _ads(pages, code, before), _ads(pages, code, during)
    gains = {page: now.get(page, 0) - was.get(page, 0) for page in was.keys() | now.keys()}
    riser = max(gains, key=lambda page: gains[page])

    assert gains.pop(riser) > was[riser] / 10
    assert sum(gains.values()) < 0


def test_that_bans_of_the_exercise_are_synthetic_and_of_no_real_platform() -> None:
    with (SYNTHETIC / "restriction_period.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert {row["country_code"] for row in rows} == {"BR", "MD"}
    for row in rows:
        assert row["provenance"] == "synthetic"
        assert row["platform"] == "a platform of the exercise"
        assert row["citation"] == "invented for the exercise"
        assert row["ends_at"] <= "2024-10-26T06:00" or row["country_code"] == "MD"


def _asked(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_that_the_demo_shows_possible_breaches_of_three_periods_before_its_moment(
    demo_snapshot: Path,
) -> None:
    found = {
        code
        for (code,) in _asked(
            demo_snapshot,
            "select country_code from restriction_window where possible_breach and ads_risen > 0",
        )
    }
    relations = {
        relation
        for (relation,) in _asked(
            demo_snapshot,
            """select relation from restriction_window
            where period_id = 'exercise-br-new-ads-first-round'""",
        )
    }

    assert found >= {"BR", "GE", "LT", "MD"}
    assert relations == {"before", "overlaps", "inside", "after"}
