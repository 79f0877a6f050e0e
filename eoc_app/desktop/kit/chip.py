"""A restriction state in one short text with its mark."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.views.restriction_chip import Chip

MARK = 12.0
"""Room of the mark before the text, in logical pixels."""

_SPLIT = " · "
_FIGURE = re.compile(r"(\d) (?=\S)")

SPOKEN = {
    "in_force": "restriction in force",
    "upcoming": "restriction upcoming",
    "ended": "restriction ended",
    "moved": "restriction withdrawn",
    "not_known": "restriction not known",
    "no_rule": "no rule on record",
    "undated": "restriction without a date",
}


def spoken(chip: Chip) -> str:
    """The chip as a screen reader says it, its mark put into words."""
    return f"{SPOKEN[chip.standing]}: {chip.text}"


def indent(chip: Chip) -> float:
    """Room that the mark takes before the text."""
    return 0.0 if chip.standing == "no_rule" else MARK


def width(chip: Chip, size: int) -> float:
    """Width of the chip on one line."""
    return indent(chip) + ink.text_width(chip.text, size)


def bound(chip: Chip) -> str:
    """The chip's text, in which a figure stays with its unit."""
    return _FIGURE.sub("\\1\u00a0", chip.text)


def lines(chip: Chip, size: int, room: float, most: int = 2) -> ink.Lines:
    """The chip's text broken for `room`, mark included; best between its parts."""
    room = max(room - indent(chip), 20.0)
    parts = [part.replace(" ", "\u00a0") for part in chip.text.split(_SPLIT)]
    if all(ink.text_width(f"{part} \u00b7", size) <= room for part in parts):
        split = ink.lines(_SPLIT.join(parts), size, False, room)
        if split.count <= 2:
            return split
    return ink.lines(bound(chip), size, False, room, most)


def draw(painter: QPainter, rect: QRectF, chip: Chip, size: int, look: Theme) -> bool:
    """Draw the chip, centred in height, on as many lines as `rect` holds.

    Returns whether the whole text is seen.
    """
    colour = ink.standing_colour(look, chip.standing)
    most = max(1, int(rect.height() // ink.metrics(size).height()))
    text = lines(chip, size, rect.width(), most)
    top = rect.center().y() - text.height / 2
    if chip.standing != "no_rule":
        ink.draw_standing(painter, QRectF(rect.left(), top, 8.0, text.step), chip.standing, colour)
    text.draw(painter, rect.left() + indent(chip), top, colour)
    return not text.cut


class ChipLabel(QWidget):
    """A chip by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = Chip("no_rule", "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(self, view: Chip) -> None:
        """Draw this chip."""
        if view == self._chip:
            return
        self._chip = view
        self.setAccessibleName(spoken(view))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        return int(lines(self._chip, current().size.label, wide, 0).height)

    def sizeHint(self) -> QSize:
        size = current().size.label
        return QSize(int(width(self._chip, size)) + 1, int(ink.metrics(size).height()) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        draw(painter, QRectF(self.rect()), self._chip, look.size.label, look)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
