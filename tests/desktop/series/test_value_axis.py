from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.desktop.series import value_axis
from eoc_app.domain.wording import axis_words
from eoc_app.domain.wording.axis_words import THIN

AMOUNTS = st.lists(st.floats(0, 1e12), max_size=20)


@given(AMOUNTS, st.sampled_from(["count", "money", "hours"]), st.integers(3, 5))
def test_that_an_axis_starts_at_zero_holds_all_values_and_has_few_ticks(
    values: list[float], form: str, most: int
) -> None:
    scale = value_axis.scale(values, form, most)
    assert scale.bottom == 0
    assert scale.top >= max(values, default=0) * (1 - 1e-6)
    assert 2 <= len(scale.ticks) <= most
    assert scale.ticks[0] == (0, scale.ticks[0][1])
    texts = [text for _, text in scale.ticks]
    assert len(set(texts)) == len(texts)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_that_an_axis_of_shares_does_not_promise_more_than_the_whole(values: list[float]) -> None:
    scale = value_axis.scale(values, "share")
    assert scale.top <= 1 + 1e-9
    assert all(text.endswith("%") for _, text in scale.ticks)


def test_that_counts_have_whole_ticks() -> None:
    assert [text for _, text in value_axis.scale([3], "count").ticks] == ["0", "1", "2", "3"]


def test_that_a_figure_below_zero_is_held_too() -> None:
    scale = value_axis.scale([-3.0, 10.0], "money")
    assert scale.bottom <= -3
    assert 0.0 in [value for value, _ in scale.ticks]


@pytest.mark.parametrize(
    ("value", "step", "form", "text"),
    [
        (0.05, 0.05, "share", f"5{THIN}%"),
        (0.005, 0.0025, "share", f"0.50{THIN}%"),
        (20_000, 20_000, "count", "20k"),
        (1_500, 500, "count", "1.5k"),
        (2e6, 1e6, "money", "2M"),
        (3e9, 1e9, "count", "3bn"),
        (2.5, 2.5, "hours", "2.5"),
    ],
)
def test_that_tick_labels_are_short(value: float, step: float, form: str, text: str) -> None:
    assert value_axis.tick_text(value, step, form) == text


@pytest.mark.parametrize(
    ("value", "form", "unit", "text"),
    [
        (12345, "count", "ads", f"12{THIN}345 ads"),
        (0.19, "share", "share", f"19.0{THIN}%"),
        (0.0004, "share", "share", f"0.040{THIN}%"),
        (2500.5, "money", "EUR", f"2{THIN}500.5 EUR"),
        (31.5, "hours", "hours", "31.5 hours"),
    ],
)
def test_that_figures_are_told_in_full_with_their_unit(
    value: float, form: str, unit: str, text: str
) -> None:
    assert axis_words.figure(value, form, unit) == text


def test_that_bounds_say_which_side_is_open() -> None:
    assert axis_words.bounds(20, None, "count", "ads") == "at least 20 ads"
    assert axis_words.bounds(None, 100, "count", "ads") == "at most 100 ads"
    assert axis_words.bounds(4, 9, "count", "ads") == "between 4 and 9 ads"
    assert axis_words.bounds(4, 4, "count", "ads") == ""
    assert axis_words.bounds(None, None, "count", "ads") == ""
