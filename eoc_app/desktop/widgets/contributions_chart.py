"""Why a score is what it is: contributions, one after the other, that add up to it."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Final

from PySide6 import QtCore
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
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
    QPen,
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

from eoc_app.desktop.theme import Theme, current
from eoc_app.desktop.widgets import ink
from eoc_app.views import Contribution, ContributionsView

Index = QModelIndex | QPersistentModelIndex

STATES: Final = {
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed",
    "below_threshold": "below threshold",
}
_LEAST_ROW: Final = 24.0
_TICKS: Final = 18.0
_GAP: Final = 10.0
_SHORT: Final = 20
_UNSEEN: Final = 26.0
"""Width of the hatch that stands where an unseen signal would have added."""


class ContributionsChart(QListView):
    """A waterfall with a row for each signal and the score below; Enter or a click opens one."""

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
        self.layout_of = _Layout(None, 100.0)

    def show_view(self, view: ContributionsView) -> None:
        """Draw these contributions in the order given."""
        if view == self._view:
            return
        self._view = view
        self._model.set_view(view)
        self._measure()
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.subtitle)

    def _measure(self) -> None:
        self.layout_of = _Layout(self._view, float(self.viewport().width()))
        self.scheduleDelayedItemsLayout()

    def part(self, row: int) -> Contribution | None:
        """The contribution of a row; None for the score."""
        view = self._view
        return view.parts[row] if view is not None and 0 <= row < len(view.parts) else None

    def whole_height(self, _width: int) -> int:
        """The height at which no row has to be scrolled to."""
        rows = range(self._model.rowCount())
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 6

    def _choose(self, index: QModelIndex) -> None:
        part = self.part(index.row()) if index.isValid() else None
        if part is not None:
            self.signal_chosen.emit(part.signal)

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
            part = self.part(self.indexAt(event.pos()).row())
            if part is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), ink.plain_tip(_told(part)), self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _told(part: Contribution) -> str:
    words = [
        part.title,
        f"{points_text(part)} · {part.value_text}" if part.value_text else points_text(part),
        f"{part.weight_share:.0%} of the weight",
        part.note,
        "exercise: synthetic data" if part.exercise else "",
    ]
    return "\n".join(word for word in words if word)


def points_text(part: Contribution) -> str:
    """What a signal adds, or why nothing is known of it."""
    state = STATES.get(part.knowledge)
    if state is not None and part.points == 0:
        return state
    return f"{part.points:+.1f}".replace("-", "\u2212")


class _Rows(QAbstractListModel):
    view: ContributionsView | None = None

    def set_view(self, view: ContributionsView) -> None:
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self.view is None else len(self.view.parts) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.view is None:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if index.row() == len(self.view.parts):
            return f"Score: {total_text(self.view)} of {self.view.scale:g}"
        return _told(self.view.parts[index.row()]).replace("\n", ", ")


def total_text(view: ContributionsView) -> str:
    """The score as printed, or that there is none."""
    return "not assessable" if view.total is None else f"{view.total:.1f}"


class _Layout:
    """Where columns stand at a width, and where each bar begins and ends."""

    def __init__(self, view: ContributionsView | None, width: float) -> None:
        size = current().size
        parts = view.parts if view is not None else ()
        self.ends = list(accumulate((part.points for part in parts), initial=0.0))
        reach = max([*self.ends, (view.total or 0.0) if view is not None else 0.0, 0.0])
        self.top = _top(reach, view.scale if view is not None else 10.0)
        points = max(
            [ink.text_width(points_text(part), size.label, True) for part in parts]
            + [ink.text_width("10.0", size.body, True)]
        )
        values = max([ink.text_width(part.value_text, size.label) for part in parts] + [0.0])
        # The value stands in a column where there is room, else after the title.
        self.folded = width - points - values - 4 * _GAP < 340
        titles = max(
            [ink.text_width(self.words(part), size.label) for part in parts]
            + [ink.text_width("Score: not assessable", size.label, True)]
        )
        self.value_width = 0.0 if self.folded else values + 1
        self.points_width = points + 1
        room = width - self.points_width - self.value_width - 4 * _GAP
        self.title_width = min(titles + 1, max(room * (0.6 if self.folded else 0.5), 90.0))
        self.left = 4.0 + self.title_width + _GAP
        self.right = max(
            self.left + 30.0,
            width - self.points_width - self.value_width - _GAP * (2 if self.folded else 3),
        )
        self.width = width

    def x(self, points: float) -> float:
        return self.left + (self.right - self.left) * points / self.top

    def title(self, part: Contribution) -> ink.Lines:
        """The signal's name, and what was measured where that has no column of its own."""
        return ink.lines(self.words(part), current().size.label, False, self.title_width)

    def words(self, part: Contribution) -> str:
        if not self.folded or not part.value_text:
            return part.title
        # A short value stays whole, on this line or the next.
        value = part.value_text
        return f"{part.title}  {value.replace(' ', chr(0xA0)) if len(value) < _SHORT else value}"

    def height(self, part: Contribution | None) -> float:
        if part is None:
            return _LEAST_ROW + _TICKS
        return max(_LEAST_ROW, self.title(part).height + 6.0)


def _top(reach: float, scale: float) -> float:
    """The end of the axis: a round share of the scale that holds every bar."""
    for share in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0):
        if reach <= scale * share:
            return scale * share
    return reach


class _Drawing(QStyledItemDelegate):
    def __init__(self, chart: ContributionsChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        layout = self._chart.layout_of
        return QSize(int(layout.width), int(layout.height(self._chart.part(index.row()))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        view = self._chart._view  # noqa: SLF001 - one widget in two classes
        if view is None:
            return
        look, box, layout = current(), QRectF(given.rect), self._chart.layout_of
        painter.save()
        part = self._chart.part(index.row())
        hovered = bool(given.state & QStyle.StateFlag.State_MouseOver)
        if hovered and part is not None:
            painter.fillRect(box, look.hover)
        bottom = box.bottom() - (_TICKS if part is None else 0.0)
        for tick in _ticks(layout.top):
            x = round(layout.x(tick))
            painter.fillRect(QRectF(x, box.top(), 1, bottom - box.top()), look.grid)
        if part is None:
            _draw_total(painter, box, layout, view, look)
        else:
            _draw_part(painter, box, layout, part, layout.ends[index.row()], look)
            if view.total is not None:
                _draw_join(painter, box, layout.x(layout.ends[index.row() + 1]), look)
        if given.state & QStyle.StateFlag.State_HasFocus:
            ink.draw_focus(painter, box, look)
        painter.restore()


def _ticks(top: float) -> tuple[float, ...]:
    return (0.0, top / 2, top)


def _draw_join(painter: QPainter, box: QRectF, x: float, look: Theme) -> None:
    """From the end of this bar down to the beginning of the next."""
    painter.setPen(QPen(look.mute, 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(x, box.center().y() + 7), QPointF(x, box.bottom()))


def _draw_part(
    painter: QPainter,
    box: QRectF,
    layout: _Layout,
    part: Contribution,
    start: float,
    look: Theme,
) -> None:
    size = look.size
    title = layout.title(part)
    top = box.top() + (box.height() - title.height) / 2
    known = part.knowledge == "fresh"
    colour = look.text if known else look.dim
    title.draw(painter, 4.0, top, colour, (len(part.title), look.mute))
    x0, x1 = sorted((layout.x(start), layout.x(start + part.points)))
    bar = QRectF(x0, box.center().y() - 7, max(x1 - x0, 0.0), 14)
    if part.points == 0 and not known:
        bar.setWidth(_UNSEEN)
        bar.moveRight(min(bar.right(), layout.right))
        painter.fillRect(bar, ink.level_brush(look, "not_assessable"))
    elif part.points == 0:
        painter.fillRect(QRectF(x0, bar.top(), 1.5, bar.height()), look.dim)
    else:
        bar.setWidth(max(bar.width(), 1.5))
        painter.fillRect(bar, ink.level_colour(look, part.level))
        if not known:
            painter.fillRect(bar, look.hatch(look.surface))
    for brush in ink.exercise_over(look) if part.exercise else ():
        painter.fillRect(bar, brush)
    painter.setFont(look.font(size.label, True))
    column = QRectF(layout.right + _GAP, box.top(), layout.points_width, box.height())
    colour = look.text if known else look.warning
    ink.draw_line(painter, column, points_text(part), colour, right=True)
    if not layout.folded:
        painter.setFont(look.font(size.label))
        column = QRectF(column.right() + _GAP, box.top(), layout.value_width, box.height())
        ink.draw_line(painter, column, part.value_text, look.dim, right=True)


def _draw_total(
    painter: QPainter, box: QRectF, layout: _Layout, view: ContributionsView, look: Theme
) -> None:
    size = look.size
    row = QRectF(box.left(), box.top(), box.width(), _LEAST_ROW)
    painter.fillRect(QRectF(0, row.top(), layout.width, 1), look.line)
    painter.setFont(look.font(size.label, True))
    name = "Score" if view.total is not None else "Score: not assessable"
    ink.draw_line(painter, QRectF(4, row.top(), layout.title_width, _LEAST_ROW), name, look.text)
    if view.total is None:
        bar = QRectF(layout.left, row.center().y() - 5, layout.right - layout.left, 10)
        painter.fillRect(bar, ink.level_brush(look, "not_assessable"))
    else:
        end = layout.x(view.total)
        bar = QRectF(layout.left, row.center().y() - 2, end - layout.left, 4)
        painter.fillRect(bar, look.text)
    painter.setFont(look.font(size.body, True))
    column = QRectF(layout.right + _GAP, row.top(), layout.points_width, _LEAST_ROW)
    total = "\u2014" if view.total is None else total_text(view)
    ink.draw_line(painter, column, total, look.text, right=True)
    painter.setFont(look.font(size.small))
    for tick in _ticks(layout.top):
        text = f"{tick:g}"
        wide = ink.text_width(text, size.small)
        x = min(max(layout.x(tick) - wide / 2, layout.left - 4), layout.right - wide + 4)
        ink.draw_line(painter, QRectF(x, row.bottom(), wide + 2, _TICKS - 2), text, look.mute)
