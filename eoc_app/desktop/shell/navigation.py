"""The list of screens at the window's side."""

from __future__ import annotations

from typing import Any, Final

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from eoc_app.desktop.kit.screens import SCREENS, key_of
from eoc_app.desktop.kit.theme import current

_MARK: Final = "what if"
_MARKED: Final = Qt.ItemDataRole.UserRole + 1


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
        self.setItemDelegate(_Entry(self))
        self.currentRowChanged.connect(self._choose)

    def show_screen(self, name: str) -> None:
        """Mark a screen as the one that is shown."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == name and row != self.currentRow():
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)

    def mark_weights(self, *, set: bool) -> None:  # noqa: A002 - what-if weights are set, or not
        """Say at the entry of the method screen that what-if weights are set."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(Qt.ItemDataRole.UserRole) != "method" or item.data(_MARKED) == set:
                continue
            item.setData(_MARKED, set)
            hint = "What-if weights are set, on this screen only" if set else ""
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}. {hint}" if hint else None
            )
            item.setToolTip(" \u00b7 ".join(part for part in (key_of("method"), hint) if part))

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.screen_chosen.emit(self.item(row).data(Qt.ItemDataRole.UserRole))


class _Entry(QStyledItemDelegate):
    """An entry, with a mark at its end where what-if weights are set."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if not index.data(_MARKED):
            return
        # PySide gives the option's attributes no types.
        given: Any = option
        look, row = current(), QRectF(given.rect)
        font = look.font(look.size.small, bold=True)
        wide = QFontMetrics(font).horizontalAdvance(_MARK) + look.space.s
        box = QRectF(row.right() - wide - look.space.xs, row.center().y() - 8, wide, 16)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.what_if, 1.0))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(box, look.shape.radius, look.shape.radius)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _MARK)
        painter.restore()
