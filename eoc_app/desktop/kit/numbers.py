"""Numbers and dates in the window: one locale for all of it, and the box that numbers are typed in.

The only module that knows Qt's locales and number boxes: a box of Qt's own reads `2.5` as 25 where
the machine's locale groups thousands with a point.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QToolTip, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.domain.figures import typed_number


def use_one_locale() -> None:
    """Let every widget that is made from now on write as the program's own words do.

    English names of days and months, a point before decimals, no sign between thousands.
    """
    QLocale.setDefault(QLocale.c())


def explain(widget: QWidget, why: str) -> None:
    """Say under a widget, and to a screen reader, why what was typed in it was not taken."""
    QToolTip.showText(widget.mapToGlobal(widget.rect().bottomLeft()), ink.plain_tip(why), widget)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, why))


class NumberBox(QDoubleSpinBox):
    """A number with few decimals; comma and point are both taken, two readings are refused."""

    refused = QtCore.Signal(str)
    """Why the text was not taken; the value before stands again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToPreviousValue)
        self.refused.connect(lambda why: explain(self, why))

    def textFromValue(self, value: float) -> str:
        return f"{value:.{self.decimals()}f}"

    def valueFromText(self, text: str) -> float:
        try:
            return self._read(text)
        except typed_number.Unreadable:
            return self.value()

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed: what cannot be taken is told of when it is left."""
        try:
            self._read(text)
        except typed_number.Unreadable:
            return QValidator.State.Intermediate, text, at
        return QValidator.State.Acceptable, text, at

    def fixup(self, text: str) -> str:
        """Called where what was typed cannot stand as it is."""
        try:
            self._read(text)
        except typed_number.Unreadable as refusal:
            self.refused.emit(str(refusal))
        return text

    def _read(self, text: str) -> float:
        """The number that is meant.

        Raises:
            Unreadable: it is none, has more decimals than are kept, or is out of range.
        """
        number = typed_number.read(text)
        if round(number, self.decimals()) != number:
            decimals = "one decimal" if self.decimals() == 1 else f"{self.decimals()} decimals"
            raise typed_number.Unreadable(f"{text.strip()} is too fine: {decimals} at most")
        if not self.minimum() <= number <= self.maximum():
            raise typed_number.Unreadable(
                f"{text.strip()} is out of range: from {self.textFromValue(self.minimum())}"
                f" to {self.textFromValue(self.maximum())}"
            )
        return number
