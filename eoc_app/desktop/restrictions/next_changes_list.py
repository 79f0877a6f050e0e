"""The rows of coming changes: what is looked at stays where it is while they count down."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from typing import Any, Final

from PySide6 import QtCore
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.restrictions import next_changes_rows
from eoc_app.desktop.restrictions.next_changes_rows import Columns, Row
from eoc_app.domain.dates.countdown import countdown_text, span_text
from eoc_app.views.next_changes_view import NextChange, NextChangesView

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_EMPTY: Final = NextChangesView(title="", changes=(), now_at=_NEVER, room_zone="UTC")

Index = QModelIndex | QPersistentModelIndex


class ChangeRows(QListView):
    """A list that is counted down without asking again."""

    chosen = QtCore.Signal(str)
    laid_out = QtCore.Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = _EMPTY
        self.now = _NEVER
        self.marked: str | None = None
        self.painted: dict[int, str] = {}
        self._columns: Columns | None = None
        self._still = False
        self._model = _Changes(self)
        self.setModel(self._model)
        self.setItemDelegate(_Drawing(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def show_view(self, view: NextChangesView) -> None:
        if view == self.view:
            return
        here, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        was = _key(self.view.changes[here]) if here >= 0 else None
        # An answer speaks of the moment at which it was asked for; the clock has gone on.
        ahead = view.live and self.view.live and self.now > view.now_at
        self.now = self.now if ahead else view.now_at
        self.view, self._columns = view, None
        self.painted.clear()
        self._model.renew()
        self.setAccessibleName(view.title or "Next changes")
        self.setAccessibleDescription(view.heard)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        place = next((n for n, change in enumerate(view.changes) if _key(change) == was), None)
        if place is not None:
            # Not setCurrentIndex: that would scroll to it.
            selection = self.selectionModel()
            flag = selection.SelectionFlag.NoUpdate
            selection.setCurrentIndex(self._model.index(place, 0), flag)
        self.laid_out.emit()

    def tick(self, now: datetime) -> bool:
        if self._still or not self.view.live:
            return False
        before, self.now = self.now, now
        for number, text in list(self.painted.items()):
            if self.countdown(number) != text:
                box = QRectF(self.visualRect(self._model.index(number, 0)))
                place = next_changes_rows.countdown_box(box, self.columns())
                self.viewport().update(place.toAlignedRect())
        return self._passed(before) < self._passed(now)

    def _passed(self, at: datetime) -> int:
        return bisect_right(self.view.changes, at, key=lambda change: change.at)

    def countdown(self, number: int) -> str:
        """How long it is until a change, as printed."""
        left = self.view.changes[number].at - self.now
        if left.total_seconds() <= 0:
            return "now"
        running = self.view.live and not self._still
        return f"in {countdown_text(left) if running else span_text(left)}"

    def mark_period(self, period_id: str | None) -> None:
        if period_id == self.marked:
            return
        self.marked = period_id
        self.viewport().update()
        changes = self.view.changes if period_id is not None else ()
        place = next((n for n, change in enumerate(changes) if change.period_id == period_id), None)
        if place is not None:
            index = self._model.index(place, 0)
            if not self.viewport().rect().contains(self.visualRect(index)):
                self.scrollTo(index, self.ScrollHint.PositionAtCenter)

    def stand_still(self) -> None:
        self._still = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().update()

    def columns(self, width: float | None = None) -> Columns:
        """The columns at a width; at that of the widget where none is given."""
        wide = self.viewport().width() if width is None else width - 2 * self.frameWidth()
        if self._columns is None or self._columns.width != wide:
            view = self.view
            self._columns = next_changes_rows.columns(view.changes, view.room_zone, wide)
        return self._columns

    def set_row(self, number: int, at: Columns) -> Row:
        return next_changes_rows.row(self.view.changes[number], at)

    def whole_height(self, width: int) -> int:
        at = self.columns(width)
        rows = range(len(self.view.changes))
        return int(sum(int(self.set_row(n, at).height) for n in rows)) + 2 * self.frameWidth() + 6

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.view.changes[index.row()].period_id:
            self.chosen.emit(self.view.changes[index.row()].period_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.view.changes:
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.laid_out.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _key(change: NextChange) -> tuple[object, ...]:
    return change.period_id, change.edge, change.zone, change.at


class _Changes(QAbstractListModel):
    def __init__(self, rows: ChangeRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def renew(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows.view.changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        change = self._rows.view.changes[index.row()]
        parts = (
            f"{self._rows.countdown(index.row())}: {change.country}",
            next_changes_rows.what(change),
            f"local {change.local_text}",
            f"room {change.room_text}",
            change.note,
            "exercise" if change.exercise else "",
        )
        return ", ".join(part for part in parts if part)


class _Drawing(QStyledItemDelegate):
    def __init__(self, rows: ChangeRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        at = self._rows.columns()
        return QSize(int(at.width), int(self._rows.set_row(index.row(), at).height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        look, box, state = current(), QRectF(given.rect), given.state
        rows, number = self._rows, index.row()
        row = rows.set_row(number, rows.columns())
        countdown = rows.painted[number] = rows.countdown(number)
        painter.save()
        if rows.marked is not None and row.change.period_id == rows.marked:
            painter.fillRect(box, look.selection)
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), look.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.grid)
        if row.change.exercise:
            painter.fillRect(box, ink.exercise_hatch(look, 0.3))
        next_changes_rows.paint_row(painter, box, row, countdown, look)
        if state & QStyle.StateFlag.State_HasFocus:
            ink.draw_focus(painter, box, look)
        painter.restore()
