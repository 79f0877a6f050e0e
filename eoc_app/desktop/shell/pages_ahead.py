"""What further screens are drawn with is loaded while nobody waits, one module in a turn."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

import eoc_app.desktop

_ROOMS: Final = ("tables", "changes", "country", "restrictions", "alarms", "method", "pages")
_AFTER: Final = 300
"""Milliseconds after the first screen is complete; a person looks at it for longer."""


class PagesAhead(QObject):
    """Loads a module whenever the window is at rest, so that a first visit waits for none.

    The room of series is left out: its plots load a library that takes most of a second, which
    only who opens one should wait for.
    """

    def __init__(self, at_rest: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._at_rest = at_rest
        self._names: Iterator[str] | None = _names()
        self._next = QTimer(self)
        self._next.setInterval(_AFTER)
        self._next.timeout.connect(self._load)

    @property
    def is_done(self) -> bool:
        """Whether everything is loaded."""
        return self._names is None

    def begin(self) -> None:
        """Begin soon, if it has not been begun."""
        if self._names is not None and not self._next.isActive():
            self._next.start()

    def _load(self) -> None:
        if not self._at_rest() or self._names is None:
            return
        # Between two modules whatever else waits has its turn.
        self._next.setInterval(1)
        name = next(self._names, None)
        if name is None:
            self._names = None
            self._next.stop()
        else:
            import_module(name)


def _names() -> Iterator[str]:
    (desktop,) = eoc_app.desktop.__path__
    for room in _ROOMS:
        for module in pkgutil.iter_modules([f"{desktop}/{room}"]):
            yield f"eoc_app.desktop.{room}.{module.name}"
