"""The list of screens at the window's side."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from eoc_app.desktop.screens import SCREENS, key_of
from eoc_app.desktop.theme import current


class Navigation(QListWidget):
    """Screens by title; arrow keys go to them, Alt with a digit to the first ten."""

    screen_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Screens")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for screen in SCREENS.values():
            item = QListWidgetItem(screen.title)
            item.setData(Qt.ItemDataRole.UserRole, screen.name)
            item.setToolTip(key_of(screen.name))
            item.setSizeHint(QtCore.QSize(0, current().space.xl + current().space.s))
            self.addItem(item)
        look = current()
        font = look.font(look.size.body, bold=True)
        self.setFont(font)
        widest = max(
            QFontMetrics(font).horizontalAdvance(screen.title) for screen in SCREENS.values()
        )
        self.setFixedWidth(widest + 3 * look.space.l)
        self.currentRowChanged.connect(self._choose)

    def show_screen(self, name: str) -> None:
        """Mark a screen as the one that is shown."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == name and row != self.currentRow():
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.screen_chosen.emit(self.item(row).data(Qt.ItemDataRole.UserRole))
