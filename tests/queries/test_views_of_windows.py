"""What panels read of report windows around periods, on tables written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day, moment
from tests.queries.windows import ban, store, week

JULY = ("2024-07-01T07:00", "2024-07-08T07:00")
"""The first week of July, midnight to midnight Pacific time."""


def windows(tables: Tables, **given: Any) -> list[dict[str, Any]]:
    usual = {"as_of": day("12-31"), "known_at": moment("2024-12-31"), "country_code": None,
             "period_id": None}  # fmt: skip
    return ask(tables, "restriction_windows", **usual | given)


def counts(tables: Tables, **given: Any) -> list[tuple[Any, ...]]:
    usual = {"as_of": day("12-31"), "known_at": moment("2024-12-31")}
    rows = ask(tables, "restriction_window_counts", **usual | given)
    return short(rows, "period_id", "window_count", "inside_count")


def pages(tables: Tables, **given: Any) -> list[dict[str, Any]]:
    usual = {"as_of": day("12-31"), "known_at": moment("2024-12-31"), "period_id": "ban"}
    return ask(tables, "period_pages", **usual | given)


def _ends(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['window_ends_on']:%m-%d}" for row in rows]


@pytest.fixture
def bans(tables: Tables) -> Tables:
    """A ban and a poll ban in Kenya, a silence in Uganda, with five report windows in each."""
    for code in ("KE", "UG"):
        for number, ends_on in enumerate(("06-30", "07-05", "07-07", "07-09", "07-20")):
            week(tables, ends_on, country_code=code, a=10 + number)
    ban(tables, *JULY)
    ban(tables, *JULY, period_id="polls", rule="opinion_poll_ban")
    ban(tables, *JULY, period_id="silence", rule="electoral_silence", country_code="UG")
    tables.add("source", source_id=1, path="a.csv", importer="x", title="A report", publisher="p",
               digest="0", byte_count=1, rows_read=1, rows_written=1, problem_count=0)  # fmt: skip
    store(tables)
    return tables


def test_that_of_one_period_every_window_near_it_is_told(bans: Tables) -> None:
    rows = windows(bans, period_id="ban", country_code="UG")
    assert short(rows, "relation", "ads_risen", "possible_breach") == [
        ("before", None, False),
        ("overlaps", 1, True),
        ("inside", 2, True),
        ("overlaps", 3, True),
        ("after", None, False),
    ]
    assert {row["source_title"] for row in rows} == {"A report"}
    assert len(windows(bans, period_id="polls")) == 5


def test_that_of_a_country_the_windows_that_may_show_breaches_are_told(bans: Tables) -> None:
    assert short(windows(bans, country_code="KE"), "period_id", "relation") == [
        ("ban", "overlaps"),
        ("ban", "inside"),
        ("ban", "overlaps"),
    ]


def test_that_of_all_countries_the_window_deepest_inside_each_period_is_told(bans: Tables) -> None:
    assert short(windows(bans), "country_code", "period_id", "relation") == [
        ("KE", "ban", "inside"),
        ("UG", "silence", "inside"),
    ]
    assert counts(bans) == [("ban", 3, 1), ("silence", 3, 1)]


def test_that_a_window_is_not_known_before_it_has_ended(bans: Tables) -> None:
    assert _ends(windows(bans, as_of=day("07-06"), period_id="ban")) == ["06-30", "07-05"]
    assert counts(bans, as_of=day("07-06")) == [("ban", 1, 0), ("silence", 1, 0)]
    (row,) = pages(bans, as_of=day("07-06"))
    assert row["ad_counts"] == [10, 11]


@pytest.fixture
def moved(tables: Tables) -> Tables:
    """The ban of the restriction week: its end was moved after it had been announced."""
    for ends_on, ads in (("10-28", 18353), ("11-05", 14120), ("11-09", 7591)):
        week(tables, ends_on, **{"24413227922": ads, "small": 20000 - ads})
    ban(tables, "2024-10-29T07:00", "2024-11-06T08:00")
    ban(tables, "2024-10-29T07:00", "2024-11-10T08:00", version=2,
        known_from_at=moment("2024-11-06T12:00"))  # fmt: skip
    store(tables)
    return tables


@pytest.mark.parametrize(
    ("known_at", "relations"),
    [
        ("2024-11-04T00:00", ["before", "inside", "overlaps"]),
        ("2024-11-06T11:59", ["before", "inside", "overlaps"]),
        ("2024-11-06T12:00", ["before", "inside", "inside"]),
    ],
)
def test_that_windows_lie_where_they_did_by_what_had_been_announced(
    moved: Tables, known_at: str, relations: list[str]
) -> None:
    at = moment(known_at)
    assert [row["relation"] for row in windows(moved, period_id="ban", known_at=at)] == relations
    assert counts(moved, known_at=at) == [("ban", 2, relations.count("inside"))]
    rows = pages(moved, known_at=at)
    assert rows[0]["relations"] == relations
    assert short(rows, "page_id", "ad_counts", "change") == [
        ("24413227922", [18353, 14120, 7591], 7591 - 18353),
        ("small", [1647, 5880, 12409], 12409 - 1647),
    ]


def test_that_a_page_that_a_report_does_not_list_is_not_known_there(tables: Tables) -> None:
    week(tables, "06-30", gone=9, unsaid=None)
    week(tables, "07-07", new=4, unsaid=2)
    ban(tables, *JULY)
    store(tables)
    assert short(pages(tables), "page_id", "ad_counts", "change", "page_count") == [
        ("gone", [9, None], -9, 3),
        ("new", [None, 4], 4, 3),
        ("unsaid", [None, 2], 2, 3),
    ]


def test_that_spend_of_a_page_keeps_its_bounds_and_currencies_apart(tables: Tables) -> None:
    tables.page("06-30", "1", "named", 1, spend_lower=0, spend_upper=100)
    tables.page("07-07", "1", "named", 1, spend_lower=50, spend_upper=50)
    tables.page("07-07", "1", "missing", 1, spend_lower=0, spend_upper=100)
    tables.page("06-30", "2", "named", 1, spend_lower=7, spend_upper=7)
    tables.page("07-07", "2", "named", 1, spend_lower=7, spend_upper=7, currency="USD")
    ban(tables, *JULY)
    store(tables)
    assert short(pages(tables), "page_id", "currency", "spend_lower", "spend_upper") == [
        ("1", "KES", [0, 50], [100, 150]),
        ("2", None, None, None),
    ]


def test_that_of_many_windows_five_are_told_in_the_order_of_time(tables: Tables) -> None:
    for number in range(1, 29):
        week(tables, f"06-{number:02}", a=1)
        week(tables, f"07-{number:02}", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-15T07:00")  # 14 days: 8 windows lie wholly inside
    store(tables)
    (row,) = pages(tables)
    assert [f"{on:%m-%d}" for on in row["window_ends_on"]] == [
        "06-28", "07-07", "07-10", "07-14", "07-21",
    ]  # fmt: skip
    assert row["relations"] == ["before", "inside", "inside", "inside", "after"]
    assert (row["touching_count"], len(row["ad_counts"])) == (20, 5)


def test_that_kinds_of_windows_are_not_set_side_by_side(tables: Tables) -> None:
    week(tables, "06-30", kind="last_30_days", a=1)
    week(tables, "07-20", kind="last_30_days", a=3)
    week(tables, "06-30", a=4)
    week(tables, "07-07", a=5)
    ban(tables, *JULY)
    store(tables)
    (row,) = pages(tables)
    assert (row["window_kind"], row["ad_counts"]) == ("last_7_days", [4, 5])


def test_that_pages_need_a_window_that_touches_the_period(tables: Tables) -> None:
    week(tables, "06-30", a=1)
    week(tables, "07-20", a=1)
    ban(tables, *JULY)
    store(tables)
    assert pages(tables) == []
    assert pages(tables, period_id=None) == []


def test_that_small_rises_are_told_beside_many_large_falls(tables: Tables) -> None:
    week(tables, "06-30", **{f"fall{number:03}": 1000 for number in range(250)}, rise=1)
    week(tables, "07-07", **{f"fall{number:03}": 1 for number in range(250)}, rise=2)
    ban(tables, *JULY)
    store(tables)
    rows = pages(tables)
    assert len(rows) == 201
    assert (rows[-1]["page_id"], rows[-1]["change"], rows[-1]["page_count"]) == ("rise", 1, 251)


def test_that_the_rows_behind_say_what_the_figures_make_of_them(bans: Tables) -> None:
    week(bans, "06-28", a=3)
    week(bans, "07-07", region="Nairobi County", a=3)
    store(bans)
    rows = bans.rows(bans.catalogue.rows["ads_inside_period"].sql, {"period_id": "ban"})
    assert short(rows, "window_ends_on", "ad_count", "relation", "part_in_figure") == [
        (day("06-28"), 3, "before", "not counted: a later window lies before the period"),
        (day("06-30"), 10, "before", "counted as what was there before"),
        (day("07-05"), 11, "overlaps", "counted"),
        (day("07-07"), 12, "inside", "counted"),
        (day("07-07"), 3, "inside", "not counted: a region"),
        (day("07-09"), 13, "overlaps", "counted"),
        (day("07-20"), 14, "after", "not counted: after the period"),
    ]
    assert {row["path"] for row in rows} == {"a.csv"}
