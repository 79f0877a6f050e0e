"""Cells that several views' tables share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from eoc_app.domain.wording.printed import DASH, MINUS, NONE, hundredths, share, stated_share
from eoc_app.views.view import Cell, Column, TableView, View

UP: Final = "\N{BLACK UP-POINTING TRIANGLE}"


DOWN: Final = "\N{BLACK DOWN-POINTING TRIANGLE}"


def number(value: float | None, text: str = "") -> Cell:
    if value is None:
        return Cell(NONE, None, dim=True)
    return Cell(text or f"{value:g}", value)


def table_of(
    view: View, columns: Sequence[tuple[str, bool]], rows: Sequence[tuple[Cell, ...]],
    codes: Sequence[str | None] | None = None,
) -> TableView:  # fmt: skip
    return TableView(
        title=view.title,
        subtitle=view.subtitle,
        footnote=view.footnote,
        empty=view.empty,
        exercise=view.is_exercise,
        columns=tuple(
            Column(key=title.lower().replace(" ", "_"), title=title, number=number)
            for title, number in columns
        ),
        rows=tuple(rows),
        codes=tuple(codes or ()),
    )


def share_cell(value: float | None, *, exercise: bool = False) -> Cell:
    cell = number(value, "" if value is None else share(value))
    return msgspec.structs.replace(cell, exercise=exercise and value is not None)


def stated_cell(value: float | None) -> Cell:
    return number(value, "" if value is None else stated_share(value))


def changed_cell(value: float | None) -> Cell:
    """Returns a difference of scores with its sign; dim if it prints as zero."""
    text = "" if value is None else f"{abs(value):.2f}"
    if not text or text == "0.00":
        return Cell(text or NONE, value, dim=True)
    return Cell(f"{'+' if (value or 0) > 0 else MINUS}{text}", value)


def drawn_cell(lower: float | None, upper: float | None) -> Cell:
    if lower is None or upper is None:
        return Cell(NONE, lower)
    return Cell(f"{hundredths(lower)}{DASH}{hundredths(upper)}", lower)
