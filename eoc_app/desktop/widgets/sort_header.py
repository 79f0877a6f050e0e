"""The header row of a table: titles, and an arrow in the column that rows are sorted by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from eoc_app.desktop.theme import current

HEIGHT = 26
PAD = 5


class SortHeader(QHeaderView):
    """Draws what the model calls its columns; a number's title stands over its last digit."""

    def __init__(self, pad: int = PAD, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pad = pad
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(0)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = current()
        model = self.model()
        title = str(model.headerData(section, self.orientation()) or "")
        flags = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        right = flags is not None and bool(Qt.AlignmentFlag(flags) & Qt.AlignmentFlag.AlignRight)
        ruled = section == self.sortIndicatorSection()
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
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
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
