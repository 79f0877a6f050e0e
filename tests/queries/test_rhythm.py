"""Silence is measured by the rhythm of each series."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.queries.daily import EVENTS, LAST, MEAN, WEEK, on_day, read, read_on, tables_of, weekly


def test_that_a_daily_feed_that_stops_is_stale_within_days_and_keeps_its_level() -> None:
    found = read(tables_of(LAST, weekly(60)), on_day(50), on_day(79))
    for on, row in found.items():
        assert row["value"] == pytest.approx(MEAN)
        assert (on > row["fresh_until"]) == (on > on_day(63)), on
    assert found[on_day(79)]["reported_on"] == on_day(59)
    assert found[on_day(79)]["measured_on"] == on_day(59)


def test_that_a_feed_of_working_days_is_not_stopped_on_a_sunday_or_a_holiday() -> None:
    figures = weekly(70, (*WEEK[:5], None, None))
    holiday = on_day(63)
    del figures[holiday]
    found = read(tables_of(LAST, figures), on_day(40), on_day(76))
    assert all(on <= row["fresh_until"] for on, row in found.items() if on <= on_day(69))
    assert found[on_day(62)]["value"] == pytest.approx(sum(WEEK[:5]) / 5)
    assert on_day(76) > found[on_day(76)]["fresh_until"]


def test_that_a_day_without_a_row_is_no_silence_where_reports_come_now_and_then() -> None:
    dice = random.Random(4)  # noqa: S311
    on, figures = 0, dict[date, float | None]()
    while on < 120:
        figures[on_day(on)] = 30.0
        on += dice.choice((1, 2, 2, 3, 4, 6))
    found = read(tables_of(LAST, figures), on_day(60), max(figures))
    assert all(day <= row["fresh_until"] for day, row in found.items())


def test_that_events_are_read_on_their_day_and_fresh_as_long_as_their_signal() -> None:
    figures = {on_day(number): 1.0 for number in (0, 1, 2, 3, 4, 5, 6, 7, 8, 40)}
    found = read(tables_of(EVENTS, figures), on_day(40), on_day(150))
    assert (found[on_day(40)]["value"], found[on_day(40)]["measured_on"]) == (10, on_day(40))
    assert found[on_day(150)]["fresh_until"] == on_day(140)


def test_that_an_outage_in_the_past_does_not_make_the_next_silence_wait() -> None:
    figures = weekly(90)
    for number in range(40, 52):
        del figures[on_day(number)]
    row = read_on(tables_of(LAST, figures), on_day(95))
    assert row["fresh_until"] == on_day(93)


@pytest.mark.parametrize(("every", "waited"), [(7, 14), (1, 4)])
def test_that_weekly_figures_are_waited_for_by_their_own_rhythm(every: int, waited: int) -> None:
    figures = {on_day(number): 700.0 for number in range(0, 98, every)}
    tables = tables_of(LAST, figures, period_days=every)
    last = max(figures)
    row = read_on(tables, last + timedelta(3))
    assert row["fresh_until"] == last + timedelta(waited)
    if every == 7:
        assert (row["measured_on"], row["span_days"], row["value"]) == (last, 7, 700)


def test_that_monthly_figures_are_not_stale_between_reports() -> None:
    figures = {on_day(number): 2.0 for number in range(0, 300, 30)}
    tables = tables_of(
        "languages_without_reviewers_share", figures, period_days=30, denominator=4.0
    )
    found = read(tables, on_day(270), on_day(420))
    assert found[on_day(299)]["fresh_until"] > on_day(299)
    # Three times as long as the last ones came apart, and a day.
    assert found[on_day(420)]["fresh_until"] == on_day(270 + 91)
