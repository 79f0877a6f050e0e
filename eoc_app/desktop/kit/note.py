"""A raised note beside a point: what hovering and keyboard focus read out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme

_WIDEST = 340.0
_AWAY = 14.0


def place(width: float, height: float, anchor: QPointF, bounds: QRectF) -> QRectF:
    """Where a box stands: beside the point, inside `bounds`, never over the point if it can."""
    left = anchor.x() + _AWAY
    if left + width > bounds.right():
        left = anchor.x() - _AWAY - width
    left = max(bounds.left(), min(left, bounds.right() - width))
    top = max(bounds.top(), min(anchor.y() - height / 2, bounds.bottom() - height))
    return QRectF(left, top, width, height)


def draw(
    painter: QPainter, texts: Sequence[str], anchor: QPointF, bounds: QRectF, look: Theme
) -> QRectF:
    """Draw lines of plain text, the first one strong; returns where."""
    pad = float(look.space.s)
    room = max(60.0, min(_WIDEST, bounds.width() - 2 * pad))
    parts = [
        ink.lines(text, look.size.label if n == 0 else look.size.small, n == 0, room, 6)
        for n, text in enumerate(text for text in texts if text)
    ]
    if not parts:
        return QRectF()
    width = max(part.width for part in parts) + 2 * pad
    height = sum(part.height for part in parts) + 2 * pad
    rect = place(width, height, anchor, bounds)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.edge, 1.0))
    painter.setBrush(look.raised)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, look.shape.radius, look.shape.radius)
    y = rect.top() + pad
    for n, part in enumerate(parts):
        part.draw(painter, rect.left() + pad, y, look.text if n == 0 else look.dim)
        y += part.height
    return rect
