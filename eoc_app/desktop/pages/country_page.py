"""The country page: why, the restriction clock, and the signals over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.country.clock_list import ClockList
from eoc_app.desktop.country.contributions_chart import ContributionsChart
from eoc_app.desktop.country.headline import Headline
from eoc_app.desktop.country.span_filter import SpanFilter
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.series.series_grid import SeriesGrid
from eoc_app.views.any_view import AnyView
from eoc_app.views.header_view import HeaderView
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.problem_view import Trace
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from eoc_app.views.view import View


class CountryPage(Page):
    """Everything that is known of one country."""

    focus_panel = "series"
    clocked = ("restriction_clock",)
    later: ClassVar[Mapping[str, type[View]]] = {"intervals": IntervalsView}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("country", parent)
        self._window: tuple[date, date] | None = None
        self._snapshot_id = ""
        gap = current().space.s
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self.add_card("headline", Headline(), "Country"), 34)
        parts = ContributionsChart()
        parts.signal_chosen.connect(self._open_series)
        top.addWidget(self.add_card("contributions", parts, "Why this score"), 38)
        top.addWidget(self.add_card("restriction_clock", ClockList(), "Restriction clock"), 32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        self._rows = layout
        layout.addLayout(top, 39)
        self._span = SpanFilter()
        self._why_not = QPushButton("Why not flagged?  (Ctrl+Y)")
        self._why_not.setToolTip("Why this country, and each of its signals, is not flagged")
        self._why_not.clicked.connect(self.why_not_requested)
        self._changes = QPushButton("What changed here?  (Ctrl+H)")
        self._changes.setToolTip(
            "What changed for this country since the day before and since the snapshot before"
        )
        self._changes.clicked.connect(self.changes_requested)
        self._span.span_chosen.connect(
            lambda since, until: self.selection_changed.emit({"since_on": since, "until_on": until})
        )
        self._asks = QWidget()
        asks = FlowRow(self._asks, gap)
        for control in (self._span, self._changes, self._why_not):
            asks.addWidget(control)
        layout.addWidget(self._asks)
        grid = SeriesGrid()
        grid.table_requested.connect(self._series_table)
        grid.opened.connect(self._open_series)
        layout.addWidget(self.add_card("series", grid, "Signals over time"), 61)

    def show_window(self, view: HeaderView) -> None:
        """Bound the days that can be chosen by the snapshot's window."""
        if self._snapshot_id not in ("", view.snapshot_id):
            self._close_series()
        self._snapshot_id = view.snapshot_id
        self._window = (view.window_starts_on, view.window_ends_on)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; the charts also tell which days they show."""
        super().show_panel(panel, view, traces)
        if isinstance(view, SeriesGridView) and view.series and self._window is not None:
            shown = view.series[0]
            since, until = int(shown.starts), int(shown.ends) - 1
            self._span.show_span(*self._window, date.fromordinal(since), date.fromordinal(until))

    def for_paper(self) -> None:
        """Leave out what only a hand can use, and leave the room to the charts."""
        super().for_paper()
        self._asks.hide()
        self._rows.setStretch(0, 0)

    def _series(self, signal: str) -> SeriesView | None:
        view = self.view("series")
        found = view.series if isinstance(view, SeriesGridView) else ()
        return next((series for series in found if series.signal == signal), None)

    def _series_table(self, signal: str) -> None:
        series = self._series(signal)
        if series is not None:
            self.table_requested.emit(series)

    def _close_series(self) -> None:
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def _open_series(self, signal: str) -> None:
        series = self._series(signal)
        if series is None:
            return
        # Panning needs a library that takes long to load, so only the first opening pays for it.
        from eoc_app.desktop.series.series_dialog import SeriesDialog  # noqa: PLC0415

        dialog = SeriesDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.table_requested.connect(self._series_table)
        dialog.show_view(series)
        dialog.open()
