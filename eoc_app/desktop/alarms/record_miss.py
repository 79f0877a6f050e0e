"""Telling of an event that no alarm foretold."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from eoc_app.core.country import countries
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.alarms.alarm_record import LONGEST_TEXT, Miss, Role


class MissDialog(QDialog):
    """Country, day and what happened; `miss` is what was told."""

    def __init__(
        self,
        on: date,
        code: str | None = None,
        *,
        exercise: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Record a miss")
        look = current()
        self.country = QComboBox()
        self.country.setEditable(True)
        self.country.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for place in sorted(countries(), key=lambda place: place.name):
            self.country.addItem(f"{place.name} ({place.alpha2})", place.alpha2)
        at = self.country.findData(code)
        self.country.setCurrentIndex(at)
        if at < 0:
            self.country.setEditText("")
        self.day = QDateEdit(QDate(on.year, on.month, on.day))
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.what = QLineEdit()
        self.what.setMaxLength(LONGEST_TEXT)
        self.what.setPlaceholderText("What happened, without names of persons")
        self.exercise = QCheckBox("It happened in an exercise only")
        self.exercise.setChecked(exercise)
        self._told = Label(role="warning")
        form = QFormLayout()
        form.setSpacing(look.space.s)
        form.addRow("Country", self.country)
        form.addRow("Day", self.day)
        form.addRow("What", self.what)
        form.addRow("", self.exercise)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(4 * (look.space.l,)))
        inside.setSpacing(look.space.m)
        inside.addWidget(
            Label("An event that no alarm foretold. Without misses, recall cannot be measured.",
                  role="dim")
        )  # fmt: skip
        inside.addLayout(form)
        inside.addWidget(self._told)
        inside.addWidget(buttons)
        self.resize(520, 260)
        self.country.setFocus()

    def miss(self, role: Role, at: datetime) -> Miss:
        """What was told, by a role at an instant."""
        on = self.day.date()
        return Miss(
            country_code=self._code() or "",
            day=date(on.year(), on.month(), on.day()),
            what=self.what.text().strip(),
            marked_by=role,
            marked_at=at,
            exercise=self.exercise.isChecked(),
        )

    def _code(self) -> str | None:
        """The country that is named, in whole or by its code."""
        text = self.country.currentText().strip().casefold()
        for place in range(self.country.count()):
            code: str = self.country.itemData(place)
            shown = self.country.itemText(place).casefold()
            if text in (shown, code.casefold(), shown.rsplit(" (", 1)[0]):
                return code
        return None

    def _save(self) -> None:
        if self._code() is None:
            self._told.setText("Name a country of the list, or its two letters.")
            self.country.setFocus()
        elif not self.what.text().strip():
            self._told.setText("Say in a sentence what happened.")
            self.what.setFocus()
        else:
            self.accept()
