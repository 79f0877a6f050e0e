"""The large plot of one signal: a pyqtgraph view box that pans and zooms in time.

The only module that imports pyqtgraph; it is itself imported when the first large plot is shown.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.series import series_area, series_axes, series_plot, value_axis
from eoc_app.desktop.series.series_area import Area
from eoc_app.domain.wording import axis_words
from eoc_app.views.series_view import SeriesView

_EMPTY_SCALE = value_axis.Scale(0.0, 1.0, ())


class SeriesPage(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Two axes and one item that paints all marks in one pass."""

    hovered = QtCore.Signal(QPointF)
    ranged = QtCore.Signal()
    days_changed = QtCore.Signal(float, float)
    opened = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view: SeriesView | None = None
        self._scale = _EMPTY_SCALE
        box = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        axes = {"bottom": _DayAxis(self), "left": _ValueAxis(self)}
        super().__init__(parent, background=None, viewBox=box, axisItems=axes)
        # The card shows through.
        self.setStyleSheet("background: transparent; border: none;")
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        item = self.getPlotItem()
        item.hideButtons()
        item.setContentsMargins(0, 0, 0, 0)
        item.layout.setContentsMargins(0, series_axes.TICK_ROOM, series_axes.RING_ROOM, 0)
        item.layout.setSpacing(0)
        box.setMouseEnabled(x=True, y=False)
        box.setBorder(None)
        box.disableAutoRange()
        # The marks clip themselves; rings at the edge are whole.
        for clipped in (box, box.childGroup):
            clipped.setFlag(clipped.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        self._box = box
        self._marks = _Marks(self)
        box.addItem(self._marks, ignoreBounds=True)
        box.sigRangeChanged.connect(self._range_changed)
        self.restyle()

    @property
    def view(self) -> SeriesView | None:
        """What is shown."""
        return self._view

    @property
    def scale_shown(self) -> value_axis.Scale:
        """The value axis."""
        return self._scale

    def show_view(self, view: SeriesView) -> None:
        """Draw this signal; the part of the window that was zoomed to stays if it can."""
        old, self._view = self._view, view
        starts, ends = series_area.window(view)
        self._box.setLimits(xMin=starts, xMax=ends, minXRange=1.0, maxXRange=ends - starts)
        if old is None or series_area.window(old) != (starts, ends):
            self._box.setXRange(starts, ends, padding=0)
        self._marks.update()

    def fit(self, left: float, bottom: float, top: float, scale: value_axis.Scale) -> None:
        """Give the value axis its width in pixels and its range."""
        self._scale = scale
        item = self.getPlotItem()
        item.getAxis("left").setWidth(left)
        item.getAxis("bottom").setHeight(series_axes.DATE_ROW)
        self._box.setYRange(bottom, top, padding=0)
        item.getAxis("left").picture = None
        item.layout.activate()

    def link_x(self, other: SeriesPage) -> None:
        """Show the same days as another plot, whichever of the two is moved.

        pyqtgraph's own link shifts the days by the place of the plots on the screen.
        """
        self.days_changed.connect(other.show_days)
        other.days_changed.connect(self.show_days)
        other.show_days(*self._box.viewRange()[0])

    def show_days(self, starts: float, ends: float) -> None:
        """Show this part of the window."""
        if tuple(self._box.viewRange()[0]) != (starts, ends):
            self._box.setXRange(starts, ends, padding=0)

    def area(self) -> Area:
        """The view box in this widget's pixels, and what it shows."""
        rect = self.viewportTransform().mapRect(self._box.sceneBoundingRect())
        (starts, ends), (bottom, top) = self._box.viewRange()
        return Area(rect, starts, ends, bottom, top)

    def restyle(self) -> None:
        """Take the colours and the face of the theme in use."""
        look = current()
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setStyle(
                tickFont=look.font(look.size.small),
                tickLength=0 if side == "left" else 3,
                tickTextOffset=6 if side == "left" else 3,
                showValues=True,
                autoExpandTextSpace=False,
            )
            axis.setPen(look.line)
            axis.setTextPen(look.mute)
        self._marks.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.hovered.emit(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(QPointF(-1, -1))

    def _range_changed(self, *_: Any) -> None:
        self._marks.update()
        self.ranged.emit()
        self.days_changed.emit(*self._box.viewRange()[0])


class _DayAxis(pg.AxisItem):  # type: ignore[misc]
    """Dates that do not touch; drawn by pyqtgraph as plain text."""

    def __init__(self, page: SeriesPage) -> None:
        super().__init__("bottom")
        self._page = page
        self._texts: dict[float, str] = {}

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        look = current()
        area = Area(QRectF(0, 0, size, 1), least, most, 0, 1)
        self._texts = {tick.at: tick.text for tick in series_axes.date_ticks(area, look)}
        return [(1.0, list(self._texts))]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        return [self._texts.get(value, axis_words.short_day_text(value)) for value in values]


class _ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """The round ticks that the small plots have too."""

    def __init__(self, page: SeriesPage) -> None:
        super().__init__("left")
        self._page = page

    def tickValues(
        self, least: float, most: float, _size: float
    ) -> list[tuple[float, list[float]]]:
        ticks = self._page.scale_shown.ticks
        return [(1.0, [value for value, _ in ticks if least <= value <= most * (1 + 1e-9)])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        texts = dict(self._page.scale_shown.ticks)
        return [texts.get(value, "") for value in values]


class _Marks(pg.GraphicsObject):  # type: ignore[misc]
    """All that lies between the axes, painted in pixels by the code of the small plots."""

    def __init__(self, page: SeriesPage) -> None:
        super().__init__()
        self._page = page

    def boundingRect(self) -> QRectF:
        box = self.getViewBox()
        return QRectF(box.viewRect()) if box is not None else QRectF(0, 0, 1, 1)

    def viewRangeChanged(self, *_: Any) -> None:
        self.prepareGeometryChange()

    viewTransformChanged = viewRangeChanged  # noqa: N815 - pyqtgraph's name

    def paint(self, painter: QPainter, *_: Any) -> None:
        view, box = self._page.view, self.getViewBox()
        if view is None or box is None:
            return
        rect = painter.worldTransform().mapRect(QRectF(box.viewRect()))
        (starts, ends), (bottom, top) = box.viewRange()
        painter.save()
        painter.setWorldTransform(QTransform())
        ticks = tuple(value for value, _ in self._page.scale_shown.ticks)
        area = Area(rect, starts, ends, bottom, top)
        series_plot.paint(painter, area, view, current(), ticks)
        painter.restore()
