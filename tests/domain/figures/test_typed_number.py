from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.figures import typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.5", 2.5),
        ("2,5", 2.5),
        (" 2,5 ", 2.5),
        (",5", 0.5),
        (".5", 0.5),
        ("5,", 5.0),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1.234", 1.234),
        ("1234,567", 1234.567),
        ("1 234", 1234.0),
        ("1\u202f234,5", 1234.5),
        ("1\u00a0234.5", 1234.5),
        ("1'234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1 234,567", 1234.567),
        ("1'234 567", 1234567.0),
        ("1_000", 1000.0),
        ("1.234.567", 1234567.0),
        ("12.345.678,9", 12345678.9),
        ("-2,5", -2.5),
        ("\u22122.5", -2.5),
        ("+2.5", 2.5),
        ("1e-3", 0.001),
        ("\u0662\u066b\u0665", 2.5),
        ("\u0661\u066c\u0662\u0663\u0664", 1234.0),
        ("\u0967\u0968.\u096b", 12.5),
        ("\uff12\uff0e\uff15", 2.5),
    ],
)
def test_that_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert typed_number.read(text) == number


@pytest.mark.parametrize(
    "text", ["1,234", "-1,234", "12,500", "999,000", "\u0661,\u0662\u0663\u0664"]
)
def test_that_what_may_be_two_numbers_is_refused_with_both(text: str) -> None:
    with pytest.raises(typed_number.Unreadable, match=r"may be .* or "):
        typed_number.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", ".", ",", "abc", "nan", "inf", "-inf", "0x10", "1e999", "2..5",
        "2,5,1", "12,34,567", "1.23.4", "1 23", "1 2345", "1,234 567", "1.234,567.8",
        "2.5.", "5 %", "--1", "1,234,", "\u00bd", "\u0bf0",
    ],
)  # fmt: skip
def test_that_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(typed_number.Unreadable, match="is no number"):
        typed_number.read(text)


@given(st.floats(0, 1e9).map(lambda number: round(number, 2)))
def test_that_a_number_is_the_same_with_point_and_with_comma(number: float) -> None:
    text = f"{number:.2f}"
    assert typed_number.read(text) == typed_number.read(text.replace(".", ",")) == number
