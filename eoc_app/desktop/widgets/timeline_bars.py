"""Paints the bars of a lane; what is narrow goes to the painter in one stroke for each state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from eoc_app.desktop.theme import Theme
from eoc_app.desktop.widgets import ink
from eoc_app.desktop.widgets.timeline_frame import HEADER, Focus, Frame
from eoc_app.desktop.widgets.timeline_layout import PlacedLane, Row
from eoc_app.views import Bar

_QUIET = ("ended", "not_known", "no_rule")
_ROUND_FROM = 8.0
"""Narrower bars have no room for round corners."""


class Brushes:
    """Fill and rim of each standing."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        dashed = QPen(look.mute, 1.0)
        dashed.setDashPattern([3.0, 2.0])
        self.of: dict[str, tuple[QColor, QPen]] = {
            "in_force": (look.faded(look.warning, 0.32), QPen(look.warning, 1.0)),
            "upcoming": (look.surface, QPen(look.dim, 1.0)),
            "ended": (look.faded(look.mute, 0.2), QPen(look.line, 1.0)),
            "not_known": (look.surface, dashed),
        }
        self.other = self.of["not_known"]
        self.exercise = ink.exercise_hatch(look, 0.4)


def paint_bars(
    painter: QPainter,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    focus: Focus | None,
    brushes: Brushes,
) -> None:
    y = frame.top(number, lane) + frame.pad + 2
    narrow: dict[str, list[QRectF]] = {}
    for row in lane.rows:
        if y <= frame.height and y + frame.row >= HEADER:
            _row(painter, row, y, frame, focus, brushes, narrow)
        y += frame.row
    for standing, rects in narrow.items():
        if standing == "exercise":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brushes.exercise)
            painter.drawRects(rects)
            continue
        fill, pen = brushes.of.get(standing, brushes.other)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRects([rect.adjusted(0, 0, -1, -1) for rect in rects])


def _row(
    painter: QPainter,
    row: Row,
    y: float,
    frame: Frame,
    focus: Focus | None,
    brushes: Brushes,
    narrow: dict[str, list[QRectF]],
) -> None:
    """Paint the wide bars of a row and collect the narrow ones by their state."""
    height = frame.row - 4
    left, right, scale = frame.names, frame.width, frame.scale
    zero = left - frame.starts * scale
    first = bisect_right(row.ends, frame.starts)
    last = bisect_left(row.starts, frame.ends)
    edge = float("-inf")
    for bar in row.bars[first:last]:
        # Cut at the edge, never dropped; the rim is left open there.
        x0 = max(zero + bar.starts * scale, left - 6)
        x1 = min(zero + bar.ends * scale, right + 6)
        if x1 - x0 < _ROUND_FROM:
            if x1 - edge < 0.5 and bar.standing in _QUIET:
                continue  # nothing of it would be seen beside what is painted there
            edge = x1
            rect = QRectF(round(x0), y, max(round(x1 - x0), 3), height)
            narrow.setdefault(bar.standing, []).append(rect)
            if bar.exercise:
                narrow.setdefault("exercise", []).append(rect)
        else:
            rect = QRectF(round(x0) + 0.5, y + 0.5, round(x1 - x0) - 1, height - 1)
            _wide(painter, rect, bar, brushes)
        if bar.moved_from is not None:
            was, now = frame.x(bar.moved_from), frame.x(bar.ends)
            _moved(painter, was, now, y, height, brushes.look)
        if focus is not None and focus.bar is bar:
            painter.setPen(QPen(brushes.look.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)


def _wide(painter: QPainter, rect: QRectF, bar: Bar, brushes: Brushes) -> None:
    fill, pen = brushes.of.get(bar.standing, brushes.other)
    # Fills let through: what is chosen or pointed at must not tint them.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.look.surface)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 3, 3)
    if bar.exercise:
        painter.fillRect(rect, brushes.exercise)


def _moved(painter: QPainter, was: float, now: float, y: float, height: float, look: Theme) -> None:
    """The old end as a dashed tick, with a point towards the new one."""
    pen = QPen(look.text, 1.4)
    pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    x = round(was)
    painter.drawLine(QLineF(x, y - 2, x, y + height + 2))
    way = 5.0 if now >= was else -5.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.text)
    middle = y + height / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x + way / 2, middle - 4),
                QPointF(x + way / 2 + way, middle),
                QPointF(x + way / 2, middle + 4),
            ]
        )
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
