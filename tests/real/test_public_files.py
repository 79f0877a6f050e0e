"""The real public files: what is imported is what an independent reading of them gives."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder import build
from eoc_app.core.country import country_code
from tests.battery.staged import Outcome, outcome

Row = dict[str, Any]


@pytest.fixture(scope="module")
def public(real_data: Path) -> Path:
    """The folder of public files."""
    folder = real_data / "public"
    if not folder.is_dir():
        pytest.skip("there are no public files on this machine")
    return folder


def _csv(folder: Path) -> list[dict[str, str]]:
    (path,) = folder.glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _rows(made: Outcome, table: str) -> list[Row]:
    return [dict(row) for row in made.tables[table].elements()]


def test_that_every_shutdown_of_every_country_and_year_is_there(public: Path) -> None:
    own = Counter((row["count_year"], row["country_code"]) for row in _csv(public / "shutdowns"))
    nameless = sum(count for (_, code), count in own.items() if not code)
    made = outcome([public / "shutdowns"])
    rows = _rows(made, "internet_shutdown")
    assert Counter((str(row["list_year"]), row["country_code"]) for row in rows) == Counter(
        {key: count for key, count in own.items() if key[1]}
    )
    assert len([p for p in made.problems if "no country is named" in p]) == nameless == 5
    election = {row["shutdown_ref"] for row in rows if row["electoral"] == "yes"}
    listed = [row for row in _csv(public / "shutdowns") if row["country_code"]]
    flagged = [row for row in listed if row["election"] == "Yes"]
    silent = [row for row in listed if row["election"] in {"", "Unknown"}]
    caused = [row for row in silent if "lection" in row["actual_cause"]]
    assert len(election) == len(flagged) + len(caused)


def test_that_ratings_are_those_of_the_files_and_on_their_scales(public: Path) -> None:
    made = outcome([public / "freedom", public / "press", public / "democracy"])
    rows = _rows(made, "country_rating")
    by_key = {
        (row["item"], row["country_code"], row["edition"], row["judged_year"]): row for row in rows
    }
    assert len(by_key) == len(rows)
    for row in _csv(public / "freedom"):
        edition = int(float(row["edition"]))
        for item in ("A", "B3", "F3"):
            rating = by_key[item, row["country_code"], edition, edition - 1]
            assert rating["value"] == float(row[item])
            assert (rating["scale_worst"], rating["scale_best"]) == (0, 12 if item == "A" else 4)
    for row in _csv(public / "press"):
        rating = by_key["score", row["country_code"], int(row["year"]), int(row["year"]) - 1]
        assert (rating["value"], rating["rank"]) == (float(row["score"]), int(float(row["rank"])))
    assert {row["edition"] for row in rows if row["publisher"] == "V-Dem Institute"} == {2025}
    assert by_key["A", "NA", 2025, 2024]["country_code"] == "NA"


def test_that_months_are_those_of_the_workbook_and_none_is_added(public: Path) -> None:
    (book,) = (public / "violence").glob("*.xlsx")
    made = outcome([book])
    rows = _rows(made, "political_violence")
    months = Counter((row["country_code"], row["period_starts_on"]) for row in rows)
    assert max(months.values()) == 1
    assert max(row["period_starts_on"] for row in rows) == date(2026, 1, 1)
    since = [row for row in rows if row["period_starts_on"] >= date(2022, 1, 1)]
    assert all(row["value"] > 0 for row in since), "a calm month has no row from 2022 on"
    assert ("MD", date(2024, 10, 1)) not in months
    grid = outcome([public / "violence" / "political_violence_events_month.csv"])
    by_month = {
        (row["country_code"], row["period_starts_on"]): row["value"]
        for row in _rows(grid, "political_violence")
    }
    differing = [
        key for row in rows
        if (key := (row["country_code"], row["period_starts_on"])) in by_month
        and by_month[key] != row["value"]
    ]  # fmt: skip
    assert len(differing) <= 1, "the grid sums up France with a territory in one month"


def test_that_requests_of_a_country_are_the_sum_of_its_requestors(public: Path) -> None:
    own: Counter[tuple[str, str]] = Counter()
    for row in _csv(public / "requests"):
        code = country_code(row["CLDR Territory Code"] or row["Country/Region"])
        if code:
            own[code, row["Period Ending"]] += int(row["Number of Requests"])
    made = outcome([public / "requests"])
    total: Counter[tuple[str, str]] = Counter()
    for row in _rows(made, "government_request"):
        if row["metric"] == "requests_received":
            total[row["country_code"], str(row["period_ends_on"])] += int(row["value"])
    assert total == own
    assert total["NA", "2022-06-30"] > 0


def test_that_coups_deaths_and_people_online_are_those_of_the_files(public: Path) -> None:
    made = outcome([public / "coups", public / "electoral_violence", public / "internet"])
    coups = _csv(public / "coups")
    attempts = _rows(made, "coup_attempt")
    assert len(attempts) == sum(int(row["coup_attempt"]) for row in coups)
    successful = [row for row in attempts if row["outcome"] == "successful"]
    assert len(successful) == sum(int(row["coup_successful"]) for row in coups)
    events = [row for row in _csv(public / "electoral_violence") if row["country_code"]]
    rows = _rows(made, "conflict_event")
    assert len(rows) == len(events)
    assert sum(row["deaths"] for row in rows) == sum(int(row["best"]) for row in events)
    online = {
        (row["country_code"], row["period_ends_on"].year): row["value"]
        for row in _rows(made, "published_figure")
        if row["metric"] == "people_online"
    }
    assert online["AF", 2020] == pytest.approx(0.184)
    assert len(online) > 2_500


def test_that_lists_of_elections_contradict_each_other_where_their_source_says_so(
    public: Path, tmp_path: Path
) -> None:

    folders = [public / "elections_list", public / "calendar"]
    report = build(folders, tmp_path / "made.duckdb", built_at=datetime(2026, 2, 28, tzinfo=UTC))
    told = {
        (problem.why.split(" election of ")[1][:2], problem.place.value)
        for source in report.sources for problem in source.problems
        if problem.what.startswith("Two lists")
    }  # fmt: skip
    assert {("BG", "2024-10-27"), ("MK", "2024-05-08"), ("TN", "2024-10-06"),
            ("US", "2024-11-05")} <= told  # fmt: skip
