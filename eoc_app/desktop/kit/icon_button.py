"""Small buttons whose sign is drawn, so that it is crisp at every scale and in every theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current

Sign = Literal["table", "source", "previous", "next", "theme", "plus", "minus", "whole"]


class IconButton(QAbstractButton):
    """A square button of the least target size with a drawn sign; `name` is what it does."""

    def __init__(self, sign: Sign, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        side = current().shape.target
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        return QSize(current().shape.target, current().shape.target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selection if self.isDown() else look.hover)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        colour = look.text if self.underMouse() or self.hasFocus() else look.mute
        if not self.isEnabled():
            colour = look.line
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _draw(painter, self._sign, box.center())
        if self.hasFocus():
            ink.draw_focus(painter, box, look)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self.update()


def _draw(painter: QPainter, sign: Sign, c: QPointF) -> None:
    pen = painter.pen()
    if sign == "table":
        painter.drawRect(QRectF(c.x() - 6.5, c.y() - 5.5, 13, 11))
        for y in (-2.0, 1.75):
            painter.drawLine(c + QPointF(-6.5, y), c + QPointF(6.5, y))
        painter.drawLine(c + QPointF(-1.5, -5.5), c + QPointF(-1.5, 5.5))
    elif sign == "source":
        painter.drawEllipse(c, 6.0, 6.0)
        painter.drawLine(c + QPointF(0, -0.8), c + QPointF(0, 3.2))
        painter.fillRect(QRectF(c.x() - 0.8, c.y() - 3.6, 1.6, 1.6), pen.color())
    elif sign in ("previous", "next"):
        way = -1.0 if sign == "previous" else 1.0
        painter.setBrush(pen.color())
        painter.drawPolygon(
            QPolygonF(
                [c + QPointF(-2.5 * way, -4), c + QPointF(3 * way, 0), c + QPointF(-2.5 * way, 4)]
            )
        )
    elif sign == "theme":
        painter.drawEllipse(c, 5.5, 5.5)
        half = QPainterPath(c + QPointF(0, -5.5))
        half.arcTo(QRectF(c.x() - 5.5, c.y() - 5.5, 11, 11), 90, 180)
        half.closeSubpath()
        painter.fillPath(half, pen.color())
    elif sign == "whole":
        for x in (-1.0, 1.0):
            for y in (-1.0, 1.0):
                corner = c + QPointF(5.0 * x, 4.5 * y)
                painter.drawLine(corner, corner + QPointF(-3.5 * x, 0))
                painter.drawLine(corner, corner + QPointF(0, -3.5 * y))
    else:
        painter.drawLine(c + QPointF(-4.5, 0), c + QPointF(4.5, 0))
        if sign == "plus":
            painter.drawLine(c + QPointF(0, -4.5), c + QPointF(0, 4.5))
