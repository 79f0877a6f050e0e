"""Rows and columns that sort by what cells are worth and filter by what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from eoc_app.desktop.kit import ink
from eoc_app.desktop.tables.cell_order import ordered
from eoc_app.desktop.tables.row_words import holding, searchable
from eoc_app.views.view import Cell, Column, TableView

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_READ = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def header_text(column: Column) -> str:
    """A column's title with its unit."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


class TableModel(QAbstractTableModel):
    """The rows of a view, in the order and choice that the person asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: TableView | None = None
        self._shown: list[int] = []
        self._texts: list[str] | None = None
        self._filter = ""
        self._column = -1
        self._falling = False
        self.marked: str | None = None
        """The period whose rows are marked as chosen."""

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._view.columns if self._view is not None else ()

    @property
    def total(self) -> int:
        """Rows before any filter."""
        return len(self._view.rows) if self._view is not None else 0

    def set_view(self, view: TableView) -> None:
        """Take new rows; filter and order stay where the columns are the same."""
        if self._view is None or view.columns != self._view.columns:
            self._column, self._falling = -1, False
        self._view, self._texts = view, None
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only rows in which every word of `text` occurs, case and grouping aside."""
        self._filter = text.strip()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column's values; -1 is the order of the view. Unknown values come last."""
        self._column, self._falling = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def cell(self, row: int, column: int) -> Cell:
        """The cell shown at a place."""
        if self._view is None:
            raise IndexError(row)
        return self._view.rows[self._shown[row]][column]

    def is_exercise(self, row: int) -> bool:
        """Whether a shown row holds anything synthetic: then all of it is marked."""
        if self._view is None:
            return False
        return any(cell.exercise for cell in self._view.rows[self._shown[row]])

    def code(self, row: int) -> str | None:
        """The country that a shown row opens."""
        codes = self._view.codes if self._view is not None else ()
        place = self._shown[row]
        return codes[place] if place < len(codes) else None

    def period_id(self, row: int) -> str | None:
        """The restriction period that a shown row speaks of."""
        listed = self._view.period_ids if self._view is not None else ()
        place = self._shown[row]
        return listed[place] if place < len(listed) else None

    def is_marked(self, row: int) -> bool:
        """Whether a shown row speaks of the period that was chosen."""
        return self.marked is not None and self.period_id(row) == self.marked

    def key(self, row: int) -> tuple[str | None, ...]:
        """What a shown row is about, by which it is found again among other rows."""
        cells = self._view.rows[self._shown[row]][:2] if self._view is not None else ()
        return (self.period_id(row), self.code(row), *(cell.text for cell in cells))

    def widest(self, column: int) -> list[Cell]:
        """The cells of a column with the longest texts, of which one is the widest."""
        if self._view is None:
            return []
        cells = [row[column] for row in self._view.rows]
        return sorted(cells, key=lambda cell: len(cell.text), reverse=True)[:6]

    def _arrange(self) -> None:
        self.beginResetModel()
        view = self._view
        rows: Iterable[int] = range(len(view.rows)) if view is not None else range(0)
        if view is not None and self._filter:
            if self._texts is None:
                self._texts = [searchable(" ".join(c.text for c in row)) for row in view.rows]
            rows = holding(self._texts, self._filter)
        if view is not None and self._column >= 0:
            cells = [row[self._column] for row in view.rows]
            rows = ordered(rows, cells, falling=self._falling)
        self._shown = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in _READ:
            return header_text(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return ink.plain_tip(header_text(column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _READ:
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and cell.exercise:
            return f"{cell.text}, exercise"
        return cell.text
