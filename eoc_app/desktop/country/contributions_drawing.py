"""The strokes of a waterfall of contributions: bars that begin where the last one ended."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.country.contributions_layout import (
    GAP,
    ROW,
    TICKS,
    Layout,
    Row,
    points_text,
    total_text,
)
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.views.contributions_view import Contribution

_UNSEEN: Final = 26.0
"""Width of the hatch that stands where an unseen signal would have added."""
_BAR: Final = 12.0


def draw_row(painter: QPainter, box: QRectF, layout: Layout, row: Row, look: Theme) -> None:
    """One row in its box."""
    for tick in layout.ticks():
        painter.fillRect(QRectF(round(layout.x(tick)), box.top(), 1, box.height()), look.grid)
    if row.part is None:
        _draw_dimension(painter, box, layout, row, look)
    else:
        _draw_part(painter, box, layout, row, row.part, look)
    if layout.view is not None and layout.view.total is not None and row.part is not None:
        x = layout.x(row.ends)
        painter.setPen(QPen(look.mute, 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, box.center().y() + _BAR / 2), QPointF(x, box.bottom()))


def draw_total(painter: QPainter, box: QRectF, layout: Layout, look: Theme) -> None:
    """The score under all rows, how much of it nobody sees, and the numbers of the axis."""
    view = layout.view
    if view is None:
        return
    row = QRectF(box.left(), box.top(), layout.width, ROW)
    painter.fillRect(QRectF(0, row.top(), layout.width, 1), look.edge)
    painter.setFont(look.font(look.size.label, True))
    name = "Score" if view.total is not None else "Score: not assessable"
    ink.draw_line(painter, QRectF(4, row.top(), layout.title_width, ROW), name, look.text)
    if view.total is None:
        bar = QRectF(layout.left, row.center().y() - 5, layout.right - layout.left, 10)
        painter.fillRect(bar, ink.level_brush(look, "not_assessable"))
    else:
        dark = math.fsum(part.points for part in view.parts if part.kind == "unseen")
        seen, end = layout.x(view.total - dark), layout.x(view.total)
        top, high = row.center().y() - 4, 8
        painter.fillRect(QRectF(layout.left, top, seen - layout.left, high), look.text)
        rest = QRectF(seen, top, end - seen, high)
        painter.fillRect(rest, look.hatch(look.text))
        painter.setPen(QPen(look.text, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rest.adjusted(0, 0.5, -0.5, -0.5))
    painter.setFont(look.font(look.size.body, True))
    column = QRectF(layout.right + GAP, row.top(), layout.points_width, ROW)
    total = "\u2014" if view.total is None else total_text(view)
    ink.draw_line(painter, column, total, look.text, right=True)
    _draw_ticks(painter, row.bottom(), layout, look)


def _draw_ticks(painter: QPainter, top: float, layout: Layout, look: Theme) -> None:
    size = look.size.small
    painter.setFont(look.font(size))
    for tick in layout.ticks():
        unit = "point" if tick == 1 else "points"
        text = f"{tick:g}" if tick < layout.top else f"{tick:g} {unit}"
        wide = ink.text_width(text, size)
        x = min(max(layout.x(tick) - wide / 2, layout.left - 4), layout.width - wide - 2)
        ink.draw_line(painter, QRectF(x, top, wide + 2, TICKS - 2), text, look.mute)


def _draw_dimension(painter: QPainter, box: QRectF, layout: Layout, row: Row, look: Theme) -> None:
    """The name of a dimension, and a bracket from where its first bar begins to its last end."""
    painter.fillRect(QRectF(0, box.top(), layout.width, 1), look.line)
    words = layout.heading(row)
    words.draw(painter, 4.0, box.top() + (box.height() - words.height) / 2, look.text)
    text = points_text(row)
    if not text:
        return
    left, right = layout.x(row.starts), layout.x(row.ends)
    middle = round(box.center().y())
    painter.setPen(QPen(look.text, 1.4))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for x in (left, right):
        painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
    painter.setFont(look.font(look.size.label, True))
    column = QRectF(layout.right + GAP, box.top(), layout.points_width, box.height())
    ink.draw_line(painter, column, text, look.text, right=True)


def _draw_part(
    painter: QPainter, box: QRectF, layout: Layout, row: Row, part: Contribution, look: Theme
) -> None:
    title, detail = layout.title(part), layout.detail(part)
    top = box.top() + (box.height() - title.height - detail.height) / 2
    fresh = part.knowledge == "fresh"
    title.draw(painter, 4.0, top, look.text if fresh else look.dim)
    detail.draw(painter, 4.0, top + title.height, look.mute if fresh else look.warning)
    x0, x1 = sorted((layout.x(row.starts), layout.x(row.ends)))
    bar = QRectF(x0, box.center().y() - _BAR / 2, max(x1 - x0, 0.0), _BAR)
    if part.points == 0 and not fresh:
        bar.setWidth(_UNSEEN)
        bar.moveRight(min(bar.right(), layout.right))
        painter.fillRect(bar, ink.level_brush(look, "not_assessable"))
    elif part.points == 0:
        painter.fillRect(QRectF(x0, bar.top(), 1.5, bar.height()), look.dim)
    else:
        bar.setWidth(max(bar.width(), 1.5))
        painter.fillRect(bar, ink.level_colour(look, part.level))
        if not fresh:
            painter.fillRect(bar, look.hatch(look.surface))
    for brush in ink.exercise_over(look) if part.exercise else ():
        painter.fillRect(bar, brush)
    painter.setFont(look.font(look.size.label))
    column = QRectF(layout.right + GAP, box.top(), layout.points_width, box.height())
    colour = look.text if fresh else look.warning
    ink.draw_line(painter, column, points_text(row), colour, right=True)
