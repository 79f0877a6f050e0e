"""How the rows of the ranked table are painted, column by column and not cell by cell."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from eoc_app.desktop.theme import Theme
from eoc_app.desktop.widgets import ink, ranking_columns
from eoc_app.desktop.widgets.ranking_columns import CODE, PAD, Key
from eoc_app.desktop.widgets.ranking_model import assessable
from eoc_app.views import RankRow

_WHISKER: Final = 4.0
"""An interval narrower than this on the screen is one stroke."""

Boxes = list[tuple[RankRow, QRectF]]
Columns = dict[Key, tuple[float, float]]


def draw_names(painter: QPainter, boxes: Boxes, columns: Columns, look: Theme) -> None:
    x, wide = columns["country"]
    painter.setFont(look.font(look.size.label))
    for row, box in boxes:
        ink.draw_line(
            painter, QRectF(x + PAD, box.top(), CODE, box.height() - 1), row.code, look.mute
        )
    for row, box in boxes:
        text = ink.lines(row.name, look.size.body, True, wide - CODE - 2 * PAD, 2)
        top = box.top() + (box.height() - 1 - text.height) / 2
        text.draw(painter, x + PAD + CODE, top, look.text if assessable(row) else look.dim)


def draw_figures(
    painter: QPainter, boxes: Boxes, columns: Columns, look: Theme, assessable_coverage: float
) -> None:
    for key, bold in (("score", True), ("rank", False), ("coverage", False), ("t", False)):
        if key not in columns:
            continue
        x, wide = columns[key]
        painter.setFont(look.font(look.size.body, bold))
        for row, box in boxes:
            colour = look.text if key in ("score", "t") else look.dim
            if key == "coverage" and row.coverage < assessable_coverage:
                colour = look.warning
            cell = QRectF(x + PAD, box.top(), wide - 2 * PAD, box.height() - 1)
            ink.draw_line(painter, cell, ranking_columns.number_text(row, key), colour, right=True)
    if "band" in columns:
        x, wide = columns["band"]
        painter.setFont(look.font(look.size.label))
        for row, box in boxes:
            cell = QRectF(x + PAD, box.top(), wide - 2 * PAD, box.height() - 1)
            ink.draw_line(
                painter, cell, row.band, look.text if assessable(row) else look.not_assessable
            )
    x, wide = columns["t"]
    for row, box in boxes:
        if row.t_minus == 0:
            text = ink.text_width(row.t_text, look.size.body)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.text)
            centre = QPointF(x + wide - PAD - text - 8.0, box.center().y() - 0.5)
            painter.drawPolygon(ink.diamond(centre, 4.5))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_bars(painter: QPainter, boxes: Boxes, columns: Columns, look: Theme, scale: float) -> None:
    if "interval" not in columns:
        return
    left, wide = columns["interval"]
    left, wide = left + PAD, wide - 2 * PAD
    caps: list[tuple[QPointF, QPointF]] = []
    synthetic = ink.exercise_over(look)
    for row, box in boxes:
        track = QRectF(left, round(box.center().y() - 6), wide, 11)
        bar = QRectF(track)
        painter.fillRect(track, look.raised)
        if row.score is None:
            painter.fillRect(
                track,
                ink.level_brush(look, row.level if row.level == "no_data" else "not_assessable"),
            )
        else:
            bar.setWidth(wide * min(max(row.score / scale, 0.0), 1.0))
            painter.fillRect(bar, ink.level_colour(look, row.level))
        for brush in synthetic if row.exercise else ():
            painter.fillRect(bar, brush)
        if row.score is not None and row.lower is not None and row.upper is not None:
            y = track.center().y()
            low, high = (
                left + wide * min(max(value / scale, 0.0), 1.0) for value in (row.lower, row.upper)
            )
            if high - low < _WHISKER:
                # Too narrow for two caps: one stroke says where it is.
                middle = (low + high) / 2
                caps.append((QPointF(middle, y - 4), QPointF(middle, y + 4)))
                continue
            caps += [
                (QPointF(low, y), QPointF(high, y)),
                (QPointF(low, y - 3), QPointF(low, y + 3)),
                (QPointF(high, y - 3), QPointF(high, y + 3)),
            ]
    # The ground under the whisker parts it from the bar in every band.
    for pen in (QPen(look.surface, 3.4), QPen(look.text, 1.2)):
        painter.setPen(pen)
        for start, end in caps:
            painter.drawLine(start, end)


def draw_sparks(
    painter: QPainter, boxes: Boxes, columns: Columns, look: Theme, scale: float
) -> None:
    if "spark" not in columns:
        return
    left, wide = columns["spark"]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.dim, 1.1))
    ends: list[QPointF] = []
    for row, box in boxes:
        for run in spark_lines(row.spark, scale):
            shown = [
                QPointF(
                    left + PAD + x * (wide - 2 * PAD - 3),
                    box.bottom() - 7 - y * (box.height() - 14),
                )
                for x, y in run
            ]
            painter.drawPolyline(QPolygonF(shown))
            if run[-1][0] == 1.0:
                ends.append(shown[-1])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.text)
    for end in ends:
        painter.drawEllipse(end, 1.8, 1.8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def spark_lines(values: tuple[float | None, ...], scale: float) -> list[list[tuple[float, float]]]:
    """Runs of points in a unit square, cut where there is no reading.

    The height spans the values, but at least a fifth of the scale, so that noise stays small.
    """
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    least = scale / 5
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    runs: list[list[tuple[float, float]]] = [[]]
    steps = max(len(values) - 1, 1)
    for place, value in enumerate(values):
        if value is None:
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append((place / steps, (value - low) / (high - low)))
    return [run for run in runs if run]
