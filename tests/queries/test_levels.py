"""Levels of daily figures: settled days and whole weeks."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from tests.queries.daily import (
    LAST,
    MEAN,
    QUICK,
    SHARE,
    SUM,
    WEEK,
    on_day,
    read,
    read_on,
    tables_of,
    values_of,
    weekly,
)
from tests.queries.tables import Tables


def _patterns(seed: int) -> tuple[float | None, ...]:
    dice = random.Random(seed)  # noqa: S311
    pattern: list[float | None] = [float(dice.randrange(1, 200)) for _ in range(7)]
    for place in dice.sample(range(7), dice.randrange(4)):
        pattern[place] = None
    return tuple(pattern)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("signal", [LAST, QUICK, SUM])
def test_that_a_pattern_that_repeats_every_week_reads_the_same_on_every_weekday(
    signal: str, seed: int
) -> None:
    pattern = _patterns(seed)
    tables = tables_of(signal, weekly(70, pattern))
    values = values_of(read(tables, on_day(50), on_day(69)))
    known = [figure for figure in pattern if figure is not None]
    whole = 4 * sum(known) if signal == SUM else sum(known) / len(known)
    assert values == {round(whole, 9)}


def test_that_a_share_is_of_the_parts_and_the_wholes_of_one_settled_week() -> None:
    tables = Tables()
    tables.method(level_days=7)
    for number in range(40):
        part, whole = WEEK[number % 7], 100.0 + WEEK[(number + 3) % 7]
        tables.signal_day(SHARE, str(on_day(number)), part, denominator=whole)
    wholes = sum(100 + figure for figure in WEEK)
    found = read(tables, on_day(30), on_day(39))
    assert values_of(found) == {round(7 * MEAN / wholes, 9)}
    assert {row["day"] - row["measured_on"] for row in found.values()} == {timedelta(1)}


@pytest.mark.parametrize(("signal", "settles"), [(LAST, 2), (QUICK, 1), (SUM, 3)])
def test_that_days_that_are_not_settled_bear_on_no_level(signal: str, settles: int) -> None:
    figures = weekly(60)
    last = on_day(59)
    whole = read_on(tables_of(signal, figures), last)
    assert whole["measured_on"] == last - timedelta(settles)
    for number in range(60 - settles, 60):
        figures[on_day(number)] = 1.0
    assert read_on(tables_of(signal, figures), last) == whole


@pytest.mark.parametrize("signal", [LAST, QUICK])
@pytest.mark.parametrize("seed", range(8))
def test_that_days_of_which_only_a_part_is_in_lower_no_level(signal: str, seed: int) -> None:
    """The last days are cut, however many up to a week, by however much that would be seen."""
    dice = random.Random(seed)  # noqa: S311
    figures, cut = weekly(80), dice.randrange(1, 8)
    for number in range(80 - cut, 80):
        figures[on_day(number)] = WEEK[number % 7] * dice.uniform(0, 0.74)
    row = read_on(tables_of(signal, figures), on_day(80))
    assert row["value"] == pytest.approx(MEAN)
    assert row["reported_on"] == on_day(79)
    assert row["fresh_until"] > on_day(80)


def test_that_a_share_whose_parts_lag_behind_its_wholes_is_not_read_lower() -> None:
    tables = Tables()
    tables.method(level_days=7)
    for number in range(60):
        lag = 0.3 if number > 55 else 1.0
        tables.signal_day(SHARE, str(on_day(number)), lag * WEEK[number % 7], denominator=200.0)
    assert read_on(tables, on_day(60))["value"] == pytest.approx(MEAN / 200)


def test_that_a_fall_is_read_when_a_whole_week_shows_it() -> None:
    figures = weekly(90)
    for number in range(60, 90):
        figures[on_day(number)] = WEEK[number % 7] / 4
    found = read(tables_of(QUICK, figures), on_day(55), on_day(75))
    before = {on: row for on, row in found.items() if on <= on_day(67)}
    assert values_of(before) == {round(MEAN, 9)}
    after = {on: row for on, row in found.items() if on > on_day(68)}
    assert values_of(after) == {round(MEAN / 4, 9)}


@pytest.mark.parametrize(("signal", "settles"), [(LAST, 2), (QUICK, 1)])
def test_that_a_rise_counts_from_the_day_that_it_is_settled_and_is_whole_a_week_later(
    signal: str, settles: int
) -> None:
    figures = weekly(80)
    for number in range(60, 80):
        figures[on_day(number)] = 3 * WEEK[number % 7]
    found = read(tables_of(signal, figures), on_day(50), on_day(79))
    values = [found[on_day(number)]["value"] for number in range(59 + settles, 67 + settles)]
    assert values == sorted(set(values))
    assert values[0] == pytest.approx(MEAN)
    assert values[1] > MEAN
    assert values[-1] == pytest.approx(3 * MEAN)


def test_that_a_rise_of_a_four_week_sum_counts_from_the_day_that_it_is_settled() -> None:
    figures = weekly(80)
    for number in range(60, 80):
        figures[on_day(number)] = 3 * WEEK[number % 7]
    found = read(tables_of(SUM, figures), on_day(60), on_day(64))
    assert found[on_day(62)]["value"] == pytest.approx(28 * MEAN)
    assert found[on_day(63)]["value"] == pytest.approx(28 * MEAN + 2 * WEEK[60 % 7])


@pytest.mark.parametrize("missing", range(40, 47))
def test_that_a_day_without_a_figure_lowers_no_level(missing: int) -> None:
    figures = weekly(70)
    del figures[on_day(missing)]
    for row in read(tables_of(QUICK, figures), on_day(35), on_day(69)).values():
        assert row["value"] >= MEAN - 1e-9
        assert row["day"] <= row["fresh_until"]


def test_that_a_series_younger_than_a_week_is_read_and_provisional() -> None:
    found = read(tables_of(LAST, weekly(12)), on_day(0), on_day(11))
    told = [(row["value"], row["span_days"], row["provisional"]) for row in found.values()]
    assert told[0] == (WEEK[0], 1, True)
    assert [days for _, days, _ in told] == [1, 2, 2, 2, 3, 4, 5, 6, 7, 7, 7, 7]
    assert [provisional for *_, provisional in told] == [days < 7 for _, days, _ in told]
    assert told[-1][0] == pytest.approx(MEAN)


def test_that_a_sum_of_a_series_younger_than_its_window_is_provisional() -> None:
    found = read(tables_of(SUM, weekly(40)), on_day(20), on_day(39))
    assert (found[on_day(20)]["span_days"], found[on_day(20)]["provisional"]) == (18, True)
    assert (found[on_day(39)]["span_days"], found[on_day(39)]["provisional"]) == (28, False)


def test_that_weekly_and_longer_figures_are_read_on_their_day_and_alone() -> None:
    tables = tables_of(LAST, weekly(60))
    tables.signal_day(LAST, str(on_day(60)), 444.0, period_days=30)
    row = read_on(tables, on_day(60))
    assert (row["value"], row["measured_on"], row["span_days"]) == (444, on_day(60), 30)
    assert row["provisional"] is False


def test_that_the_order_of_rows_and_the_names_of_platforms_change_nothing() -> None:
    figures = weekly(60)
    turned = dict(sorted(figures.items(), key=lambda one: hash(one[0])))
    once = tables_of(LAST, figures, ("facebook", "instagram"))
    other = tables_of(LAST, turned, ("threads", "whatsapp"))
    assert read_on(once, on_day(60)) == read_on(other, on_day(60))
    assert read_on(once, on_day(60))["value"] == pytest.approx(2 * MEAN)


def test_that_withheld_days_are_at_least_what_is_known_and_no_silence() -> None:
    figures = weekly(60)
    for number in range(60):
        if number % 7 == 6:
            figures[on_day(number)] = None
    found = read(tables_of(LAST, figures), on_day(40), on_day(60))
    assert {row["value"] for row in found.values()} == {None}
    assert values_of(found, "lower") == {round(sum(WEEK[:6]) / 7, 9)}
    assert all(on <= row["fresh_until"] for on, row in found.items())
