"""How indicators go together: a triangle of pairs, coloured apart and together, with figures."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.views.method_view import MethodView, PairCorrelation

STRONG: Final = 0.7
_CHANCE: Final = 2.0  # over the root of so many countries one unrelated pair in twenty exceeds it
_TOLD: Final = 0.4
"""Size from which a figure stands in its cell."""
_LEAST: Final = 14.0
_MOST: Final = 40.0
_ROOM: Final = 21.0
"""Width of a cell from which a figure fits into it."""
_TELLS: Final = "Correlation of severities; ringed from 0.7, hatched with too few countries."
_LINE: Final = 13.0
_HEAD: Final = 20.0


class CorrelationMap(QWidget):
    """Arrow keys and the pointer go from pair to pair; what is under them is said below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self._pairs: dict[tuple[int, int], PairCorrelation] = {}
        self._at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_view(self, view: MethodView) -> None:
        """Show the judged indicators of this method in the order of their shares."""
        judged = [indicator for indicator in view.indicators if indicator.judged]
        order = {indicator.name: place for place, indicator in enumerate(judged)}
        self._titles = [indicator.title for indicator in judged]
        self._pairs = {}
        for pair in view.correlations:
            low, high = sorted((order[pair.first], order[pair.second]))
            self._pairs[high, low] = pair
        self._at = None
        self.setAccessibleName("How indicators go together")
        self.setAccessibleDescription("Arrow keys go from pair to pair; the table lists all pairs")
        self.setMinimumHeight(int(_HEAD + _LEAST * len(judged) + 64))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, int(_HEAD + 30 * len(self._titles) + 64))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, int(_HEAD + _LEAST * len(self._titles) + 64))

    # Where things are

    def _cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        count = max(len(self._titles), 1)
        high = (self.height() - _HEAD - 64) / count
        return min(self.width() * 0.6 / count, _MOST), max(_LEAST, min(high, _MOST))

    def _left(self) -> float:
        return self.width() - self._cell()[0] * len(self._titles)

    def box(self, row: int, column: int) -> QRectF:
        """Where a pair is drawn; rows stand below their columns."""
        wide, high = self._cell()
        return QRectF(self._left() + column * wide, _HEAD + row * high, wide - 1, high - 1)

    def _pair_at(self, at: QPointF) -> tuple[int, int] | None:
        wide, high = self._cell()
        column, row = int((at.x() - self._left()) // wide), int((at.y() - _HEAD) // high)
        return (row, column) if (row, column) in self._pairs else None

    def said(self, at: tuple[int, int]) -> str:
        """A pair in words."""
        pair = self._pairs[at]
        both = f"{self._titles[at[0]]} and {self._titles[at[1]]}"
        if pair.value is None:
            return f"{both}: not known, both are seen in {pair.count} countries"
        how = "move together" if pair.value >= 0 else "move against each other"
        if abs(pair.value) >= STRONG:
            how += " closely"
        elif abs(pair.value) < _CHANCE / math.sqrt(pair.count):
            how = "no closer than chance gives"
        coefficient = f"{pair.value:.2f}".replace("-", "\u2212")
        return f"{both}: {coefficient}, {how}, {pair.count} countries"

    # What hands do

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._pair_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is None or not self._pairs or event.modifiers():
            super().keyPressEvent(event)
            return
        row, column = self._at or (1, 0)
        wanted = (row + move[0], column + move[1]) if self._at else (1, 0)
        if wanted in self._pairs:
            self._point(wanted)

    def _point(self, at: tuple[int, int] | None) -> None:
        if at != self._at:
            self._at = at
            if at is not None:
                self.setAccessibleDescription(self.said(at))
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._pair_at(QPointF(event.pos()))
            row = int((event.pos().y() - _HEAD) // self._cell()[1])
            if at is not None:
                QToolTip.showText(event.globalPos(), ink.plain_tip(self.said(at)), self)
            elif event.pos().x() < self._left() and 0 <= row < len(self._titles):
                QToolTip.showText(event.globalPos(), ink.plain_tip(self._titles[row]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # What it looks like

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._titles:
            return
        look, (wide, high) = current(), self._cell()
        painter = QPainter(self)
        self._draw_titles(painter, look, wide, high)
        small = look.size.small
        for at, pair in self._pairs.items():
            box = self.box(*at)
            if pair.value is None:
                painter.fillRect(box, look.hatch(look.faded(look.not_assessable, 0.4)))
                continue
            fill = look.correlation(pair.value)
            painter.fillRect(box, fill)
            strong = abs(pair.value) >= STRONG
            ink_colour = readable(fill, look)
            if strong:
                painter.setPen(QPen(look.text, 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            if wide >= _ROOM and abs(pair.value) >= _TOLD:
                painter.setFont(look.font(small, strong))
                painter.setPen(ink_colour)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, figure_of(pair.value))
        if self._at is not None:
            ink.draw_focus(painter, self.box(*self._at).adjusted(-2, -2, 2, 2), look, 2.0)
        self._draw_foot(painter, look, _HEAD + high * len(self._titles) + 8)

    def _draw_titles(self, painter: QPainter, look: Theme, wide: float, high: float) -> None:
        size, room = look.size.small, self._left() - 30
        for place, title in enumerate(self._titles):
            chosen = self._at is not None and place in self._at
            colour = look.text if chosen else look.dim
            y = _HEAD + place * high
            text = ink.lines(title, size, False, max(room, 40.0), max(int(high // _LINE), 1))
            text.draw(painter, 22, y + (high - text.height) / 2, colour)
            painter.setFont(look.font(size, chosen))
            number = str(place + 1)
            ink.draw_line(painter, QRectF(0, y, 17, high), number, colour, right=True)
            over = QRectF(self._left() + (place - 1) * wide, 0, 3 * wide, _HEAD - 3)
            if place + 1 < len(self._titles) and (wide >= _LEAST or place % 5 == 0):
                painter.drawText(over, Qt.AlignmentFlag.AlignCenter, number)

    def _draw_foot(self, painter: QPainter, look: Theme, y: float) -> None:
        """The scale, and the pair under the pointer or the keyboard in words."""
        size = look.size.small
        painter.setFont(look.font(size))
        wide, steps = 132.0, 22
        left = self.width() - wide
        for step in range(steps):
            value = -1 + 2 * (step + 0.5) / steps
            x = left + wide * step / steps
            painter.fillRect(QRectF(x, y, wide / steps + 0.5, 8), look.correlation(value))
        painter.setPen(look.mute)
        for value, from_left, side in (
            (-1, 0.0, Qt.AlignmentFlag.AlignLeft),
            (0, 20.0, Qt.AlignmentFlag.AlignHCenter),
            (1, 40.0, Qt.AlignmentFlag.AlignRight),
        ):
            box = QRectF(left + wide * (value + 1) / 2 - from_left, y + 9, 40, 14)
            painter.drawText(box, side, f"{value}".replace("-", "\u2212"))
        caption = _TELLS if self._at is None else self.said(self._at)
        text = ink.lines(caption, size, False, max(left - 12, 60.0), 4)
        text.draw(painter, 0, y, look.text if self._at is not None else look.mute)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def readable(fill: QColor, look: Theme) -> QColor:
    """The text colour that reads better on a fill."""
    return max((look.text, look.on_strong), key=lambda colour: _contrast(colour, fill))


def figure_of(value: float) -> str:
    """A correlation in a cell: `.87`, `−.42`, `1.0` where it reads as one."""
    text = f"{abs(value):.2f}"
    text = "1.0" if text == "1.00" else text.removeprefix("0")
    return f"\u2212{text}" if value < 0 else text


def _contrast(colour: QColor, other: QColor) -> float:
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
