"""The catalogue's rules laid over the calendar alone: what the listed periods say comes out."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import build

PUBLISHED = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "published"
AFTER = datetime(2025, 2, 1, tzinfo=UTC)
CALENDAR = ("elections_2024.csv", "polling_days_2024.csv", "restriction_rules.csv")


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every version of every period that the rules yield where no source states any."""
    folder = tmp_path_factory.mktemp("calendar")
    for name in CALENDAR:
        shutil.copy(PUBLISHED / name, folder / name)
    return _built(folder, folder / "calendar.duckdb")


def _built(folder: Path, out: Path) -> list[dict[str, Any]]:
    report = build([folder], out, built_at=AFTER, as_of=AFTER)
    assert report.refused == 0, report.problems
    with duckdb.connect(str(out), read_only=True) as connection:
        asked = connection.execute("select * from restriction_period")
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def _of(derived: list[dict[str, Any]], code: str, day: str) -> list[dict[str, Any]]:
    """The versions of a country's silence that was first called for a day."""
    found = [
        row
        for row in derived
        if row["country_code"] == code
        and row["rule"] == "electoral_silence"
        and day in row["period_id"]
    ]
    return sorted(found, key=lambda row: (row["time_zone"], row["version"]))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment + timedelta(minutes=1) if text.endswith("23:59") else moment


def test_that_rules_yield_every_period_that_a_source_states(derived: list[dict[str, Any]]) -> None:
    names = ("country_code", "rule", "time_zone", "starts_local", "ends_local")
    ours = {tuple(row[name] for name in names) for row in derived}
    with (PUBLISHED / "restriction_periods_2024.csv").open(encoding="utf-8") as stream:
        stated = [row for row in csv.DictReader(stream) if row["starts_local"]]

    assert len(stated) > 30
    for row in stated:
        starts = datetime.fromisoformat(row["starts_local"])
        key = (row["country_code"], row["rule"], row["time_zone"])
        assert (*key, starts, _moment(row["ends_local"])) in ours, row


def test_that_hungary_has_in_2024_the_wording_of_2010_alone(
    derived: list[dict[str, Any]],
) -> None:
    (short,) = _of(derived, "HU", "2024-06-09")

    assert short["ends_local"] - short["starts_local"] == timedelta(hours=19)
    assert short["known_from_at"] == datetime(2010, 9, 24, 22)


def test_that_hungary_keeps_the_longer_wording_and_the_one_that_shortened_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(PUBLISHED / "restriction_rules.csv", folder / "restriction_rules.csv")
    (folder / "elections.csv").write_text(
        "country_code,name,kind,first_polling_day,last_polling_day,round\n"
        "HU,local elections,local,2010-10-03,2010-10-03,1\n",
        encoding="utf-8",
    )
    long, short = _of(_built(folder, tmp_path / "hu.duckdb"), "HU", "2010-10-03")

    assert long["ends_local"] - long["starts_local"] == timedelta(hours=43)
    assert short["ends_local"] - short["starts_local"] == timedelta(hours=19)
    assert (long["known_from_at"], short["known_from_at"]) == (None, datetime(2010, 9, 24, 22))


def test_that_an_end_moved_after_its_election_is_a_later_version(
    derived: list[dict[str, Any]],
) -> None:
    first, second = sorted(
        (row for row in derived if row["country_code"] == "US"), key=lambda row: row["version"]
    )

    assert (first["ends_local"], first["known_from_at"]) == (datetime(2024, 11, 6), None)
    assert second["ends_local"] == datetime(2024, 11, 10)
    assert second["known_from_at"] == datetime(2024, 11, 6, 8)


def test_that_postponed_annulled_and_conditional_elections_show_in_their_periods(
    derived: list[dict[str, Any]],
) -> None:
    called, put_off, moved = _of(derived, "SN", "2024-02-25")
    planned, dropped = _of(derived, "RO", "2024-12-08")
    (held,) = _of(derived, "RO", "2024-11-24")
    (runoff,) = _of(derived, "UY", "2024-11-24")

    assert called["starts_local"] == datetime(2024, 2, 24)
    assert moved["starts_local"] == datetime(2024, 3, 23)
    assert (put_off["withdrawn"], moved["withdrawn"]) == (True, False)
    assert put_off["known_from_at"] < moved["known_from_at"] < moved["starts_at"]
    assert (planned["withdrawn"], dropped["withdrawn"]) == (False, True)
    assert not held["withdrawn"]
    assert runoff["conditional"]


def test_that_places_that_vote_on_the_saturday_fall_silent_on_the_friday(
    derived: list[dict[str, Any]],
) -> None:
    starts = {
        row["territory"]: row["starts_local"].date() for row in _of(derived, "FR", "2024-06-30")
    }

    assert len(starts) == 12
    assert starts["Martinique"] == datetime(2024, 6, 28).date()
    assert starts["La Réunion"] == starts[None] == datetime(2024, 6, 29).date()


def test_that_brazil_falls_silent_by_each_zones_clock_and_speaks_again_at_one_moment(
    derived: list[dict[str, Any]],
) -> None:
    silence = _of(derived, "BR", "2024-10-06")

    assert {row["starts_local"] for row in silence} == {datetime(2024, 10, 3, 20, 40)}
    assert {row["ends_at"] for row in silence} == {datetime(2024, 10, 6, 20)}
    assert len({row["ends_local"] for row in silence}) == len(silence) == 3


def test_that_a_vote_over_two_days_is_silent_until_the_second_days_polls_close(
    derived: list[dict[str, Any]],
) -> None:
    (czechia,) = _of(derived, "CZ", "2024-09-20")

    assert czechia["starts_local"] == datetime(2024, 9, 17)
    assert czechia["ends_local"] == datetime(2024, 9, 21, 14)


def test_that_each_phase_in_india_is_silent_for_its_own_48_hours(
    derived: list[dict[str, Any]],
) -> None:
    phases = _of(derived, "IN", "2024-04-19")

    assert len(phases) == 7
    assert {row["ends_at"] - row["starts_at"] for row in phases} == {timedelta(hours=48)}
