"""How cells are put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from eoc_app.views.view import Cell

_BANDS: Final = ("no_data", "not_assessable", "low", "guarded", "elevated", "high", "severe")


def ordered(places: Iterable[int], cells: Sequence[Cell], *, falling: bool) -> list[int]:
    """Places in the order of what their cells are worth; unknown values come last both ways."""
    with_value: list[int] = []
    unknown: list[int] = []
    for place in places:
        (unknown if cells[place].value is None else with_value).append(place)
    with_value.sort(key=lambda place: _worth(cells[place]), reverse=falling)
    return with_value + unknown


def _worth(cell: Cell) -> tuple[int, Any]:
    """A key that orders numbers before texts; days are texts in the order of the calendar."""
    value = cell.value
    if isinstance(value, int | float):
        return (0, value)
    if value in _BANDS and value == cell.level:
        return (1, _BANDS.index(cell.level))
    return (2, str(value).casefold())
