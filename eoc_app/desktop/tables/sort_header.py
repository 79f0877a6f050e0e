"""The header row of a table: titles, and an arrow in the column that rows are sorted by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from eoc_app.desktop.kit.theme import current

HEIGHT = 26
PAD = 5


class SortHeader(QHeaderView):
    """Draws what the model calls its columns; a number's title stands over its last digit.

    A click asks for another order: first the way in which the column is mostly wanted, then the
    other, then the table's own. `falls_first` says of which columns the largest come first.
    """

    order_asked = QtCore.Signal(int, Qt.SortOrder)
    """A column and the way, or -1 for the table's own order."""

    def __init__(
        self,
        falls_first: Callable[[int], bool],
        pad: int = PAD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pad = pad
        self._falls_first = falls_first
        # Qt turns its own indicator round before it tells of a click, so it cannot be asked what
        # the order was; what is ruled by is kept here, and Qt's indicator is never shown.
        self.ruled = -1
        self.order = Qt.SortOrder.AscendingOrder
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.sectionClicked.connect(self.turn)
        self.setMinimumSectionSize(0)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def turn(self, section: int) -> None:
        """Ask for the next order by a column, as a click on its title does."""
        falling, rising = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first, second = (falling, rising) if self._falls_first(section) else (rising, falling)
        if self.ruled != section:
            self.rule(section, first)
        elif self.order == first:
            self.rule(section, second)
        else:
            self.rule(-1, rising)
        self.order_asked.emit(self.ruled, self.order)

    def rule(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Mark the column that rows are in the order of; -1 where it is their own."""
        self.ruled, self.order = section, order
        self.viewport().update()

    def words(self, title: str) -> str:
        """The order in words, with the title of the column that rules; empty for rows' own."""
        if self.ruled < 0:
            return ""
        falling = self.order == Qt.SortOrder.DescendingOrder
        return f"sorted by {title}, {'falling' if falling else 'rising'}"

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = current()
        model = self.model()
        title = str(model.headerData(section, self.orientation()) or "")
        flags = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        right = flags is not None and bool(Qt.AlignmentFlag(flags) & Qt.AlignmentFlag.AlignRight)
        ruled = section == self.ruled
        painter.save()
        painter.fillRect(rect, look.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.line)
        painter.setFont(look.font(look.size.label, ruled))
        painter.setPen(look.text if ruled else look.dim)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(self._pad, 0, -self._pad, -1)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, title)
        if ruled:
            wide = painter.fontMetrics().horizontalAdvance(title)
            x = box.right() - wide - 5.0 if right else box.left() + wide + 6.0
            y = QRectF(box).center().y()
            up = self.order == Qt.SortOrder.AscendingOrder
            way = -1.0 if up else 1.0
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent)
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x - 3.5, y - 2 * way),
                        QPointF(x + 3.5, y - 2 * way),
                        QPointF(x, y + 2.5 * way),
                    ]
                )
            )
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
