"""The mark before a row of the restriction clock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.views.clock_view import ClockRow


def draw_mark(painter: QPainter, rect: QRectF, row: ClockRow, look: Theme) -> None:
    """Draw an election, a place without a rule, or how a period stands."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if row.kind == "election":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.text if row.standing != "ended" else look.mute)
        painter.drawPolygon(ink.diamond(rect.center(), 6.0))
        return
    if row.standing == "no_rule" or row.kind == "none":
        painter.setPen(QPen(look.mute, 1.2))
        painter.drawLine(
            QPointF(rect.left() + 4, rect.center().y()),
            QPointF(rect.right() - 4, rect.center().y()),
        )
        return
    ink.draw_standing(painter, rect, row.standing, ink.standing_colour(look, row.standing))
