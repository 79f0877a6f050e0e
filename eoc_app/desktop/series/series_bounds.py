"""Paints what is not an exact daily figure: bounds, figures over long periods, invented days."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series.series_area import STRIP, Area, line_colour, off_scale
from eoc_app.views.series_view import SeriesView, Span


def lone_bounds(view: SeriesView) -> frozenset[int]:
    """Days without neighbours whose figure is a bound: drawn as one, never as a point."""
    known = {day for day, value in zip(view.days, view.values, strict=True) if value is not None}
    return frozenset(
        day
        for day, low, high in zip(view.days, view.lower, view.upper, strict=True)
        if (low is None) != (high is None) and not known & {day - 1, day + 1}
    )


def paint_bounds(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Intervals as a band; where only one end is stated, a caret that points to the open side."""
    colour = line_colour(view, look)
    run: list[tuple[float, float, float]] = []
    # Where no value is stated the interval is all there is, and stands out.
    kind, before = (False, False), None
    lone = lone_bounds(view)
    seen_caret = float("-inf")
    columns = zip(view.days, view.values, view.lower, view.upper, view.synthetic, strict=True)
    for day, value, low, high, made in columns:
        x = area.x(day + 0.5)
        if low is not None and high is not None and (low < high or value is None):
            if run and (before != day - 1 or kind != (value is None, made)):
                _band(painter, area, run, kind, colour, look)
                run = []
            run.append((x, area.y(low), area.y(high)))
            kind, before = (value is None, made), day
        elif (low is None) != (high is None) and view.knowledge != "below_threshold":
            end = next(v for v in (value, low, high) if v is not None)
            if day in lone or value is None:
                _dash(painter, area, x, area.y(end), colour)
            if x >= seen_caret + 9 or day in lone:
                seen_caret = x
                _caret(painter, x, area.y(end), colour, up=high is None)
    if run:
        _band(painter, area, run, kind, colour, look)


def _band(
    painter: QPainter,
    area: Area,
    run: list[tuple[float, float, float]],
    kind: tuple[bool, bool],
    colour: QColor,
    look: Theme,
) -> None:
    """Neighbouring intervals; `kind` says whether they stand alone, and whether they are made."""
    alone, made = kind
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.faded(colour, 0.3 if alone else 0.22))
    half = max(1.5, min(4.0, area.rect.width() / (area.ends - area.starts) / 2))
    if len(run) == 1:
        x, low, high = run[0]
        run = [(x - half, low, high), (x + half, low, high)]
    upper = [QPointF(x, high) for x, _, high in run]
    lower = [QPointF(x, low) for x, low, _ in run]
    shape = QPolygonF([*upper, *reversed(lower)])
    painter.drawPolygon(shape)
    if not alone:
        return
    if made:
        painter.setBrush(ink.exercise_hatch(look, 0.45))
        painter.drawPolygon(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.2))
    painter.drawPolyline(QPolygonF(upper))
    painter.drawPolyline(QPolygonF(lower))


def _dash(painter: QPainter, area: Area, x: float, y: float, colour: QColor) -> None:
    half = max(3.0, area.rect.width() / (area.ends - area.starts) / 2)
    painter.setPen(QPen(colour, 1.6))
    painter.drawLine(QLineF(x - half, y, x + half, y))


def _caret(painter: QPainter, x: float, y: float, colour: QColor, *, up: bool) -> None:
    tip = -6.0 if up else 6.0
    painter.setPen(QPen(colour, 1.2))
    painter.drawLine(QLineF(x, y, x, y + tip))
    painter.drawLine(QLineF(x - 2.5, y + tip * 0.5, x, y + tip))
    painter.drawLine(QLineF(x + 2.5, y + tip * 0.5, x, y + tip))


def paint_spans(
    painter: QPainter, area: Area, view: SeriesView, look: Theme
) -> list[tuple[QRectF, ink.Lines]]:
    """Figures over longer periods, as bars over the whole period; returns the words for them."""
    apart = off_scale(view)
    labels: list[tuple[QRectF, ink.Lines]] = []
    step = ink.metrics(look.size.small).height()
    for span in view.spans:
        if span.ends <= area.starts or span.starts >= area.ends:
            continue
        left, right = area.x(max(span.starts, area.starts)), area.x(min(span.ends, area.ends))
        right = max(right, left + 3)
        if span in apart:
            bar = QRectF(left, area.rect.top() + 1, right - left, STRIP - 4)
            _span_bar(painter, bar, span, view, look, open_top=True)
            words, places = f"{span.label} · not to scale", [bar.top()]
        else:
            low = span.lower
            if low is None:
                low = span.value if span.upper is None else 0.0
            high = span.upper if span.upper is not None else low
            if low is None or high is None:
                continue
            top, bottom = area.y(high), area.y(low)
            bar = QRectF(left, top, right - left, bottom - top)
            _span_bar(painter, bar, span, view, look, open_top=span.upper is None)
            over = top - step - (9 if span.upper is None else 2)
            words, places = span.label, [over, bottom + 3, over - step, bottom + step + 4]
        placed = _span_label(area, bar, words, look, [rect for rect, _ in labels], places)
        if placed is not None:
            labels.append(placed)
    return labels


def _span_bar(
    painter: QPainter, bar: QRectF, span: Span, view: SeriesView, look: Theme, *, open_top: bool
) -> None:
    colour = line_colour(view, look)
    pen = QPen(colour, 1.4)
    pen.setDashPattern([5.0, 2.5])
    if span.exercise:
        painter.fillRect(bar, ink.exercise_hatch(look, 0.45))
    if bar.height() >= 1:
        painter.fillRect(bar, look.faded(colour, 0.16))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if span.lower is not None and span.lower == span.upper:
        painter.setPen(QPen(colour, 2.4))
        painter.drawLine(QLineF(bar.left(), bar.top(), bar.right(), bar.top()))
        return
    painter.setPen(pen)
    painter.drawLine(QLineF(bar.left(), bar.bottom(), bar.right(), bar.bottom()))
    if open_top:
        middle = bar.center().x()
        count = 3 if bar.width() >= 90 else 1
        for n in range(count):
            x = middle + (n - (count - 1) / 2) * bar.width() / 3.5
            if bar.height() < 1:
                _caret(painter, x, bar.bottom(), colour, up=True)
        return
    painter.drawLine(QLineF(bar.left(), bar.top(), bar.right(), bar.top()))
    painter.drawLine(QLineF(bar.left(), bar.top(), bar.left(), bar.bottom()))
    painter.drawLine(QLineF(bar.right(), bar.top(), bar.right(), bar.bottom()))


def _span_label(
    area: Area, bar: QRectF, label: str, look: Theme, taken: list[QRectF], places: list[float]
) -> tuple[QRectF, ink.Lines] | None:
    """Where the words of a figure stand clear of the others; the read-out has them in any case."""
    words = " ".join(label.split())
    text = ink.lines(words, look.size.small, False, area.rect.width() - 6)
    if not words or text.count > 1:
        return None
    room = area.rect.right() - text.width - 6
    x = max(area.rect.left(), min(bar.center().x() - text.width / 2 - 3, room))
    for y in places:
        rect = QRectF(x, y, text.width + 6, text.height)
        inside = rect.top() >= area.rect.top() and rect.bottom() <= area.rect.bottom()
        if inside and not any(rect.intersects(other) for other in taken):
            return rect, text
    return None


def paint_synthetic(
    painter: QPainter, area: Area, view: SeriesView, look: Theme, pieces: list[list[QPointF]]
) -> None:
    """Invented days are hatched down to zero."""
    runs = _runs([day for day, made in zip(view.days, view.synthetic, strict=True) if made])
    if not runs:
        return
    zero = area.y(0.0)
    under = QPainterPath()
    for piece in pieces:
        if len(piece) == 1:
            point = piece[0]
            half = max(1.5, area.rect.width() / (area.ends - area.starts) / 2)
            under.addRect(QRectF(point.x() - half, point.y(), 2 * half, zero - point.y()))
            continue
        under.addPolygon(
            QPolygonF([QPointF(piece[0].x(), zero), *piece, QPointF(piece[-1].x(), zero)])
        )
    painter.save()
    brush = ink.exercise_hatch(look, 0.45)
    painter.setPen(Qt.PenStyle.NoPen)
    for first, last in runs:
        strip = QRectF(area.x(first), area.rect.top(), 0, area.rect.height())
        strip.setRight(area.x(last + 1))
        painter.save()
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.fillPath(under, brush)
        painter.restore()
    painter.restore()


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """Neighbouring days as first and last."""
    if not days:
        return []
    breaks = [n + 1 for n, (a, b) in enumerate(pairwise(days)) if b != a + 1]
    edges = [0, *breaks, len(days)]
    return [(days[a], days[b - 1]) for a, b in pairwise(edges)]
