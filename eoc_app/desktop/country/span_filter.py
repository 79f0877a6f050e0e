"""From which day to which: the window of the charts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QPushButton, QWidget

from eoc_app.desktop.kit.theme import current

_PRESETS: Final = ((30, "30 days"), (90, "90 days"), (0, "Whole window"))


class SpanFilter(QWidget):
    """Two days and some shortcuts to them; a day outside the snapshot's window cannot be chosen."""

    span_chosen = QtCore.Signal(object, object)
    """First and last `datetime.date`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._last = date.min, date.max
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.s)
        self._since, self._until = self._add_day("From"), self._add_day("to")
        for days, title in _PRESETS:
            button = QPushButton(title)
            button.clicked.connect(lambda _checked=False, days=days: self._choose_last(days))
            layout.addWidget(button)
        layout.addStretch(1)

    def _add_day(self, title: str) -> QDateEdit:
        label, edit = QLabel(title), QDateEdit()
        edit.setDisplayFormat("d MMM yyyy")
        edit.setCalendarPopup(True)
        edit.setKeyboardTracking(False)
        edit.setAccessibleName(f"Charts {title.lower()}")
        edit.dateChanged.connect(self._tell)
        label.setBuddy(edit)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
            layout.addWidget(edit)
        return edit

    def show_span(self, first: date, last: date, since: date, until: date) -> None:
        """Show what the charts show; `first` and `last` bound what can be chosen."""
        self._first, self._last = first, last
        self.setEnabled(True)
        for edit, on in ((self._since, since), (self._until, until)):
            edit.blockSignals(True)
            edit.setDateRange(_qdate(first), _qdate(last))
            edit.setDate(_qdate(on))
            edit.blockSignals(False)

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day chosen."""
        return _date(self._since.date()), _date(self._until.date())

    def _choose_last(self, days: int) -> None:
        since = self._first if not days else self._last - timedelta(days=days - 1)
        self.span_chosen.emit(max(since, self._first), self._last)

    def _tell(self) -> None:
        since, until = self.span
        if since <= until:
            self.span_chosen.emit(since, until)


def _qdate(on: date) -> QDate:
    return QDate(on.year, on.month, on.day)


def _date(on: QDate) -> date:
    return date(on.year(), on.month(), on.day())
