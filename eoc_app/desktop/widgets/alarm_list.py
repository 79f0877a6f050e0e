"""The alarms of the day in few lines, beside the ranked table; the alarms screen has the rest."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.alarm_grid import AlarmGrid
from eoc_app.desktop.widgets.alarm_model import Row
from eoc_app.desktop.widgets.alarm_rows import bound, key_of
from eoc_app.desktop.widgets.label import Label
from eoc_app.domain.wording import plain
from eoc_app.views import AlarmRow, AlarmsView, Cell, Column

_COLUMNS: Final = (
    Column(key="country", title="Country", stretch=1),
    Column(key="signal", title="Signal", stretch=3),
    Column(key="odds", title="Odds", number=True, stretch=0),
    Column(key="new", title="Since", stretch=0),
)


class AlarmList(QWidget):
    """Every alarm, the least likely first. Enter or a click opens its country, A all alarms."""

    country_chosen = QtCore.Signal(str)
    alarms_requested = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._codes: dict[str, str] = {}
        self.lines = AlarmGrid(_COLUMNS)
        self.lines.opened.connect(self._open)
        self.lines.clicked.connect(lambda _index: self._open(self.lines.key))
        self._budget = Label(role="dim", size=look.size.label)
        self.all_button = QPushButton("All alarms (A)")
        self.all_button.clicked.connect(self.alarms_requested)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.xs)
        inside.addWidget(self._budget)
        inside.addWidget(self.lines, 1)
        inside.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.lines)
        key = QShortcut(QKeySequence(Qt.Key.Key_A), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.alarms_requested)

    def show_view(self, view: AlarmsView) -> None:
        """List these; notes are only counted."""
        self.lines.setAccessibleName(view.title)
        self._codes = {key_of(row): row.code for row in view.alarms}
        notes = len(view.notes)
        self.lines.show_rows(
            [_row(row) for row in view.alarms],
            f"No alarm at {view.level_text}; {notes} {'note' if notes == 1 else 'notes'}.",
        )
        self._budget.setText(short_budget(view))

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        return self.lines.whole_height(width) + self._budget.heightForWidth(width) + 8

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        self.all_button.hide()

    def _open(self, key: str) -> None:
        code = self._codes.get(key)
        if code is not None:
            self.country_chosen.emit(code)


def short_budget(view: AlarmsView) -> str:
    """The budget in one line: counts, what is accepted and what is to be expected."""
    alarms, notes = len(view.alarms), len(view.notes)
    told = f"{alarms} {'alarm' if alarms == 1 else 'alarms'}"
    told += f", {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
    if not view.series_count:
        return told
    return (
        f"{told}; {plain(view.per_shift)} a shift accepted, {plain(round(view.expected_false, 1))}"
        f" false expected at {view.level_text}"
    )


def _row(row: AlarmRow) -> Row:
    return Row(
        key_of(row),
        (
            Cell(row.name, row.code, level=row.level, exercise=row.exercise),
            Cell(row.title, row.signal),
            Cell("stopped" if row.kind == "stopped" else bound(row.odds_text), row.p_value),
            Cell("new" if row.new else "goes\u00a0on", row.new, dim=not row.new),
        ),
    )
