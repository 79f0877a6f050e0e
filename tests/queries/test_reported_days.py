"""The day on which a series last spoke is none after the day looked at, wherever a build begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.queries.tables import Tables, day

SLOW = "government_requests_complied_share"  # settles for 30 days
ATTACKS = "attacks_on_candidates"  # settles for 3 days, fresh for 14
SHARE = "ads_without_disclaimer_share"  # settles for a day, fresh for 7
LANGUAGES = "languages_without_reviewers_share"  # settles for a day, fresh for 180
Row = dict[str, Any]


@pytest.fixture
def tables() -> Tables:
    made = Tables()
    made.method(level_days=7)
    return made


def _inside(tables: Tables, on: str) -> Row:
    """The reading of a day in the middle of a build's window."""
    (row,) = [row for row in tables.readings("2023-06-01", "2024-12-31") if row["day"] == day(on)]
    return row


def _at_start(tables: Tables, on: str) -> Row:
    """The reading of the first day of a build's window."""
    return tables.readings(on, "2024-12-31")[0]


def _at_end(tables: Tables, on: str) -> Row:
    """The reading of the last day of a build's window: nothing after it is there to be seen."""
    return tables.readings("2023-06-01", on)[-1]


def _chosen(tables: Tables, on: str) -> Row:
    """The reading of a day for one platform, beside which there was another long ago."""
    for signal in (SLOW, ATTACKS, SHARE, LANGUAGES):
        tables.signal_day(signal, "2020-01-01", 1, denominator=2, platform="instagram")
    (row,) = tables.chosen_readings(on, ["facebook"])
    return row


READ = pytest.mark.parametrize("read", [_inside, _at_start, _at_end, _chosen])
Read = Callable[[Tables, str], Row]


def _told(row: Row) -> tuple[str, str, str]:
    return tuple(f"{row[name]:%m-%d}" for name in ("measured_on", "reported_on", "fresh_until"))  # type: ignore[return-value]


@READ
@pytest.mark.parametrize(
    ("on", "reported_on", "fresh_until"),
    [
        ("05-05", "05-05", "05-19"),
        ("05-06", "05-06", "05-20"),
        ("05-07", "05-06", "05-20"),
        ("05-08", "05-08", "05-22"),
    ],
)
def test_that_a_series_last_spoke_with_a_figure_and_not_on_a_day_without(
    tables: Tables, read: Read, on: str, reported_on: str, fresh_until: str
) -> None:
    tables.signal_day(ATTACKS, "04-02", 1)
    tables.signal_day(ATTACKS, "05-05", 7, period_days=7)
    tables.signal_day(ATTACKS, "05-06", 1)
    tables.signal_day(ATTACKS, "05-08", 1)
    assert _told(read(tables, on)) == ("05-05", reported_on, fresh_until)


@READ
@pytest.mark.parametrize(
    ("on", "reported_on", "fresh_until"),
    [("05-30", "05-10", "05-14"), ("05-31", "05-31", "06-04")],
)
def test_that_a_series_that_fell_silent_is_stale_although_it_will_speak_again(
    tables: Tables, read: Read, on: str, reported_on: str, fresh_until: str
) -> None:
    # Daily figures are read after 30 days, that of a week at once; its rhythm is a figure a day.
    for daily in ("04-06", *(f"05-{number:02}" for number in (*range(1, 9), 10, 31))):
        tables.signal_day(SLOW, daily, 1, denominator=2)
    tables.signal_day(SLOW, "05-09", 1, denominator=2, period_days=7)
    assert _told(read(tables, on)) == ("05-09", reported_on, fresh_until)


@READ
def test_that_the_newest_figure_after_a_gap_tells_that_the_series_goes_on(
    tables: Tables, read: Read
) -> None:
    for daily in ("04-20", "05-10", "05-11", "05-12"):
        tables.signal_day(ATTACKS, daily, 1)
    # Three days later the first of them is settled.
    assert _told(read(tables, "05-12")) == ("04-20", "05-12", "05-26")
    assert _told(read(tables, "05-13")) == ("05-10", "05-12", "05-26")


@READ
def test_that_the_last_whole_week_is_judged_by_all_four_weeks_before_it(
    tables: Tables, read: Read
) -> None:
    # 40 is under three quarters of 100 and not of 10, so that its week is whole; 5 is short.
    weeks = {"04-25": 10, "05-02": 100, "05-09": 100, "05-16": 100, "05-23": 40, "05-30": 5}
    for on, ads in weeks.items():
        tables.signal_day(SHARE, on, ads, denominator=1000)
    row = read(tables, "05-31")
    assert _told(row) == ("05-23", "05-30", "06-06")
    assert (row["value"], row["span_days"], row["provisional"]) == (0.04, 7, False)


@READ
def test_that_a_rhythm_of_exactly_three_hundred_days_is_known(tables: Tables, read: Read) -> None:
    # Seven gaps in 300 days: the next is waited for 129 days and one, not for 180.
    last = day("2024-05-30")
    for back in (0, 43, 86, 129, 172, 215, 258, 300):
        tables.signal_day(LANGUAGES, str(last - timedelta(back)), 1, denominator=2)
    assert _told(read(tables, "05-31")) == ("05-30", "05-30", "10-07")
