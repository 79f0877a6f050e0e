"""Which zone the clock on the room's wall shows."""

from __future__ import annotations

from functools import cache
from typing import Final
from zoneinfo import available_timezones

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QToolTip, QWidget

_AREAS: Final = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
)  # fmt: skip


@cache
def zones() -> tuple[str, ...]:
    """UTC, then every IANA zone that is named after a place, in the order of names."""
    names = (name for name in available_timezones() if name.partition("/")[0] in _AREAS)
    return ("UTC", *sorted(name for name in names if "/" in name))


def zone_named(text: str) -> str | None:
    """The zone that a text means: its name, or the place that it ends with; None for neither."""
    wanted = "_".join(text.split()).casefold()
    matches = [name for name in zones() if name.casefold() == wanted]
    matches = matches or [name for name in zones() if name.casefold().endswith(f"/{wanted}")]
    return matches[0] if len(matches) == 1 else None


class ZoneChoice(QComboBox):
    """A list of zones to choose from, or to find by any part of a name."""

    zone_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = "UTC"
        self._filled = False
        self.line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(17)
        self.setMaxVisibleItems(16)
        self.addItem(self._zone)
        self.activated.connect(self._take)
        self.line.returnPressed.connect(self._take)
        self.line.editingFinished.connect(self._take)

    def show_zone(self, zone: str) -> None:
        """Show the zone that is in use."""
        self._zone = zone
        if not self._filled:
            self.setItemText(0, zone)
        if self.currentText() != zone and not self.line.hasFocus():
            self._reset()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Offer every zone."""
        self._fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentText() != self._zone:
            self._reset()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        # Six hundred names take a moment that the first screen should not wait for.
        if self._filled:
            return
        self._filled = True
        self.blockSignals(True)
        self.clear()
        self.addItems([*zones()] if self._zone in zones() else [self._zone, *zones()])
        self.blockSignals(False)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(12)
        finder.activated.connect(self._take)
        self.setCompleter(finder)
        self._reset()

    def _reset(self) -> None:
        self.blockSignals(True)
        at = self.findText(self._zone)
        self.setCurrentIndex(at)
        self.setEditText(self._zone)
        self.blockSignals(False)

    def _take(self, *_chosen: object) -> None:
        text = self.currentText()
        if text == self._zone:
            return
        zone = zone_named(text)
        if zone is None:
            place = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(place, "No time zone has this name; choose one of the list.", self)
            self._reset()
        elif zone != self._zone:
            self._zone = zone
            self._reset()
            self.zone_chosen.emit(zone)
        else:
            self._reset()
