"""Paints restriction periods by country: one code for the timeline and for the strip."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.kit.timeline_layout import PlacedLane
from eoc_app.desktop.restrictions.timeline_bars import Brushes, paint_bars
from eoc_app.desktop.restrictions.timeline_frame import (
    HEADER,
    HEADING,
    Focus,
    Frame,
    seen,
    sticky,
    total_height,
)
from eoc_app.desktop.restrictions.timeline_header import paint_header
from eoc_app.desktop.restrictions.timeline_labels import paint_labels
from eoc_app.views.timeline_view import TimelineView


def paint(
    painter: QPainter,
    view: TimelineView,
    lanes: tuple[PlacedLane, ...],
    frame: Frame,
    focus: Focus | None,
    look: Theme,
) -> None:
    """Paint all that is seen; cost grows with what is seen, not with what there is."""
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), look.surface)
    bottom = min(frame.height, HEADER + total_height(lanes, frame) - frame.scrolled)
    if frame.width - frame.names < 20:
        return
    ticks = time_axis.ticks(
        frame.starts,
        frame.ends,
        frame.width - frame.names,
        lambda text: ink.text_width(text, look.size.small),
        centred=False,
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    numbers = seen(lanes, frame)
    for number in numbers:
        _ground(painter, view, number, lanes[number], frame, focus, look)
    for tick in ticks:
        painter.setPen(look.line if tick.strong else look.grid)
        x = round(frame.x(tick.at))
        painter.drawLine(QLineF(x, 18, x, bottom))
    painter.save()
    painter.setClipRect(
        QRectF(frame.names, HEADER, frame.width - frame.names, frame.height - HEADER)
    )
    _unknown(painter, view, frame, bottom, look)
    brushes = Brushes(look)
    for number in numbers:
        chosen = view.selected_period or ""
        paint_bars(painter, number, lanes[number], frame, focus, chosen, brushes)
    _clock_lines(painter, view, frame, bottom, look)
    clocks = [
        (frame.x(at) - 4, frame.x(at) + 4)
        for at in (view.snapshot_at, view.wall_at)
        if frame.starts <= at <= frame.ends
    ]
    for number in numbers:
        _marks(painter, number, lanes[number], frame, look)
        paint_labels(painter, number, lanes[number], frame, clocks, look)
    painter.restore()
    for number in numbers:
        _name(painter, view, number, lanes[number], frame, look)
    _headings(painter, lanes, frame, look)
    paint_header(painter, view, frame, ticks, look)


def _ground(
    painter: QPainter,
    view: TimelineView,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    focus: Focus | None,
    look: Theme,
) -> None:
    rect = QRectF(0, frame.top(number, lane), frame.width, frame.tall(lane))
    if lane.lane.code == view.selected:
        painter.fillRect(rect, look.selection)
    elif focus is not None and focus.lane == number:
        painter.fillRect(rect, look.hover)
    painter.setPen(look.grid)
    painter.drawLine(QLineF(0, round(rect.bottom()), frame.width, round(rect.bottom())))


def _headings(painter: QPainter, lanes: tuple[PlacedLane, ...], frame: Frame, look: Theme) -> None:
    """The names of groups over their lanes; that of the first lane seen stays in sight."""
    for number in seen(lanes, frame):
        lane = lanes[number]
        if lane.heading:
            _heading(painter, lane.heading, frame.top(number, lane) - HEADING, frame, look)
    above = sticky(lanes, frame)
    if above is not None:
        _heading(painter, above[0], above[1], frame, look)


def _heading(painter: QPainter, text: str, top: float, frame: Frame, look: Theme) -> None:
    top = round(top)
    painter.fillRect(QRectF(0, top, frame.width, HEADING), look.raised)
    painter.setPen(look.line)
    painter.drawLine(QLineF(0, top + HEADING - 1, frame.width, top + HEADING - 1))
    painter.setFont(look.font(look.size.label))
    box = QRectF(8, top, frame.width - 16, HEADING)
    ink.draw_line(painter, box, text[:1].upper() + text[1:], look.dim)


def _unknown(
    painter: QPainter, view: TimelineView, frame: Frame, bottom: float, look: Theme
) -> None:
    if view.known_until >= frame.ends:
        return
    left = max(frame.x(view.known_until), frame.names)
    painter.fillRect(
        QRectF(left, HEADER, frame.width - left, bottom - HEADER),
        look.hatch(look.faded(look.not_assessable, 0.3)),
    )


def _clock_lines(
    painter: QPainter, view: TimelineView, frame: Frame, bottom: float, look: Theme
) -> None:
    for at, pen in _clocks(view, look):
        if frame.starts <= at <= frame.ends:
            painter.setPen(pen)
            x = round(frame.x(at))
            painter.drawLine(QLineF(x, HEADER, x, bottom))


def _clocks(view: TimelineView, look: Theme) -> list[tuple[float, QPen]]:
    wall = QPen(look.text, 1.5)
    wall.setDashPattern([4.0, 3.0])
    return [(view.snapshot_at, QPen(look.accent, 2.0)), (view.wall_at, wall)]


def _marks(painter: QPainter, number: int, lane: PlacedLane, frame: Frame, look: Theme) -> None:
    top = frame.top(number, lane)
    for mark in lane.lane.elections:
        at = time_axis.middle(mark.at)
        if not frame.starts <= at <= frame.ends:
            continue
        x = round(frame.x(at))
        pen = QPen(look.text, 1.0)
        pen.setDashPattern([1.0, 2.0])
        painter.setPen(pen)
        size, below = frame.diamond
        middle = top + below
        if lane.height > 1:
            painter.drawLine(QLineF(x, middle, x, top + frame.tall(lane) - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(look.surface, 1.5))
        painter.setBrush(look.text)
        painter.drawPolygon(ink.diamond(QPointF(x + 0.5, middle), size))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _name(
    painter: QPainter,
    view: TimelineView,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    look: Theme,
) -> None:
    top = frame.top(number, lane)
    chosen = lane.lane.code == view.selected
    if chosen:
        painter.fillRect(QRectF(0, top + 1, 3, frame.tall(lane) - 1), look.accent)
    size = look.size.label
    room = frame.names - 16
    zone = lane.lane.zone if frame.zones else ""
    zone_width = ink.text_width(zone, look.size.small) if zone else 0.0
    name = lane.lane.name
    painter.setFont(look.font(size, bold=True))
    painter.setPen(look.text)
    base = top + frame.pad + frame.row / 2 + ink.metrics(size, True).capHeight() / 2
    width = ink.text_width(name, size, True)
    below = lane.height > 1 and width + zone_width + 8 > room
    space = room if below or not zone else room - zone_width - 8
    if width > space and zone and not below:
        zone, space = "", room  # the details have the zone
    shown = ink.metrics(size, True).elidedText(name, Qt.TextElideMode.ElideRight, space)
    painter.drawText(QPointF(8, base), shown)
    if zone:
        painter.setFont(look.font(look.size.small))
        painter.setPen(look.mute)
        x = 8 if below else frame.names - 8 - zone_width
        painter.drawText(QPointF(x, base + (frame.row if below else 0)), zone)
