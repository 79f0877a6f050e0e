"""The day that every figure is shown for, and the way back through the days before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit.icon_button import IconButton
from eoc_app.desktop.kit.theme import current

_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_REPEAT_AFTER: Final = 350
_REPEAT_EVERY: Final = 60
_BELIEVED: Final = 1500
"""Milliseconds for which the day asked for is shown before the answer has come."""


def long_day(day: date) -> str:
    """Such as `Sat 26 Oct 2024`, in English whatever the locale."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[day.weekday()]} {short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """Such as `26 Oct`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


class DayCursor(QWidget):
    """A step back, the day, a step forward; the day opens a calendar of the snapshot's window."""

    day_chosen = QtCore.Signal(object)
    """A `datetime.date` inside the snapshot's window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._last = self._day = date(2000, 1, 1)
        self._short = False
        self._back = IconButton("previous", "One day earlier", self)
        self._forward = IconButton("next", "One day later", self)
        for button, step in ((self._back, -1), (self._forward, 1)):
            button.setAutoRepeat(True)
            button.setAutoRepeatDelay(_REPEAT_AFTER)
            button.setAutoRepeatInterval(_REPEAT_EVERY)
            button.clicked.connect(lambda _=False, step=step: self.step(step))
        self._button = QPushButton(self)
        self._button.setFlat(True)
        self._button.setFont(current().font(current().size.body, True))
        self._button.clicked.connect(self._open)
        self._button.setToolTip("Choose a day of the snapshot")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for part in (self._back, self._button, self._forward):
            across.addWidget(part)
        self._popup: _Calendar | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_BELIEVED)

    @property
    def day(self) -> date:
        return self._day

    def show_days(self, first: date, last: date, day: date) -> None:
        """Show `day` in the window from `first` to `last`, both included.

        While steps are being answered a day other than the last one asked for is not shown.
        """
        self._first, self._last = first, last
        if self._waiting.isActive() and day != self._day:
            return
        self._waiting.stop()
        self._show(day)

    def set_short(self, short: bool) -> None:  # noqa: FBT001
        """Leave out week day and year where the bar is narrow."""
        if short != self._short:
            self._short = short
            self._show(self._day)

    def step(self, days: int) -> None:
        """Go some days on, back where negative; not beyond the snapshot's window."""
        self._choose(min(max(self._day + timedelta(days=days), self._first), self._last))

    def _choose(self, day: date) -> None:
        if day == self._day:
            return
        self._show(day)
        self._waiting.start()
        self.day_chosen.emit(day)

    def _show(self, day: date) -> None:
        self._day = day
        # Beside the snapshot's own moment and its age by the wall clock, it says which day it is.
        self._button.setText(short_day(day) if self._short else f"day shown {long_day(day)}")
        self._button.setAccessibleName(f"Day shown: {long_day(day)}")
        self._back.setEnabled(day > self._first)
        self._forward.setEnabled(day < self._last)

    def _open(self) -> None:
        if self._popup is None:
            self._popup = _Calendar(self)
            self._popup.chosen.connect(self._choose)
        self._popup.open_at(
            self._button.mapToGlobal(QPoint(0, self._button.height() + 4)),
            self._first,
            self._last,
            self._day,
        )


class _Calendar(QFrame):
    """The days of the snapshot; Enter or a click chooses, Escape leaves."""

    chosen = QtCore.Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._calendar = QCalendarWidget(self)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.activated.connect(self._take)
        self._calendar.clicked.connect(self._take)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._calendar)

    def open_at(self, corner: QPoint, first: date, last: date, day: date) -> None:
        self._calendar.setDateRange(_qdate(first), _qdate(last))
        self._calendar.setSelectedDate(_qdate(day))
        self.move(corner)
        self.show()
        self._calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
