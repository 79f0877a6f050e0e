"""How a cell of a table is painted."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from eoc_app.desktop.kit import chip, ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.desktop.tables.table_model import TableModel
from eoc_app.views.view import Cell

PAD: Final = 8.0
_SWATCH: Final = 14.0

Index = QModelIndex | QPersistentModelIndex


def mark_width(cell: Cell) -> float:
    """Room that a cell's mark takes before its text."""
    if cell.standing is not None:
        return 0.0 if cell.standing == "no_rule" else chip.MARK
    return 0.0 if cell.level == "none" else _SWATCH


def row_height(model: TableModel, row: int, rooms: list[float]) -> int:
    """The height in which the texts of a row stand whole in columns of these widths."""
    size, most = current().size.body, 0.0
    for place, room in enumerate(rooms):
        cell = model.cell(row, place)
        inner = room - mark_width(cell)
        text = _one_line(cell)
        if ink.text_width(text, size) > inner + 1:
            most = max(most, ink.lines(text, size, False, inner).height)
    return int(most) + 10 if most else 0


class CellDrawing(QStyledItemDelegate):
    """Marks, texts and the rows that are chosen, pointed at or synthetic."""

    def __init__(self, table: QTableView, model: TableModel) -> None:
        super().__init__(table)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide gives the option's attributes no types.
        given: Any = option
        look, box = current(), QRectF(given.rect)
        cell = self._model.cell(index.row(), index.column())
        state = given.state
        marked = self._model.is_marked(index.row())
        if marked or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.grid)
        if self._model.is_exercise(index.row()):
            painter.fillRect(box, ink.exercise_hatch(look, 0.3))
        if marked and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), look.accent)
        number = self._model.columns[index.column()].number
        inner = box.adjusted(PAD, 0, -PAD, -1)
        _draw_cell(painter, inner, cell, look, number=number)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            ink.draw_focus(painter, box, look, 2.0)
            painter.restore()


def _one_line(cell: Cell) -> str:
    return cell.text.replace("\n", " ")


def _draw_cell(painter: QPainter, box: QRectF, cell: Cell, look: Theme, *, number: bool) -> None:
    colour = look.dim if cell.dim else look.text
    if cell.standing is not None:
        colour = ink.standing_colour(look, cell.standing)
        mark = QRectF(box.left(), box.top(), 8.0, box.height())
        ink.draw_standing(painter, mark, cell.standing, colour)
    elif cell.level != "none":
        swatch = QRectF(box.left(), box.center().y() - 5, 10, 10)
        painter.fillRect(swatch, ink.level_brush(look, cell.level))
    room = box.adjusted(mark_width(cell), 0, 0, 0)
    size = look.size.body
    painter.setFont(look.font(size))
    text = _one_line(cell)
    if ink.text_width(text, size) > room.width() + 1:
        words = ink.lines(text, size, False, room.width(), right=number)
        if words.height <= room.height():
            top = room.center().y() - words.height / 2
            words.draw(painter, room.left(), top, colour)
            return
        text = elided(text, size, room.width())
    ink.draw_line(painter, room, text, colour, right=number)


def elided(text: str, size: int, width: float) -> str:
    """What of a text fits: its beginning, and of a path its end too, which names the file."""
    mode = Qt.TextElideMode.ElideMiddle if "/" in text else Qt.TextElideMode.ElideRight
    return ink.metrics(size).elidedText(text, mode, width)
