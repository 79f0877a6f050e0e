"""How many false alarms a shift accepts, and what follows from it."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.numbers import NumberBox
from eoc_app.desktop.kit.preferences import MOST_PER_SHIFT
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.printed import plain
from eoc_app.views.alarms_view import AlarmsView

_PATIENCE: Final = 350
"""Milliseconds after the last step before anything is asked for: holding a key is one wish."""
_STEP: Final = 0.5


class AlarmBudgetRow(QWidget):
    """A number to set, a way back to the method's own, and the sentence of what to expect."""

    budget_chosen = QtCore.Signal(object)
    """Alarms per shift; None for the method's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self.spin = NumberBox()
        self.spin.setRange(_STEP, MOST_PER_SHIFT)
        self.spin.setSingleStep(_STEP)
        self.spin.setDecimals(1)
        self.spin.setAccelerated(True)
        self.spin.setAccessibleName("Alarms per shift")
        self.spin.setAccessibleDescription("False alarms that the lead accepts in a shift")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self._tell)
        self.spin.valueChanged.connect(lambda _value: self._wait.start())
        name = QLabel("Alarms per shift")
        name.setBuddy(self.spin)
        self.own = QPushButton("Method\u2019s own")
        self.own.clicked.connect(self._reset)
        self._refused = Label(role="warning", size=look.size.label)
        self._refused.hide()
        self.spin.refused.connect(self._tell_refused)
        self.spin.textChanged.connect(lambda _text: self._refused.hide())
        self._expected = Label()
        self._measured = Label(role="dim", size=look.size.label)
        controls = QHBoxLayout()
        controls.setSpacing(look.space.s)
        for part in (name, self.spin, self.own):
            controls.addWidget(part)
        controls.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._refused)
        words.addWidget(self._expected)
        words.addWidget(self._measured)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.xs)
        inside.addLayout(controls)
        inside.addLayout(words)

    def show_view(self, view: AlarmsView) -> None:
        """Show the budget in force, unless another is being set at this moment."""
        if not self._wait.isActive() and not self._is_typing():
            self.spin.blockSignals(True)
            self.spin.setRange(min(_STEP, view.per_shift), max(MOST_PER_SHIFT, view.per_shift))
            self.spin.setValue(view.per_shift)
            self.spin.blockSignals(False)
        self.own.setText(f"Method\u2019s own: {plain(view.method_per_shift)}")
        self.own.setEnabled(view.per_shift != view.method_per_shift)
        self._expected.setText(view.budget_text)
        self._measured.setText(view.measured_text)

    def for_paper(self) -> None:
        """Leave out what only a hand can use; the sentences stay."""
        for part in (self.spin, self.own):
            part.setEnabled(False)

    def _is_typing(self) -> bool:
        return self.spin.hasFocus() and self.spin.text() != self.spin.textFromValue(
            self.spin.value()
        )

    def _tell_refused(self, why: str) -> None:
        self._refused.setText(why)
        self._refused.show()

    def _tell(self) -> None:
        self.budget_chosen.emit(self.spin.value())

    def _reset(self) -> None:
        self._wait.stop()
        self.budget_chosen.emit(None)
