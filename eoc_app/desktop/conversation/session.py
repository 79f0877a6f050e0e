"""What the person looks at now, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
from PySide6 import QtCore

from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.screens import SCREENS


class Session(QtCore.QObject):
    """The screen and the selection; every change is one step that can be gone back."""

    changed = QtCore.Signal()
    renewed = QtCore.Signal()
    """Only the wall clock has gone on: what it changes is to be asked for again, unnoticed."""

    def __init__(
        self, selection: Selection, screen: str, parent: QtCore.QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._screen = screen
        self._back: list[tuple[str, Selection]] = []
        self._ahead: list[tuple[str, Selection]] = []
        self._dragging: str | None = None
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def selection(self) -> Selection:
        """The selection, with the wall clock of its last change."""
        return self._selection

    @property
    def screen(self) -> str:
        """The screen's name."""
        return self._screen

    def choose(self, *, screen: str | None = None, **changes: Any) -> None:
        """Go to a screen, or change parts of the selection, or both."""
        wanted = msgspec.structs.replace(self._selection, **changes)
        target = screen if screen in SCREENS else self._screen
        if wanted == self._selection and target == self._screen:
            return
        # What is dragged is one step, not one for each place that it passes.
        dragged = self._dragged(wanted) if target == self._screen else None
        if dragged is None or dragged != self._dragging:
            self._back.append((self._screen, self._selection))
            del self._back[:-100]
        self._dragging = dragged
        self._ahead.clear()
        self._set(target, wanted)

    def _dragged(self, wanted: Selection) -> str | None:
        """What alone differs, where it is a day cursor or one slider; a reset is no dragging."""
        now = self._selection
        if msgspec.structs.replace(wanted, as_of_on=now.as_of_on) == now:
            return "day"
        if msgspec.structs.replace(wanted, weights=now.weights) != now:
            return None
        moved = {name for name, _weight in set(wanted.weights) ^ set(now.weights)}
        if len(moved) != 1 or not moved <= {name for name, _weight in wanted.weights}:
            return None
        return f"weight {moved.pop()}"

    def start_over(self) -> None:
        """Leave what was of another snapshot behind, what-if weights too; country and screen stay.

        The way back leads to nothing that was looked at in it.
        """
        self._dragging = None
        self._back.clear()
        self._ahead.clear()
        kept = msgspec.structs.replace(
            self._selection, as_of_on=None, since_on=None, until_on=None, platforms=(),
            medium=None, period_id=None, at=None, known_at=None, weights=(),
        )  # fmt: skip
        self._set(self._screen, kept)

    def adopt(self, country_code: str) -> None:
        """Keep the country that the reader chose where none was chosen; nothing is asked anew."""
        self._selection = msgspec.structs.replace(self._selection, country_code=country_code)

    def prefer(self, **changes: Any) -> bool:
        """Begin with other choices than were asked for; whether any is another one."""
        before = self._selection
        self._selection = msgspec.structs.replace(before, **changes)
        return self._selection != before

    def go_back(self) -> None:
        """Return to what was looked at before."""
        self._dragging = None
        if self._back:
            self._ahead.append((self._screen, self._selection))
            self._set(*self._back.pop())

    def go_ahead(self) -> None:
        """Undo going back."""
        self._dragging = None
        if self._ahead:
            self._back.append((self._screen, self._selection))
            self._set(*self._ahead.pop())

    def renew(self) -> None:
        """Ask again with the wall clock of now."""
        self._set(self._screen, self._selection)

    def keep_time(self) -> None:
        """Let the wall clock go on: no step that can be gone back, and nothing else changes."""
        self._selection = msgspec.structs.replace(self._selection, now_at=self.clock())
        self.renewed.emit()

    def _set(self, screen: str, selection: Selection) -> None:
        self._screen = screen
        self._selection = msgspec.structs.replace(selection, now_at=self.clock())
        self.changed.emit()
