"""Paints what was expected of the figures, and rings those that exceed it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series.series_area import STRIP, Area, line_colour, off_scale
from eoc_app.domain.wording import axis_words
from eoc_app.views.series_view import SeriesView

RING = 4.0
"""Radius of a ring, in logical pixels."""


def paint_range(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """A band with its edges, and a thin line for what is expected; a gap where there is none.

    Where a range is of several days together, a thin line for their mean, which is what exceeds.
    """
    band, edges, middle = QPainterPath(), QPainterPath(), QPainterPath()
    half = 0.5 * area.rect.width() / (area.ends - area.starts)
    for run in _runs(area, view):
        lower, centre, upper = (_widened(line, half) for line in run)
        band.addPolygon(QPolygonF([*upper, *reversed(lower)]))
        edges.addPolygon(QPolygonF(upper))
        edges.addPolygon(QPolygonF(lower))
        middle.addPolygon(QPolygonF(centre))
    if band.isEmpty():
        return
    painter.save()
    painter.setClipRect(area.rect, Qt.ClipOperation.IntersectClip)
    # The edges hide the steps of the fill, which takes half as long without smoothing.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(band, look.faded(look.dim, 0.13))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.faded(look.dim, 0.5), 1.0))
    painter.drawPath(edges)
    painter.setPen(QPen(look.faded(look.dim, 0.85), 1.0))
    painter.drawPath(middle)
    if view.range_observed:
        painter.setPen(QPen(look.faded(line_colour(view, look), 0.6), 1.0))
        painter.drawPath(_judged(area, view))
    painter.restore()


def paint_cut(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Where the band runs out of the axis, how far it goes, in words on a patch."""
    shown = [
        upper
        for day, upper in zip(view.range_days, view.range_upper, strict=True)
        if upper is not None and area.starts <= day + 0.5 <= area.ends
    ]
    highest = max(shown, default=0.0)
    if highest <= area.top or off_scale(view):
        return
    told = f"\u2191 expected up to {axis_words.figure(highest, view.form, '')}"
    text = ink.lines(told, look.size.small, False, area.rect.width())
    if text.count > 1 or text.height > area.rect.height() - STRIP:
        return
    rect = QRectF(area.rect.left() + 2, area.rect.top() + 1, text.width + 6, text.height)
    painter.fillRect(rect, look.surface)
    text.draw(painter, rect.left() + 3, rect.top(), look.dim)


def paint_exceeded(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """A ring around each figure that exceeds; one that is drawn out where days stand close."""
    runs: list[list[QPointF]] = []
    before = None
    for day, value in view.exceedances:
        if not area.starts <= day + 0.5 <= area.ends:
            continue
        if before is None or day != before + 1:
            runs.append([])
        runs[-1].append(QPointF(area.x(day + 0.5), area.y(value)))
        before = day
    if not runs:
        return
    gap = area.rect.width() / (area.ends - area.starts)
    rings = QPainterPath()
    rings.setFillRule(Qt.FillRule.WindingFill)
    for run in runs:
        # Days that are far apart have a ring each.
        for piece in [run] if gap <= 2 * RING else [[point] for point in run]:
            rings.addPath(_ring(piece))
    rings = rings.simplified()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # The rim parts the ring from the line and the band that it crosses.
    painter.setPen(QPen(look.surface, 4.0))
    painter.drawPath(rings)
    painter.setPen(QPen(line_colour(view, look), 1.8))
    painter.drawPath(rings)


def rule(view: SeriesView, at: int) -> str:
    """The rule at a position of `range_days`, or `none:` and why there is none."""
    told = ""
    for begins, name in view.range_rules:
        if begins > at:
            break
        told = name
    return told


def position(view: SeriesView, day: int) -> int | None:
    """Where a day stands in `range_days`."""
    found = bisect_left(view.range_days, day)
    known = found < len(view.range_days) and view.range_days[found] == day
    return found if known else None


def _runs(area: Area, view: SeriesView) -> Iterator[tuple[list[QPointF], ...]]:
    """Lower end, middle and upper end of neighbouring days with a range, in pixels."""
    run: tuple[list[QPointF], ...] = ([], [], [])
    before = 0
    left, bottom = area.rect.left(), area.rect.bottom()
    across = area.rect.width() / (area.ends - area.starts)
    up = area.rect.height() / (area.top - area.bottom)
    # One day outside on either side, so that the band runs to the edge.
    first, last = area.starts - 2, area.ends + 1
    columns = zip(view.range_days, view.range_lower, view.expected, view.range_upper, strict=True)
    for day, low, middle, high in columns:
        if high is None or middle is None or not first <= day <= last:
            continue
        if run[0] and day != before + 1:
            yield run
            run = ([], [], [])
        x = left + (day + 0.5 - area.starts) * across
        for line, value in zip(run, (low or 0.0, middle, high), strict=True):
            line.append(QPointF(x, bottom - (value - area.bottom) * up))
        before = day
    if run[0]:
        yield run


def _judged(area: Area, view: SeriesView) -> QPainterPath:
    path, before = QPainterPath(), 0
    for day, value in zip(view.range_days, view.range_observed, strict=True):
        if value is None or not area.starts - 2 <= day <= area.ends + 1:
            continue
        point = QPointF(area.x(day + 0.5), area.y(value))
        if day == before + 1:
            path.lineTo(point)
        else:
            path.moveTo(point)
        before = day
    return path


def _widened(points: list[QPointF], half: float) -> list[QPointF]:
    """The same from the start of the first day to the end of the last, so that one day is seen."""
    half = max(half, 2.0)
    first, last = points[0], points[-1]
    return [QPointF(first.x() - half, first.y()), *points, QPointF(last.x() + half, last.y())]


def _ring(run: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    if len(run) == 1:
        path.addEllipse(run[0], RING, RING)
        return path
    path.addPolygon(QPolygonF(run))
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * RING)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()
