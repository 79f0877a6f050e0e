"""Scores, coverage and weights are printed so that no rounding says what they do not reach."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.wording import printed as wording
from eoc_app.domain.wording.printed import THIN
from tests.made_method import METHOD


@pytest.mark.parametrize(
    ("seen", "text"),
    [(0.65, "65\u202f%"), (0.6499, "64.9\u202f%"), (0.6451, "64.5\u202f%"), (0.644, "64\u202f%"),
     (1.0, "100\u202f%"), (0.0, "0\u202f%")],
)  # fmt: skip
def test_that_a_coverage_that_falls_short_never_reads_as_what_is_needed(
    seen: float, text: str
) -> None:
    assert wording.coverage(seen, 0.65) == text


@given(st.floats(0, 10))
def test_that_hundredths_of_a_score_never_reach_a_tenth_that_it_does_not(score: float) -> None:
    printed = float(wording.hundredths(score))
    assert abs(printed - score) <= 0.01 + 1e-9
    assert math.floor(10 * printed + 1e-7) <= math.floor(10 * score + 1e-7)


@given(st.floats(0, 10), st.floats(0, 1), st.floats(0, 1))
def test_that_bounds_as_printed_hold_the_score_as_printed(
    score: float, below: float, above: float
) -> None:
    printed = METHOD.printed(score)
    low, high = wording.score_ends(max(0.0, score - below), min(10.0, score + above), printed)
    assert float(low) <= float(printed) <= float(high)
    assert wording.score_interval(3.96, 3.98, "3.9") == "bounds 3.9 to 4.0"


def test_that_a_share_that_a_method_states_keeps_its_halves() -> None:
    told = [wording.stated_share(one) for one in (0.5, 0.225, 0.125, 0.0625, 0.025, 1.0)]
    assert told == [f"{text}{THIN}%" for text in ("50", "22.5", "12.5", "6.25", "2.5", "100")]
