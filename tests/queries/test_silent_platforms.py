"""A platform that falls silent beside others: what is left is no figure of all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.queries.tables import Tables, day

LAST = "messaging_user_reports_per_day"  # the last day, fresh for 14
EVENTS = "attacks_on_candidates"  # sum of 30 days


@pytest.fixture
def tables() -> Tables:
    made = Tables()
    made.method()
    return made


def _daily(tables: Tables, platform: str, figure: float, days: range, **row: Any) -> None:
    for number in days:
        on = str(day("05-01") + timedelta(number))
        tables.signal_day(LAST, on, figure, platform=platform, **row)


def _known(tables: Tables, on: str, platforms: tuple[str, ...] = ()) -> tuple[Any, ...] | None:
    """Value and day of the reading, asked for the day alone and in a window alike."""
    rows = tables.readings(on, on, platforms)
    window = tables.readings("2024-04-01", on, platforms)
    assert [row for row in window if row["day"] == day(on)] == rows
    return (rows[0]["value"], str(rows[0]["measured_on"])[5:]) if rows else None


def test_that_a_platform_that_falls_silent_makes_nothing_look_calmer(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(40))
    assert _known(tables, "05-10") == (10000, "05-10")
    # The figure of both stands until it is stale, which is told: day 11 is whatsapp's first gap.
    assert _known(tables, "05-11") == (10000, "05-10")
    assert _known(tables, "06-09") == (10000, "05-10")
    assert _known(tables, "06-09", ("messenger",)) == (1000, "06-09")


def test_that_a_platform_that_comes_back_ends_the_wait(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(40))
    _daily(tables, "whatsapp", 8000, range(20, 21))
    assert _known(tables, "05-20") == (10000, "05-10")
    assert _known(tables, "05-21") == (9000, "05-21")
    assert _known(tables, "05-22") == (9000, "05-21")


def test_that_a_platform_is_waited_for_as_long_as_a_reading_is_kept(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(120))
    assert _known(tables, "07-23") == (10000, "05-10")
    assert _known(tables, "07-24") == (1000, "07-24")


def test_that_a_platform_that_took_the_place_of_another_waits_for_none(tables: Tables) -> None:
    _daily(tables, "messenger", 1000, range(10))
    _daily(tables, "whatsapp", 500, range(10, 20))
    assert _known(tables, "05-15") == (500, "05-15")


def test_that_a_platform_that_joins_is_waited_for_by_no_earlier_day(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(9, 10))
    assert _known(tables, "05-09") == (9000, "05-09")
    assert _known(tables, "05-10") == (10000, "05-10")


def test_that_a_figure_of_all_platforms_waits_for_none(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(10))
    _daily(tables, "all", 7000, range(10, 20))
    assert _known(tables, "05-15") == (7000, "05-15")


def test_that_weekly_figures_of_other_weekdays_do_not_wait_for_each_other(tables: Tables) -> None:
    for week in range(0, 28, 7):
        _daily(tables, "whatsapp", 700, range(week, week + 1), period_days=7)
        _daily(tables, "messenger", 70, range(week + 3, week + 4), period_days=7)
    _daily(tables, "messenger", 70, range(week, week + 1), period_days=7)
    assert _known(tables, "05-25") == (70, "05-25")
    assert _known(tables, "05-22") == (770, "05-22")


def test_that_events_of_one_platform_wait_for_no_other(tables: Tables) -> None:
    for on, platform in (("05-01", "facebook"), ("05-01", "instagram"), ("05-09", "facebook")):
        tables.signal_day(EVENTS, on, 1, platform=platform)
    assert _known(tables, "05-09") == (3, "05-09")


def test_that_a_withheld_platform_is_no_silent_one(tables: Tables) -> None:
    _daily(tables, "whatsapp", 9000, range(10))
    _daily(tables, "messenger", 1000, range(12))
    for on in ("05-11", "05-12"):
        tables.signal_day(LAST, on, None, platform="whatsapp", cell="suppressed")
    (row,) = tables.readings("2024-05-12", "2024-05-12")
    assert (str(row["measured_on"]), row["value"], row["lower"], row["upper"]) == (
        "2024-05-12", None, 1000, None,
    )  # fmt: skip
