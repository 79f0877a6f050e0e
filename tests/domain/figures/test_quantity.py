"""Figures as sources state them: the interval always holds what is stated."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.figures import quantity
from eoc_app.domain.figures.quantity import (
    Quantity,
    number,
    parse,
    qualifier,
    rounding_step,
    stated,
)

positive = st.floats(min_value=1e-6, max_value=1e12)


@given(positive, st.sampled_from(sorted(set(quantity.QUALIFIERS.values()) - {"range"})))
def test_that_the_bounds_of_a_qualified_figure_hold_its_value(value: float, how: str) -> None:
    found = stated(value, how)
    assert found.value == value
    assert found.lower is None or 0 <= found.lower <= value
    assert found.upper is None or found.upper >= value


@pytest.mark.parametrize(
    ("how", "lower", "upper"),
    [
        ("exact", 49_200, 49_200),
        ("about", 49_150, 49_250),
        ("rounded", 49_150, 49_250),
        ("nearly", 49_150, 49_200),
        ("more_than", 49_200, None),
        ("at_least", 49_200, None),
        ("less_than", 0, 49_200),
        ("at_most", 0, 49_200),
    ],
)
def test_that_each_qualifier_has_its_interval(how: str, lower: float, upper: float | None) -> None:
    assert stated(49_200, how) == Quantity(49_200, lower, upper, how)


def test_that_an_unknown_qualifier_is_a_bug() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        stated(1, "perhaps")


@pytest.mark.parametrize(
    ("value", "step"),
    [
        (49_200, 100), (0.01, 0.01), (37, 1), (5_700_000, 100_000), (1e9, 1e9), (0, 0),
        (0.962, 0.001),
        (1e15, 1e15), (1.5e-7, 1e-8), (math.inf, 0), (2.5, 0.1),
    ],
)  # fmt: skip
def test_that_the_rounding_step_is_the_unit_of_the_last_digit(value: float, step: float) -> None:
    assert rounding_step(value) == pytest.approx(step)


@given(st.integers(1, 999), st.integers(0, 9))
def test_that_a_figure_is_a_whole_number_of_its_rounding_steps(digits: int, zeros: int) -> None:
    value = digits * 10**zeros
    steps = value / rounding_step(value)
    assert steps == round(steps)
    assert steps % 10 != 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96.20%", 0.962), ("4%", 0.04), ("1,234", 1234), ("19,100", 19_100),
        ("16 300 000", 16.3e6),
        ("16\u202f300\u202f000", 16.3e6), ("4.5 million", 4.5e6), ("1 billion", 1e9), ("2bn", 2e9),
        ("590000", 590_000), ("12,34,567", 1_234_567), ("1.7 Million", 1.7e6), ("3k", 3000),
    ],
)  # fmt: skip
def test_that_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "N/A", "abc", "4,5", "1,23", "-5", "12 34", "1.2.3", "%", "1,2345"]
)
def test_that_what_is_no_number_is_not_guessed(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 10**12))
def test_that_thousands_commas_change_nothing(value: int) -> None:
    assert number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "value", "lower", "upper", "how"),
    [
        ("more than 20 million", 20e6, 20e6, None, "more_than"),
        ("over 1 billion", 1e9, 1e9, None, "more_than"),
        ("more than 33 million", 33e6, 33e6, None, "more_than"),
        ("80 million or more", 80e6, 80e6, None, "at_least"),
        ("less than 1%", 0.01, 0.0, 0.01, "less_than"),
        ("roughly 100000", 100_000, 50_000, 150_000, "about"),
        ("nearly 6,000", 6000, 5500, 6000, "nearly"),
        ("\u2264100", 100, 0.0, 100, "at_most"),
        ("4%-5%", None, 0.04, 0.05, "range"),
        ("4-5%", None, 0.04, 0.05, "range"),
        ("3\u20135 million", None, 3e6, 5e6, "range"),
        ("500-1,000", None, 500, 1000, "range"),
        ("900 thousand - 1 million", None, 9e5, 1e6, "range"),
        ("343736", 343_736, 343_736, 343_736, "exact"),
    ],
)
def test_that_a_statement_gives_its_interval(
    text: str, value: float | None, lower: float, upper: float | None, how: str
) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == (None if value is None else pytest.approx(value))
    assert found.lower == pytest.approx(lower)
    assert found.upper == (None if upper is None else pytest.approx(upper))
    assert found.qualifier == how


@pytest.mark.parametrize("text", ["", "  ", "N/A", "5-4", "a lot", "more than many", "1-2-3"])
def test_that_what_states_no_figure_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=30))
def test_that_no_text_breaks_the_reading_of_figures(text: str) -> None:
    found = parse(text)
    if found is not None and None not in (found.lower, found.upper):
        assert found.lower <= found.upper  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "word"),
    [("More Than", "more_than"), ("lower_bound", "at_least"), (" ~ ", "about"), ("maybe", None)],
)
def test_that_qualifiers_are_the_formats_words(text: str, word: str | None) -> None:
    assert qualifier(text) == word
