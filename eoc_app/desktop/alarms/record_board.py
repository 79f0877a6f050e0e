"""Our own record: how alarms turned out, what to mark, and how right we were."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal

from PySide6 import QtCore
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.alarms.alarm_grid import AlarmGrid
from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.desktop.alarms.record_actions import RecordActions, tall
from eoc_app.desktop.alarms.record_score import RecordScore
from eoc_app.desktop.alarms.record_view import FATES, RecordRow, RecordView
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.printed import NONE, short_day
from eoc_app.domain.wording.printed import share as share_text
from eoc_app.views.view import Cell, Column

Kind = Literal["real", "exercises"]
_COLUMNS: Final = (
    Column(key="day", title="Day", stretch=0),
    Column(key="country", title="Country", stretch=1),
    Column(key="what", title="What", stretch=3),
    Column(key="stated", title="Stated", number=True, stretch=0),
    Column(key="outcome", title="Outcome", stretch=0),
)
_LISTED: Final = 300
"""Lines that are laid out, the latest ones: a year's record would hold the window for long."""
_NOTHING: Final = "Nothing is on record. Raise an alarm with R; mark here later how it turned out."


class RecordBoard(Content, QWidget):
    """Counts, then either the lines to mark or the score; exercises are counted apart."""

    damage_requested = QtCore.Signal()
    country_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._view: RecordView | None = None
        self._kind: Kind | None = None
        self._undo = False
        self.counts = Label()
        self._apart = Label(role="dim", size=look.size.label)
        self._damage = QPushButton()
        self._damage.clicked.connect(self.damage_requested)
        self._damage.hide()
        self.lines = AlarmGrid(_COLUMNS)
        self.lines.setAccessibleName("Alarms and misses on record")
        self.lines.pointed.connect(lambda _key: self._follow())
        self.lines.opened.connect(self._open)
        self.acts = RecordActions()
        self.score = RecordScore()
        self._lay_out()

    def _lay_out(self) -> None:
        look = current()
        self.kinds = QButtonGroup(self)
        kinds = QWidget()
        choose = QHBoxLayout(kinds)
        choose.setContentsMargins(0, 0, 0, 0)
        choose.setSpacing(look.space.xs)
        for kind, text, what in (
            ("real", "Real", "real alarms"),
            ("exercises", "Exercises", "exercises"),
        ):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("kind", kind)
            button.setAccessibleName(f"Count {what}")
            self.kinds.addButton(button)
            choose.addWidget(button)
        self.kinds.buttonClicked.connect(self._choose_kind)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the record")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("On record")
        self.tabs.addTab("Were we right?")
        self._stack = QStackedWidget()
        listed = QWidget()
        down = QVBoxLayout(listed)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.space.xs)
        down.addWidget(self.lines, 1)
        self._note = Label(role="dim", size=look.size.label)
        down.addWidget(self._note)
        down.addWidget(self.acts)
        self._stack.addWidget(listed)
        self._stack.addWidget(self.score)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        head = QWidget()
        flow = FlowRow(head, look.space.s)
        flow.addWidget(self.tabs)
        flow.addWidget(kinds)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.xs)
        inside.addWidget(self._damage)
        inside.addWidget(self.counts)
        inside.addWidget(self._apart)
        inside.addWidget(tall(head))
        inside.addWidget(self._stack, 1)
        stops = (self._damage, self.tabs, *self.kinds.buttons(), self.lines, *self.acts.stops)
        for earlier, later in pairwise(stops):
            QWidget.setTabOrder(earlier, later)

    @property
    def kind(self) -> Kind:
        """What is counted: what a person chose, else exercises only where nothing real is."""
        if self._kind is not None or self._view is None:
            return self._kind or "real"
        only = self._view.exercises.raised and not self._view.real.raised
        return "exercises" if only else "real"

    @property
    def chosen(self) -> RecordRow | None:
        """The line that the keyboard is on."""
        key, view = self.lines.key, self._view
        rows = view.rows if view is not None else ()
        return next((row for row in rows if str(row.number) == key), None)

    def show_view(self, view: RecordView) -> None:
        """Show the record as it is now."""
        self._view = view
        count = len(view.damage)
        self._damage.setVisible(bool(count))
        if count:
            first = view.damage[0]
            where = f" (line {first.row})" if first.row is not None else ""
            more = f", and {count - 1} more" if count > 1 else ""
            self._damage.setText(f"{first.what}{where}{more}\N{HORIZONTAL ELLIPSIS}")
        self.lines.show_rows([_row(row) for row in view.rows[:_LISTED]], _NOTHING)
        self._count()
        self._follow()

    def set_undo(self, *, possible: bool) -> None:
        """Say whether there is anything to take back."""
        self._undo = possible
        self._follow()

    def whole_height(self, width: int) -> int:
        """The height at which no line has to be scrolled to."""
        return self.lines.whole_height(width) + 120

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        self.acts.hide()

    def _choose_kind(self) -> None:
        button = self.kinds.checkedButton()
        self._kind = button.property("kind") if button is not None else None
        self._count()

    def _count(self) -> None:
        view, kind = self._view, self.kind
        for button in self.kinds.buttons():
            button.setChecked(button.property("kind") == kind)
        if view is None:
            return
        record = view.real if kind == "real" else view.exercises
        self.counts.setText(
            " \N{MIDDLE DOT} ".join(
                (
                    _counted(record.hits, "hit", "hits"),
                    _counted(record.false_alarms, "false alarm", "false alarms"),
                    f"{record.unclear} unclear",
                    f"{record.pending} pending",
                    _counted(record.misses, "miss", "misses"),
                )
            )
        )
        other = "from exercises" if kind == "real" else "real"
        counted = "Real alarms are counted" if kind == "real" else "Only exercises are counted"
        strays = (
            f" Marks of alarms that are not on record: {record.strays}." if record.strays else ""
        )
        sentence = (
            f"{counted}; {record.apart} {other} are counted separately."
            if record.apart
            else f"{counted}."
        )
        if len(view.rows) > _LISTED:
            sentence += f" The latest {_LISTED} of {len(view.rows)} lines are listed; T shows all."
        self._apart.setText(sentence + strays)
        self.score.show_record(record)

    def _follow(self) -> None:
        row = self.chosen
        self.acts.follow(row, can_undo=self._undo)
        note = "" if row is None or not row.note else f"Note: {row.note}"
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _open(self, _key: str) -> None:
        row = self.chosen
        if row is not None:
            self.country_chosen.emit(row.code)


def _counted(count: int, singular: str, many: str) -> str:
    return f"{count} {singular if count == 1 else many}"


def _row(row: RecordRow) -> Row:
    stated = Cell(NONE, None, dim=True)
    if row.probability is not None:
        stated = Cell(share_text(row.probability), row.probability)
    return Row(
        str(row.number),
        (
            Cell(short_day(row.day).replace(" ", "\u00a0"), row.day.isoformat()),
            Cell(row.name, row.code, exercise=row.exercise),
            Cell(row.what, row.what, level=row.level),
            stated,
            Cell(FATES[row.fate], row.fate, dim=row.fate == "pending"),
        ),
    )
