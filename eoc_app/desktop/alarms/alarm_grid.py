"""Rows of cells that wrap rather than be cut, each row with a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QTableView,
    QWidget,
)

from eoc_app.desktop.alarms.alarm_drawing import PAD, SWATCH, AlarmDrawing
from eoc_app.desktop.alarms.alarm_model import AlarmModel, Row
from eoc_app.desktop.alarms.alarm_widths import needed, of_column, shared_out
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.copying import copy_rows
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.row_table import by_rows
from eoc_app.desktop.tables.sort_header import SortHeader
from eoc_app.views.view import Column

_LEAST_ROW: Final = 28.0


class AlarmGrid(QTableView):
    """A list that keeps the row one is on. Enter or a double click opens it, Ctrl+C copies it.

    A click on a title or S sorts, and the row one is on stays.
    """

    opened = QtCore.Signal(str)
    """Key of a row."""
    pointed = QtCore.Signal(str)
    """Key of the row that the keyboard is on; empty where there is none."""

    def __init__(
        self, columns: Sequence[Column], parent: QWidget | None = None, *, fold_below: int = 0
    ) -> None:
        super().__init__(parent)
        self.rows = AlarmModel(tuple(columns), self)
        # Narrower than this, what the other columns tell is printed under the first.
        self._fold_below, self._folded = fold_below, False
        self._empty = ""
        self.setModel(self.rows)
        self.setItemDelegate(AlarmDrawing(self))
        self.header = SortHeader(lambda n: self.rows.columns[n].number, int(PAD), self)
        self.setHorizontalHeader(self.header)
        self.header.order_asked.connect(
            lambda column, order: self._arrange(lambda: self.rows.sort(column, order))
        )
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Rows of one line, as most are, need no height of their own.
        line = round(ink.metrics(current().size.body).height())
        side.setDefaultSectionSize(int(max(_LEAST_ROW, line + 9)))
        by_rows(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.key(index.row())))
        self.selectionModel().currentRowChanged.connect(
            lambda index, _before: self.pointed.emit(
                self.rows.key(index.row()) if index.isValid() else ""
            )
        )

    def show_rows(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these; the row one is on stays, by its key. `empty` says why there are none."""
        self._empty = empty
        self.setAccessibleDescription(empty if not rows else "")
        if tuple(rows) == self.rows.all:
            self.viewport().update()
            return
        self._arrange(lambda: self.rows.set_rows(tuple(rows)))

    def filter(self, words: str) -> None:
        """Show only rows that hold these words."""
        self._arrange(lambda: self.rows.set_filter(words))

    def _arrange(self, change: Callable[[], None]) -> None:
        """Let rows change; the keyboard stays on its row, or about where that was."""
        here, scrolled = self.key, self.verticalScrollBar().value()
        place = self.currentIndex().row()
        change()
        self._fit()
        if here:
            row = self.rows.place(here)
            at = row if row is not None else min(place, self.rows.rowCount() - 1)
            self.selectRow(at) if at >= 0 else self.pointed.emit("")
        self.verticalScrollBar().setValue(scrolled)

    @property
    def key(self) -> str:
        """Key of the row that the keyboard is on, or empty."""
        here = self.currentIndex()
        return self.rows.key(here.row()) if here.isValid() else ""

    def go_to(self, key: str) -> None:
        """Put the keyboard's row on a key, where it is listed."""
        row = self.rows.place(key)
        if row is not None:
            self.selectRow(row)

    def whole_height(self, _width: int) -> int:
        """The height at which no row has to be scrolled to."""
        rows = sum(self.rowHeight(row) for row in range(self.rows.rowCount()))
        return self.horizontalHeader().height() + max(rows, 60) + 2 * self.frameWidth() + 6

    def _fit(self) -> None:
        columns = self.rows.columns
        self._folded = self.viewport().width() < self._fold_below
        for place in range(1, len(columns)):
            self.setColumnHidden(place, self._folded)
        least, whole = zip(*(self._widths(n) for n in range(len(columns))), strict=True)
        widths = shared_out(
            self.viewport().width(), least, whole, [column.stretch for column in columns]
        )
        header = self.horizontalHeader()
        for place, wide in enumerate(widths):
            header.resizeSection(place, int(wide))
        # Where the longest line of a column has room, no row of it is broken.
        rooms = [
            (n, header.sectionSize(n) - 2 * PAD)
            for n, wide in enumerate(whole)
            if wide > header.sectionSize(n) or (self._folded and n == 0)
        ]
        line = float(round(ink.metrics(current().size.body).height()))
        for place, row in enumerate(self.rows.rows):
            high = max((line, *(self._height(row, n, room, line) for n, room in rooms)))
            tall = int(max(_LEAST_ROW, high + 9))
            if self.rowHeight(place) != tall:
                self.setRowHeight(place, tall)

    def _height(self, row: Row, place: int, room: float, line: float) -> float:
        if self._folded:
            return self.text(row, place, room).height
        cell = row.cells[place]
        mark = 0.0 if cell.level == "none" else SWATCH
        wide = needed(cell.text, current().size.body, place == 0 and bool(row.lead))[1]
        return line if wide + mark <= room else self.text(row, place, room).height

    def text(self, row: Row, place: int, wide: float) -> ink.Lines:
        """A cell broken for a width, the mark before it included."""
        cell, size = row.cells[place], current().size.body
        room = wide - (0.0 if cell.level == "none" else SWATCH)
        text = cell.text
        if self._folded and place == 0:
            text += "\n" + " \u00b7 ".join(other.text for other in row.cells[1:] if other.text)
        if place == 0 and row.lead:
            return ink.flowing(row.lead, text.removeprefix(row.lead).lstrip(), size, room)
        right = self.rows.columns[place].number
        return ink.lines(text, size, False, room, right=right)

    def _widths(self, place: int) -> tuple[float, float]:
        """What a column needs to print its longest word, and its longest line."""
        if self.isColumnHidden(place):
            return 0.0, 0.0
        return of_column(self.rows.columns[place], place, self.rows.rows, PAD, SWATCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.header.turn(max(self.currentIndex().column(), 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def _copy(self) -> None:
        here, columns = self.currentIndex().row(), self.rows.columns
        rows = self.rows.rows if here < 0 else (self.rows.rows[here],)
        total = len(self.rows.all)
        notes = [
            self.accessibleName(),
            self.header.words(columns[self.header.ruled].title),
            f"{len(rows):,} of {total:,} rows" if len(rows) < total else "",
        ]
        copy_rows([column.title for column in columns], [row.cells for row in rows], notes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.rows or not self._empty:
            return
        look, box = current(), self.viewport().rect().adjusted(8, 10, -8, -8)
        painter = QPainter(self.viewport())
        text = ink.lines(self._empty, look.size.body, False, box.width())
        text.draw(painter, box.left(), box.top(), look.dim)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
