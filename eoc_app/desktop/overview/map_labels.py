"""Where names stand on the map, so that none touches a mark or another name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current

_GAP: Final = 3.0
_CELL: Final = 3.0
MOST: Final = 48
"""More names than this no map of the world holds; the first in rank are tried."""
PAD: Final = 4.0


class Wanted(NamedTuple):
    """A name to place: its forms from long to short, its mark, the room inside its country."""

    code: str
    forms: tuple[str, ...]
    anchor: QPointF
    mark: QRectF
    """What the name stands beside: the dot, or the country itself where it is small."""
    inside: QRectF
    """The country on the screen; a name may lie inside where it is wide enough."""


class Placed(NamedTuple):
    """A name with its place."""

    code: str
    text: str
    box: QRectF


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def box_of(rectangle: QRectF) -> Box:
    """A rectangle as plain numbers, which can be looked up by."""
    return (rectangle.x(), rectangle.y(), rectangle.width(), rectangle.height())


class _Grid(NamedTuple):
    """An area cut into cells; where a box lies in it is worked out once and then remembered."""

    left: float
    top: float
    right: float
    bottom: float


class _Corner(NamedTuple):
    """An upper left corner that a name may have, and the cells that the name then takes."""

    x: float
    y: float
    first: int
    end: int
    mask: int


class _Room:
    """Which cells of a fine grid are taken; rows are whole numbers, so a test costs little."""

    def __init__(self, grid: _Grid, boxes: frozenset[Box]) -> None:
        self._grid = grid
        self._rows = list(_rows_of(grid, boxes))

    def take(self, box: Box) -> None:
        first, end, mask = _cells(self._grid, *box)
        rows = self._rows
        for row in range(first, end):
            rows[row] |= mask

    def first_free(self, corners: Iterable[_Corner]) -> _Corner | None:
        """The first of some corners at which nothing lies."""
        rows = self._rows
        for corner in corners:
            mask = corner.mask
            for row in rows[corner.first : corner.end]:
                if row & mask:
                    break
            else:
                return corner
        return None


@lru_cache(maxsize=8)
def _rows_of(grid: _Grid, boxes: frozenset[Box]) -> tuple[int, ...]:
    """The rows of a grid with some boxes in it: most days have the same marks."""
    rows = [0] * _row_count(grid)
    for box in boxes:
        first, end, mask = _cells(grid, *box)
        for row in range(first, end):
            rows[row] |= mask
    return tuple(rows)


def _row_count(grid: _Grid) -> int:
    return int((grid.bottom - grid.top) / _CELL) + 2


@lru_cache(maxsize=4096)
def _cells(grid: _Grid, x: float, y: float, wide: float, high: float) -> tuple[int, int, int]:
    """The rows that a box lies in, from the first up to the end, and its cells of each."""
    left = max(int((x - grid.left) / _CELL), 0)
    right = int((x + wide - grid.left) / _CELL)
    first = max(int((y - grid.top) / _CELL), 0)
    last = min(int((y + high - grid.top) / _CELL), _row_count(grid) - 1)
    return first, last + 1, ((1 << max(right - left + 1, 0)) - 1) << left


def _corner(grid: _Grid, x: float, y: float, wide: float, high: float) -> tuple[_Corner, ...]:
    """A corner, or nothing where the name would leave the area."""
    inside = x >= grid.left and y >= grid.top and x + wide <= grid.right and y + high <= grid.bottom
    return (_Corner(x, y, *_cells(grid, x, y, wide, high)),) if inside else ()


@lru_cache(maxsize=256)
def size_of(text: str) -> QSizeF:
    """Room that a name takes, its ground included."""
    size = current().size.label
    return QSizeF(ink.text_width(text, size, True) + 2 * PAD, ink.metrics(size).height() + 2)


def place(
    wanted: Iterable[Wanted],
    marks: Iterable[Box],
    points: Iterable[Box],
    area: QRectF,
) -> list[Placed]:
    """Place the names in the order given; one that fits nowhere, in no form, is left out.

    No name touches another or one of `marks`. `points` are where countries lie that are no dots:
    names keep off them while there is room elsewhere.
    """
    grid = _Grid(area.left(), area.top(), area.right(), area.bottom())
    marked = frozenset(marks)
    taken, kept_off = _Room(grid, marked), _Room(grid, marked | frozenset(points))
    placed: list[Placed] = []
    tried = 0
    for name in wanted:
        if not area.contains(name.anchor):
            continue
        tried += 1
        if tried > MOST:
            break
        # Better a short form than one over a neighbour, better over a neighbour than none.
        forms = [(text, size_of(text)) for text in name.forms]
        for room in (kept_off, taken):
            label = next(
                (
                    Placed(name.code, text, box)
                    for text, size in forms
                    if (box := _free(name, size, grid, taken, room)) is not None
                ),
                None,
            )
            if label is not None:
                placed.append(label)
                around = box_of(label.box.adjusted(-_GAP, -_GAP, _GAP, _GAP))
                taken.take(around)
                kept_off.take(around)
                break
    return placed


def _free(name: Wanted, size: QSizeF, grid: _Grid, taken: _Room, room: _Room) -> QRectF | None:
    wide, high = size.width(), size.height()
    corner = None
    if name.inside.width() > wide * 0.9 and name.inside.height() > high * 1.6:
        x, y = name.anchor.x() - wide / 2, name.anchor.y() - high / 2
        corner = taken.first_free(_corner(grid, x, y, wide, high))
    if corner is None:
        mark = name.mark
        corner = room.first_free(
            _around(grid, (mark.left(), mark.top(), mark.right(), mark.bottom()), wide, high)
        )
    return None if corner is None else QRectF(corner.x, corner.y, wide, high)


@lru_cache(maxsize=1024)
def _around(
    grid: _Grid, mark: tuple[float, float, float, float], wide: float, high: float
) -> tuple[_Corner, ...]:
    """Where a name may stand beside a mark; from day to day marks and widths stay as they are."""
    # A cell more than the eye needs, so that a name is never held to touch its own mark.
    away = 1.0 + _CELL
    x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    left, right = mark[0] - away - wide, mark[2] + away
    above, below = mark[1] - away - high, mark[3] + away
    corners = (
        (right, y - high / 2),
        (left, y - high / 2),
        (x - wide / 2, above),
        (x - wide / 2, below),
        (x - wide * 0.8, below),
        (x - wide * 0.2, below),
        (x - wide * 0.8, above),
        (x - wide * 0.2, above),
        (right, above + high / 2),
        (right, below - high / 2),
        (left, above + high / 2),
        (left, below - high / 2),
    )
    return tuple(spot for at_x, at_y in corners for spot in _corner(grid, at_x, at_y, wide, high))
