"""The ranked table: the map's twin, for eyes that want figures and for keyboards."""

from __future__ import annotations

import time
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from eoc_app.desktop.kit import chip, ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.desktop.overview import ranking_columns, ranking_drawing
from eoc_app.desktop.overview.interval_words import of_row
from eoc_app.desktop.overview.ranking_columns import KEYS, PAD
from eoc_app.desktop.overview.ranking_model import RankingModel
from eoc_app.desktop.tables.row_table import by_rows
from eoc_app.desktop.tables.sort_header import SortHeader
from eoc_app.views.ranking_view import RankingView, RankRow

_APART: Final = 22
"""Room above the first country that cannot be assessed, for the line that says so."""
_RISING_FIRST: Final = ("country", "t", "restriction", "rank")
_FORGETS_AFTER: Final = 1.0
"""Seconds after which type-ahead begins anew."""


class RankingTable(Content, QTableView):
    """Countries by score. Enter or a click chooses one, letters find one, digits sort.

    The rows are painted here at once and not cell by cell: two hundred of them scroll smoothly.
    """

    country_chosen = QtCore.Signal(str)
    country_pointed = QtCore.Signal(str)
    """The country under the pointer or the keyboard's row; empty text for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: RankingView | None = None
        self._hovered: int | None = None
        self._typed, self._typed_at = "", 0.0
        self._rows = RankingModel(self)
        self.setModel(self._rows)
        header = SortHeader(lambda n: KEYS[n] not in _RISING_FIRST, parent=self)
        self.header = header
        self.setHorizontalHeader(header)
        header.order_asked.connect(self._on_order)
        header.setStretchLastSection(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        by_rows(self)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def show_view(self, view: RankingView) -> None:
        """Draw these rows; the row that the keyboard is on stays with its country."""
        if view == self._view:
            return
        old, self._view = self._view, view
        kept = self._current_code()
        self._rows.tell_draws(view.interval_share_text, view.interval_text)
        moved = not self._rows.set_rows(view.rows)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(
            f"{view.heard}. Enter opens a country, letters find one, digits 1 to 9 sort."
        )
        if moved or old is None or old.rows != view.rows:
            self._fit()
        if moved:
            self._return_to(kept if kept is not None else view.selected)
        if old is not None and old.selected != view.selected and view.selected is not None:
            self._return_to(view.selected)
        self.viewport().update()

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no row has to be scrolled to."""
        rows = sum(self.rowHeight(row) for row in range(self._rows.rowCount()))
        return self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 6

    def point_at(self, code: str) -> None:
        """Light up the row of a country that is pointed at elsewhere; empty text for none."""
        self._hover(self._rows.row_of(code) if code else None)

    # What the keyboard and the pointer do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            code = self._current_code()
            if code is not None:
                self.country_chosen.emit(code)
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not self._is_typing():
            shown = [n for n in range(len(KEYS)) if not self.isColumnHidden(n)]
            place = key - Qt.Key.Key_1
            if place < len(shown):
                self.header.turn(shown[place])
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Letters find countries here, also where the window has one-letter shortcuts.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            and event.text().isalpha()
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_typing(self) -> bool:
        return time.monotonic() - self._typed_at < _FORGETS_AFTER

    def keyboardSearch(self, search: str) -> None:
        self._typed = (self._typed if self._is_typing() else "") + search.casefold()
        self._typed_at = time.monotonic()
        rows = self._rows.rows
        start = self.currentIndex().row()
        order = [*range(max(start, 0), len(rows)), *range(max(start, 0))]
        if len(self._typed) == 1 and start >= 0:
            order = [*order[1:], start]  # the same letter again goes on to the next
        for row in order:
            name = rows[row].name.casefold()
            if name.startswith(self._typed) or rows[row].code.casefold() == self._typed:
                self._go_to(row)
                return

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        last = self._rows.rowCount() - 1
        if last < 0:
            return QModelIndex()
        here = self.currentIndex().row()
        if action == move.MoveHome:
            return self._rows.index(0, 0)
        if action == move.MoveEnd:
            return self._rows.index(last, 0)
        if action in (move.MoveLeft, move.MoveRight):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (40 if action == move.MoveRight else -40))
            return self.currentIndex()
        if here < 0:
            return self._rows.index(0, 0)
        to = super().moveCursor(action, modifiers)
        return to.siblingAtColumn(0) if to.isValid() else to

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            row = self.rowAt(int(event.position().y()))
            if row >= 0:
                self.country_chosen.emit(self._rows.rows[row].code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        self._hover(row if row >= 0 else None, tell=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None, tell=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.rowAt(event.pos().y())
            if row < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tip(self._rows.rows[row]), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, row: RankRow) -> str:
        words = [
            *of_row(row, self._view.interval_text if self._view else ""),
            chip.spoken(row.chip),
            "exercise: synthetic data" if row.exercise else "",
        ]
        return ink.plain_tip("\n".join(word for word in words if word))

    def _hover(self, row: int | None, *, tell: bool = False) -> None:
        if row == self._hovered:
            return
        for number in (self._hovered, row):
            if number is not None:
                self.viewport().update(self._row_rect(number))
        self._hovered = row
        if tell:
            self.country_pointed.emit("" if row is None else self._rows.rows[row].code)

    def _on_row(self, to: QModelIndex, _from: QModelIndex) -> None:
        self.viewport().update()
        if self.hasFocus() and to.isValid():
            self.country_pointed.emit(self._rows.rows[to.row()].code)

    def _on_order(self, section: int, order: Qt.SortOrder) -> None:
        """Stand in another order; the keyboard stays with its country."""
        kept = self._current_code()
        self._rows.sort(section, order)
        self._fit()
        self._return_to(kept)

    def _current_code(self) -> str | None:
        row = self.currentIndex().row()
        return self._rows.rows[row].code if 0 <= row < len(self._rows.rows) else None

    def _return_to(self, code: str | None) -> None:
        row = self._rows.row_of(code)
        if row is not None:
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._rows.index(row, 0))

    # What it looks like

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        share = self._view.interval_share_text if self._view else ""
        widths = ranking_columns.fit(self._rows.rows, self.viewport().width(), share)
        header, side = self.horizontalHeader(), self.verticalHeader()
        for number, key in enumerate(KEYS):
            wide = widths.columns[key]
            self.setColumnHidden(number, wide == 0)
            if wide and header.sectionSize(number) != wide:
                header.resizeSection(number, wide)
        if side.defaultSectionSize() != widths.row_height:
            side.setDefaultSectionSize(widths.row_height)
        self._row_height, self._beside = widths.row_height, widths.beside
        apart = self._rows.first_apart()
        for row in range(self._rows.rowCount()):
            high = widths.row_height + (_APART if row == apart else 0)
            if side.sectionSize(row) != high:
                side.resizeSection(row, high)

    _row_height = ranking_columns.ONE_LINE
    _beside = 0.0

    def _row_rect(self, row: int) -> QRect:
        y, high = self.rowViewportPosition(row), self.rowHeight(row)
        return QRect(0, y, self.viewport().width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None or not self._rows.rows:
            return
        look = current()
        painter = QPainter(self.viewport())
        area = event.rect()
        first = max(self.rowAt(area.top()), 0)
        last = self.rowAt(area.bottom())
        last = len(self._rows.rows) - 1 if last < 0 else last
        columns = {
            key: (float(self.columnViewportPosition(n)), float(self.columnWidth(n)))
            for n, key in enumerate(KEYS)
            if not self.isColumnHidden(n)
        }
        right = max(x + wide for x, wide in columns.values())
        apart = self._rows.first_apart()
        boxes: list[tuple[RankRow, QRectF]] = []
        for number in range(first, last + 1):
            row = self._rows.rows[number]
            whole = self._row_rect(number)
            box = QRectF(0, whole.bottom() + 1 - self._row_height, right, self._row_height)
            if row.code == self._view.selected:
                painter.fillRect(box, look.selection)
                painter.fillRect(QRectF(0, box.top(), 3, box.height()), look.accent)
            elif number == self._hovered:
                painter.fillRect(box, look.hover)
            painter.fillRect(QRectF(0, box.bottom() - 1, right, 1), look.grid)
            if number == apart:
                self._draw_apart(painter, QRectF(whole), look)
            boxes.append((row, box))
        ranking_drawing.draw_names(painter, boxes, columns, look)
        ranking_drawing.draw_figures(painter, boxes, columns, look, self._view.assessable_coverage)
        ranking_drawing.draw_ranks(painter, boxes, columns, look, self._beside)
        ranking_drawing.draw_bars(painter, boxes, columns, look, self._view.scale)
        ranking_drawing.draw_sparks(painter, boxes, columns, look, self._view.scale)
        x, wide = columns["restriction"]
        size = look.size.label if self._row_height == ranking_columns.ONE_LINE else look.size.small
        for row, box in boxes:
            cell = QRectF(x + PAD, box.top(), wide - 2 * PAD, box.height() - 1)
            chip.draw(painter, cell, row.chip, size, look)
        here = self.currentIndex().row()
        if self.hasFocus() and first <= here <= last:
            ring = self._row_rect(here)
            ring.setTop(ring.bottom() + 1 - self._row_height)
            ink.draw_focus(painter, QRectF(ring), look)

    def _draw_apart(self, painter: QPainter, whole: QRectF, look: Theme) -> None:
        if self._view is None:
            return
        text = (
            f"Not assessable: less than {self._view.assessable_coverage:.0%} "
            "of the signals' weight is fresh"
        )
        painter.setFont(look.font(look.size.small))
        line = QRectF(PAD, whole.top(), whole.width() - 2 * PAD, _APART)
        ink.draw_line(painter, line, text, look.not_assessable)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self._return_to(self._view.selected if self._view else None)
            if not self.currentIndex().isValid():
                self._go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
