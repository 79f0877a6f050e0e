"""Small signs on the bars of a timeline: it goes on, its end was moved, it was withdrawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.restrictions.timeline_frame import Frame
from eoc_app.views.timeline_view import Bar

CONTINUES = 9.0
"""Room of the sign at the edge of the window, in logical pixels."""
WITHDRAWN = 14.0
"""Room of the cross at the left of a bar that was withdrawn."""


def point(painter: QPainter, tip: QPointF, way: int, length: float, colour: QColor) -> None:
    """A triangle that points left (-1) or right (1)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    back = tip.x() - way * length
    painter.drawPolygon(QPolygonF([QPointF(back, tip.y() - 4), tip, QPointF(back, tip.y() + 4)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def continues(
    painter: QPainter, bar: Bar, frame: Frame, y: float, height: float, colour: QColor
) -> None:
    """At each edge of the window over which the bar goes on."""
    middle = y + height / 2
    if bar.starts < frame.starts:
        point(painter, QPointF(frame.names + 1.5, middle), -1, 5.0, colour)
    if bar.ends > frame.ends:
        point(painter, QPointF(frame.width - 1.5, middle), 1, 5.0, colour)


def withdrawn(painter: QPainter, rect: QRectF, left: float, look: Theme) -> None:
    """A cross at the left of the bar but not left of `left`, where it has room."""
    left = max(rect.left(), left)
    if rect.right() - left < WITHDRAWN:
        return
    box = QRectF(left + 5, rect.center().y() - 3, 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(look.dim, 1.4))
    painter.drawLine(QLineF(box.topLeft(), box.bottomRight()))
    painter.drawLine(QLineF(box.topRight(), box.bottomLeft()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def moved_end(
    painter: QPainter, was: float, now: float, y: float, height: float, look: Theme
) -> None:
    """The old end as a dashed tick, with a point towards the new one."""
    pen = QPen(look.text, 1.4)
    pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    x, middle = round(was), y + height / 2
    painter.drawLine(QLineF(x, y - 2, x, y + height + 2))
    if now < was:
        # Where it would still be in force, had it not been shortened.
        painter.drawLine(QLineF(max(now, -1.0), round(middle), x, round(middle)))
    way = 1 if now >= was else -1
    point(painter, QPointF(x + way * 7.5, middle), way, 5.0, look.text)
