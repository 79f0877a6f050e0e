"""A slider from nothing to twice a weight, and the box beside it that takes figures."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.numbers import explain
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.figures import typed_number

OWN: Final = 1000
"""Where the slider stands at the method's own weight; its end is twice that."""
_STEP: Final = 50
_PAGE: Final = 200
_KNOB: Final = 8.0
"""Half the width of what is dragged."""


class WeightSlider(QAbstractSlider):
    """Drag, click or arrow keys; Backspace or a double click returns to the method's weight.

    A bar runs from the method's weight to the one tried, so that what is changed is seen as such.
    """

    reset_wanted = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, 2 * OWN)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setValue(OWN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(90, current().shape.target)
        self._grip = 0.0

    def sizeHint(self) -> QSize:
        return QSize(130, current().shape.target)

    def _x(self, value: int) -> float:
        return _KNOB + (self.width() - 2 * _KNOB) * value / (2 * OWN)

    def _value_at(self, x: float) -> int:
        share = (x - _KNOB) / max(self.width() - 2 * _KNOB, 1.0)
        return round(share * 2 * OWN / _STEP) * _STEP

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, here = event.position().x(), self._x(self.value())
        # Held where it was taken: to take hold of it is no change.
        self._grip = x - here if abs(x - here) <= _KNOB else 0.0
        self.setSliderDown(True)
        if not self._grip and abs(x - here) > _KNOB:
            self.setValue(self._value_at(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.reset_wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The list scrolls; a weight is never changed by it.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.reset_wanted.emit()
            return
        super().keyPressEvent(event)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        super().sliderChange(change)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() / 2
        own, here = self._x(OWN), self._x(self.value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.line)
        painter.drawRoundedRect(QRectF(_KNOB, y - 2, self.width() - 2 * _KNOB, 4), 2, 2)
        if self.value() != OWN:
            painter.setBrush(look.what_if)
            painter.drawRect(QRectF(min(own, here), y - 2, abs(here - own), 4))
        painter.setPen(QPen(look.edge, 1.5))
        painter.drawLine(QPointF(own, y - 7), QPointF(own, y + 7))
        changed = self.value() != OWN
        painter.setPen(QPen(look.surface, 1.5))
        painter.setBrush(look.what_if if changed else look.text)
        painter.drawEllipse(QPointF(here, y), 7, 7)
        if self.hasFocus():
            ink.draw_focus(painter, QRectF(self.rect()), look)


class WeightBox(QLineEdit):
    """A weight as a figure, from nothing to twice the method's; arrow keys go up and down."""

    weight_changed = QtCore.Signal(float)

    def __init__(self, weight: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._step = 2 * weight, weight * _STEP / OWN
        self._weight = weight
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(8)
        self.setFixedWidth(58)
        self.editingFinished.connect(self._read)
        self.set_weight(weight)

    def set_weight(self, weight: float) -> None:
        """Show a weight, and tell nobody."""
        self._weight = weight
        if self.text() != f"{weight:.4g}":
            self.setText(f"{weight:.4g}")

    def _read(self) -> None:
        """Take what was typed; what is no weight is told and gives way to the one before."""
        if self.text() != f"{self._weight:.4g}":
            try:
                self._go_to(typed_number.read(self.text()))
            except typed_number.Unreadable as refusal:
                explain(self, str(refusal))
        self.set_weight(self._weight)

    def _go_to(self, weight: float) -> None:
        held = min(max(round(weight, 4), 0.0), self._most)
        if held != self._weight:
            self.set_weight(held)
            self.weight_changed.emit(held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            way = 1 if event.key() == Qt.Key.Key_Up else -1
            self._go_to(self._weight + way * self._step)
            return
        super().keyPressEvent(event)
