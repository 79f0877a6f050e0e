"""Everything that is copied goes by one way, which says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.desktop.kit.copying import copied
from eoc_app.views.view import Cell

REPOSITORY = Path(__file__).resolve().parents[3]


def test_that_only_one_module_writes_to_the_clipboard() -> None:
    found = {
        path.name
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        if ".clipboard()" in path.read_text(encoding="utf-8")
    }
    assert found == {"copying.py"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell("16\u202f300\u202f000", 16_300_000), "16300000"),
        (Cell("\u22121\u202f204.5", -1204.5), "-1204.5"),
        (Cell("17.2\u202f%", 0.172), "17.2%"),
        (Cell("\u2264100", 100), "\u2264100"),
        (Cell("100000000000000001", "100000000000000001"), "'100000000000000001"),
        (Cell("more than 20\u202fmillion", 20e6), "more than 20 million"),
    ],
)
def test_that_a_copied_number_is_one_and_an_id_keeps_its_digits(cell: Cell, text: str) -> None:
    assert copied(cell) == text


def test_that_a_copied_name_is_no_formula_and_stays_in_its_cell() -> None:
    assert copied(Cell("=HYPERLINK(1)", "=HYPERLINK(1)")) == "'=HYPERLINK(1)"
    assert copied(Cell("-5", -5)) == "-5"
    assert copied(Cell("a\tb\nc", "a\tb\nc")) == "a b c"
