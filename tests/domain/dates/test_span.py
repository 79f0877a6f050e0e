"""Spans and days as sources write them."""

from __future__ import annotations

from datetime import date

import pytest

from eoc_app.domain.dates import span


@pytest.mark.parametrize(
    ("text", "label", "starts_on", "ends_on", "precision"),
    [
        ("Q2_2023 ", "2023Q2", date(2023, 4, 1), date(2023, 6, 30), "quarter"),
        ("Q3 2023_Iran-based", "2023Q3", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("meta-2024-q1", "2024Q1", date(2024, 1, 1), date(2024, 3, 31), "quarter"),
        ("2017Q4", "2017Q4", date(2017, 10, 1), date(2017, 12, 31), "quarter"),
        ("Q2-3_2025_x - Q2-3_2025_y", "2025Q2Q3", date(2025, 4, 1), date(2025, 9, 30), "half"),
        ("Q4-1_2026_x", "2026H1", date(2026, 1, 1), date(2026, 6, 30), "half"),
        ("Q4-1_2026_x - H1_2026_y", "2026H1", date(2026, 1, 1), date(2026, 6, 30), "half"),
        ("meta-h2-2026-x", "2026H2", date(2026, 7, 1), date(2026, 12, 31), "half"),
        ("2022_02_report", "202202", date(2022, 2, 1), date(2022, 2, 28), "month"),
    ],
)
def test_that_a_name_gives_its_one_span(
    text: str, label: str, starts_on: date, ends_on: date, precision: str
) -> None:
    assert span.found_in(text) == span.Span(starts_on, ends_on, precision, label)


@pytest.mark.parametrize(
    "text", ["", "FAQ1 2023", "Q5_2023", "Q1_2023 or Q2_2023", "Q3-1_2025", "Q1_20233", "2023_13_x"]
)
def test_that_no_span_or_two_spans_are_no_answer(text: str) -> None:
    assert span.found_in(text) is None


def test_that_the_order_of_day_and_month_needs_a_proof() -> None:
    assert span.day_order(["05/06/2020", "10/30/2019"]) == "month_first"
    assert span.day_order(["05-06-2020", "30-10-2019"]) == "day_first"
    assert span.day_order(["05/06/2020"]) is None
    assert span.day_order(["30/10/2019", "10/30/2019"]) is None


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("05/06/2020", "month_first", date(2020, 5, 6)),
        ("05/06/2020", "day_first", date(2020, 6, 5)),
        ("05/06/2020", None, None),
        ("05/05/2020", None, date(2020, 5, 5)),
        ("1-11-2024", "month_first", date(2024, 1, 11)),
        ("10/30/2019", None, date(2019, 10, 30)),
        ("10/30/2019", "day_first", None),
        ("2024-03-05", None, date(2024, 3, 5)),
        ("10 July 2024", None, date(2024, 7, 10)),
        ("July 10, 2024", None, date(2024, 7, 10)),
        ("31 June 2024", None, None),
        ("n/a", None, None),
    ],
)
def test_that_days_are_read_in_the_proven_order_only(
    text: str, order: span.DayOrder | None, day: date | None
) -> None:
    assert span.day(text, order) == day


def test_that_a_shortened_month_is_a_month_of_a_year() -> None:
    may = span.month_or_year("May-14")
    assert may is not None
    assert (may.starts_on, may.ends_on) == (date(2014, 5, 1), date(2014, 5, 31))
    assert span.month_or_year("Mai-14") is None
