"""The country page: why, the restriction clock, and the signals over time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.clock_list import ClockList
from eoc_app.desktop.widgets.contributions_chart import ContributionsChart
from eoc_app.desktop.widgets.headline import Headline
from eoc_app.desktop.widgets.series_grid import SeriesGrid
from eoc_app.desktop.widgets.span_filter import SpanFilter
from eoc_app.views import AnyView, HeaderView, SeriesGridView, SeriesView, Trace


class CountryPage(Page):
    """Everything that is known of one country."""

    focus_panel = "series"
    clocked = ("clock",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("country", parent)
        self._window: tuple[date, date] | None = None
        gap = current().space.s
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self.add_card("headline", Headline(), "Country"), 30)
        parts = ContributionsChart()
        parts.signal_chosen.connect(self._open_series)
        top.addWidget(self.add_card("contributions", parts, "Why this score"), 38)
        top.addWidget(self.add_card("clock", ClockList(), "Restriction clock"), 36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        self._rows = layout
        layout.addLayout(top, 39)
        self._span = SpanFilter()
        self._span.span_chosen.connect(
            lambda since, until: self.selection_changed.emit({"since_on": since, "until_on": until})
        )
        layout.addWidget(self._span)
        grid = SeriesGrid()
        grid.table_requested.connect(self._series_table)
        grid.opened.connect(self._open_series)
        layout.addWidget(self.add_card("series", grid, "Signals over time"), 61)

    def show_window(self, view: HeaderView) -> None:
        """Bound the days that can be chosen by the snapshot's window."""
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
        self._span.hide()
        self._rows.setStretch(0, 0)

    def _series(self, signal: str) -> SeriesView | None:
        view = self.view("series")
        found = view.series if isinstance(view, SeriesGridView) else ()
        return next((series for series in found if series.signal == signal), None)

    def _series_table(self, signal: str) -> None:
        series = self._series(signal)
        if series is not None:
            self.table_requested.emit(series)

    def _open_series(self, signal: str) -> None:
        series = self._series(signal)
        if series is None:
            return
        # Panning needs a library that takes long to load, so only the first opening pays for it.
        from eoc_app.desktop.widgets.series_dialog import SeriesDialog  # noqa: PLC0415

        dialog = SeriesDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.table_requested.connect(self._series_table)
        dialog.show_view(series)
        dialog.open()
