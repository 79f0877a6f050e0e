"""Where names stand on the map, so that none touches a mark or another name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets import ink

_GAP: Final = 3.0
PAD: Final = 4.0


class Wanted(NamedTuple):
    """A name to place: its forms from long to short, its mark, the room inside its country."""

    code: str
    forms: tuple[str, ...]
    anchor: QPointF
    reach: float
    """Free distance from the anchor to the name beside it: the mark's radius."""
    inside: QRectF
    """The country on the screen; a name may lie inside where it is wide enough."""


class Placed(NamedTuple):
    """A name with its place."""

    code: str
    text: str
    box: QRectF


def size_of(text: str) -> QSizeF:
    """Room that a name takes, its ground included."""
    size = current().size.label
    return QSizeF(ink.text_width(text, size, True) + 2 * PAD, ink.metrics(size).height() + 2)


def place(
    wanted: Iterable[Wanted], obstacles: Sequence[tuple[str, QRectF]], area: QRectF
) -> list[Placed]:
    """Place the names in the order given; one that fits nowhere, in no form, is left out.

    `obstacles` are marks with the country they belong to, or empty text: a name may touch its
    own country's mark only by lying inside a large country.
    """
    placed: list[Placed] = []
    for name in wanted:
        if not area.contains(name.anchor):
            continue
        for text in name.forms:
            box = _free(name, size_of(text), placed, obstacles, area)
            if box is not None:
                placed.append(Placed(name.code, text, box))
                break
    return placed


def _free(
    name: Wanted,
    size: QSizeF,
    placed: list[Placed],
    obstacles: Sequence[tuple[str, QRectF]],
    area: QRectF,
) -> QRectF | None:
    for box in _candidates(name, size):
        if not area.contains(box):
            continue
        near = box.adjusted(-_GAP, -_GAP, _GAP, _GAP)
        if any(near.intersects(other.box) for other in placed):
            continue
        if any(box.intersects(mark) for code, mark in obstacles if code != name.code):
            continue
        return box
    return None


def _candidates(name: Wanted, size: QSizeF) -> Iterable[QRectF]:
    x, y = name.anchor.x(), name.anchor.y()
    wide, high = size.width(), size.height()
    if name.inside.width() > wide * 0.9 and name.inside.height() > high * 1.6:
        yield QRectF(x - wide / 2, y - high / 2, wide, high)
    away = name.reach + 2.0
    yield QRectF(x + away, y - high / 2, wide, high)
    yield QRectF(x - away - wide, y - high / 2, wide, high)
    yield QRectF(x - wide / 2, y - away - high, wide, high)
    yield QRectF(x - wide / 2, y + away, wide, high)
    for dx in (away * 0.7, -away * 0.7 - wide):
        for dy in (-away * 0.7 - high, away * 0.7):
            yield QRectF(x + dx, y + dy, wide, high)
