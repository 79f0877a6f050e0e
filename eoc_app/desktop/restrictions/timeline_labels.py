"""Paints the words of a lane where no mark, line or bar is in their way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.kit.timeline_layout import Interval, PlacedLane, Row, gaps
from eoc_app.desktop.restrictions.timeline_frame import HEADER, Frame
from eoc_app.desktop.restrictions.timeline_signs import CONTINUES, WITHDRAWN
from eoc_app.views.timeline_view import Bar

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
    size = look.size.small
    for at in range(first, last):
        bar = row.bars[at]
        x0, x1 = max(frame.x(bar.starts), frame.names), min(frame.x(bar.ends), frame.width)
        after = frame.x(row.starts[at + 1]) if at + 1 < len(row.bars) else frame.width
        taken, behind = marks, x1
        if bar.moved_from is not None:
            sign = _moved(bar, bar.moved_from, frame)
            taken, behind = [*marks, sign], max(x1, sign[1] if sign[0] >= x1 - 1 else x1)
        inner = gaps(*_inside(bar, frame, x0, x1), taken)
        free = (edge + 4, x0 - 5), (behind + 5, min(after, frame.width) - 4)
        colour, place, label, width = look.dim, None, "", 0.0
        for label in _wordings(bar):
            width = ink.text_width(label, size)
            place = _slot(inner, width)
            if place is not None:
                colour = look.mute if bar.standing in ("ended", "moved") else look.text
                break
            place = _outside(*free, taken, width)
            if place is not None:
                break
        edge = x1
        if place is not None:
            painter.setPen(colour)
            painter.drawText(QPointF(place, base), label)
            edge = max(x1, place + width)


def _wordings(bar: Bar) -> tuple[str, ...]:
    """What is said of a bar, shorter and shorter."""
    label = " ".join(bar.label.split())
    more = ""
    if bar.standing == "moved":
        more = "withdrawn"
    elif bar.conditional:
        more = "if needed"
    return (f"{label} \N{MIDDLE DOT} {more}", label) if more else (label,)


def _inside(bar: Bar, frame: Frame, x0: float, x1: float) -> Interval:
    """The room for words in a bar: beside its signs, and where all of its zones are covered."""
    if bar.core is not None:
        x0, x1 = max(x0, frame.x(bar.core[0])), min(x1, frame.x(bar.core[1]))
    left = x0 + (CONTINUES if bar.starts < frame.starts else 3.0)
    right = x1 - (CONTINUES if bar.ends > frame.ends else 3.0)
    return left + (WITHDRAWN if bar.standing == "moved" else 0.0), right


def _moved(bar: Bar, was: float, frame: Frame) -> Interval:
    """What the sign of the old end takes."""
    x, now = frame.x(was), frame.x(bar.ends)
    return min(now, x - 9), x + 9


def _slot(free: list[Interval], width: float) -> float | None:
    return next((a + 2 for a, b in free if b - a >= width + 4), None)


def _outside(
    before: Interval, behind: Interval, taken: list[Interval], width: float
) -> float | None:
    """Right after the bar, or after the mark that touches it there; else right before it."""
    for a, b in gaps(*behind, taken):
        if a - behind[0] <= 22 and b - a >= width:
            return a
    free = gaps(*before, taken)
    if free and free[-1][1] == before[1] and free[-1][1] - free[-1][0] >= width:
        return before[1] - width
    return None
