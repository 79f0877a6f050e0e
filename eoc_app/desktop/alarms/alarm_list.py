"""The alarms of the day in few lines, beside the ranked table; the alarms screen has the rest."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.alarms.alarm_grid import AlarmGrid
from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.desktop.alarms.alarm_rows import bound, headed, key_of
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.printed import plain
from eoc_app.views.alarms_view import AlarmRow, AlarmsView
from eoc_app.views.view import Cell, Column

_COLUMNS: Final = (
    Column(key="signal", title="Country and signal", stretch=1),
    Column(key="odds", title="Odds", number=True, stretch=0),
    Column(key="state", title="State", stretch=0),
)
_NARROW: Final = 280
"""Below this width odds and state stand under the name of the signal."""
_LEAST: Final = 36
_LOW: Final = 110
"""Below this height the button leaves its room to the rows; the key A leads on as well."""
_MOST: Final = 15
"""Alarms that the card lists: nobody reads on in a card, and a day cursor passes many days."""


class AlarmList(Content, QWidget):
    """The first alarms, the least likely on top. Enter or a click opens a country, A all alarms."""

    country_chosen = QtCore.Signal(str)
    alarms_requested = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: dict[str, str] = {}
        self._on_paper = False
        self.lines = AlarmGrid(_COLUMNS, fold_below=_NARROW)
        self.lines.setMinimumHeight(_LEAST)  # so that a low card keeps the words above the list
        self.lines.opened.connect(self._open)
        self.lines.clicked.connect(lambda _index: self._open(self.lines.key))
        self.lines.horizontalHeader().hide()
        self.all_button = QPushButton("All alarms (A)")
        self.all_button.clicked.connect(self.alarms_requested)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(current().space.xs)
        inside.addWidget(self.lines, 1)
        inside.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.lines)
        key = QShortcut(QKeySequence(Qt.Key.Key_A), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.alarms_requested)

    def show_view(self, view: AlarmsView) -> None:
        """List the first of these; the others, and notes, are only counted."""
        self.lines.setAccessibleName(view.title)
        first = view.alarms[:_MOST]
        self._codes = {key_of(row): row.code for row in first}
        notes = len(view.notes)
        self.lines.show_rows(
            [_row(row) for row in first],
            f"No alarm at {view.level_text}; {notes} {'note' if notes == 1 else 'notes'}.",
        )

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        return self.lines.whole_height(width) + 8

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        self._on_paper = True
        self.all_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.all_button.setVisible(not self._on_paper and self.height() >= _LOW)
        super().resizeEvent(event)

    def _open(self, key: str) -> None:
        code = self._codes.get(key)
        if code is not None:
            self.country_chosen.emit(code)


def in_short(view: AlarmsView, *, some_chosen: bool = False) -> AlarmsView:
    """The same alarms under few words: notes, what is accepted and what chance alone gives.

    Where some platforms are chosen, it is said that alarms are of all of them.
    """
    notes = len(view.notes)
    parts = [f"the {_MOST} least likely"] if len(view.alarms) > _MOST else []
    if some_chosen:
        parts.append("all platforms")
    if silent := sum(row.kind == "stopped" for row in view.alarms):
        parts.append(f"{silent} stopped")
    if notes:
        parts.append(f"{notes} {'note' if notes == 1 else 'notes'}")
    if view.series_count:
        chance = plain(round(view.expected_false, 1))
        parts.append(f"{chance} a shift by chance, {plain(view.per_shift)} accepted")
    return msgspec.structs.replace(view, subtitle="; ".join(parts), footnote="")


def _row(row: AlarmRow) -> Row:
    odds = "stopped" if row.kind == "stopped" else bound(row.odds_text)
    return Row(
        key_of(row),
        (headed(row), Cell(odds, row.p_value), Cell("new" if row.new else "", row.new)),
        row.name,
    )
