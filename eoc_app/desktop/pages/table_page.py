"""Pages of cards: one for each panel of a screen, a table where it has no widget of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.pages.panel_widgets import widget_of
from eoc_app.desktop.tables.data_table import DataTable


class TablesPage(Page):
    """The panels of one screen: the first above, the others beside each other below."""

    def __init__(self, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(screen, parent)
        gap = current().space.s
        rows = QSplitter(Qt.Orientation.Vertical, self)
        below = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (rows, below):
            splitter.setHandleWidth(gap)
            splitter.setChildrenCollapsible(False)
        title = SCREENS[screen].title
        for position, panel in enumerate(self.panels):
            widget = widget_of(panel)
            card = self.add_card(panel, widget or DataTable(), title, table=widget is not None)
            (below if position else rows).addWidget(card)
        if below.count():
            rows.addWidget(below)
            rows.setSizes([600, 400])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(rows)
