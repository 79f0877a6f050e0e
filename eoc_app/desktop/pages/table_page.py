"""Pages of tables: one card for each table of a screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.tables.data_table import DataTable


class TablesPage(Page):
    """The tables of one screen: the first above, the others beside each other below."""

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
            card = self.add_card(panel, DataTable(), title, table=False)
            (below if position else rows).addWidget(card)
        if below.count():
            rows.addWidget(below)
            rows.setSizes([600, 400])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(rows)
