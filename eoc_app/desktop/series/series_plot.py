"""Paints one signal over time into a rectangle: the same strokes at every size and scale.

Knows neither widgets nor pyqtgraph, so that small multiples, panels and the large plot that pans
and zooms cannot differ.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTransform

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series.series_area import Area, last_known, line_colour
from eoc_app.desktop.series.series_bounds import (
    lone_bounds,
    paint_bounds,
    paint_spans,
    paint_synthetic,
)
from eoc_app.desktop.series.series_range import paint_cut, paint_exceeded, paint_range
from eoc_app.views.series_view import SeriesView

HEAVY = 3.0
"""Width of the line where figures reach the alert threshold, in logical pixels."""


def paint(
    painter: QPainter, area: Area, view: SeriesView, look: Theme, ticks: tuple[float, ...]
) -> None:
    """Paint everything that stands between the axes, except the day cursor and the read-out."""
    painter.save()
    painter.setClipRect(area.rect.adjusted(-1, -4, 1, 2), Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _grid(painter, area, look, ticks)
    _shades(painter, area, view, look)
    _knowledge(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    paint_range(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _thresholds(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    pieces = _pieces(area, view)
    paint_synthetic(painter, area, view, look, pieces)
    paint_bounds(painter, area, view, look)
    labels = paint_spans(painter, area, view, look)
    _line(painter, area, view, look, pieces)
    _at_alert(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _marks(painter, area, view, look)
    for rect, text in labels:
        # The patch parts the words from the lines that they would cross.
        painter.fillRect(rect, look.surface)
        text.draw(painter, rect.left() + 3, rect.top(), look.text)
    paint_cut(painter, area, view, look)
    painter.restore()
    # Outside the clip, so that no ring is cut at the edge.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    paint_exceeded(painter, area, view, look)
    _words(painter, area, view, look)


def paint_cursor(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """The day cursor: a line through the plot and the value it meets."""
    at = time_axis.middle(view.cursor)
    if not area.starts <= at <= area.ends:
        return
    x = round(area.x(at)) + 0.5
    painter.setPen(QPen(look.accent, 1.0))
    painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    foot = area.rect.bottom()
    painter.drawPolygon(
        QPolygonF([QPointF(x, foot), QPointF(x - 4, foot + 5), QPointF(x + 4, foot + 5)])
    )


def paint_focus(painter: QPainter, area: Area, at: int, view: SeriesView, look: Theme) -> QPointF:
    """Marks the day that the read-out speaks of; returns the point."""
    x = area.x(view.days[at] + 0.5)
    value = view.values[at]
    painter.setPen(QPen(look.dim, 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
    if value is None:
        return QPointF(x, area.rect.center().y())
    point = QPointF(x, area.y(value))
    painter.setPen(QPen(look.surface, 2.0))
    painter.setBrush(line_colour(view, look))
    painter.drawEllipse(point, 4.5, 4.5)
    return point


def _grid(painter: QPainter, area: Area, look: Theme, ticks: tuple[float, ...]) -> None:
    for value in ticks:
        y = round(area.y(value))
        painter.setPen(look.line if value == 0 else look.grid)
        painter.drawLine(QLineF(area.rect.left(), y, area.rect.right(), y))


def _shades(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for shade in view.shades:
        if shade.ends <= area.starts or shade.starts >= area.ends:
            continue
        left, right = area.x(max(shade.starts, area.starts)), area.x(min(shade.ends, area.ends))
        # Even an hour is seen.
        right = max(right, left + 1.0)
        painter.fillRect(
            QRectF(left, area.rect.top(), right - left, area.rect.height()),
            look.faded(look.warning, 0.16),
        )
        painter.setPen(look.faded(look.warning, 0.7))
        for end, x in ((shade.starts, left), (shade.ends, right - 1)):
            if area.starts < end < area.ends:
                painter.drawLine(QLineF(round(x), area.rect.top(), round(x), area.rect.bottom()))


def _knowledge(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """What is not known is hatched, each kind in its own way."""
    if view.knowledge == "fresh":
        return
    rect = QRectF(area.rect)
    brush = look.hatch(look.faded(look.not_assessable, 0.55))
    if view.knowledge == "stale":
        rect.setLeft(area.x(max(area.starts, min(last_known(view), area.ends))))
        until = area.x(min(max(time_axis.middle(view.cursor) + 0.5, area.starts), area.ends))
        rect.setRight(max(until, rect.left()))
    elif view.knowledge == "suppressed":
        # Upright strokes: cells taken out on purpose, not missing.
        brush.setTransform(QTransform().rotate(-45))
    elif view.knowledge == "below_threshold":
        brush.setTransform(QTransform().rotate(45))
        known = [u for u in view.upper if u is not None]
        top = area.y(known[-1]) if known else area.rect.bottom() - area.rect.height() / 5
        rect.setTop(max(area.rect.top(), top))
        painter.setPen(QPen(look.not_assessable, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(rect.left(), rect.top(), rect.right(), rect.top()))
    if rect.width() > 0:
        painter.fillRect(rect, brush)


def _thresholds(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for level, colour in ((view.watch, look.mute), (view.alert, look.harm)):
        if level is None or not area.bottom < level <= area.top:
            continue
        pen = QPen(look.faded(colour, 0.75), 1.0)
        pen.setDashPattern([4.0, 4.0])
        painter.setPen(pen)
        y = round(area.y(level))
        painter.drawLine(QLineF(area.rect.left(), y, area.rect.right(), y))


def _pieces(area: Area, view: SeriesView) -> list[list[QPointF]]:
    """The line without its gaps, as runs of points; a run may be a single point."""
    pieces: list[list[QPointF]] = []
    before: int | None = None
    left, bottom = area.rect.left(), area.rect.bottom()
    across = area.rect.width() / (area.ends - area.starts)
    up = area.rect.height() / (area.top - area.bottom)
    # One day outside on either side, so that the line runs to the edge.
    first, last = area.starts - 2, area.ends + 1
    for day, value in zip(view.days, view.values, strict=True):
        if value is None or not first <= day <= last:
            continue
        point = QPointF(
            left + (day + 0.5 - area.starts) * across, bottom - (value - area.bottom) * up
        )
        if before is not None and day == before + 1:
            pieces[-1].append(point)
        else:
            pieces.append([point])
        before = day
    return pieces


def _line(
    painter: QPainter, area: Area, view: SeriesView, look: Theme, pieces: list[list[QPointF]]
) -> None:
    colour = line_colour(view, look)
    pen = QPen(colour, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    bounds = lone_bounds(view)
    for piece in pieces:
        if len(piece) > 1:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(piece))
        elif round(area.day(piece[0].x()) - 0.5) not in bounds:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(piece[0], 2.0, 2.0)


def _at_alert(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Where figures reach the alert threshold the line is heavy; a single one is a large dot."""
    colour = line_colour(view, look)
    run: list[QPointF] = []
    before: int | None = None
    pieces: list[list[QPointF]] = []
    for at in view.alarms:
        value = view.values[at] if 0 <= at < len(view.values) else None
        if value is None or not area.starts <= view.days[at] + 0.5 <= area.ends:
            continue
        if before is None or view.days[at] != before + 1:
            run = []
            pieces.append(run)
        run.append(QPointF(area.x(view.days[at] + 0.5), area.y(value)))
        before = view.days[at]
    for piece in pieces:
        if len(piece) > 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, HEAVY))
            painter.drawPolyline(QPolygonF(piece))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(piece[0], HEAVY, HEAVY)


def _marks(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for mark in view.marks:
        at = time_axis.middle(mark.at) if mark.kind == "election" else mark.at
        if not area.starts <= at <= area.ends:
            continue
        x = round(area.x(at))
        if mark.kind == "break":
            painter.setPen(QPen(look.regime_break, 1.0))
            painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
            continue
        pen = QPen(look.text, 1.0)
        pen.setDashPattern([1.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))


def paint_elections(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Diamonds over the plot at election days, where no line runs and no edge cuts them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    # The rim parts the mark from what lies under it.
    painter.setPen(QPen(look.surface, 1.5))
    painter.setBrush(look.text)
    for mark in view.marks:
        at = time_axis.middle(mark.at)
        if mark.kind == "election" and area.starts <= at <= area.ends:
            place = QPointF(round(area.x(at)) + 0.5, area.rect.top() - 5)
            painter.drawPolygon(ink.diamond(place, 5.5))


def _words(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Why there is nothing to see, over the hatch, in words."""
    if view.knowledge in ("fresh", "stale") and view.has_values:
        return
    words = view.empty or view.state_text or view.knowledge.replace("_", " ")
    room = area.rect.width() - 2 * look.space.l
    text = ink.lines(words, look.size.label, True, room, 4)
    rect = QRectF(0, 0, text.width + 2 * look.space.s, text.height + look.space.s)
    rect.moveCenter(area.rect.center())
    painter.setPen(look.line)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(rect, look.shape.radius, look.shape.radius)
    text.draw(painter, rect.left() + look.space.s, rect.top() + look.space.xs, look.text)
