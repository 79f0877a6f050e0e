"""Where names stand on the map, so that none touches a mark or another name."""

from __future__ import annotations

from collections.abc import Iterable
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


class _Room:
    """Which cells of a fine grid are taken; rows are whole numbers, so a test costs little."""

    def __init__(self, area: QRectF) -> None:
        self._left, self._top = area.left(), area.top()
        self._right, self._bottom = area.right(), area.bottom()
        self._rows = [0] * (int(area.height() / _CELL) + 2)

    def _cells(self, x: float, y: float, wide: float, high: float) -> tuple[int, int, int]:
        left = max(int((x - self._left) / _CELL), 0)
        right = int((x + wide - self._left) / _CELL)
        first = max(int((y - self._top) / _CELL), 0)
        last = min(int((y + high - self._top) / _CELL), len(self._rows) - 1)
        return first, last, ((1 << max(right - left + 1, 0)) - 1) << left

    def take(self, box: QRectF) -> None:
        first, last, mask = self._cells(box.x(), box.y(), box.width(), box.height())
        for row in range(first, last + 1):
            self._rows[row] |= mask

    def is_free(self, x: float, y: float, wide: float, high: float) -> bool:
        """Whether nothing lies in a box that is inside the area."""
        return self.first_free(((x, y),), wide, high) is not None

    def first_free(
        self, corners: Iterable[tuple[float, float]], wide: float, high: float
    ) -> tuple[float, float] | None:
        """The first of some upper left corners at which a box is inside and free."""
        left, top, rows = self._left, self._top, self._rows
        rightmost, lowest = self._right, self._bottom
        for corner in corners:
            x, y = corner
            right, bottom = x + wide, y + high
            if x < left or y < top or right > rightmost or bottom > lowest:
                continue
            # Asked thousands of times for one picture, so written out.
            first = int((x - left) / _CELL)
            mask = ((1 << (int((right - left) / _CELL) - first + 1)) - 1) << first
            for row in rows[int((y - top) / _CELL) : int((bottom - top) / _CELL) + 1]:
                if row & mask:
                    break
            else:
                return corner
        return None


def size_of(text: str) -> QSizeF:
    """Room that a name takes, its ground included."""
    size = current().size.label
    return QSizeF(ink.text_width(text, size, True) + 2 * PAD, ink.metrics(size).height() + 2)


def place(
    wanted: Iterable[Wanted],
    marks: Iterable[QRectF],
    points: Iterable[QRectF],
    area: QRectF,
) -> list[Placed]:
    """Place the names in the order given; one that fits nowhere, in no form, is left out.

    No name touches another or one of `marks`. `points` are where countries lie that are no dots:
    names keep off them while there is room elsewhere.
    """
    taken, kept_off = _Room(area), _Room(area)
    for mark in marks:
        taken.take(mark)
        kept_off.take(mark)
    for point in points:
        kept_off.take(point)
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
            found = next(
                (
                    Placed(name.code, text, box)
                    for text, size in forms
                    if (box := _free(name, size, taken, room)) is not None
                ),
                None,
            )
            if found is not None:
                placed.append(found)
                box = found.box.adjusted(-_GAP, -_GAP, _GAP, _GAP)
                taken.take(box)
                kept_off.take(box)
                break
    return placed


def _free(name: Wanted, size: QSizeF, taken: _Room, room: _Room) -> QRectF | None:
    wide, high = size.width(), size.height()
    if name.inside.width() > wide * 0.9 and name.inside.height() > high * 1.6:
        x, y = name.anchor.x() - wide / 2, name.anchor.y() - high / 2
        if taken.is_free(x, y, wide, high):
            return QRectF(x, y, wide, high)
    corner = room.first_free(_around(name.mark, wide, high), wide, high)
    return None if corner is None else QRectF(*corner, wide, high)


def _around(mark: QRectF, wide: float, high: float) -> tuple[tuple[float, float], ...]:
    # A cell more than the eye needs, so that a name is never held to touch its own mark.
    away = 1.0 + _CELL
    x, y = mark.center().x(), mark.center().y()
    left, right = mark.left() - away - wide, mark.right() + away
    above, below = mark.top() - away - high, mark.bottom() + away
    return (
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
