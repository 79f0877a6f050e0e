"""The country page: why, the restriction clock, and the signals over time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.clock_list import ClockList
from eoc_app.desktop.widgets.contributions_chart import ContributionsChart
from eoc_app.desktop.widgets.headline import Headline
from eoc_app.desktop.widgets.series_grid import SeriesGrid


class CountryPage(Page):
    """Everything that is known of one country."""

    focus_panel = "series"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("country", parent)
        gap = current().space.s
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self.add_card("headline", Headline(), "Country"), 30)
        top.addWidget(self.add_card("contributions", ContributionsChart(), "Why this score"), 38)
        top.addWidget(self.add_card("clock", ClockList(), "Restriction clock"), 36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        layout.addLayout(top, 34)
        grid = SeriesGrid()
        grid.table_requested.connect(self._series_table)
        layout.addWidget(self.add_card("series", grid, "Signals over time"), 66)

    def _series_table(self, signal: str) -> None:
        view = self._views.get("series")
        for series in getattr(view, "series", ()):
            if series.signal == signal:
                self.table_requested.emit(series)
