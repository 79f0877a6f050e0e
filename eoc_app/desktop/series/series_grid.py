"""All signals of a country on one time axis: lead signals large, the others small."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.series import series_axes
from eoc_app.desktop.series.series_card import Size
from eoc_app.desktop.series.series_chart import SeriesChart
from eoc_app.desktop.series.series_legend import SeriesLegend
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView

_LEAD_LEAST = 280
"""Least width of a lead chart, in logical pixels; three or four stand side by side."""
_OTHER_LEAST = 264
_LEAD_PLOT = 124
_OTHER_PLOT = 92
"""Heights of the plots alone; their words come on top."""
_AHEAD = 200
"""Charts this far outside what is seen keep what they painted."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Charts of one size, in rows."""

    charts: list[SeriesChart]
    views: tuple[SeriesView, ...]
    columns: int
    size: Size
    plot: int


class SeriesGrid(Content, QScrollArea):
    """Charts are made once and used again for every country; only those seen are painted.

    What is heard is never lazy: a chart out of sight has its name and its words at once, for a
    screen reader goes to it without scrolling.
    """

    stamps_itself = True

    opened = QtCore.Signal(str)
    table_requested = QtCore.Signal(str)
    never_cut = True
    """On paper none is left out: they are as many as there are signals, and the last may matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change every width twice for one country.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self.setWidget(self._content)
        # Setting a widget makes it opaque; the card shows through.
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._leads: list[SeriesChart] = []
        self._others: list[SeriesChart] = []
        self._view: SeriesGridView | None = None
        self._words: dict[tuple[str, int], tuple[float, float]] = {}
        self._legend = SeriesLegend(self._content)
        look = current()
        self._heading = Label(
            "Other signals", role="dim", size=look.size.label, bold=True, parent=self._content
        )
        self._empty = Label(role="dim", parent=self._content)
        self.verticalScrollBar().valueChanged.connect(self._release_unseen)
        self._content.installEventFilter(self)

    @property
    def charts(self) -> tuple[SeriesChart, ...]:
        """The charts in use, lead signals first."""
        return tuple(c for c in (*self._leads, *self._others) if not c.isHidden())

    def show_view(self, view: SeriesGridView) -> None:
        """Draw these signals."""
        view = _once(view)
        if view == self._view:
            return
        old, self._view = self._view, view
        leads = tuple(s for s in view.series if s.lead)
        others = tuple(s for s in view.series if not s.lead)
        self._supply(self._leads, leads, "panel")
        self._supply(self._others, others, "small")
        self._heading.setVisible(bool(leads and others))
        self._legend.setVisible(bool(view.series))
        self._legend.show_view(view)
        self._empty.setVisible(not view.series)
        self._empty.setText("" if view.series else view.empty or "No signals for this country.")
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.heard)
        if old is not None and _shape(old) != _shape(view):
            self.verticalScrollBar().setValue(0)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(1200, 560)

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no chart has to be scrolled to."""
        return self._content.height()

    def for_paper(self) -> None:
        """Leave out the scroll bar."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.clear()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.Move:
            self._release_unseen()
        return super().eventFilter(watched, event)

    def _supply(self, charts: list[SeriesChart], views: tuple[SeriesView, ...], size: Size) -> None:
        while len(charts) < len(views):
            chart = SeriesChart(size, self._content, framed=False)
            chart.opened.connect(self.opened)
            chart.table_requested.connect(self.table_requested)
            charts.append(chart)
        for n, chart in enumerate(charts):
            chart.setVisible(n < len(views))
            if n < len(views):
                chart.show_view(views[n])
            else:
                chart.forget()

    def _arrange(self) -> None:
        view = self._view
        if view is None:
            return
        space = current().space
        width = max(self.viewport().width() - space.xs, 200)
        leads = tuple(s for s in view.series if s.lead)
        others = tuple(s for s in view.series if not s.lead)
        wide = max(1, min(4, (width + space.s) // (_LEAD_LEAST + space.s), len(leads)))
        if len(leads) > wide > 1:
            # Two even rows rather than a full one and a rest.
            wide = max(min(wide, 3), -(-len(leads) // 2)) if len(leads) <= 2 * wide else wide
        narrow = max(1, (width + space.s) // (_OTHER_LEAST + space.s))
        y = 0
        if not view.series:
            self._empty.setGeometry(0, space.l, width, 40)
            y = 80
        y = self._rows(_Section(self._leads, leads, wide, "panel", _LEAD_PLOT), width, y)
        if view.series:
            height = self._legend.heightForWidth(width)
            self._legend.setGeometry(0, y, width, height)
            y += height + space.s
        if self._heading.isVisibleTo(self._content):
            self._heading.setGeometry(0, y, width, 20)
            y += 20 + space.xs
        y = self._rows(_Section(self._others, others, narrow, "small", _OTHER_PLOT), width, y)
        self._content.resize(self.viewport().width(), y)
        self._release_unseen()

    def _rows(self, section: _Section, width: int, y: int) -> int:
        """Place one section; returns where the next one begins."""
        look = current()
        gap, columns, count = look.space.l, section.columns, len(section.views)
        lefts = [column * (width + gap) // columns for column in range(columns + 1)]
        for first in range(0, count, columns):
            row = range(first, min(first + columns, count))
            wide = [lefts[n - first + 1] - gap - lefts[n - first] for n in row]
            texts = [
                section.charts[n].words_at(across) for n, across in zip(row, wide, strict=True)
            ]
            # Rows never shrink until the window does: a day more or less moves no plot.
            head, foot = self._words.get((section.size, first), (0.0, 0.0))
            head = max(head, *(text.head for text in texts))
            foot = max(foot, *(text.foot for text in texts))
            self._words[section.size, first] = (head, foot)
            rows = series_axes.MARK_ROW + series_axes.DATE_ROW
            height = round(head + foot + rows) + section.plot
            for n, across in zip(row, wide, strict=True):
                chart = section.charts[n]
                chart.setGeometry(QRect(lefts[n - first], y, across, height))
                chart.align(head, foot)
            y += height + look.space.s
        return y

    def _release_unseen(self) -> None:
        """Drop the pictures of charts that are far from what is seen."""
        port = self.viewport().rect()
        near = port.translated(0, -self._content.y()).adjusted(0, -_AHEAD, 0, _AHEAD)
        for chart in self.charts:
            if not near.intersects(chart.geometry()):
                chart.release()


def _once(view: SeriesGridView) -> SeriesGridView:
    """The same, but what holds for every chart is told by the legend and not again by each."""
    if not view.range_text or all(one.range_text != view.range_text for one in view.series):
        return view
    series = tuple(
        msgspec.structs.replace(one, range_text="") if one.range_text == view.range_text else one
        for one in view.series
    )
    return msgspec.structs.replace(view, series=series)


def _shape(view: SeriesGridView) -> tuple[str, ...]:
    return tuple(series.signal for series in view.series)
