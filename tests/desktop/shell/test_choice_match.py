from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.desktop.shell.choice_match import Choice, found, prepared
from eoc_app.domain.countries.folding import folded

COUNTRIES = {
    "GE": "Georgia", "DE": "Germany", "GS": "South Georgia", "NE": "Niger", "NG": "Nigeria",
    "TR": "Türkiye", "TM": "Turkmenistan", "CI": "Côte d\u2019Ivoire", "PL": "Polska Łódź",
    "MD": "Moldova", "US": "United States", "GB": "United Kingdom", "UA": "Україна",
}  # fmt: skip
CHOICES = [
    *(prepared(Choice("country", key, text, key)) for key, text in COUNTRIES.items()),
    prepared(Choice("screen", "overview", "Overview", "Ctrl 1")),
]


def keys(needle: str) -> list[str]:
    return [choice.key for choice in found(needle, CHOICES)]


@pytest.mark.parametrize(
    ("needle", "first"),
    [
        ("ge", "GE"),  # a code wins over a beginning
        ("geor", "GE"),
        ("georgia", "GE"),
        ("TURKI", "TR"),
        ("cote d'iv", "CI"),
        ("lodz", "PL"),
        ("stat", "US"),
        ("ovw", "overview"),
        ("україна", "UA"),
    ],
)
def test_that_the_best_match_comes_first(needle: str, first: str) -> None:
    assert keys(needle)[0] == first


def test_that_a_beginning_comes_before_a_word_before_an_inside() -> None:
    assert keys("geo") == ["GE", "GS"]
    assert keys("ni")[:2] == ["NE", "NG"]


def test_that_nothing_typed_offers_all_in_their_order() -> None:
    assert len(keys("  ")) == len(CHOICES)
    assert keys("")[0] == "GE"


def test_that_letters_far_apart_are_no_match() -> None:
    assert keys("ukm") == ["TM"]
    assert keys("xq") == []
    assert "GS" not in keys("sga")


@given(st.text(max_size=30))
def test_that_any_text_finds_itself(text: str) -> None:
    item = prepared(Choice("country", "?", text, ""))
    assert found(text, [item]) == [item.choice]
    assert folded(folded(text)) == folded(text)
