"""Rows with keys as a model that a screen reader can read out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from eoc_app.views import Cell, Column

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_READ = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under a name by which the row is found again among other rows."""

    key: str
    cells: tuple[Cell, ...]
    lead: str = ""
    """How the first cell begins, which is printed strong."""

    @property
    def exercise(self) -> bool:
        """Whether any of it is synthetic: then all of it is marked."""
        return any(cell.exercise for cell in self.cells)


class AlarmModel(QAbstractTableModel):
    """Columns that stay and rows that change."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def key(self, place: int) -> str:
        """The name of a row."""
        return self.rows[place].key

    def place(self, key: str) -> int | None:
        """Where a row stands, if it does."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in _READ:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _READ:
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and cell.exercise:
            return f"{cell.text}, exercise"
        return cell.text
