"""From stored figures to series that may be compared: platforms, periods, breaks and phases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from eoc_app.anomaly.grid import Series, usual_period
from eoc_app.builder.expect.comparable_series import Comparable, RegimeBreaks, comparable
from eoc_app.builder.expect.daily_figures import EPOCH, Ask, Numbers, country_groups, platforms_of
from eoc_app.builder.expect.figure_lines import lines
from eoc_app.snapshot.catalogue import catalogue
from tests.queries.tables import Tables

FIRST = date(2024, 3, 1)
COUNT, LARGEST = "items_fact_checked", "candidates_protected"
SHARE = "ads_without_disclaimer_share"


@pytest.fixture
def tables() -> Tables:
    return Tables()


def number(on: date) -> int:
    return (on - EPOCH).days


def nth(place: int) -> date:
    return FIRST + timedelta(place)


def state(tables: Tables, place: int, figure: float | None, **row: Any) -> None:
    """A figure so many days after the first."""
    signal = row.pop("signal", COUNT)
    tables.signal_day(signal, nth(place).isoformat(), figure, **row)


def asking(tables: Tables) -> Ask:
    return lambda sql, parameters: tables.connection.cursor().execute(sql, parameters)


def found(tables: Tables, last: int) -> list[Comparable]:
    """Everything that is comparable on a day."""
    ask = asking(tables)
    codes = [code for some in country_groups(ask, nth(last), 500_000) for code in some]
    numbers = Numbers(
        tuple(codes),
        tuple(sorted(catalogue().signals.values(), key=lambda one: one.name)),
        platforms_of(ask),
        tuple(usual_period(period) for period in range(1, 101)),
    )
    told = lines(ask, codes, numbers, nth(last)) if codes else iter(())
    return list(comparable(told, numbers, RegimeBreaks(ask), number(nth(last))))


def one(tables: Tables, last: int) -> Series:
    (only,) = found(tables, last)
    (series,) = only.series
    return series


def values(series: Series) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in series.numerators]


def test_that_platforms_of_a_day_are_added_up(tables: Tables) -> None:
    for place in range(3):
        for platform, figure in (("facebook", 10.0), ("instagram", 2.0)):
            state(tables, place, figure + place, platform=platform)
    series = one(tables, 2)
    assert values(series) == [12, 14, 16]
    assert series.breaks == ()


def test_that_the_largest_of_the_platforms_counts_where_the_signal_says_so(tables: Tables) -> None:
    for platform, figure in (("facebook", 10.0), ("instagram", 2.0)):
        state(tables, 0, figure, platform=platform, signal=LARGEST)
    assert values(one(tables, 0)) == [10]


def test_that_all_platforms_together_stand_for_each_of_them(tables: Tables) -> None:
    for place in range(3):
        for platform, figure in (("all", 11.0), ("facebook", 10.0), ("instagram", 2.0)):
            state(tables, place, figure, platform=platform)
    series = one(tables, 2)
    assert values(series) == [11, 11, 11]
    assert series.breaks == ()


def test_that_a_day_without_one_of_the_platforms_is_not_observed(tables: Tables) -> None:
    for place in range(4):
        state(tables, place, 10.0, platform="facebook")
        if place != 2:
            state(tables, place, 2.0, platform="instagram")
    assert values(one(tables, 3)) == [12, 12, None, 12]


def test_that_a_platform_that_joins_or_leaves_for_good_begins_another_regime(
    tables: Tables,
) -> None:
    for place in range(100):
        state(tables, place, 10.0, platform="facebook")
        if 20 <= place < 40:
            state(tables, place, 2.0, platform="instagram")
    series = one(tables, 99)
    assert series.breaks == (number(nth(20)), number(nth(40)))
    assert set(values(series)) == {10.0, 12.0}
    assert series.complete_until == number(nth(99))


def test_that_days_after_a_platform_that_lags_are_not_complete_yet(tables: Tables) -> None:
    fresh_days = catalogue().signals[COUNT].fresh_days
    for place in range(60):
        state(tables, place, 10.0, platform="facebook")
        if place < 50:
            state(tables, place, 2.0, platform="instagram")
    series = one(tables, 59)
    assert series.complete_until == number(nth(49))
    assert series.breaks == ()
    # When its last figure has gone stale, it has left.
    for place in range(60, 50 + fresh_days + 1):
        state(tables, place, 10.0, platform="facebook")
    series = one(tables, 50 + fresh_days)
    assert series.breaks == (number(nth(50)),)
    assert series.complete_until == number(nth(50 + fresh_days))


@pytest.mark.parametrize("cell", ["suppressed", "below_threshold"])
def test_that_a_withheld_figure_is_not_observed_and_never_zero(tables: Tables, cell: str) -> None:
    state(tables, 0, 5.0)
    state(tables, 1, None, cell=cell)
    state(tables, 2, None, numerator_lower=3.0, numerator_upper=9.0)
    state(tables, 3, 6.0)
    assert values(one(tables, 3)) == [5, None, None, 6]


def test_that_one_platform_withheld_leaves_the_day_unknown(tables: Tables) -> None:
    for place in range(2):
        state(tables, place, 10.0, platform="facebook")
        state(tables, place, None if place else 2.0, platform="instagram",
              cell="suppressed" if place else "observed")  # fmt: skip
    assert values(one(tables, 1)) == [12, None]


def test_that_a_share_has_its_parts_and_its_wholes(tables: Tables) -> None:
    for platform, part, whole in (("facebook", 3.0, 30.0), ("instagram", 1.0, 20.0)):
        state(tables, 0, part, platform=platform, signal=SHARE, denominator=whole, period_days=7)
    state(tables, 7, 4.0, platform="facebook", signal=SHARE, period_days=7)
    state(tables, 7, 4.0, platform="instagram", signal=SHARE, denominator=9.0, period_days=7)
    series = one(tables, 7)
    assert values(series) == [4, 8]
    assert series.denominators is not None
    np.testing.assert_array_equal(series.denominators, [50, np.nan])


def test_that_regimes_break_where_the_country_the_family_or_the_world_says(tables: Tables) -> None:
    for place in range(3):
        state(tables, place, 5.0)
    family = catalogue().signals[COUNT].family
    for place, row in enumerate(
        (
            {"family": family},
            {"family": "all"},
            {"family": family, "signal": COUNT},
            {"family": family, "signal": "another"},
            {"family": "another"},
            {"family": family, "country_code": "UG"},
            {"family": "all", "scope": "world"},
            {"family": family, "scope": "eu"},
        )
    ):
        tables.add("regime_change", changed_on=nth(place), what="a law", **row)
    assert one(tables, 2).breaks == tuple(number(nth(place)) for place in (0, 1, 2, 6))


def test_that_windows_that_a_break_lies_within_are_of_neither_regime(tables: Tables) -> None:
    for place in range(0, 210, 7):
        state(tables, place, 5.0, period_days=7)
    tables.add("regime_change", changed_on=nth(100), family="all", what="a law")
    series = one(tables, 209)
    assert series.breaks == (number(nth(100)), number(nth(106)))
    mixed = series.days[(series.days >= series.breaks[0]) & (series.days < series.breaks[1])]
    assert list(mixed) == [number(nth(105))]


def test_that_the_newest_days_of_a_signal_that_settles_are_not_complete(tables: Tables) -> None:
    signal = next(s for s in catalogue().signals.values() if s.settles_days and s.form == "count")
    for place in range(3):
        state(tables, place, 5.0, signal=signal.name)
    assert one(tables, 10).complete_until == number(nth(10 - signal.settles_days))


def test_that_windows_that_overlap_are_split_into_phases(tables: Tables) -> None:
    for place in range(30):
        state(tables, place, float(place), period_days=7)
    (only,) = found(tables, 29)
    assert len(only.series) == 7
    assert only.every == 1
    for series in only.series:
        assert set(np.diff(series.days)) == {7}
        assert series.period_days == 7
    together = np.concatenate([series.numerators for series in only.series])
    assert sorted(together) == list(range(30))


def test_that_windows_of_a_month_that_end_every_week_are_split_too(tables: Tables) -> None:
    for place in range(0, 210, 7):
        state(tables, place, 5.0, period_days=30)
    (only,) = found(tables, 209)
    assert only.every == 7
    assert len(only.series) == 5
    assert all(set(np.diff(series.days)) == {35} for series in only.series)


def test_that_figures_that_follow_one_another_are_one_series(tables: Tables) -> None:
    for place in (0, 31, 60, 91, 121):  # ends of months
        state(tables, place, 5.0, period_days={0: 29}.get(place, 30))
    for place in range(0, 70, 7):
        state(tables, place, 5.0, period_days=7)
    weeks, months = found(tables, 130)
    assert (weeks.every, months.every) == (7, 30)
    assert [len(part.series) for part in (weeks, months)] == [1, 1]
    assert list(months.line.periods) == [29, 30, 30, 30, 30]


def test_that_figures_after_the_day_or_over_many_months_are_left_out(tables: Tables) -> None:
    state(tables, 0, 5.0)
    state(tables, 3, 5.0)
    state(tables, 1, 5.0, period_days=154)
    state(tables, 0, 5.0, scope="world", country_code=None)
    assert values(one(tables, 2)) == [5]


def test_that_what_was_never_observed_is_no_series(tables: Tables) -> None:
    state(tables, 0, None, cell="suppressed")
    assert found(tables, 2) == found(Tables(), 2) == []


def test_that_countries_are_read_one_after_the_other(tables: Tables) -> None:
    for code in ("KE", "UG", "ZA"):
        state(tables, 0, 5.0, country_code=code)
        state(tables, 1, 5.0, country_code=code)
    assert list(country_groups(asking(tables), nth(1), 3)) == [["KE"], ["UG"], ["ZA"]]
