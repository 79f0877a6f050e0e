"""The alarms page: what a shift should look at, as a table."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.data_table import DataTable
from eoc_app.twin import as_table
from eoc_app.views import AlarmsView, AnyView, Trace


class AlarmsPage(Page):
    """Alarms of every country, then notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("alarms", parent)
        gap = current().space.s
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(self.add_card("alarms", DataTable(), "Alarms", table=False))

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw the table twin of the alarms."""
        shown = as_table(view) if isinstance(view, AlarmsView) else view
        super().show_panel(panel, shown, traces)
