"""What can be done with the record: say how an alarm turned out, tell of a miss, take back."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.alarms.record_view import RecordRow
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.alarms.alarm_record import LONGEST_TEXT, ROLES, Role, Verdict

_VERDICTS: Final[tuple[tuple[Verdict, str, str], ...]] = (
    ("hit", "Hit", "H"),
    ("false_alarm", "False alarm", "F"),
    ("unclear", "Unclear", "U"),
)
_NO_ROLE: Final = "Choose your role"
_CHOOSE: Final = "Choose a role first: the record names functions, never persons."


KEYS: Final = {
    "H": "hit",
    "F": "false_alarm",
    "U": "unclear",
    "W": "withdraw",
    "M": "miss",
    "Ctrl+Z": "undo",
}
"""What single letters do on the screen of alarms, where no text is typed."""


class RecordActions(QWidget):
    """Buttons that speak of the chosen line; each has its letter while the record has the keys."""

    marked = QtCore.Signal(str, str)
    """Verdict and note."""
    miss_requested = QtCore.Signal()
    withdrawn = QtCore.Signal()
    undone = QtCore.Signal()
    role_chosen = QtCore.Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._row: RecordRow | None = None
        self._undo_wanted = False
        self.role_box = QComboBox()
        self.role_box.setAccessibleName("Your role, as the record names it")
        self.role_box.addItem(_NO_ROLE, None)
        for role in ROLES:
            self.role_box.addItem(role.replace("_", " ").capitalize(), role)
        self.role_box.activated.connect(lambda _at: self._choose_role())
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_TEXT)
        self.note.setPlaceholderText("Note, without names")
        self.note.setAccessibleName("Optional note on the mark, without names of persons")
        self.note.setMinimumWidth(180)
        self.told = Label(role="dim", size=look.size.label)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.xs)
        inside.addWidget(self.told)
        who = QWidget()
        first = FlowRow(who, look.space.s)
        label = QLabel("You are")
        label.setBuddy(self.role_box)
        for part in (label, self.role_box, self.note):
            first.addWidget(part)
        inside.addWidget(tall(who))
        acts = QWidget()
        second = FlowRow(acts, look.space.s)
        self.buttons: dict[str, QPushButton] = {}
        for verdict, text, key in _VERDICTS:
            button = self._add(second, verdict, f"{text} ({key})", key)
            button.setAccessibleName(f"Mark the chosen alarm: {text.lower()}")
            button.clicked.connect(lambda _on=False, verdict=verdict: self._mark(verdict))
        self._add(second, "withdraw", "Withdraw (W)", "W").clicked.connect(
            lambda: self._if_role(self.withdrawn.emit)
        )
        self._add(second, "miss", "Record a miss\N{HORIZONTAL ELLIPSIS} (M)", "M").clicked.connect(
            lambda: self._if_role(self.miss_requested.emit)
        )
        self._add(second, "undo", "Undo (Ctrl+Z)", "Ctrl+Z").clicked.connect(self.ask_to_undo)
        inside.addWidget(tall(acts))
        self.follow(None, can_undo=False)

    def _add(self, row: FlowRow, name: str, text: str, _key: str) -> QPushButton:
        button = QPushButton(text)
        row.addWidget(button)
        self.buttons[name] = button
        return button

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in its order."""
        return (self.role_box, self.note, *self.buttons.values())

    @property
    def role(self) -> Role | None:
        """The role that was chosen."""
        role: Role | None = self.role_box.currentData()
        return role

    def show_role(self, role: Role | None) -> None:
        """Show the role that was chosen the last time."""
        self.role_box.setCurrentIndex(max(self.role_box.findData(role), 0))

    def follow(self, row: RecordRow | None, *, can_undo: bool) -> None:
        """Offer what can be done with the line that the keyboard is on."""
        self._row = row
        alarm = row is not None and bool(row.alarm_id)
        for verdict, _text, _key in _VERDICTS:
            self.buttons[verdict].setEnabled(alarm)
        self.buttons["undo"].setEnabled(can_undo)
        back = self.buttons["withdraw"]
        back.setEnabled(row is not None)
        what = "alarm" if row is None or alarm else "miss"
        if row is not None and row.mark_number is not None:
            what = "mark"
        back.setText(f"Withdraw the {what} (W)")

    def clear_note(self) -> None:
        """Begin a new note, once the one before is on record."""
        self.note.clear()

    def say(self, text: str, role: str = "dim") -> None:
        """Tell what was done or what is missing, above the buttons."""
        self.told.set_role(role)
        self.told.setText(text)

    def _mark(self, verdict: str) -> None:
        self._if_role(lambda: self.marked.emit(verdict, self.note.text().strip()))

    def _if_role(self, act: object) -> None:
        if self.role is None:
            self.say(_CHOOSE, "warning")
            self.role_box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif callable(act):
            act()

    def ask_to_undo(self) -> None:
        """Ask for the last record of this window to be taken back, once the role is known."""
        self._if_role(self.undone.emit)
        self._undo_wanted = self.role is None

    def _choose_role(self) -> None:
        if self.role is not None and self.told.text() == _CHOOSE:
            self.say("")
        self.role_chosen.emit(self.role)
        if self.role is not None and self._undo_wanted:
            # A raised alarm names no role: who takes it back is asked for one only now.
            self._undo_wanted = False
            self.undone.emit()


def tall(row: QWidget) -> QWidget:
    """A row whose height follows from its width."""
    policy = row.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setVerticalPolicy(policy.Policy.Minimum)
    row.setSizePolicy(policy)
    return row
