"""A real window with its real reader, driven turn by turn, with the time of every turn."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.reader_process import ReaderProcess
from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.kit import theme
from eoc_app.desktop.kit.screens import asked
from eoc_app.desktop.shell.app import application
from eoc_app.desktop.shell.opening import Opening
from eoc_app.desktop.shell.window import Window

QUIET: Final = 0.05
"""Seconds without a repaint after which a page counts as painted; not part of what is measured."""
PATIENCE: Final = 20.0


@dataclass
class Turn:
    """One turn of the event loop, in seconds, and what happened in it."""

    step: str
    length: float
    events: tuple[str, ...]


class _Repaints(QObject):
    """Counts what the window repaints."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.count += 1
        return False


@dataclass
class Driven:
    """A window of 1600 x 900, offscreen; every step is taken inside a turn of its loop."""

    path: Path
    now: Opening
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = application()
        theme.dress(self.app, "dark")
        folder = tempfile.mkdtemp(prefix="eoc-bench-")
        settings = QSettings(str(Path(folder) / "eoc.ini"), QSettings.Format.IniFormat)
        selection = Selection(now_at=self.now.clock()())
        process = ReaderProcess(self.path)
        ticket = process.ask(selection, asked("overview"))
        self.session = Session(selection, "overview")
        self.session.clock = self.now.clock()
        client = ReaderClient(process, ticket)
        client.remember(selection, asked("overview"))
        self.window = Window(client, self.session, settings)
        self.window.theme_wanted.connect(self._change_theme)
        self.window.resize(1600, 900)
        self._events: list[str] = []
        self._repaints = _Repaints(self.window)
        client.answered.connect(lambda answer: self._events.append(answer.panel))
        self.step("start", self._show)

    def _show(self) -> None:
        self.window.start()
        self.window.show()

    def _change_theme(self) -> None:
        name = "light" if theme.current().name == "dark" else "dark"
        self.window.rebuild(lambda: theme.dress(self.app, name))

    def step(self, name: str, act: Callable[[], object]) -> float:
        """Act inside a turn; the seconds until the screen can be read and the window is painted.

        What takes long comes later, and is not waited for.

        Raises:
            TimeoutError: the screen was not complete in time.
        """
        begun = 0.0

        def begin() -> None:
            nonlocal begun
            begun = time.perf_counter()
            self._events.append("act")
            act()

        QTimer.singleShot(0, begin)
        return (
            self._turn(
                name, lambda done, end: begun and self.window.is_readable and end - done > QUIET
            )
            - begun
        )

    def rest(self) -> None:
        """Let the window load what further screens need: no step is to be measured meanwhile."""
        self._turn("load ahead", lambda _done, _end: self.window.pages_ahead.is_done)

    def _turn(self, name: str, is_over: Callable[[float, float], object]) -> float:
        """Turn the loop until it is over; when something last happened that belongs to the page."""
        dispatcher = QAbstractEventDispatcher.instance()
        done = start = end = time.perf_counter()
        while not is_over(done, end):
            repaints = self._repaints.count
            start = time.perf_counter()
            handled = dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            end = time.perf_counter()
            if self._repaints.count != repaints:
                self._events.append("paint")
            if self._events:
                # What is drawn a little later still belongs to the page.
                done = end
            if handled or self._events:
                self.turns.append(Turn(name, end - start, tuple(self._events)))
            self._events.clear()
            if end - done > PATIENCE:
                raise TimeoutError(f"{name}: the screen was not complete in {PATIENCE:.0f} s")
            # The thread that reads the answers needs the interpreter too.
            time.sleep(0.0003)
        return done

    def repaint(self) -> float:
        """Seconds until the page is painted anew as it is: the floor of every step on it."""

        def update() -> None:
            page = self.window.page(self.session.screen)
            for widget in (page, *page.findChildren(QWidget)):
                widget.update()

        return self.step("repaint", update)

    def close(self) -> None:
        """Close the window and let the reader go."""
        self.window.close()
