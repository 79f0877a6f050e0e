"""How a row of a list of alarms is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eoc_app.desktop.alarms.alarm_model import Index
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current

if TYPE_CHECKING:
    from eoc_app.desktop.alarms.alarm_grid import AlarmGrid

PAD: Final = 6.0
SWATCH: Final = 14.0


class AlarmDrawing(QStyledItemDelegate):
    """Texts that wrap, the band's swatch, and rows that are chosen, pointed at or synthetic."""

    def __init__(self, grid: AlarmGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        look, box, state = current(), QRectF(given.rect), given.state
        row = self._grid.rows.rows[index.row()]
        cell = row.cells[index.column()]
        painter.save()
        chosen = state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(box, look.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.grid)
        if row.exercise:
            painter.fillRect(box, ink.exercise_hatch(look, 0.3))
        if chosen and index.column() == 0 and self._grid.hasFocus():
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), look.accent)
        inner = box.adjusted(PAD, 0, -PAD, -1)
        if cell.level != "none":
            swatch = QRectF(inner.left(), inner.center().y() - 5, 10, 10)
            painter.fillRect(swatch, ink.level_brush(look, cell.level))
            painter.setPen(look.mute)
            painter.drawRect(swatch.adjusted(-0.5, -0.5, 0.5, 0.5))
            inner.setLeft(inner.left() + SWATCH)
        text = self._grid.text(row, index.column(), box.width() - 2 * PAD)
        top = inner.center().y() - text.height / 2
        text.draw(painter, inner.left(), top, look.dim if cell.dim else look.text)
        painter.restore()
