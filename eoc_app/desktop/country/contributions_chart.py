"""Why a score is what it is: contributions, one after the other, that add up to it."""

from __future__ import annotations

from typing import Any

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
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from eoc_app.desktop.country.contributions_drawing import draw_row, draw_total
from eoc_app.desktop.country.contributions_layout import ROW, TICKS, Layout, Row, told, total_text
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.views.contributions_view import ContributionsView

Index = QModelIndex | QPersistentModelIndex


class ContributionsChart(Content, QListView):
    """A waterfall with a row for each signal; Enter or a click opens one.

    The score stays in sight below, however far the rows are scrolled.
    """

    signal_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ContributionsView | None = None
        self._model = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(_Drawing(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.layout_of = Layout(None, 100.0)
        self._total = _Total(self)
        self.setViewportMargins(0, 0, 0, self._total.height())

    def show_view(self, view: ContributionsView) -> None:
        """Draw these contributions in the order given."""
        if view == self._view:
            return
        self._view = view
        self._measure()
        self._model.set_rows(self.layout_of.rows)
        self._total.tell(view)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(". ".join(t for t in (view.subtitle, view.footnote) if t))

    def _measure(self) -> None:
        self.layout_of = Layout(self._view, float(self.viewport().width()))
        self.scheduleDelayedItemsLayout()
        self._total.update()

    def row(self, at: int) -> Row | None:
        """A row, where there is one."""
        rows = self.layout_of.rows
        return rows[at] if 0 <= at < len(rows) else None

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no row has to be scrolled to."""
        rows = range(self._model.rowCount())
        below = self._total.height() + 2 * self.frameWidth() + 6
        return sum(self.sizeHintForRow(row) for row in rows) + below

    def _choose(self, index: QModelIndex) -> None:
        row = self.row(index.row()) if index.isValid() else None
        if row is not None and row.part is not None:
            self.signal_chosen.emit(row.part.signal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row(self.indexAt(event.pos()).row())
            if row is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), ink.plain_tip(told(row)), self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        port = self.viewport().geometry()
        self._total.setGeometry(
            port.left(), port.bottom() + 1, self.width() - port.left(), self._total.height()
        )
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class _Rows(QAbstractListModel):
    rows: tuple[Row, ...] = ()

    def set_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return told(self.rows[index.row()]).replace("\n", ", ")


class _Total(QWidget):
    """The score under the rows, which do not take it with them when they are scrolled."""

    def __init__(self, chart: ContributionsChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.resize(100, int(ROW + TICKS))

    def tell(self, view: ContributionsView) -> None:
        """Say the score to the ear."""
        self.setAccessibleName(f"Score: {total_text(view)} of {view.scale:g}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_total(QPainter(self), QRectF(self.rect()), self._chart.layout_of, current())


class _Drawing(QStyledItemDelegate):
    def __init__(self, chart: ContributionsChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        layout, row = self._chart.layout_of, self._chart.row(index.row())
        return QSize(int(layout.width), int(layout.height(row)) if row is not None else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        row = self._chart.row(index.row())
        if row is None:
            return
        look, box = current(), QRectF(given.rect)
        painter.save()
        hovered = bool(given.state & QStyle.StateFlag.State_MouseOver)
        if hovered and row.part is not None:
            painter.fillRect(box, look.hover)
        draw_row(painter, box, self._chart.layout_of, row, look)
        if given.state & QStyle.StateFlag.State_HasFocus:
            ink.draw_focus(painter, box, look)
        painter.restore()
