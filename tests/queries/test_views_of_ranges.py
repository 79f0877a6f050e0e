"""Expected rows of what charts read of expected ranges."""

from __future__ import annotations

from typing import Any

from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day

USUAL = {
    "country_code": "KE", "period_days": 1, "span_days": 1, "observed": 7.0, "expected": 5.0,
    "lower": 1.0, "upper": 12.0, "p_value": 0.2, "level": 0.002, "rule": "EARS C3",
}  # fmt: skip


def expected(tables: Tables, signal: str, on: str, **row: Any) -> None:
    cells = USUAL | {"since": day("04-01")} | row
    tables.add("expected_day", signal=signal, day=day(on), **cells)


def ranges(tables: Tables, since: str = "05-01", until: str = "05-31") -> list[dict[str, Any]]:
    return ask(tables, "expected", country_code="KE", since=day(since), until=day(until))


def test_that_ranges_come_whole_by_signal_and_day(tables: Tables) -> None:
    for signal, on in (("b", "05-02"), ("a", "05-03"), ("a", "05-02")):
        expected(tables, signal, on)
    rows = ranges(tables)
    assert short(rows, "signal", "day") == [
        ("a", day("05-02")), ("a", day("05-03")), ("b", day("05-02")),
    ]  # fmt: skip
    assert rows[0] == {
        "signal": "a", "day": day("05-02"), "period_days": 1, "span_days": 1, "observed": 7.0,
        "expected": 5.0, "lower": 1.0, "upper": 12.0, "p_value": 0.2, "level": 0.002,
        "rule": "EARS C3", "baseline_since": day("04-01"),
    }  # fmt: skip


def test_that_other_countries_and_days_outside_the_window_are_left_out(tables: Tables) -> None:
    for on in ("04-30", "05-01", "05-31", "06-01"):
        expected(tables, "a", on)
    expected(tables, "a", "05-09", country_code="UG")
    assert short(ranges(tables), "day") == [(day("05-01"),), (day("05-31"),)]


def test_that_a_day_that_is_not_judged_keeps_its_reason(tables: Tables) -> None:
    nothing = dict.fromkeys(("observed", "expected", "lower", "upper", "p_value"))
    expected(tables, "a", "05-02", **nothing, rule="none: no figure on this day")
    (row,) = ranges(tables)
    assert (row["upper"], row["rule"]) == (None, "none: no figure on this day")


def test_that_figures_of_two_lengths_that_end_on_one_day_are_both_given(tables: Tables) -> None:
    expected(tables, "a", "05-02", period_days=7, span_days=7)
    expected(tables, "a", "05-02")
    assert short(ranges(tables), "period_days") == [(1,), (7,)]
