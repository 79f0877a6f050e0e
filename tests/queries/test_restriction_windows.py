"""Report windows around restriction periods, on periods and windows written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables, day, moment
from tests.queries.windows import ban, build, week


def _near(tables: Tables, **wanted: Any) -> list[tuple[Any, ...]]:
    """Version, window's end as MM-DD, relation and days inside, in the order of the table."""
    return [
        (row["version"], f"{row['window_ends_on']:%m-%d}", row["relation"], row["days_inside"])
        for row in build(tables)
        if all(row[name] == value for name, value in wanted.items())
    ]


def test_that_a_window_lies_before_across_inside_or_after_a_period(tables: Tables) -> None:
    for ends_on in ("06-30", "07-03", "07-07", "07-10", "07-16"):
        week(tables, ends_on, a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")  # midnight to midnight, Pacific time
    assert _near(tables) == [
        (1, "06-30", "before", 0),
        (1, "07-03", "overlaps", 3),
        (1, "07-07", "inside", 7),
        (1, "07-10", "overlaps", 4),
        (1, "07-16", "after", 0),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "relation", "days"),
    [
        ("2024-07-01T07:00:00", "2024-07-08T07:00:00", "inside", 7),
        ("2024-07-01T07:00:01", "2024-07-08T07:00:00", "overlaps", 7 - 1 / 86400),
        ("2024-07-01T07:00:00", "2024-07-08T06:00:00", "overlaps", 7 - 1 / 24),
        ("2024-07-07T06:00:00", "2024-07-08T06:00:00", "overlaps", 1),
        ("2024-07-08T07:00:00", "2024-07-09T07:00:00", "before", 0),
        ("2024-06-30T07:00:00", "2024-07-01T07:00:00", "after", 0),
        ("2024-06-30T07:00:00", None, "inside", 7),
    ],
)
def test_that_report_days_are_pacific_days_and_ends_are_half_open(
    tables: Tables, starts: str, ends: str | None, relation: str, days: float
) -> None:
    week(tables, "07-07", a=1)
    ban(tables, starts, ends)
    ((_, _, found, inside),) = _near(tables)
    assert found == relation
    assert inside == pytest.approx(days)


def test_that_the_day_on_which_clocks_are_put_back_is_one_day(tables: Tables) -> None:
    week(tables, "11-05", a=1)  # Pacific clocks are put back on 3 November 2024
    ban(tables, "2024-10-29T07:00", "2024-11-06T08:00")
    assert _near(tables) == [(1, "11-05", "inside", 7)]
    (row,) = build(tables)
    assert (row["window_starts_on"], row["window_days"]) == (day("10-30"), 7)


def test_that_of_windows_that_do_not_touch_the_nearest_two_are_told(tables: Tables) -> None:
    for number in range(1, 29):
        week(tables, f"06-{number:02}", a=1)
        week(tables, f"07-{number:02}", a=1)
    week(tables, "06-20", kind="last_30_days", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-02T07:00")
    assert [f"{row['window_ends_on']:%m-%d}" for row in build(tables)] == [
        "06-20",
        "06-27", "06-28",
        *(f"07-{number:02}" for number in range(1, 8)),
        "07-08", "07-09",
    ]  # fmt: skip


def test_that_a_window_half_a_year_away_is_not_near(tables: Tables) -> None:
    week(tables, "01-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    assert build(tables) == []


def test_that_each_announcement_has_its_own_rows_and_says_until_when_it_stood(
    tables: Tables,
) -> None:
    for ends_on in ("10-28", "11-05", "11-09"):
        week(tables, ends_on, a=1)
    ban(tables, "2024-10-29T07:00", "2024-11-06T08:00")
    ban(tables, "2024-10-29T07:00", "2024-11-10T08:00", version=2,
        known_from_at=moment("2024-11-06T12:00"))  # fmt: skip
    assert _near(tables, version=1) == [
        (1, "10-28", "before", 0),
        (1, "11-05", "inside", 7),
        (1, "11-09", "overlaps", 3),
    ]
    assert [found[2] for found in _near(tables, version=2)] == ["before", "inside", "inside"]
    said = {(r["version"], r["known_from_at"], r["superseded_at"]) for r in build(tables)}
    assert said == {
        (1, None, moment("2024-11-06T12:00")),
        (2, moment("2024-11-06T12:00"), None),
    }


def test_that_a_version_replaced_before_it_was_known_is_left_out(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-02T07:00", known_from_at=moment("2024-06-02T00:00"))
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", version=2)
    assert _near(tables) == [(2, "07-07", "inside", 7)]


def test_that_a_withdrawn_period_has_windows_until_it_was_withdrawn(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    ban(tables, None, None, version=2, withdrawn=True, known_from_at=moment("2024-06-20T00:00"))
    (row,) = build(tables)
    assert (row["version"], row["superseded_at"]) == (1, moment("2024-06-20T00:00"))


def test_that_a_period_without_a_date_has_no_windows(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, None, None)
    assert build(tables) == []


def test_that_a_period_of_several_zones_runs_from_the_first_start_to_the_last_end(
    tables: Tables,
) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-05T07:00", time_zone="Asia/Jakarta")
    ban(tables, "2024-07-03T07:00", "2024-07-08T07:00", time_zone="Asia/Jayapura")
    assert _near(tables) == [(1, "07-07", "inside", 7)]


def test_that_zones_that_are_announced_apart_are_put_together_as_they_were_known(
    tables: Tables,
) -> None:
    week(tables, "07-07", a=1)
    for zone in ("Asia/Jakarta", "Asia/Jayapura"):
        ban(tables, "2024-07-02T07:00", "2024-07-05T07:00", time_zone=zone)
    ban(tables, "2024-07-01T07:00", "2024-07-05T07:00", time_zone="Asia/Jakarta", version=2,
        known_from_at=moment("2024-06-10T00:00"))  # fmt: skip
    ban(tables, "2024-07-02T07:00", "2024-07-08T07:00", time_zone="Asia/Jayapura", version=2,
        known_from_at=moment("2024-06-20T00:00"))  # fmt: skip
    stages = [(r["known_from_at"], r["relation"], r["days_inside"]) for r in build(tables)]
    assert stages == [
        (moment("2024-06-10T00:00"), "overlaps", 4),
        (moment("2024-06-20T00:00"), "inside", 7),
        (None, "overlaps", 3),
    ]


def test_that_a_lifelong_window_is_placed_by_its_last_day_and_tells_rises_only(
    tables: Tables,
) -> None:
    for ends_on, ads in (("06-30", 100), ("07-04", 108), ("07-20", 150)):
        week(tables, ends_on, kind="lifelong", a=ads)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    rows = build(tables)
    assert [row["relation"] for row in rows] == ["before", "overlaps", "after"]
    assert (rows[1]["days_inside"], rows[1]["window_days"]) == (4, None)
    assert (rows[1]["ads_risen"], rows[1]["possible_breach"]) == (8, True)
    tables.connection.execute("update restriction_period set rule = 'electoral_silence'")
    assert not any(row["possible_breach"] for row in build(tables))
