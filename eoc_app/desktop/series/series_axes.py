"""Where the plot stands on its card, and what stands around it: ticks, unit, names of marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series import series_area, series_labels, series_plot, value_axis
from eoc_app.desktop.series.series_area import Area
from eoc_app.desktop.series.series_card import Style
from eoc_app.views.series_view import SeriesView

MARK_ROW = 18.0
"""Height of the row over the plot: the unit, and the labels of marks."""
DATE_ROW = 20.0
RING_ROOM = 5.0
"""Room beside the large plot for a ring around its last day."""
TICK_ROOM = 8.0
"""Room over the large plot for the upper half of the topmost tick's label."""


def plot_area(
    view: SeriesView, card: QRectF, head: float, foot: float, kind: Style, look: Theme
) -> tuple[Area, value_axis.Scale]:
    """The rectangle between the axes and what it shows."""
    top = card.top() + head + MARK_ROW
    bottom = card.bottom() - foot - DATE_ROW
    height = max(bottom - top, 10.0)
    axis = series_area.value_scale(view, max(3, min(5, int(height // 24) + 1)))
    strip = series_area.STRIP if series_area.off_scale(view) else 0.0
    widest = max((ink.text_width(text, look.size.small) for _, text in axis.ticks), default=0.0)
    left = card.left() + kind.pad + max(30.0, widest + 6)
    thresholds = [t for t in (view.watch, view.alert) if t and t <= axis.top]
    margin = ink.text_width("watch", look.size.small) + 6 if thresholds else 4.0
    right = card.right() - kind.pad - margin
    starts, ends = series_area.window(view)
    # The strip over the data takes its share of the scale, so that nothing else runs through it.
    share = height / max(height - strip, 1.0)
    rect = QRectF(left, top, max(right - left, 10.0), height)
    return Area(
        rect, starts, ends, axis.bottom, axis.bottom + (axis.top - axis.bottom) * share
    ), axis


def paint_axes(
    painter: QPainter, area: Area, axis: value_axis.Scale, left: float, look: Theme
) -> None:
    """Ticks and their labels; the large plot has pyqtgraph's axes in their place."""
    small = look.size.small
    painter.setFont(look.font(small))
    painter.setPen(look.mute)
    face = ink.metrics(small)
    rise = face.capHeight() / 2
    for value, label in axis.ticks:
        x = area.rect.left() - 6 - ink.text_width(label, small)
        painter.drawText(QPointF(x, area.y(value) + rise), label)
    base = area.rect.bottom() + 4 + face.ascent()
    for tick in date_ticks(area, look):
        width = ink.text_width(tick.text, small)
        x = area.x(tick.at)
        painter.setPen(look.line)
        painter.drawLine(
            QPointF(round(x), area.rect.bottom() + 1), QPointF(round(x), area.rect.bottom() + 4)
        )
        painter.setPen(look.mute)
        x = min(max(x - width / 2, left), area.rect.right() + 30 - width)
        painter.drawText(QPointF(x, base), tick.text)


def paint_margins(
    painter: QPainter,
    view: SeriesView,
    area: Area,
    axis: value_axis.Scale,
    card: QRectF,
    kind: Style,
    look: Theme,
) -> None:
    """The unit and the marks' labels over the plot, the thresholds' names beside it."""
    small = look.size.small
    face = ink.metrics(small)
    painter.setFont(look.font(small))
    base = area.rect.top() - 5
    left = card.left() + kind.pad
    unit = "" if view.form == "share" else " ".join(view.unit.split())
    if unit and axis.ticks and ink.text_width(unit, small) <= area.rect.width() / 2:
        painter.setPen(look.mute)
        wide = ink.text_width(unit, small)
        at = series_labels.clear_of_elections(area, view, wide)
        painter.drawText(QPointF(at, base), unit)
        left = at + wide + 10
    for x, label, colour in series_labels.mark_labels(
        area, view, look, left, card.right() - kind.pad
    ):
        painter.setPen(colour)
        painter.drawText(QPointF(x, base), label)
    for y, label, colour in series_labels.threshold_labels(area, view, look):
        painter.setPen(colour)
        painter.drawText(
            QPointF(area.rect.right() + 5, min(y, area.rect.bottom() + face.descent())), label
        )
    series_plot.paint_elections(painter, area, view, look)


def date_ticks(area: Area, look: Theme) -> tuple[time_axis.Tick, ...]:
    """At most five dates that do not touch."""
    return time_axis.ticks(
        area.starts,
        area.ends,
        area.rect.width(),
        lambda text: ink.text_width(text, look.size.small) + 6,
        most=5,
    )
