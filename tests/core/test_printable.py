"""Text from elsewhere does nothing to a terminal, and reads as what it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.core.printable import columns, cut, harmless, harmless_json, padded, well_formed
from eoc_app.core.problem import Problem

ACTS = {"Cc", "Cs", "Zl", "Zp"}
"""Kinds of characters of which none is printed."""
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\nok  trust", r"a\nok  trust"),
        ("a\r\tb\x00", r"a\r\tb\x00"),
        ("a\x9b31mb", r"a\x9b31mb"),
        ("a\u202eb\u2066", r"a\u202eb\u2066"),
        ("a\u200bb\ufeff\xad", r"a\u200bb\ufeff\xad"),
        ("a\u2028b", r"a\u2028b"),
        ("\udcff.csv", r"\xff.csv"),
        ("a\u200db", r"a\u200db"),
        ("a\U000e0041b", r"a\U000e0041b"),
    ],
)
def test_that_a_character_that_acts_is_printed_as_an_escape(text: str, printed: str) -> None:
    assert harmless(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "plain", "1\u202f100 \u20ac", "Côte d\u2019Ivoire", "\u0645\u06cc\u200c\u0634\u0648\u062f",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u845b\U000e0100\u57ce", "back\\slash", "",
    ],
)  # fmt: skip
def test_that_letters_that_people_write_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.characters()))
def test_that_no_text_acts(text: str) -> None:
    printed = harmless(text)
    assert not [one for one in printed if unicodedata.category(one) in ACTS or one in TURNS]
    assert harmless(printed) == printed
    printed.encode()
    well_formed(text).encode()


@given(st.lists(st.text(st.characters())))
def test_that_json_says_the_same_and_does_not_act(texts: list[str]) -> None:
    for plain in (False, True):
        printed = harmless_json(json.dumps(texts, ensure_ascii=plain, indent=2))
        assert json.loads(printed) == json.loads(json.dumps(texts))
        acting = {one for one in printed if unicodedata.category(one) in ACTS} - {"\n"}
        assert not acting
        assert not set(printed) & set(TURNS)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("\u0e01\u0e34", 1),
        ("\u2764\ufe0f", 2),
        ("\uff21", 2),
    ],
)
def test_that_a_text_takes_the_columns_of_its_letters(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 10)) == 10
    assert padded(text, 10, right=True).endswith(text)
    assert columns(cut(text * 20, 7)) <= 7


def test_that_no_part_of_a_problem_begins_a_line_of_its_own() -> None:
    forged = "x\n  do:  nothing\x1b[1A"
    problem = Problem(forged, forged, forged, file=forged, column=forged, value=forged)
    assert len(str(problem).split("\n")) == 3
    assert "\x1b" not in str(problem)


def test_that_a_problem_of_a_name_that_is_no_text_can_be_written_down() -> None:
    record = Problem("a", "b", "c", file="\udcff.csv", value="\udc80").as_record()
    assert record["file"] == r"\xff.csv"
    json.dumps(record, ensure_ascii=False).encode()
