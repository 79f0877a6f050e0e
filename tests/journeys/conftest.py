"""A real window over a real reader process, at a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.reader_process import ReaderProcess
from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.kit import theme
from eoc_app.desktop.kit.screens import asked
from eoc_app.desktop.shell.app import application
from eoc_app.desktop.shell.window import Window

NOW_AT = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)

OpenWindow = Callable[..., Window]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Open a window on a snapshot and wait until its screen is complete."""
    opened: list[Window] = []

    def act(path: Path, screen: str = "overview", country_code: str | None = None) -> Window:
        theme.dress(application(), "dark")
        selection = Selection(now_at=NOW_AT, country_code=country_code)
        process = ReaderProcess(path)
        ticket = process.ask(selection, asked(screen))
        client = ReaderClient(process, ticket)
        client.remember(selection, asked(screen))
        session = Session(selection, screen)
        session.clock = lambda: NOW_AT
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = Window(client, session, settings)
        qtbot.addWidget(window)
        opened.append(window)
        window.resize(1600, 900)
        window.start()
        window.show()
        qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
        return window

    yield act
    for window in opened:
        window.close()
