"""The wall clock of the window: counts down every second, asks again every minute."""

from __future__ import annotations

from datetime import datetime

from PySide6 import QtCore
from PySide6.QtCore import QTimer

from eoc_app.desktop.shell.window import Window

_SECOND = 1_000
_LATE = 5
"""Milliseconds after the full second: a timer that is early would show the second before."""


class WallClock(QtCore.QObject):
    """Keeps what the page counts down in time with the session's clock."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._asked = window.session.selection.now_at
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_second)

    def start(self) -> None:
        """Begin to count."""
        self._window.completed.connect(self._count)
        self._on_second()

    def beat(self) -> None:
        """Count down; ask again where a minute is full or something awaited has come."""
        now = self._window.session.clock()
        come = self._count()
        # Back too: a clock that was set, or a machine that slept.
        if come or _minute(now) != _minute(self._asked):
            self._asked = now
            self._window.session.keep_time()

    def _count(self) -> bool:
        window = self._window
        return window.page(window.session.screen).tick(window.session.clock())

    def _on_second(self) -> None:
        self.beat()
        rest = self._window.session.clock().microsecond // 1_000
        self._timer.start(_SECOND - rest + _LATE)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
