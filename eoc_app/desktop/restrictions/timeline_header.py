"""Paints the dates over a timeline, and the clocks by name over their lines."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.kit.timeline_layout import Interval
from eoc_app.desktop.restrictions.timeline_frame import HEADER, Frame
from eoc_app.desktop.restrictions.timeline_signs import point
from eoc_app.domain.wording import axis_words
from eoc_app.views.timeline_view import TimelineView


def paint_header(
    painter: QPainter,
    view: TimelineView,
    frame: Frame,
    ticks: tuple[time_axis.Tick, ...],
    look: Theme,
) -> None:
    size = look.size.small
    face = ink.metrics(size)
    painter.fillRect(QRectF(0, 0, frame.width, HEADER - 1), look.surface)
    painter.setPen(look.line)
    painter.drawLine(QLineF(0, HEADER - 1, frame.width, HEADER - 1))
    painter.setFont(look.font(size))
    base = 3 + face.ascent()
    painter.setPen(look.mute)
    painter.drawText(QPointF(8, base), axis_words.period_text(frame.starts, frame.ends))
    for tick in ticks:
        x = frame.x(tick.at)
        painter.setPen(look.grid)
        painter.drawLine(QLineF(round(x), 4, round(x), HEADER - 1))
        if x + 4 + ink.text_width(tick.text, size) <= frame.width:
            painter.setPen(look.dim if tick.strong else look.mute)
            painter.drawText(QPointF(x + 4, base), tick.text)
    _clock_names(painter, view, frame, base + 16, look)


def _clock_names(
    painter: QPainter, view: TimelineView, frame: Frame, base: float, look: Theme
) -> None:
    """Each clock by name over its line; at the edge, with a point, where it is outside."""
    size = look.size.small
    entries = [
        (view.snapshot_at, view.snapshot_word, look.accent),
        (view.wall_at, "now", look.text),
    ]
    if frame.starts < view.known_until < frame.ends:
        entries.append((view.known_until, "nothing is known after this", look.mute))
    inside = [frame.x(at) for at, _, _ in entries if frame.starts <= at <= frame.ends]
    taken: list[Interval] = [(x - 2, x + 2) for x in inside]
    # The later clock first: its name goes to the right, which leaves the left to the earlier one.
    for at, name, colour in sorted(entries, key=lambda entry: -entry[0]):
        width = ink.text_width(name, size)
        way = 0 if frame.starts <= at <= frame.ends else (-1 if at < frame.starts else 1)
        x = min(max(frame.x(at), frame.names), frame.width)
        if way < 0:
            places = [frame.names + 10, *(ends + 4 for _, ends in taken)]
        elif way > 0:
            places = [x - 10 - width, *(starts - 4 - width for starts, _ in taken)]
        else:
            places = [x + 5, x - 5 - width]
        for place in places:
            slot = (place - 2, place + width + 2)
            # Left of the lines the corner over the names is free.
            if slot[0] < 4 or slot[1] > frame.width:
                continue
            if any(a < slot[1] and slot[0] < b for a, b in taken):
                continue
            taken.append(slot)
            painter.setPen(colour)
            painter.drawText(QPointF(place, base), name)
            break
        if way:
            point(painter, QPointF(x - way, base - 4), way, 5.0, colour)
        else:
            painter.setPen(QPen(colour, 1.5))
            painter.drawLine(QLineF(round(x), base - 9, round(x), HEADER))
