"""A table as it is printed: every row there, texts wrapped instead of cut, nothing to scroll."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from eoc_app.desktop.kit import chip, ink
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.table_model import header_text
from eoc_app.views.view import Cell, TableView

_PAD: Final = 6.0
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class PaperTable(QWidget):
    """Rows and columns in the width that there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: TableView | None = None

    def show_view(self, view: TableView) -> None:
        """Print these rows."""
        self._view = view
        self.setAccessibleName(view.title)
        self.update()

    def whole_height(self, width: int) -> int:
        """The height that all rows take at a width."""
        if self._view is None:
            return 0
        widths = self._widths(width)
        return int(self._head(widths) + sum(self._row_heights(widths))) + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        look = current()
        painter = QPainter(self)
        widths = self._widths(self.width())
        head = self._head(widths)
        painter.setFont(look.font(look.size.label))
        painter.setPen(look.dim)
        self._line(painter, [header_text(column) for column in view.columns], widths, 0, head)
        painter.fillRect(QRectF(0, head - 1, self.width(), 1), look.line)
        painter.setFont(look.font(look.size.label))
        y = head
        for row, height in zip(view.rows, self._row_heights(widths), strict=True):
            if any(cell.exercise for cell in row):
                box = QRectF(0, y, self.width(), height - 1)
                painter.fillRect(box, ink.exercise_hatch(look, 0.3))
            x = 0.0
            for cell, column, wide in zip(row, view.columns, widths, strict=True):
                self._cell(painter, cell, QRectF(x, y, wide, height), right=column.number)
                x += wide
            painter.fillRect(QRectF(0, y + height - 1, self.width(), 1), look.grid)
            y += height

    def _cell(self, painter: QPainter, cell: Cell, box: QRectF, *, right: bool) -> None:
        look = current()
        colour = look.dim if cell.dim else look.text
        inner = box.adjusted(_PAD, _PAD / 2, -_PAD, 0)
        if cell.standing is not None:
            colour = ink.standing_colour(look, cell.standing)
            mark = QRectF(inner.left(), inner.top(), 8.0, self._line_height())
            ink.draw_standing(painter, mark, cell.standing, colour)
            inner.setLeft(inner.left() + chip.MARK)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, int(_WRAP | side), cell.text)

    def _line(
        self, painter: QPainter, texts: list[str], widths: list[float], y: float, height: float
    ) -> None:
        view, x = self._view, 0.0
        if view is None:
            return
        for text, column, wide in zip(texts, view.columns, widths, strict=True):
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            box = QRectF(x + _PAD, y + _PAD / 2, wide - 2 * _PAD, height)
            painter.drawText(box, int(_WRAP | side), text)
            x += wide

    def _metrics(self) -> QFontMetricsF:
        look = current()
        return QFontMetricsF(look.font(look.size.label))

    def _line_height(self) -> float:
        return self._metrics().height()

    def _widths(self, width: float) -> list[float]:
        """Numbers and longest words get what they need; texts share what is left."""
        view = self._view
        if view is None or not view.columns:
            return []
        metrics = self._metrics()
        natural, least = [], []
        for place, column in enumerate(view.columns):
            texts = [header_text(column), *(row[place].text for row in view.rows)]
            marked = any(row[place].standing is not None for row in view.rows)
            around = 2 * _PAD + 2 + (chip.MARK if marked else 0.0)
            natural.append(around + max(metrics.horizontalAdvance(text) for text in texts))
            words = {word for text in texts for word in text.split(" ")}
            longest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
            least.append(natural[-1] if column.number else around + longest)
        if sum(natural) <= width:
            spare = (width - sum(natural)) / len(natural)
            return [wide + spare for wide in natural]
        # Every column has its longest word whole; what is left goes to those that would use it.
        wanted = sum(natural) - sum(least)
        room = max(0.0, width - sum(least)) / wanted if wanted else 0.0
        return [
            small + (wide - small) * min(1.0, room)
            for small, wide in zip(least, natural, strict=True)
        ]

    def _head(self, widths: list[float]) -> float:
        view = self._view
        if view is None:
            return 0.0
        texts = [header_text(column) for column in view.columns]
        return self._tallest(texts, [0.0] * len(texts), widths) + 2

    def _row_heights(self, widths: list[float]) -> list[float]:
        view = self._view
        if view is None:
            return []
        return [
            self._tallest(
                [cell.text for cell in row],
                [chip.MARK if cell.standing is not None else 0.0 for cell in row],
                widths,
            )
            for row in view.rows
        ]

    def _tallest(self, texts: list[str], marks: list[float], widths: list[float]) -> float:
        metrics = self._metrics()
        heights = [
            metrics.boundingRect(
                QRectF(0, 0, max(wide - 2 * _PAD - mark, 1.0), 10_000), int(_WRAP), text
            ).height()
            for text, mark, wide in zip(texts, marks, widths, strict=True)
        ]
        return max([*heights, metrics.height()]) + _PAD
