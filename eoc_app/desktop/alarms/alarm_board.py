"""The alarms of a day: a table, what the chosen one asks for and why, and the notes below."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from eoc_app.desktop.alarms.alarm_grid import AlarmGrid
from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.desktop.alarms.alarm_rows import (
    COLUMNS,
    NOTE_COLUMNS,
    alarm_row,
    key_of,
    note_row,
    refusal,
)
from eoc_app.desktop.alarms.record_view import FATES, RecordView
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.row_filter import RowFilter
from eoc_app.domain.wording.printed import grouped, share
from eoc_app.ledger import name_of
from eoc_app.views.alarms_view import AlarmRow, AlarmsView

_FIRST: Final = "Choose an alarm to see what to do, and why."


class AlarmBoard(Content, QWidget):
    """Enter or a double click opens the country of an alarm, R puts it on record."""

    country_chosen = QtCore.Signal(str)
    raise_requested = QtCore.Signal(object)
    """The `AlarmRow` that shall go on record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._view: AlarmsView | None = None
        self._fates: dict[str, str] = {}
        self._shown: dict[str, AlarmRow] = {}
        self._chosen = ""
        self.alarms, self.notes = AlarmGrid(COLUMNS), AlarmGrid(NOTE_COLUMNS)
        self.alarms.setAccessibleName("Alarms")
        self.notes.setAccessibleName("Notes")
        self._asks = Label(_FIRST, bold=True)
        self._why = Label(role="dim")
        self._stated = Label(role="mute", size=look.size.label)
        self.raise_button = QPushButton("Raise (R)")
        self.raise_button.setAccessibleName("Put this alarm on record")
        self.raise_button.clicked.connect(self.ask_to_raise)
        self.country_button = QPushButton("Open the country")
        self.country_button.clicked.connect(lambda: self._open(self._chosen))
        self._heading = Label("Notes", role="dim", size=look.size.label, bold=True)
        for grid in (self.alarms, self.notes):
            grid.pointed.connect(self._point)
            grid.opened.connect(self._open)
        self._filter = RowFilter(self, self.alarms)
        self._filter.changed.connect(self._on_filter)
        self._lay_out()
        self.setFocusProxy(self.alarms)
        self._tell()

    def _lay_out(self) -> None:
        look = current()
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._asks, self._why, self._stated):
            words.addWidget(label)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(look.space.xs)
        buttons.addWidget(self.raise_button)
        buttons.addWidget(self.country_button)
        buttons.addStretch(1)
        self._detail = QWidget()
        across = QHBoxLayout(self._detail)
        across.setContentsMargins(0, look.space.xs, 0, look.space.xs)
        across.setSpacing(look.space.m)
        across.addLayout(words, 1)
        across.addLayout(buttons)
        below = QWidget()
        down = QVBoxLayout(below)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.space.xs)
        down.addWidget(self._heading)
        down.addWidget(self.notes, 1)
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(look.space.xs)
        upper.addWidget(self._filter)
        upper.addWidget(self.alarms, 1)
        upper.addWidget(self._detail)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setHandleWidth(look.space.s)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(above)
        self._parts.addWidget(below)
        self._parts.setSizes([760, 240])
        self._parts.setStretchFactor(0, 76)
        self._parts.setStretchFactor(1, 24)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._parts)
        for earlier, later in (
            (self.alarms, self._filter.field),
            (self._filter.field, self.raise_button),
            (self.raise_button, self.country_button),
            (self.country_button, self.notes),
        ):
            QWidget.setTabOrder(earlier, later)

    def show_view(self, view: AlarmsView) -> None:
        """List these, the least likely first."""
        self._view = view
        self._shown = {key_of(row): row for row in (*view.alarms, *view.notes)}
        self.alarms.setAccessibleName(view.title)
        count = len(view.notes)
        self._heading.setText(
            f"{count} {'note' if count == 1 else 'notes'}: also above the bound, but no action is"
            " needed"
            if count
            else "No notes"
        )
        self.notes.show_rows([note_row(row) for row in view.notes])
        self.notes.setVisible(bool(count))
        self._list()
        if self._chosen not in self._shown:
            # What it asks for shall be read without a key being pressed.
            first = next(iter(self._shown), "")
            self._chosen = first
            for grid in (self.alarms, self.notes):
                grid.go_to(first)
        self._tell()

    def show_record(self, view: RecordView) -> None:
        """Say of each alarm whether it is on record, and how it turned out."""
        fates = {
            row.alarm_id: "raised" if row.fate == "pending" else FATES[row.fate]
            for row in view.rows
            if row.alarm_id
        }
        if fates != self._fates:
            self._fates = fates
            self._list()
            self._tell()

    def offer_again(self) -> None:
        """Offer what could not be put on record once more."""
        self._tell()

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        self._detail.hide()
        self._filter.hide()

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        notes = self.notes.whole_height(width) if self.notes.isVisibleTo(self) else 0
        return self.alarms.whole_height(width) + notes + self._heading.height() + 40

    @property
    def chosen(self) -> AlarmRow | None:
        """The alarm or note that the words below speak of."""
        return self._shown.get(self._chosen)

    def _list(self) -> None:
        view = self._view
        if view is None:
            return
        rows: list[Row] = [alarm_row(row, self._fates) for row in view.alarms]
        none = (
            f"No alarm: none of {grouped(view.asking_count)} series that call for action is above"
            f" the bound of {view.level_text}, and none has stopped."
        )
        self.alarms.show_rows(rows, none)
        self._tell_count()

    def _on_filter(self, words: str) -> None:
        for grid in (self.alarms, self.notes):
            grid.filter(words)
        self._tell_count()

    def _tell_count(self) -> None:
        grids = (self.alarms, self.notes)
        shown = sum(grid.rows.rowCount() for grid in grids)
        self._filter.tell(shown, sum(len(grid.rows.all) for grid in grids))

    def _point(self, key: str) -> None:
        sender = self.sender()
        if key:
            self._chosen = key
            other = self.notes if sender is self.alarms else self.alarms
            other.clearSelection()
        elif self._chosen not in self._shown:
            self._chosen = ""
        self._tell()

    def _tell(self) -> None:
        row = self.chosen
        why_not = "" if row is None else refusal(row)
        on_record = row is not None and self._fate(row) is not None
        self.raise_button.setEnabled(row is not None and not why_not and not on_record)
        self.country_button.setEnabled(row is not None)
        if row is None:
            self._asks.setText(_FIRST if self._shown else "")
            self._why.setText("")
            self._stated.setText("")
            return
        asks = "A note: no action is needed." if row.note else row.action
        self._asks.setText(f"{row.name}: {asks}")
        self._why.setText(row.why)
        stated = "" if row.probability is None else (
            f"{row.band}: the method states that {share(row.probability)} of such alarms are right."
        )  # fmt: skip
        fate = self._fate(row)
        on = f" On record: {fate}." if fate else ""
        self._stated.setText((why_not or stated) + on)

    def _fate(self, row: AlarmRow) -> str | None:
        return None if row.note else self._fates.get(name_of(row))

    def _open(self, key: str) -> None:
        row = self._shown.get(key)
        if row is not None:
            self.country_chosen.emit(row.code)

    def ask_to_raise(self) -> None:
        """Ask for the alarm chosen to go on record, if it is not there."""
        row = self.chosen
        if row is not None and self.raise_button.isEnabled():
            # Pressed twice, it would be refused the second time.
            self.raise_button.setEnabled(False)
            self.raise_requested.emit(row)
