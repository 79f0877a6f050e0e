"""Rows with keys as a model that a screen reader can read out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from eoc_app.desktop.tables.cell_order import ordered
from eoc_app.desktop.tables.row_words import holding, searchable
from eoc_app.views.view import Cell, Column

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
        self.all: tuple[Row, ...] = ()
        """Every row, in the order in which they were given."""
        self.rows: tuple[Row, ...] = ()
        """Those that are shown, in the order that was asked for."""
        self._words = ""
        self._column, self._falling = -1, False

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Take other rows; order and filter stay."""
        self.all = rows
        self._arrange()

    def set_filter(self, words: str) -> None:
        """Show only rows in which every one of the words occurs, case and grouping aside."""
        self._words = words.strip()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column's values; -1 is the order given. Unknown values come last."""
        self._column, self._falling = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        places: Iterable[int] = range(len(self.all))
        if self._words:
            texts = [searchable(" ".join(cell.text for cell in row.cells)) for row in self.all]
            places = holding(texts, self._words)
        if self._column >= 0:
            cells = [row.cells[self._column] for row in self.all]
            places = ordered(places, cells, falling=self._falling)
        self.rows = tuple(self.all[place] for place in places)
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
