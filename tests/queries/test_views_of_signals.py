"""Expected rows of what panels read of scores, readings and series."""

from __future__ import annotations

from typing import Any

import pytest

from eoc_app.domain.figures.ratio import Bounded, ratio
from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day

JUDGED = "attacks_on_candidates"
DAILY = "messaging_user_reports_per_day"
SHARE = "ads_without_disclaimer_share"


def reading(tables: Tables, on: str, signal: str, value: float | None, **row: Any) -> None:
    row = {"measured_on": day(on), "lower": value, "upper": value, "country_code": "KE"} | row
    tables.add("reading_day", day=day(on), signal=signal, value=value, **row)


def score(tables: Tables, on: str, code: str, value: float | None, coverage: float = 1) -> None:
    tables.add("score_day", day=day(on), country_code=code, score=value, lower=value, upper=value,
               coverage=coverage, synthetic=False)  # fmt: skip


# Scores and readings.


def test_that_scores_are_those_of_the_day(tables: Tables) -> None:
    for on in ("05-01", "05-02"):
        score(tables, on, "UG", 2.0)
        score(tables, on, "KE", None, 0.4)
    rows = ask(tables, "scores", as_of=day("05-02"))
    assert short(rows, "country_code", "score", "coverage") == [("KE", None, 0.4), ("UG", 2.0, 1.0)]


def test_that_the_history_is_thirty_days_with_its_gaps(tables: Tables) -> None:
    for number in range(1, 32):
        score(tables, f"05-{number:02}", "KE", None if number == 5 else float(number))
    (row,) = ask(tables, "score_history", as_of=day("05-31"))
    assert len(row["scores"]) == 30
    assert (row["scores"][0], row["scores"][3], row["scores"][-1]) == (2.0, None, 31.0)


def test_that_readings_are_of_one_country_or_of_all(tables: Tables) -> None:
    reading(tables, "05-02", JUDGED, 3)
    reading(tables, "05-02", DAILY, 4, country_code="UG")
    reading(tables, "05-01", DAILY, 5)
    one = ask(tables, "readings", as_of=day("05-02"), country_code="KE")
    assert short(one, "signal", "value") == [(JUDGED, 3)]
    every = ask(tables, "readings_all", as_of=day("05-02"), country_code=None)
    assert short(every, "country_code", "signal") == [("KE", JUDGED), ("UG", DAILY)]
    assert ask(tables, "readings_all", as_of=day("05-02"), country_code="KE") == one
    assert short(ask(tables, "signals_seen", as_of=day("05-02")), "signal") == [(JUDGED,), (DAILY,)]


def test_that_changes_are_against_the_day_before_the_newest_figures(tables: Tables) -> None:
    tables.method()
    for on, value, coverage in (("05-01", 1.0, 1.0), ("05-02", 2.0, 0.9), ("05-03", 3.0, 0.8)):
        score(tables, on, "KE", value, coverage)
    for on, measured, value in (("01", "01", 5), ("02", "02", 6), ("03", "02", 6)):
        reading(tables, f"05-{on}", JUDGED, value, measured_on=day(f"05-{measured}"))
    (change,) = ask(tables, "score_changes", as_of=day("05-03"))
    assert change == {
        "before_on": day("05-01"), "country_code": "KE", "score": 3.0, "coverage": 0.8,
        "score_before": 1.0, "coverage_before": 1.0,
    }  # fmt: skip
    (before,) = ask(tables, "readings_before", as_of=day("05-03"))
    assert (before["value"], before["measured_on"]) == (5, day("05-01"))


def test_that_readings_before_are_those_that_are_judged(tables: Tables) -> None:
    tables.method()
    for on in ("05-18", "05-19"):
        reading(tables, on, JUDGED, 5, measured_on=day("05-04"))
        reading(tables, on, "ads_listed", 5)
    reading(tables, "05-19", DAILY, 9)
    assert short(ask(tables, "readings_before", as_of=day("05-19")), "signal") == [(JUDGED,)]


def periods(tables: Tables, *platforms: str) -> list[tuple[Any, ...]]:
    rows = ask(tables, "figure_periods", as_of=day("05-31"), country_code="KE",
               platforms=list(platforms))  # fmt: skip
    return short(rows, "signal", "day", "period_days")


def test_that_the_days_of_a_figure_are_those_of_the_shortest_that_is_read(tables: Tables) -> None:
    tables.method()
    resolved, engaged = "partner_resolved_within_5_days_share", "reminder_engagements_and_clicks"
    for on, days in (("05-30", 92), ("05-31", 92), ("05-31", 28)):
        tables.signal_day(resolved, on, 3, period_days=days, denominator=4)
    tables.signal_day(engaged, "05-31", 9, period_days=7, platform="instagram")
    tables.signal_day(engaged, "05-31", 9, period_days=30)
    assert periods(tables) == [
        (resolved, day("05-30"), 92), (resolved, day("05-31"), 28), (engaged, day("05-31"), 7),
    ]  # fmt: skip
    assert periods(tables, "facebook")[2:] == [], "a count over more than its window is not read"


def test_that_days_are_told_of_fresh_figures_of_protection_and_effort_alone(tables: Tables) -> None:
    tables.method()
    tables.signal_day("reviewer_hours", "05-31", 9)
    tables.signal_day("reviewer_hours", "05-01", 9)
    tables.signal_day("reviewer_hours", "05-31", 9, country_code="UG")
    tables.signal_day(JUDGED, "05-31", 9)
    assert periods(tables) == [("reviewer_hours", day("05-31"), 1)]


# Series.


def series(tables: Tables, *platforms: str, since: str = "05-01", until: str = "05-31") -> Any:
    return ask(tables, "series", country_code="KE", since=day(since), until=day(until),
               platforms=list(platforms))  # fmt: skip


def test_that_platforms_of_a_day_are_added_up(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 5, platform="instagram", provenance="synthetic", source_id=9)
    tables.signal_day(DAILY, "05-02", 7)
    first, second = series(tables)
    assert (first["numerator"], first["synthetic"], first["source_id"]) == (15, True, 1)
    assert (second["day"], second["numerator"], second["synthetic"]) == (day("05-02"), 7, False)
    (only,) = series(tables, "instagram")
    assert only["numerator"] == 5


def test_that_a_row_of_all_platforms_holds_the_others(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 12, platform="all")
    tables.signal_day(DAILY, "05-02", 7)
    assert short(series(tables), "numerator") == [(12,), (7,)]
    assert short(series(tables, "facebook"), "numerator") == [(10,), (7,)]


def test_that_world_rows_other_countries_and_other_days_are_no_point(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 1, country_code="UG")
    tables.signal_day(DAILY, "05-01", 1, scope="world", country_code=None)
    tables.signal_day(DAILY, "04-30", 1)
    assert series(tables) == []
    assert len(series(tables, since="04-30")) == 1


@pytest.mark.parametrize(
    ("one", "other", "cell", "figure", "lower", "upper"),
    [
        ("observed", "suppressed", "observed", None, 10, None),
        ("suppressed", "below_threshold", "suppressed", None, None, None),
        ("suppressed", "suppressed", "suppressed", None, None, None),
        ("below_threshold", "below_threshold", "below_threshold", None, None, None),
    ],
)
def test_that_withheld_platforms_leave_the_sum_open(
    tables: Tables, one: str, other: str, cell: str, figure: Any, lower: Any, upper: Any
) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10 if one == "observed" else None, cell=one)
    tables.signal_day(DAILY, "05-01", None, platform="instagram", cell=other)
    (row,) = series(tables)
    assert (row["cell"], row["numerator"]) == (cell, figure)
    assert (row["numerator_lower"], row["numerator_upper"]) == (lower, upper)


def test_that_the_last_point_of_a_daily_signal_is_its_reading(tables: Tables) -> None:
    tables.method()
    whole = {"denominator": 100, "denominator_lower": 90, "denominator_upper": 110}
    tables.signal_day(SHARE, "05-01", 20, **whole, numerator_lower=15, numerator_upper=25)
    tables.signal_day(SHARE, "05-01", 5, **whole, platform="instagram")
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 99, platform="all", numerator_upper=None)
    readings = {row["signal"]: row for row in tables.readings("05-01", "05-01")}
    for row in series(tables):
        form = tables.catalogue.signals[row["signal"]].form
        found = ratio(
            Bounded(row["numerator"], row["numerator_lower"], row["numerator_upper"]),
            Bounded(row["denominator"], row["denominator_lower"], row["denominator_upper"]),
            form,
        )
        known = readings[row["signal"]]
        assert found == Bounded(known["value"], known["lower"], known["upper"])
    assert len(series(tables)) == 2


def test_that_the_newest_world_figure_stands_for_itself(tables: Tables) -> None:
    for on, figure in (("03-31", 1), ("06-30", 2), ("09-30", 3)):
        tables.signal_day(DAILY, on, figure, scope="world", country_code=None, period_days=91)
    tables.signal_day(DAILY, "06-30", 7, scope="eu", country_code=None)
    tables.signal_day(DAILY, "06-30", 9)
    rows = ask(tables, "world_readings", as_of=day("07-15"))
    assert short(rows, "scope", "numerator", "day") == [
        ("eu", 7, day("06-30")), ("world", 2, day("06-30")),
    ]  # fmt: skip
