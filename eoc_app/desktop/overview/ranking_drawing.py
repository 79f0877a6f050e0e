"""How the rows of the ranked table are painted, column by column and not cell by cell."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.overview import ranking_columns
from eoc_app.desktop.overview.ranking_columns import CODE, PAD, Key
from eoc_app.desktop.overview.ranking_model import assessable
from eoc_app.views.ranking_view import RankRow

_CAP: Final = 3.5
"""Half the height of a whisker's ends."""
_SHORT: Final = 4.0
"""An interval narrower than this on the screen is one stroke."""

Line = tuple[QPointF, QPointF]
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
    for key, bold in (("score", True), ("coverage", False), ("t", False)):
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
            colour = look.text if assessable(row) else look.not_assessable
            if ink.text_width(row.band, look.size.label) <= cell.width():
                ink.draw_line(painter, cell, row.band, colour)
            else:
                words = ink.lines(row.band, look.size.small, False, cell.width())
                words.draw(painter, cell.left(), cell.center().y() - words.height / 2, colour)
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
    draw_whiskers(painter, boxes, (left, wide), look, scale)


def draw_whiskers(
    painter: QPainter, boxes: Boxes, track: tuple[float, float], look: Theme, scale: float
) -> None:
    """A thin line for what bounds allow, over it a thick one with ends for what draws hold."""
    thin: list[Line] = []
    thick: list[Line] = []
    for row, box in boxes:
        if row.score is None:
            continue
        y = round(box.center().y() - 6) + 5.5
        if row.lower is not None and row.upper is not None:
            thin.append(_line(row.lower, row.upper, y, track, scale))
        if row.interval is not None:
            interval = row.interval
            thick.append(_line(interval.score_lower, interval.score_upper, y, track, scale))
    ends: list[QPointF] = []
    for start, end in thick:
        # Too short for two ends: one stroke says where it is.
        short = end.x() - start.x() < _SHORT
        ends += [(start + end) / 2] if short else [start, end]
    caps = [(end - QPointF(0, _CAP), end + QPointF(0, _CAP)) for end in ends]
    long = [line for line in thick if line[1].x() - line[0].x() >= _SHORT]
    # The ground under the whisker parts it from the bar in every band.
    for colour, widths in ((look.surface, (3.2, 5.0, 3.6)), (look.text, (1.0, 2.4, 1.4))):
        for wide, strokes in zip(widths, (thin, long, caps), strict=True):
            painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            for start, end in strokes:
                painter.drawLine(start, end)


def _line(low: float, high: float, y: float, track: tuple[float, float], scale: float) -> Line:
    left, wide = track
    first, last = (left + wide * min(max(value / scale, 0.0), 1.0) for value in (low, high))
    return (QPointF(first, y), QPointF(last, y))


def draw_ranks(
    painter: QPainter, boxes: Boxes, columns: Columns, look: Theme, beside: float
) -> None:
    """Each rank with its interval in the room `beside` it, or below it where there is none."""
    if "rank" not in columns:
        return
    x, wide = columns["rank"]
    ranks: list[tuple[RankRow, QRectF]] = []
    intervals: list[tuple[RankRow, QRectF]] = []
    for row, box in boxes:
        cell = QRectF(x + PAD, box.top(), wide - 2 * PAD, box.height() - 1)
        if beside:
            ranks.append((row, cell.adjusted(0, 0, -beside, 0)))
            intervals.append((row, cell))
        elif assessable(row):
            # On the upper line also while the interval is awaited: nothing moves when it comes.
            half = cell.height() / 2
            ranks.append((row, cell.adjusted(0, 1, 0, -half)))
            intervals.append((row, cell.adjusted(0, half, 0, -1)))
        else:
            ranks.append((row, cell))
    painter.setFont(look.font(look.size.body))
    for row, cell in ranks:
        colour = look.text if row.interval else look.dim
        ink.draw_line(painter, cell, row.rank_text, colour, right=True)
    painter.setFont(look.font(look.size.body if beside else look.size.small))
    for row, cell in intervals:
        if row.interval:
            ink.draw_line(painter, cell, row.interval.rank_text, look.dim, right=True)


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
    readings = [value for value in values if value is not None]
    if not readings:
        return []
    low, high = min(readings), max(readings)
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
