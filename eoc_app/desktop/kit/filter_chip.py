"""One filter by name, with a cross that clears it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from eoc_app.core.selection import SPAN_WORDS, FilterName
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current

_CROSS: Final = " \N{MULTIPLICATION SIGN}"
_WIDEST: Final = 360
"""The widest that a chip may stand in its row, in logical pixels."""
KINDS: Final[dict[FilterName, str]] = {
    "country": "Country",
    "platforms": "Platforms",
    "medium": "In scope",
    "period": "Period",
    "window": "Days of the charts",
    "span": "Span of the timeline",
    "known": "As known",
    "day": "Day",
}
WITHOUT: Final[dict[FilterName, str]] = {
    "country": "Show all countries",
    "platforms": "Show all platforms",
    "medium": "Show all media",
    "period": "Show all periods",
    "window": "Show the days shown at first",
    "span": "Show 14 days",
    "known": "Show all that is known",
    "day": "Go to the newest day",
}
"""What clearing a filter does, as buttons and screen readers say it."""
WIDENING: Final = WITHOUT | {"span": f"Show {SPAN_WORDS['season']}"}
"""What leaves out as little as can be, where something is empty."""


class FilterChip(QPushButton):
    """What a screen is narrowed to; a click, Enter, Space or Delete widens it again."""

    def __init__(self, name: FilterName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._shown = ""
        self.setMaximumWidth(_WIDEST)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the filter in these words; nothing where it is not set."""
        self.setVisible(bool(text))
        if not text or text == self._shown:
            return
        self._shown = text
        kind, act = KINDS[self.name], WITHOUT[self.name]
        size, spoken = current().size.body, text[:1].upper() + text[1:]
        room = _WIDEST - 2 * current().space.s - 4 - ink.text_width(_CROSS, size)
        cut = ink.metrics(size).elidedText(spoken, Qt.TextElideMode.ElideMiddle, room)
        self.setText(f"{cut}{_CROSS}".replace("&", "&&"))
        key = " (Escape)" if self.name == "period" else ""
        self.setToolTip(ink.plain_tip(f"{kind}: {text}\n{act}{key}"))
        self.setAccessibleName(f"Filter, {kind.lower()}: {text}. {act}")
