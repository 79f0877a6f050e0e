"""Expected rows of what the alarms are told from."""

from __future__ import annotations

from typing import Any

import pytest

from eoc_app.domain.alarms.alarm_budget import ONE_IN
from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day

JUDGED = "attacks_on_candidates"
"""Fresh for 14 days."""
OTHER = "messaging_user_reports_per_day"
PLAIN = "ads_listed"
UPPERS = {f"upper_{one_in}": 20.0 + one_in for one_in in ONE_IN}


def alarm(tables: Tables, on: str, signal: str, p_value: float, **row: Any) -> None:
    """A figure that exceeds, of the day on which it is the newest unless said otherwise."""
    measured_on = row.pop("measured_on", on)
    usual = {
        "country_code": "KE", "period_days": 1, "span_days": 1, "observed": 50.0,
        "expected": 10.0, "rule": "EARS C2", "since": day("01-01"), "provenance": "measured",
    }  # fmt: skip
    tables.add("alarm", day=day(on), signal=signal, measured_on=day(measured_on), p_value=p_value,
               **(usual | UPPERS | row))  # fmt: skip


def judged(tables: Tables, on: str, figures: int, **row: Any) -> None:
    usual = {"series_count": 12, "asking_count": 8, "asking_per_day": 7.5}
    usual |= {f"asking_exceeded_{one_in}": figures // (place + 1)
              for place, one_in in enumerate(ONE_IN)}  # fmt: skip
    tables.add("judged_day", day=day(on), figure_count=figures + 3, asking_figure_count=figures,
               **(usual | row))  # fmt: skip


def reading(tables: Tables, on: str, signal: str, measured_on: str, **row: Any) -> None:
    usual = {"country_code": "KE", "value": 5.0, "lower": 5.0, "upper": 5.0}
    tables.add("reading_day", day=day(on), signal=signal, measured_on=day(measured_on),
               **(usual | row))  # fmt: skip


def previous(tables: Tables, signal: str, measured_on: str, knowledge: str = "fresh") -> None:
    tables.add("previous_part", country_code="KE", indicator=signal, knowledge=knowledge,
               severity_lower=4.0, severity_upper=4.0, points=1.0, weight_share=0.1,
               measured_on=day(measured_on), synthetic=False)  # fmt: skip


def silent(tables: Tables, on: str = "05-31", ends: str = "05-31") -> list[tuple[Any, ...]]:
    rows = ask(tables, "stopped", as_of=day(on), window_ends_on=day(ends))
    return short(rows, "country_code", "signal", "measured_on", "gone", "source")


# What exceeds, and of how many.


def test_that_alarms_are_those_of_the_day_the_least_likely_first(tables: Tables) -> None:
    alarm(tables, "05-31", PLAIN, 0.04, measured_on="05-30", period_days=7)
    alarm(tables, "05-31", JUDGED, 0.01)
    alarm(tables, "05-30", OTHER, 0.001)
    rows = ask(tables, "alarms", as_of=day("05-31"))
    found = short(rows, "signal", "period_days", "measured_on", "p_value")
    assert found == [(JUDGED, 1, day("05-31"), 0.01), (PLAIN, 7, day("05-30"), 0.04)]
    assert rows[0]["uppers"] == [UPPERS[f"upper_{one_in}"] for one_in in ONE_IN]


def test_that_a_year_of_figures_is_summed_at_every_level(tables: Tables) -> None:
    for on, figures in (("2023-06-01", 7), ("2023-06-02", 5), ("05-30", 30), ("05-31", 40)):
        judged(tables, on, figures)
    judged(tables, "06-01", 99)
    (row,) = ask(tables, "judged", as_of=day("05-31"))
    assert (row["series_count"], row["asking_count"], row["asking_per_day"]) == (12, 8, 7.5)
    assert (row["first_on"], row["year_figure_count"]) == (day("2023-06-02"), 5 + 30 + 40)
    exceeded = [5 // place + 30 // place + 40 // place for place in range(1, len(ONE_IN) + 1)]
    assert row["year_exceeded_counts"] == exceeded
    assert row["band_level"] is None


def test_that_the_level_of_the_ranges_is_the_one_that_they_were_made_at(tables: Tables) -> None:
    judged(tables, "05-31", 1)
    for on in ("05-01", "05-02"):
        tables.add("expected_day", day=day(on), country_code="KE", signal=JUDGED, period_days=1,
                   span_days=1, level=0.002, rule="EARS C1", since=day("04-01"))  # fmt: skip
    (row,) = ask(tables, "judged", as_of=day("05-31"))
    assert row["band_level"] == pytest.approx(0.002)


def test_that_a_day_on_which_nothing_was_told_has_no_row(tables: Tables) -> None:
    judged(tables, "05-30", 1)
    assert ask(tables, "judged", as_of=day("05-31")) == []


# What stopped.


def test_that_a_judged_signal_has_stopped_once_its_reading_is_stale(tables: Tables) -> None:
    tables.method(weight=1.0, fresh_days=14)
    reading(tables, "05-31", JUDGED, "05-17")
    reading(tables, "05-31", OTHER, "05-16")
    assert silent(tables) == [("KE", OTHER, day("05-16"), False, None)]


def test_that_a_signal_that_is_not_judged_does_not_stop(tables: Tables) -> None:
    tables.method()
    reading(tables, "05-31", PLAIN, "03-01")
    assert silent(tables) == []


def test_that_what_stopped_names_its_source(tables: Tables) -> None:
    tables.method()
    tables.add("source", source_id=7, path="a.csv", importer="canonical", title="Reports",
               publisher="P", digest="0", byte_count=1, rows_read=1, rows_written=1,
               problem_count=0)  # fmt: skip
    reading(tables, "05-31", JUDGED, "05-01", source_id=7)
    assert silent(tables) == [("KE", JUDGED, day("05-01"), False, "Reports")]


def test_that_what_only_the_snapshot_before_had_has_stopped_on_the_last_day(
    tables: Tables,
) -> None:
    tables.method()
    previous(tables, JUDGED, "05-30")
    previous(tables, OTHER, "05-30")
    previous(tables, "stakes_election", "05-30")
    reading(tables, "05-31", OTHER, "05-29")
    assert silent(tables) == [("KE", JUDGED, day("05-30"), True, None)]
    assert silent(tables, on="05-31", ends="06-01") == []


def test_that_what_the_snapshot_before_never_had_or_had_let_go_is_not_missed(
    tables: Tables,
) -> None:
    tables.method(weight=1.0, fresh_days=14)
    previous(tables, JUDGED, "05-30", "no_data")
    previous(tables, OTHER, "03-17", "stale")
    assert silent(tables) == []
    assert silent(tables, on="05-30", ends="05-30") == [("KE", OTHER, day("03-17"), True, None)]
    previous(tables, JUDGED, "06-02")
    assert silent(tables) == [], "a snapshot of an earlier day cannot have what came later"
