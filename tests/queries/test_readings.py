"""From figures to readings: windows, freshness, platforms, bounds."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tests.queries.tables import Tables, day

SHARE = "ads_without_disclaimer_share"  # one day, fresh for 7
COUNT = "attacks_on_candidates"  # sum of 28 days, fresh for 14
HIGHEST = "breakout_category_targeting"  # largest of 180 days
LAST = "partner_reports_per_day"  # the last day
HOURS = "partner_median_resolution_hours"  # mean of 28 days
COUNTED = "candidates_protected"  # largest, one day


@pytest.fixture
def tables() -> Tables:
    made = Tables()
    made.method()
    return made


def _on(tables: Tables, on: str) -> dict[str, Any]:
    (row,) = [row for row in tables.readings(on, on) if row["day"] == day(on)]
    return row


def test_that_counts_add_up_over_their_window_and_not_beyond(tables: Tables) -> None:
    for on, attacks in (("05-01", 1), ("05-02", 2), ("05-29", 4)):
        tables.signal_day(COUNT, on, attacks)
    assert _on(tables, "05-01")["value"] == 1
    assert _on(tables, "05-28")["value"] == 3
    row = _on(tables, "05-29")
    assert (row["value"], row["lower"], row["upper"], row["measured_on"]) == (6, 6, 6, day("05-29"))


def test_that_a_reading_is_kept_60_days_after_it_is_stale_and_then_gone(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-01", 1)
    days = [row["day"] for row in tables.readings("2024-04-01", "2024-12-31")]
    assert (days[0], days[-1]) == (day("05-01"), day("05-01") + timedelta(14 + 60))
    assert len(days) == 75


def test_that_a_figure_from_before_the_window_is_known_inside_it(tables: Tables) -> None:
    tables.signal_day(COUNT, "04-20", 3)
    tables.signal_day(COUNT, "04-30", 1)
    (first, *_) = tables.readings("05-02", "05-03")
    assert (first["day"], first["measured_on"], first["value"]) == (day("05-02"), day("04-30"), 4)


def test_that_nothing_after_the_window_is_known_in_it(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-05", 3)
    assert tables.readings("05-01", "05-04") == []


@pytest.mark.parametrize(("period_days", "known"), [(100, True), (101, False)])
def test_that_figures_of_more_than_100_days_are_no_reading(
    tables: Tables,
    period_days: int,
    known: bool,  # noqa: FBT001
) -> None:
    tables.signal_day(SHARE, "05-01", 1, denominator=4, period_days=period_days)
    assert bool(tables.readings("05-01", "05-01")) is known


def test_that_a_count_over_more_days_than_its_window_is_not_read_as_one(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-31", 90, period_days=29)
    assert tables.readings("05-31", "05-31") == []
    tables.signal_day(COUNT, "06-30", 60, period_days=28)
    assert _on(tables, "06-30")["value"] == 60


def test_that_a_mean_over_a_longer_period_stands_alone(tables: Tables) -> None:
    tables.signal_day(HOURS, "06-29", 10, denominator=1)
    tables.signal_day(HOURS, "06-30", 40, denominator=1, period_days=91)
    tables.signal_day(HOURS, "07-01", 20, denominator=1)
    assert [row["value"] for row in tables.readings("06-29", "07-01")] == [10, 40, 15]


@pytest.mark.parametrize("scope", ["world", "eu"])
def test_that_world_and_eu_figures_are_no_reading(tables: Tables, scope: str) -> None:
    tables.signal_day(COUNT, "05-01", 1, scope=scope, country_code=None)
    assert tables.readings("05-01", "05-01") == []


def test_that_platforms_add_up_and_a_total_over_all_is_not_added_to_them(tables: Tables) -> None:
    for on in ("05-01", "05-02"):
        tables.signal_day(LAST, on, 10)
        tables.signal_day(LAST, on, 5, platform="instagram")
    tables.signal_day(LAST, "05-02", 16, platform="all")
    assert [row["value"] for row in tables.readings("05-01", "05-02")] == [15, 16]


def test_that_of_two_periods_ending_on_a_day_the_shorter_is_read(tables: Tables) -> None:
    tables.signal_day(COUNTED, "05-31", 10)
    tables.signal_day(COUNTED, "05-31", 300, period_days=31)
    assert _on(tables, "05-31")["value"] == 10


def test_that_the_largest_of_days_and_platforms_counts_where_it_is_said(tables: Tables) -> None:
    tables.signal_day(HIGHEST, "01-01", 5)
    tables.signal_day(HIGHEST, "05-01", 3)
    tables.signal_day(HIGHEST, "05-01", 4, platform="instagram")
    assert _on(tables, "05-01")["value"] == 5
    tables.signal_day(HIGHEST, "06-29", 2)
    assert _on(tables, "06-29")["value"] == 4


def test_that_a_share_has_the_bounds_that_its_parts_allow(tables: Tables) -> None:
    tables.signal_day(
        SHARE, "05-01", None,
        numerator_lower=300, numerator_upper=400, denominator_lower=900, denominator_upper=1100,
    )  # fmt: skip
    row = _on(tables, "05-01")
    assert (row["value"], row["lower"], row["upper"]) == (None, 300 / 1000, 400 / 1000)


def test_that_a_share_of_nothing_is_no_number(tables: Tables) -> None:
    tables.signal_day(SHARE, "05-01", 0, denominator=0)
    row = _on(tables, "05-01")
    assert (row["value"], row["lower"], row["upper"], row["cell"]) == (None, None, None, "observed")


def test_that_a_share_with_an_open_denominator_has_no_lower_bound(tables: Tables) -> None:
    tables.signal_day(SHARE, "05-01", 5, denominator=10, denominator_upper=None)
    row = _on(tables, "05-01")
    assert (row["value"], row["lower"], row["upper"]) == (0.5, None, 0.5)


def test_that_a_mean_of_hours_divides_bounds_by_bounds(tables: Tables) -> None:
    tables.signal_day(HOURS, "05-01", 30, denominator=2, numerator_lower=20, numerator_upper=40)
    row = _on(tables, "05-01")
    assert (row["value"], row["lower"], row["upper"]) == (15, 10, 20)


def test_that_withheld_and_observed_days_together_are_at_least_the_observed(
    tables: Tables,
) -> None:
    tables.signal_day(COUNT, "05-01", 20)
    tables.signal_day(COUNT, "05-02", None, cell="suppressed")
    row = _on(tables, "05-02")
    assert (row["cell"], row["value"], row["lower"], row["upper"]) == ("observed", None, 20, None)


def test_that_nothing_but_withheld_days_is_suppressed(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-01", None, cell="suppressed")
    row = _on(tables, "05-01")
    assert (row["cell"], row["value"], row["lower"], row["upper"]) == (
        "suppressed",
        None,
        None,
        None,
    )


def test_that_below_a_floor_is_between_0_and_the_floor(tables: Tables) -> None:
    tables.signal_day(
        COUNT, "05-01", None, cell="below_threshold", numerator_lower=None, numerator_upper=9
    )
    row = _on(tables, "05-01")
    assert (row["cell"], row["value"], row["lower"], row["upper"]) == (
        "below_threshold",
        None,
        0,
        9,
    )


def test_that_a_reading_tells_its_weakest_provenance(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-01", 1, provenance="measured", source_id=7)
    tables.signal_day(COUNT, "05-02", 1, provenance="synthetic", source_id=8)
    tables.signal_day(COUNT, "05-03", 1, provenance="published", source_id=9)
    assert [(row["provenance"], row["source_id"]) for row in tables.readings("05-01", "05-03")] == [
        ("measured", 7),
        ("synthetic", 7),
        ("synthetic", 7),
    ]


def _scatter(tables: Tables, seed: int) -> None:
    """Rows of every kind of signal, with gaps, periods of all lengths and withheld cells."""
    dice = random.Random(seed)  # noqa: S311
    for signal in (SHARE, COUNT, HIGHEST, LAST, HOURS, COUNTED, "ai_self_disclosed_share"):
        share = signal in {SHARE, HOURS, "ai_self_disclosed_share"}
        for country in ("KE", "UG"):
            for platform in ("facebook", "instagram", "all", "several"):
                if dice.random() < 0.3:
                    continue
                for number in range(0, 120, dice.choice((1, 3, 30))):
                    if dice.random() < 0.3:
                        continue
                    figure = float(dice.randrange(20))
                    cell = dice.choice(("observed",) * 5 + ("suppressed", "below_threshold"))
                    observed = cell == "observed"
                    whole = {
                        "denominator": figure + 5,
                        "denominator_lower": figure + 4,
                        "denominator_upper": None if dice.random() < 0.1 else figure + 9,
                    }
                    tables.signal_day(
                        signal,
                        str(date(2024, 1, 1) + timedelta(number)),
                        figure if observed else None,
                        country_code=country,
                        platform=platform,
                        period_days=dice.choice((1, 1, 1, 7, 30, 91, 120)),
                        numerator_upper=figure + 1 if observed and dice.random() < 0.8 else None,
                        cell=cell,
                        provenance=dice.choice(("published", "measured", "synthetic")),
                        source_id=dice.randrange(1, 5),
                        **(whole if share else {}),
                    )


@pytest.mark.parametrize("level_days", [None, 7])
@pytest.mark.parametrize("seed", range(3))
def test_that_readings_of_a_day_are_those_of_any_window_and_of_all_platforms(
    seed: int, level_days: int | None
) -> None:
    tables = Tables()
    tables.method(level_days=level_days)
    _scatter(tables, seed)
    built = tables.readings("2024-01-01", "2024-07-31")
    every = ["facebook", "instagram", "all", "several"]
    seen = 0
    for on in ("2024-01-01", "2024-02-14", "2024-03-31", "2024-05-05", "2024-07-15"):
        expected = [row for row in built if row["day"] == day(on)]
        seen += len(expected)
        for platforms in (every, []):
            assert tables.readings(on, on, platforms) == expected
    assert seen > 20


@pytest.mark.parametrize(("seed", "level_days"), [(11, None), (12, 7), (13, 7)])
def test_that_readings_of_chosen_platforms_follow_the_rules_of_the_build(
    seed: int, level_days: int | None
) -> None:
    tables = Tables()
    tables.method(level_days=level_days)
    _scatter(tables, seed)
    built = tables.catalogue.build["reading_day"].sql
    window = {"window_starts_on": day("01-01"), "window_ends_on": day("05-15"), "platforms": []}
    tables.answer(f"insert into reading_day by name select * from ({built})", window)
    chosen = tables.catalogue.views["readings_filtered"].sql
    compared = 0
    for platforms in (["facebook"], ["facebook", "instagram"], ["all", "several"]):
        wide = tables.readings("2024-01-01", "2024-05-15", platforms)
        for on in ("2024-02-14", "2024-03-31", "2024-04-28", "2024-05-15"):
            wanted = [row for row in wide if row["day"] == day(on)]
            rows = tables.rows(chosen, {"as_of": day(on), "platforms": platforms})
            assert [row | {"day": day(on)} for row in rows] == [
                {
                    name: pytest.approx(value, rel=1e-12) if type(value) is float else value
                    for name, value in row.items()
                }
                for row in wanted
            ]
            compared += len(wanted)
    assert compared > 40


def test_that_a_chosen_platform_is_read_alone(tables: Tables) -> None:
    tables.signal_day(COUNT, "05-01", 1)
    tables.signal_day(COUNT, "05-02", 5, platform="instagram")
    tables.signal_day(COUNT, "05-02", 90, platform="all")
    view = tables.catalogue.views["readings_filtered"].sql
    (row,) = tables.rows(view, {"as_of": day("05-02"), "platforms": ["facebook"]})
    assert (row["measured_on"], row["value"]) == (day("05-01"), 1)
    assert tables.rows(view, {"as_of": day("05-02"), "platforms": ["whatsapp"]}) == []


def test_that_readings_come_by_day_country_and_signal(tables: Tables) -> None:
    _scatter(tables, 9)
    rows = tables.readings("2024-03-01", "2024-03-09")
    keys = [(row["day"], row["country_code"], row["signal"]) for row in rows]
    assert keys == sorted(set(keys))
    assert list(rows[0]) == list(tables.catalogue.schema["reading_day"].columns)
