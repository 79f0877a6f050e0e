"""What changed, each with its cause in words."""

from __future__ import annotations

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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
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
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.views.changes_view import Change, ChangesView

_ROLES: Final = {
    "new data": "accent",
    "revised": "warning",
    "calendar": "protective",
    "stopped": "problem",
    "resumed": "protective",
    "method": "effort",
}
_PAD: Final = 6.0
_NARROW: Final = 300
"""Below this width the cause stands above the text and not beside it."""

Index = QModelIndex | QPersistentModelIndex


class ChangesList(Content, QListView):
    """One line for each change; Enter or a click opens the country that it is about."""

    country_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ChangesView | None = None
        self._model = _Changes(self)
        self.setModel(self._model)
        self.setItemDelegate(_Drawing(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def show_view(self, view: ChangesView) -> None:
        """List these changes, in the order given."""
        if view == self._view:
            return
        self._view = view
        self._model.set_changes(view.changes)
        # Laid out now and not by a timer: the rows are then painted with the rest of the page.
        self.executeDelayedItemsLayout()
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.heard)

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no row has to be scrolled to."""
        rows = range(self._model.rowCount())
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 6

    def _choose(self, index: QModelIndex) -> None:
        code = self._model.changes[index.row()].code if index.isValid() else None
        if code is not None:
            self.country_chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.changes:
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class _Changes(QAbstractListModel):
    changes: tuple[Change, ...] = ()

    def set_changes(self, changes: tuple[Change, ...]) -> None:
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        change = self.changes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = f"{change.cause}: {change.subject}: {change.text}"
            heard = role == Qt.ItemDataRole.AccessibleTextRole and change.exercise
            return f"{text} (exercise: synthetic)" if heard else text
        return None


class _Drawing(QStyledItemDelegate):
    def __init__(self, view: ChangesList) -> None:
        super().__init__(view)
        self._view = view

    def _change(self, index: Index) -> Change:
        return self._view._model.changes[index.row()]  # noqa: SLF001 - one widget in two classes

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, int(_Set(self._change(index), width).height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        look, box = current(), QRectF(given.rect)
        state = given.state
        painter.save()
        if state & QStyle.StateFlag.State_MouseOver and self._change(index).code is not None:
            painter.fillRect(box, look.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.grid)
        _Set(self._change(index), box.width()).draw(painter, box, look)
        if state & QStyle.StateFlag.State_HasFocus:
            ink.draw_focus(painter, box, look)
        painter.restore()


class _Set:
    """A change broken into lines for a width."""

    def __init__(self, change: Change, width: float) -> None:
        size = current().size
        self.change = change
        self.narrow = width < _NARROW
        self.cause_width = 26.0 + max(ink.text_width(cause, size.label) for cause in _ROLES)
        self.left = _PAD if self.narrow else self.cause_width
        room = width - self.left - _PAD
        subject = ink.text_width(change.subject + "  ", size.body, True)
        self.text = ink.flowing(change.subject, change.text, size.body, room)
        self.subject_width = subject
        self.top = 5.0 + (ink.metrics(size.label).height() if self.narrow else 0.0)
        self.height = max(30.0, self.text.height + self.top + 6.0)

    def draw(self, painter: QPainter, box: QRectF, look: Theme) -> None:
        change = self.change
        colour = look.role(_ROLES[change.cause])
        step = ink.metrics(look.size.body).height()
        middle = box.top() + 5 + step / 2
        swatch = QRectF(box.left() + _PAD, middle - 5, 4, 10)
        painter.fillRect(swatch, ink.level_brush(look, change.level))
        if change.level == "none":
            painter.fillRect(swatch, look.line)
        painter.setFont(look.font(look.size.label))
        painter.setPen(QPen(colour))
        row = QRectF(box.left() + _PAD + 10, middle - step / 2, self.cause_width, step)
        ink.draw_line(painter, row, change.cause, colour)
        self.text.draw(painter, box.left() + self.left, box.top() + self.top, look.text)
