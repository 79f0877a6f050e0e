"""Rows in memory are put in the same order as the engine would put them in."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.builder.derive.row_order import in_order

DIGITS = st.text("0123456789", min_size=1, max_size=19)


@given(st.lists(DIGITS, min_size=1, max_size=40))
def test_that_identifiers_of_digits_are_in_the_order_of_text(identifiers: list[str]) -> None:
    rows = pl.DataFrame({"page_id": identifiers, "place": range(len(identifiers))})
    ordered = in_order(rows, ["page_id"])
    expected = sorted(zip(identifiers, range(len(identifiers)), strict=True))
    assert ordered.rows() == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["b", None, "a", "B"], ["B", "a", "b", None]),
        (["10", "+9", "9"], ["+9", "10", "9"]),
        (["1", "", "0"], ["", "0", "1"]),
        (["9" * 20, "8"], ["8", "9" * 20]),
    ],
)
def test_that_other_text_is_in_the_order_of_its_bytes(
    cells: list[str | None], expected: list[str | None]
) -> None:
    rows = pl.DataFrame({"page_id": cells})
    assert in_order(rows, ["page_id"])["page_id"].to_list() == expected


def test_that_later_columns_decide_between_equal_ones() -> None:
    rows = pl.DataFrame({"country_code": ["KE", "BR", "KE"], "page_id": ["2", "9", "10"]})
    ordered = in_order(rows, ["country_code", "page_id"])
    assert ordered.rows() == [("BR", "9"), ("KE", "10"), ("KE", "2")]
