"""Goes to any country or screen in a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.shell.choice_match import Choice, Prepared, found, prepared

_WIDTH: Final = 560
_ROW: Final = 30
_ROWS: Final = 11
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class CommandPalette(QDialog):
    """A line to type in and what it finds; Enter goes there, Escape leaves."""

    chosen = QtCore.Signal(str, str)
    """Kind and key of the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName("Go to")
        self._choices: list[Prepared] = []
        self._shown = _Choices(self)
        self._line = QLineEdit(self)
        self._line.setPlaceholderText("Country, code or screen")
        self._line.setAccessibleName("Go to a country or a screen")
        self._line.setMinimumHeight(34)
        self._list = QListView(self)
        self._list.setModel(self._shown)
        self._list.setItemDelegate(_ChoicePainter(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName("Found")
        self._nothing = Label("Nothing matches", role="dim", parent=self)
        self._nothing.hide()
        look = current()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(look.space.m, look.space.m, look.space.m, look.space.m)
        inside.setSpacing(look.space.s)
        for part in (self._line, self._nothing, self._list):
            inside.addWidget(part)
        self._line.textChanged.connect(self._filter)
        self._list.clicked.connect(self._take)
        self._line.installEventFilter(self)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self._choices = [prepared(choice) for choice in choices]
        self._filter(self._line.text())

    def open_over(self, window: QWidget) -> None:
        """Show the palette near the top of a window, with nothing typed."""
        self._line.clear()
        self._filter("")
        width = min(_WIDTH, max(window.width() - 32, 240))
        self.setFixedWidth(width)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 72)
        self.show()
        self.activateWindow()
        self._line.setFocus()

    @property
    def found(self) -> tuple[Choice, ...]:
        """What is offered now, best first."""
        return tuple(self._shown.choices)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            # A click anywhere else leaves, as Escape does.
            self.reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.edge, 1.0))
        painter.setBrush(look.surface)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, look.shape.card_radius, look.shape.card_radius)

    def _key(self, event: QKeyEvent) -> bool:
        row, last = self._list.currentIndex().row(), self._shown.rowCount() - 1
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
            return True
        if last >= 0 and key in steps:
            step = steps[Qt.Key(key)]
            at = (row + step) % (last + 1) if abs(step) == 1 else max(0, min(row + step, last))
            self._list.setCurrentIndex(self._shown.index(at))
            return True
        return False

    def _filter(self, needle: str) -> None:
        self._shown.show_choices(found(needle, self._choices))
        count = self._shown.rowCount()
        self._nothing.setVisible(count == 0)
        self._list.setVisible(count > 0)
        self._list.setFixedHeight(min(count, _ROWS) * _ROW + 4)
        if count:
            self._list.setCurrentIndex(self._shown.index(0))
            self._list.scrollToTop()
        self.adjustSize()

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        choice = self._shown.choices[index.row()]
        self.accept()
        self.chosen.emit(choice.kind, choice.key)


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show_choices(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= len(self.choices):
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.text, choice.kind, choice.hint) if part)
        return None


class _ChoicePainter(QStyledItemDelegate):
    """Text on the left, hint and code on the right; plain, whatever it looks like."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, _Choices):
            return
        choice = model.choices[index.row()]
        look = current()
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.selection)
            painter.drawRoundedRect(rect, look.shape.radius, look.shape.radius)
            painter.fillRect(
                QRectF(rect.left(), rect.top() + 5, 3, rect.height() - 10), look.accent
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.hover)
            painter.drawRoundedRect(rect, look.shape.radius, look.shape.radius)
        size = look.size
        side = " · ".join(dict.fromkeys(part for part in (choice.hint, choice.kind) if part))
        room = rect.width() - 2 * look.space.m
        hint = ink.metrics(size.small).elidedText(side, Qt.TextElideMode.ElideRight, room * 0.6)
        hint_width = ink.text_width(hint, size.small)
        text = ink.metrics(size.body).elidedText(
            choice.text, Qt.TextElideMode.ElideRight, room - hint_width - look.space.m
        )
        middle = rect.center().y()
        painter.setFont(look.font(size.body))
        painter.setPen(look.text)
        rise = ink.metrics(size.body).capHeight() / 2
        painter.drawText(QPointF(rect.left() + look.space.m, middle + rise), text)
        painter.setFont(look.font(size.small))
        painter.setPen(look.dim)
        rise = ink.metrics(size.small).capHeight() / 2
        painter.drawText(QPointF(rect.right() - look.space.m - hint_width, middle + rise), hint)
        painter.restore()
