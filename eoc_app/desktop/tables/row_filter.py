"""The field that narrows a table to the rows that hold some words, and how many are left."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current


class RowFilter(QWidget):
    """`/` goes to the field, Escape shows all rows again, Down and Enter go on to the table.

    `owner` is the widget in which the keys work; `table` is where the keyboard goes back to.
    """

    changed = QtCore.Signal(str)

    def __init__(self, owner: QWidget, table: QWidget) -> None:
        super().__init__(owner)
        look = current()
        self._table = table
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Filter rows  ( / )")
        self.field.setAccessibleName("Filter rows")
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self.changed)
        self.field.installEventFilter(self)
        self._count = Label(role="dim", size=look.size.label, parent=self)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.m)
        inside.addWidget(self.field, 1)
        inside.addWidget(self._count, 1, Qt.AlignmentFlag.AlignVCenter)
        for keys in (QKeySequence("/"), QKeySequence(QKeySequence.StandardKey.Find)):
            shortcut = QShortcut(keys, owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._enter)

    @property
    def words(self) -> str:
        """What rows have to hold; empty where all are shown."""
        return self.field.text().strip()

    def tell(self, shown: int, total: int) -> None:
        """Say how many rows are left of all."""
        rows = "row" if total == 1 else "rows"
        count_text = f"{total:,} {rows}" if shown == total else f"{shown:,} of {total:,} {rows}"
        if total and not shown:
            count_text = f"no row holds these words; {total:,} {rows} without the filter (Escape)"
        self._count.setText(count_text)

    def _enter(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QtCore.QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            key = event.key() if isinstance(event, QKeyEvent) else None
            if key == Qt.Key.Key_Escape and (self.field.text() or self.field.hasFocus()):
                self.field.clear()
                self._table.setFocus()
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._table.setFocus()
                return True
        return super().eventFilter(watched, event)
