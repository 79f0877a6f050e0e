"""Shares and means with the bounds that their parts allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.figures.ratio import Bounded, ratio

amounts = st.integers(min_value=0, max_value=10**9).map(float)


@st.composite
def bounded(draw: st.DrawFn) -> Bounded:
    low, middle, high = sorted((draw(amounts), draw(amounts), draw(amounts)))
    return Bounded(middle, low, high)


@given(bounded(), bounded())
def test_that_a_share_of_a_part_and_its_rest_lies_between_its_bounds(
    part: Bounded, rest: Bounded
) -> None:
    whole = Bounded(*(
        a + b for a, b in zip(
            (part.value or 0, part.lower or 0, part.upper or 0),
            (rest.value or 0, rest.lower or 0, rest.upper or 0), strict=True,
        )
    ))  # fmt: skip
    found = ratio(part, whole, "share")
    for value in (found.value, found.lower, found.upper):
        assert value is None or -1e-9 <= value <= 1 + 1e-9
    if None not in (found.value, found.lower, found.upper):
        assert found.lower - 1e-6 <= found.value <= found.upper + 1e-6  # type: ignore[operator]


def test_that_a_plain_count_stays_as_it_is() -> None:
    count = Bounded(5, 4, None)
    assert ratio(count, None, "count") == count
    assert ratio(count, Bounded(None, None, None), "count") == count


def test_that_a_mean_divides_by_its_whole() -> None:
    assert ratio(Bounded(30, 20, 40), Bounded(2, 2, 2), "hours") == Bounded(15, 10, 20)


@pytest.mark.parametrize("form", ["share", "hours", "count"])
def test_that_nothing_is_a_share_or_mean_of_nothing(form: str) -> None:
    found = ratio(Bounded(0, 0, 0), Bounded(0, 0, 0), form)
    assert found == Bounded(None, None, None)


def test_that_an_open_end_leaves_its_bound_open_and_the_other_one_wide() -> None:
    found = ratio(Bounded(5, 5, None), Bounded(10, 10, 10), "share")
    assert found == Bounded(0.5, 0.5, None)
    assert ratio(Bounded(5, 5, 5), Bounded(10, 10, None), "share") == Bounded(0.5, None, 0.5)


def test_that_bounds_of_a_mean_are_divided_by_the_other_bounds() -> None:
    found = ratio(Bounded(30, 20, 40), Bounded(2, 1, 4), "hours")
    assert found == Bounded(15, 5, 40)
