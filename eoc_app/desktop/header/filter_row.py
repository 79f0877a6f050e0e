"""The line under the header that says what narrows the screen, each filter with its cross."""

from __future__ import annotations

from typing import Final

from msgspec.structs import asdict
from PySide6 import QtCore
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from eoc_app.core.country import UnknownCountry, country
from eoc_app.core.selection import FILTERS, SPAN_WORDS, FilterName, Selection, is_set, widest
from eoc_app.desktop.kit.filter_chip import FilterChip
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.platform_words import only_platforms
from eoc_app.domain.wording.printed import day

ELSEWHERE: Final[tuple[FilterName, ...]] = ("day", "known")
"""The day has its own place in the header, and the window never asks for what was known when."""


class FilterRow(QWidget):
    """Chips of the filters that narrow what is shown; nothing, not even room, where none does."""

    cleared = QtCore.Signal(str)
    """The name of a filter that is to be cleared."""
    emptied = QtCore.Signal()
    """The last chip is gone, and it had the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inside = QWidget()
        inside.setSizePolicy(policy)
        around = QVBoxLayout(self)
        around.setContentsMargins(look.space.l, 2, look.space.l, 3)
        around.addWidget(inside)
        flow = FlowRow(inside, look.space.s)
        flow.addWidget(QLabel("Narrowed to"))
        self.chips = {name: FilterChip(name) for name in FILTERS if name not in ELSEWHERE}
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, name=name: self.cleared.emit(name))
            flow.addWidget(chip)
        self._told = ""
        self._period = ("", "")
        self.setAccessibleName("Filters")
        self.hide()

    def name_period(self, period_id: str, text: str) -> None:
        """Learn what a period is called, once an answer has said it."""
        self._period = (period_id, text)

    def show_filters(self, selection: Selection, heeded: frozenset[FilterName]) -> None:
        """Show what narrows a screen that heeds these filters."""
        texts = {
            name: self._words(selection, name)
            if name in heeded and _narrows(selection, name)
            else ""
            for name in self.chips
        }
        losing = any(chip.hasFocus() and not texts[name] for name, chip in self.chips.items())
        for name, chip in self.chips.items():
            chip.show_text(texts[name])
        shown = [text for text in texts.values() if text]
        self.setVisible(bool(shown))
        if losing:
            left = next((chip for name, chip in self.chips.items() if texts[name]), None)
            if left is not None:
                left.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.emptied.emit()
        self._announce(", ".join(shown))

    def _announce(self, filters: str) -> None:
        if filters == self._told:
            return
        self._told = filters
        words = f"Narrowed to {filters}" if filters else "Nothing is filtered out"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _words(self, selection: Selection, name: FilterName) -> str:
        match name:
            case "country":
                return _country(selection.country_code or "")
            case "platforms":
                return only_platforms(selection.platforms).removeprefix("only ")
            case "medium":
                return str(selection.medium)
            case "window":
                since, until = selection.since_on, selection.until_on
                parts = (f"{day(since)}" if since else "", f"to {day(until)}" if until else "")
                return " ".join(part for part in parts if part)
            case "period":
                period_id, text = self._period
                return text if period_id == selection.period_id else "one period"
            case _:
                return SPAN_WORDS.get(selection.span, selection.span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chip = next((chip for chip in self.chips.values() if chip.hasFocus()), None)
            if chip is not None:
                chip.click()
                return
        if event.key() == Qt.Key.Key_Escape and not self.chips["period"].isHidden():
            self.cleared.emit("period")
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.line)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _narrows(selection: Selection, name: FilterName) -> bool:
    """Whether a filter is set to less than it may be."""
    widely, chosen = widest((name,)), asdict(selection)
    return is_set(selection, name) and any(chosen[part] != widely[part] for part in widely)


def _country(code: str) -> str:
    try:
        return country(code).name
    except UnknownCountry:
        return code
