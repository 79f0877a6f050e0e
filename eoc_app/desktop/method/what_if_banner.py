"""The stamp over everything that is made of tried weights."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current

WORD: Final = "WHAT IF"
_QUIET: Final = "Weights are as the method has them. Move a slider to try others."
_EDGE: Final = 14.0
"""Room of the hatch at both ends."""


class WhatIfBanner(QWidget):
    """A hatched band with the changed weights, or a quiet line where none is changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stamp = ""
        self._quiet = _QUIET
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    @property
    def stamp(self) -> str:
        """What it says; empty where no weight is changed."""
        return self._stamp

    def show_stamp(self, stamp: str) -> None:
        """Show this stamp; a quiet line where it is empty."""
        if stamp != self._stamp:
            self._stamp = stamp
            self._tell()
            self.updateGeometry()
            self.update()

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        self._quiet = ""
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self._stamp or _QUIET)

    def _words(self, width: float) -> ink.Lines:
        look = current()
        text = self._stamp.removeprefix(f"{WORD}: ")
        return ink.lines(text, look.size.body, True, max(width - self._indent(look), 60.0))

    def _indent(self, look: Theme) -> float:
        return 2 * _EDGE + _pill(look) + 3 * look.space.s

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = current()
        if not self._stamp:
            quiet = ink.lines(self._quiet, look.size.label, False, width)
            return int(quiet.height) if self._quiet else 0
        return int(self._words(width).height + 3 * look.space.s)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        return QSize(320, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was = max(event.oldSize().width(), 1)
        if self.heightForWidth(self.width()) != self.heightForWidth(was):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        if not self._stamp:
            quiet = ink.lines(self._quiet, look.size.label, False, self.width())
            quiet.draw(painter, 0, 0, look.mute)
            return
        draw_band(painter, QRectF(self.rect()), look)
        words = self._words(self.width())
        left = _EDGE + look.space.s
        draw_word(painter, QRectF(left, 0, _pill(look), self.height()), look)
        words.draw(
            painter,
            left + _pill(look) + look.space.s,
            (self.height() - words.height) / 2,
            look.text,
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _pill(look: Theme) -> float:
    return ink.text_width(WORD, look.size.body, True) + 2 * look.space.s


def draw_word(painter: QPainter, rect: QRectF, look: Theme) -> None:
    """The two words on their own colour, in the middle of `rect`."""
    box = QRectF(0, 0, _pill(look), ink.metrics(look.size.body, True).height() + look.space.xs)
    box.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.what_if)
    painter.drawRoundedRect(box, look.shape.radius, look.shape.radius)
    painter.setFont(look.font(look.size.body, True))
    painter.setPen(look.on_strong)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, WORD)


def draw_band(painter: QPainter, rect: QRectF, look: Theme) -> None:
    """A hatched band with a plain middle for words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    radius = look.shape.radius
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(box, radius, radius)
    painter.setBrush(look.hatch(look.faded(look.what_if, 0.7)))
    painter.setPen(QPen(look.what_if, 1.5))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.surface)
    painter.drawRect(box.adjusted(_EDGE, 3, -_EDGE, -3))
