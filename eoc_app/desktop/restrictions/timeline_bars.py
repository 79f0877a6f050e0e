"""Paints the bars of a lane; what is narrow goes to the painter in one stroke for each state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.kit.timeline_layout import PlacedLane, Row
from eoc_app.desktop.restrictions import timeline_signs
from eoc_app.desktop.restrictions.timeline_frame import HEADER, Focus, Frame
from eoc_app.views.timeline_view import Bar

_QUIET = ("ended", "not_known", "no_rule", "moved")
_ROUND_FROM = 8.0
"""Narrower bars have no room for round corners."""

Key = tuple[str, bool]
"""A standing, and whether it is conditional."""


class Brushes:
    """Fill and rim of each standing; a rim of dots where it is conditional."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        dashed = QPen(look.mute, 1.0)
        dashed.setDashPattern([3.0, 2.0])
        solid: dict[str, tuple[QColor, QPen]] = {
            "in_force": (_over(look.surface, look.warning, 0.32), QPen(look.warning, 1.0)),
            "upcoming": (look.surface, QPen(look.dim, 1.0)),
            "ended": (_over(look.surface, look.mute, 0.2), QPen(look.line, 1.0)),
            "moved": (look.surface, dashed),
            "not_known": (look.surface, dashed),
        }
        self._of = {(name, False): pair for name, pair in solid.items()}
        for name, (fill, pen) in solid.items():
            dots = QPen(look.mute if name == "ended" else pen.color(), 2.0)
            dots.setDashPattern([1.0, 1.5])
            self._of[name, True] = (fill, dots)
        self.fringe = _over(look.surface, look.warning, 0.14)
        self.exercise = ink.exercise_hatch(look, 0.4)

    def of(self, key: Key) -> tuple[QColor, QPen]:
        return self._of.get(key) or self._of["not_known", key[1]]


@dataclass(slots=True)
class Seen:
    """What a lane's rows are painted with, and what was collected on the way."""

    frame: Frame
    focus: Bar | None
    chosen: str
    """The key of the chosen period; empty where none is."""
    brushes: Brushes
    narrow: dict[Key, list[QRectF]] = field(default_factory=dict)
    exercise: list[QRectF] = field(default_factory=list)


def paint_bars(
    painter: QPainter,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    focus: Focus | None,
    chosen: str,
    brushes: Brushes,
) -> None:
    y = frame.top(number, lane) + frame.pad + 2
    bar = focus.bar if focus is not None and focus.lane == number else None
    seen = Seen(frame, bar, chosen, brushes)
    for row in lane.rows:
        if y <= frame.height and y + frame.row >= HEADER:
            _row(painter, row, y, seen)
        y += frame.row
    for key, rects in seen.narrow.items():
        fill, pen = brushes.of(key)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRects([rect.adjusted(0, 0, -1, -1) for rect in rects])
    if seen.exercise:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brushes.exercise)
        painter.drawRects(seen.exercise)


def _row(painter: QPainter, row: Row, y: float, seen: Seen) -> None:
    """Paint the wide bars of a row and collect the narrow ones by their state."""
    frame, brushes = seen.frame, seen.brushes
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
        marked = bar is seen.focus or (seen.chosen != "" and bar.period_id == seen.chosen)
        if x1 - x0 < _ROUND_FROM:
            if x1 - edge < 0.5 and not marked and bar.standing in _QUIET:
                continue  # nothing of it would be seen beside what is painted there
            edge = x1
            rect = QRectF(round(x0), y, max(round(x1 - x0), 3), height)
            seen.narrow.setdefault((bar.standing, bar.conditional), []).append(rect)
            if bar.exercise:
                seen.exercise.append(rect)
        else:
            rect = QRectF(round(x0) + 0.5, y + 0.5, round(x1 - x0) - 1, height - 1)
            _wide(painter, rect, bar, seen)
        if x0 < left or x1 > right:
            pen = brushes.of((bar.standing, bar.conditional or bar.standing == "ended"))[1]
            timeline_signs.continues(painter, bar, frame, y, height, pen.color())
        if bar.moved_from is not None:
            was, now = frame.x(bar.moved_from), frame.x(bar.ends)
            timeline_signs.moved_end(painter, was, now, y, height, brushes.look)
        if marked:
            _ring(painter, rect, bar, seen)


def _ring(painter: QPainter, rect: QRectF, bar: Bar, seen: Seen) -> None:
    """Around the chosen period, and around that where the keyboard or the pointer is."""
    look = seen.brushes.look
    out = 1.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if seen.chosen and bar.period_id == seen.chosen:
        painter.setPen(QPen(look.text, 2.0))
        painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), 4, 4)
        out += 2.0
    if bar is seen.focus:
        painter.setPen(QPen(look.accent, 2.0))
        painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), 4, 4)


def _wide(painter: QPainter, rect: QRectF, bar: Bar, seen: Seen) -> None:
    brushes = seen.brushes
    fill, pen = brushes.of((bar.standing, bar.conditional))
    hatch = brushes.exercise if bar.exercise else None
    if bar.core is None:
        box(painter, rect, fill, pen, hatch)
    else:
        # Where only some of its zones are covered the bar is lower.
        step = round(rect.height() / 4)
        low = brushes.fringe if bar.standing == "in_force" else fill
        box(painter, rect.adjusted(0, step, 0, -step), low, pen, hatch)
        x0 = max(seen.frame.x(bar.core[0]), rect.left())
        x1 = min(seen.frame.x(bar.core[1]), rect.right())
        if bar.core[0] < bar.core[1] and x1 > x0:
            part = QRectF(round(x0) + 0.5, rect.top(), max(round(x1 - x0), 2), rect.height())
            box(painter, part, fill, pen, hatch)
    if bar.standing == "moved":
        left = seen.frame.names + timeline_signs.CONTINUES if bar.starts < seen.frame.starts else 0
        timeline_signs.withdrawn(painter, rect, left, brushes.look)


def box(painter: QPainter, rect: QRectF, fill: QColor, pen: QPen, hatch: QBrush | None) -> None:
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 3, 3)
    if hatch is not None:
        painter.fillRect(rect, hatch)


def _over(ground: QColor, colour: QColor, share: float) -> QColor:
    """A colour let through by a ground, opaque: what is chosen or pointed at must not tint it."""
    below, above = ground.toRgb(), colour.toRgb()
    return QColor(
        round(below.red() + (above.red() - below.red()) * share),
        round(below.green() + (above.green() - below.green()) * share),
        round(below.blue() + (above.blue() - below.blue()) * share),
    )
