"""Any view as rows and columns: sort, filter, copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.copying import copy_rows
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.paper_table import PaperTable
from eoc_app.desktop.tables.row_filter import RowFilter
from eoc_app.desktop.tables.row_table import by_rows
from eoc_app.desktop.tables.sort_header import SortHeader
from eoc_app.desktop.tables.table_cells import PAD, CellDrawing, mark_width, row_height
from eoc_app.desktop.tables.table_model import TableModel, header_text
from eoc_app.views.view import COPIED, TableView

ROW: Final = 26
_WIDEST: Final = 420.0
_LEAST: Final = 160.0
"""The least that a column is narrowed to whose texts wrap."""
_WRAPPED: Final = 400
"""Rows up to which a table wraps its texts: each has to be measured."""


class DataTable(Content, QWidget):
    """A table with a filter. `/` filters, S sorts by the column at the cursor, Ctrl+C copies.

    Enter or a double click opens the country of a row, space or a click chooses its period.
    A `whole` table wraps texts instead of cutting them, unless it has very many rows.
    """

    country_chosen = QtCore.Signal(str)
    period_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        look = current()
        self._view: TableView | None = None
        self._paper: PaperTable | None = None
        self.model = TableModel(self)
        self.table = _Table(self.model, self, whole=whole)
        self.table.row_chosen.connect(self._choose)
        self.table.row_pointed.connect(self._choose_period)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.table)
        self._filter = RowFilter(self, self.table)
        self._filter.changed.connect(self._on_filter)
        self.table.notes = self._notes
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.xs)
        inside.addWidget(self._filter)
        inside.addWidget(self.table, 1)
        # Tab passes over whatever stands between a widget and the part that it is stood in for by.
        QWidget.setTabOrder(self.table, self._filter.field)

    def show_view(self, view: TableView) -> None:
        """Show these rows; filter, order and scroll stay where the columns are the same."""
        if view == self._view:
            return
        old, self._view = self._view, view
        if self._paper is not None:
            self._paper.show_view(view)
        self.table.take(view, same_columns=old is not None and old.columns == view.columns)
        self.table.setAccessibleName(view.title)
        self.table.setAccessibleDescription(
            f"{view.heard}. Slash filters, S sorts by this column, Control C copies rows."
        )
        self._tell_count()

    def mark_period(self, period_id: str | None) -> None:
        """Mark the rows of a period that was chosen."""
        if period_id == self.model.marked:
            return
        self.model.marked = period_id
        self.table.viewport().update()
        rows = range(self.model.rowCount() if period_id is not None else 0)
        marked_row = next((row for row in rows if self.model.is_marked(row)), None)
        if marked_row is not None:
            self.table.bring(self.model.index(marked_row, 0))

    def for_paper(self) -> None:
        """Print every row, without what only a hand can use."""
        self._paper = PaperTable(self)
        inside = self.layout()
        if inside is not None:
            inside.addWidget(self._paper)
        for part in (self._filter, self.table):
            part.hide()
        if self._view is not None:
            self._paper.show_view(self._view)

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        if self._paper is not None:
            return self._paper.whole_height(width)
        return ROW * (self.model.rowCount() + 2) + self._filter.height()

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._tell_count()

    def _tell_count(self) -> None:
        self._filter.tell(self.model.rowCount(), self.model.total)

    def _notes(self) -> list[str]:
        """What a copy of rows says of itself."""
        view, model = self._view, self.model
        if view is None:
            return []
        header = self.table.header
        order = header.words(header_text(model.columns[header.ruled])) if header.ruled >= 0 else ""
        words = f'rows that hold "{self._filter.words}"' if self._filter.words else ""
        # Synthetic rows bring the stamp themselves; where none says so, it stands over all of them.
        has_exercise = any(cell.exercise for row in view.rows for cell in row)
        stamp = COPIED if view.is_exercise and not has_exercise else ""
        return [view.stamp, stamp, view.title, view.subtitle, words, order]

    def _choose(self, row: int) -> None:
        code = self.model.code(row)
        if code is not None:
            self.country_chosen.emit(code)

    def _choose_period(self, row: int) -> None:
        period_id = self.model.period_id(row)
        if period_id is not None:
            self.period_chosen.emit(period_id)


class _Table(QTableView):
    row_chosen = QtCore.Signal(int)
    row_pointed = QtCore.Signal(int)

    def __init__(self, model: TableModel, parent: QWidget, *, whole: bool) -> None:
        super().__init__(parent)
        self._rows, self._whole = model, whole
        self._fitting = False
        self._own_widths = False
        self.setModel(model)
        self.setItemDelegate(CellDrawing(self, model))
        self.notes: Callable[[], list[str]] = list
        self.header = SortHeader(lambda n: model.columns[n].number, int(PAD), self)
        header = self.header
        header.setSectionResizeMode(SortHeader.ResizeMode.Interactive)
        self.setHorizontalHeader(header)
        header.order_asked.connect(model.sort)
        header.sectionResized.connect(self._on_resized)
        model.modelReset.connect(self._wrap)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(ROW)
        side.setDefaultSectionSize(ROW)
        side.setSectionResizeMode(side.ResizeMode.Fixed)  # sizes of ten thousand rows unasked
        by_rows(self, several=True)
        self.setWordWrap(False)
        self.doubleClicked.connect(lambda index: self.row_chosen.emit(index.row()))
        self.clicked.connect(self._point)

    def take(self, view: TableView, *, same_columns: bool) -> None:
        if not same_columns:
            self._rows.set_view(view)
            self.header.rule(-1)
            self._own_widths = False
        else:
            self._renew(view)
        if not self._own_widths:
            self.fit()

    def _renew(self, view: TableView) -> None:
        """Take other rows; where one looked and what was selected stay."""
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        scrolled = [bar.value() for bar in bars]
        here, model = self.currentIndex(), self.selectionModel()
        was = self._rows.key(here.row()) if here.isValid() else None
        selected = {self._rows.key(index.row()) for index in model.selectedRows()}
        self._rows.set_view(view)
        if was is not None or selected:
            flag = model.SelectionFlag
            for row in range(self._rows.rowCount()):
                key = self._rows.key(row)
                if key in selected:
                    model.select(self._rows.index(row, 0), flag.Select | flag.Rows)
                if key == was:
                    # Not setCurrentIndex of the view: that would scroll to it.
                    model.setCurrentIndex(self._rows.index(row, here.column()), flag.NoUpdate)
                    was = None
        for bar, value in zip(bars, scrolled, strict=True):
            bar.setValue(value)

    def bring(self, index: QModelIndex) -> None:
        """Show a row well inside the table; one that is there already stays where it is."""
        inner = self.viewport().rect().adjusted(0, 0, 0, -2 * ROW)
        box = self.visualRect(index)
        if not inner.top() <= box.top() <= box.bottom() <= inner.bottom():
            self.scrollTo(index, self.ScrollHint.PositionAtCenter)

    def _on_resized(self) -> None:
        if not self._fitting:
            self._own_widths = True
            self._wrap()

    def _wrap(self) -> None:
        """Give rows the height that their texts need in the columns as wide as they are."""
        if not self._whole or self._rows.total > _WRAPPED:
            return
        rooms = [self.columnWidth(n) - 2 * PAD for n in range(len(self._rows.columns))]
        for row in range(self._rows.rowCount()):
            high = row_height(self._rows, row, rooms)
            if self.rowHeight(row) != max(ROW, high):
                self.setRowHeight(row, max(ROW, high))

    def _point(self, index: QModelIndex) -> None:
        if not QGuiApplication.keyboardModifiers():
            self.row_pointed.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            self.row_chosen.emit(here.row())
        elif event.key() == Qt.Key.Key_Space and here.isValid():
            self.row_pointed.emit(here.row())
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and self._rows.columns:
            column = max(here.column(), 0)
            self.header.turn(column)
            self.setCurrentIndex(self._rows.index(0, column))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; the filter finds."""

    def copy(self) -> None:
        """Copy the selected rows, or all shown where none is selected, with titles and stamps."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = rows or list(range(self._rows.rowCount()))
        columns = range(self._rows.columnCount())
        listed = [[self._rows.cell(row, n) for n in columns] for row in rows]
        notes = self.notes()
        if len(rows) < self._rows.total:
            notes.append(f"{len(rows):,} of {self._rows.total:,} rows")
        copy_rows([header_text(column) for column in self._rows.columns], listed, notes)

    def fit(self) -> None:
        """Give columns what their widest text needs, then share out what is left."""
        columns = self._rows.columns
        if not columns:
            return
        widths = [self._natural(n) for n in range(len(columns))]
        spare = self.viewport().width() - sum(widths)
        if spare < 0 and self._whole and self._rows.total <= _WRAPPED:
            # Where that saves scrolling sideways, the widest gives way: its texts wrap.
            widest = max(range(len(widths)), key=widths.__getitem__)
            if widths[widest] + spare >= _LEAST:
                widths[widest] += spare
        if spare > 0:
            grows = [0 if column.number else column.stretch for column in columns]
            grows = grows if any(grows) else [1] * len(columns)
            widths = [w + spare * g / sum(grows) for w, g in zip(widths, grows, strict=True)]
        header = self.horizontalHeader()
        self._fitting = True
        for number, wide in enumerate(widths):
            if header.sectionSize(number) != int(wide):
                header.resizeSection(number, int(wide))
        self._fitting = False
        self._wrap()

    def _natural(self, number: int) -> float:
        size = current().size
        title = (
            ink.text_width(header_text(self._rows.columns[number]), size.label, True) + 2 * PAD + 12
        )
        texts = [
            mark_width(cell) + ink.text_width(cell.text, size.body) + 2 * PAD + 1
            for cell in self._rows.widest(number)
        ]
        return min(max(title, *texts) if texts else title, max(_WIDEST, title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._own_widths:
            self.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = self._rows.cell(index.row(), index.column()).text if index.isValid() else ""
            room = self.columnWidth(index.column()) - 2 * PAD if index.isValid() else 0
            if text and ink.text_width(text, current().size.body) > room:
                QToolTip.showText(event.globalPos(), ink.plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
