"""What changed of one country, with causes: read whole as a list, sorted and copied as a table."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.changes_view import ChangesView, country_changes_table


class CountryChangesDialog(QDialog):
    """One row for each change, what matters most first; closed with Escape."""

    def __init__(self, view: ChangesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self.setWindowTitle(view.title)
        self.list = ChangesList()
        self.table = DataTable(whole=True)
        self.frame = PanelFrame(self.list, view.title, table=False)
        self.frame.show_view(view)
        rows = PanelFrame(self.table, view.title, table=False)
        rows.show_view(country_changes_table(view))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.frame)
        self._stack.addWidget(rows)
        self.as_table = QPushButton("Show as table")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_rows)
        self.copy = QPushButton("Copy as table  (Ctrl+C)")
        self.copy.clicked.connect(self.table.table.copy)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space.s)
        buttons.addStretch(1)
        for button in (self.as_table, self.copy):
            button.setAutoDefault(False)
            button.setVisible(bool(view.changes))
            buttons.addWidget(button)
        gap = look.space.s
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        layout.addWidget(self._stack, 1)
        layout.addLayout(buttons)
        self.setAccessibleDescription(view.empty or view.subtitle)
        room = parent.window().size() if parent is not None else QtCore.QSize(1200, 800)
        self.resize(min(900, room.width() * 9 // 10), min(480, room.height() * 9 // 10))
        self.list.setFocus()

    def _show_rows(self, shown: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._stack.setCurrentIndex(1 if shown else 0)
        (self.table if shown else self.list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.copy.isVisible():
            self.table.table.copy()
            return
        super().keyPressEvent(event)
