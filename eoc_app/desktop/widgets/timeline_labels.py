"""Paints the words of a lane where no mark, line or bar is in their way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from eoc_app.desktop.theme import Theme
from eoc_app.desktop.widgets import ink, time_axis
from eoc_app.desktop.widgets.timeline_frame import HEADER, Frame
from eoc_app.desktop.widgets.timeline_layout import Interval, PlacedLane, Row, gaps

_LEAST_LABEL = 22.0


def paint_labels(
    painter: QPainter,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    clocks: list[Interval],
    look: Theme,
) -> None:
    """Words where no mark, line or bar is in their way: inside the bar, after it, before it."""
    days = [frame.x(time_axis.middle(mark.at)) for mark in lane.lane.elections]
    size = look.size.small
    painter.setFont(look.font(size))
    face = ink.metrics(size)
    base = frame.top(number, lane) + frame.pad + frame.row / 2 + face.capHeight() / 2
    for index, row in enumerate(lane.rows):
        reach = 9.0 if index == 0 else 4.0
        line = base + index * frame.row
        if HEADER <= line <= frame.height + frame.row:
            marks = [*clocks, *((x - reach, x + reach) for x in days)]
            _row_labels(painter, row, frame, marks, line, look)
    if lane.words:
        marks = [*clocks, *((x - 9, x + 9) for x in days)]
        words = " ".join(lane.words.split())
        width = ink.text_width(words, size)
        y = base + len(lane.rows) * frame.row
        free = gaps(frame.names + 6, frame.width - 4, marks)
        place = next((a for a, b in free if b - a >= width + 4), None)
        painter.setPen(look.mute)
        if place is not None:
            painter.drawText(QPointF(place + 2, y), words)
        elif free:
            # The details of the lane have the whole text.
            a, b = max(free, key=lambda slot: slot[1] - slot[0])
            cut = face.elidedText(words, Qt.TextElideMode.ElideRight, b - a - 4)
            painter.drawText(QPointF(a + 2, y), cut)


def _row_labels(
    painter: QPainter, row: Row, frame: Frame, marks: list[Interval], base: float, look: Theme
) -> None:
    first = bisect_right(row.ends, frame.starts)
    last = bisect_left(row.starts, frame.ends)
    if (last - first) * _LEAST_LABEL * 2 > (frame.width - frame.names) * 1.5:
        return  # too dense for words: the details have them
    edge = frame.names
    for at in range(first, last):
        bar = row.bars[at]
        x0, x1 = max(frame.x(bar.starts), frame.names), min(frame.x(bar.ends), frame.width)
        after = frame.x(row.starts[at + 1]) if at + 1 < len(row.bars) else frame.width
        taken = marks
        if bar.moved_from is not None:
            was = frame.x(bar.moved_from)
            taken = [*marks, (was - 9, was + 9)]
        label = " ".join(bar.label.split())
        width = ink.text_width(label, look.size.small)
        place = _slot(gaps(x0 + 3, x1 - 3, taken), width)
        colour = look.mute if bar.standing == "ended" else look.text
        if place is None:
            colour = look.dim
            place = _beside(gaps(x1 + 5, min(after, frame.width) - 4, taken), x1 + 5, width)
        if place is None:
            free = gaps(edge + 4, x0 - 5, taken)
            if free and free[-1][1] == x0 - 5 and free[-1][1] - free[-1][0] >= width:
                place = x0 - 5 - width
        edge = x1
        if place is not None:
            painter.setPen(colour)
            painter.drawText(QPointF(place, base), label)
            edge = max(x1, place + width)


def _slot(free: list[Interval], width: float) -> float | None:
    return next((a + 2 for a, b in free if b - a >= width + 4), None)


def _beside(free: list[Interval], x: float, width: float) -> float | None:
    """Right after the bar, or after the mark that touches it there."""
    return next((a for a, b in free if a - x <= 22 and b - a >= width), None)
