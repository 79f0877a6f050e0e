"""The composition root of the window."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from eoc_app import log
from eoc_app.core.places import ASSETS
from eoc_app.core.printable import harmless
from eoc_app.core.problem import Problem
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.reader_process import as_problem, reader_gone
from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.kit import theme
from eoc_app.desktop.kit.fonts import install_fonts, no_system_fonts
from eoc_app.desktop.kit.numbers import use_one_locale
from eoc_app.desktop.kit.screens import asked
from eoc_app.desktop.shell import window_place
from eoc_app.desktop.shell.opening import Opening, Started
from eoc_app.desktop.shell.qt_messages import note_qt_messages
from eoc_app.desktop.shell.recent_files import RecentFiles
from eoc_app.desktop.shell.wall_clock import WallClock
from eoc_app.desktop.shell.window import Window
from eoc_app.desktop.shell.window_log import WindowLog

_COLLECT = (50_000, 20, 50)
_IDLE = 1_500
"""Milliseconds after the start at which nobody waits for the first screen any more."""
_LATER = (
    "pages.country_page",
    "pages.restrictions_page",
    "pages.method_page",
    "series.series_page",
)
"""Modules of other screens; the last one, of large plots, takes long."""
_PATIENCE = 60_000
"""Milliseconds that a screenshot waits for its screen."""


def application() -> QApplication:
    """The one application, with its fonts and icon."""
    use_one_locale()
    instance = QApplication.instance()
    if isinstance(instance, QApplication):
        app = instance
    else:
        with no_system_fonts():
            app = QApplication([sys.argv[0]])
    # Views come in by thousands of small values without circles; looking for circles after every
    # few hundred would hold the event loop for nothing.
    gc.set_threshold(*_COLLECT)
    app.setApplicationName("eoc")
    app.setOrganizationName("eoc")
    install_fonts()
    icon = QIcon()
    for path in sorted((ASSETS / "icons").glob("*.png")):
        icon.addFile(str(path))
    app.setWindowIcon(icon)
    return app


def show(opening: Opening, started: Started) -> int:
    """Show a window for a reader that is at work already."""
    app = application()
    if opening.screenshot is not None:
        # A picture neither depends on what a person chose nor changes it.
        with TemporaryDirectory() as folder:
            return _picture(app, opening, started, Path(folder))
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "eoc", "eoc")
    kept = str(settings.value("theme", "dark"))
    theme.dress(app, opening.theme or (kept if kept in ("dark", "light") else "dark"))
    window = _window(opening, started, settings, RecentFiles())
    window.restore(opening.room_zone, opening.size)
    window.theme_wanted.connect(lambda: _change_theme(app, window, settings))
    sys.excepthook = lambda *error: _crash(window, *error)
    note_qt_messages()
    WindowLog(window)
    window.start()
    window.show()
    if opening.now_at is None:
        WallClock(window).start()
    QTimer.singleShot(_IDLE, _load_ahead)
    return int(app.exec())


def _window(opening: Opening, started: Started, settings: QSettings, recent: RecentFiles) -> Window:
    session = Session(started.selection, opening.screen)
    session.clock = opening.clock()
    client = ReaderClient(started.process, started.ticket)
    client.remember(started.selection, asked(opening.screen))
    return Window(client, session, settings, recent)


def _picture(app: QApplication, opening: Opening, started: Started, folder: Path) -> int:
    theme.dress(app, opening.theme or "dark")
    settings = QSettings(str(folder / "eoc.ini"), QSettings.Format.IniFormat)
    window = _window(opening, started, settings, RecentFiles(folder))
    window.resize(*(opening.size or window_place.FIRST))
    window.start()
    window.show()
    return _save_screenshot(app, window, opening)


def _load_ahead() -> None:
    """Load what other screens need beside the window, so that nobody waits for it."""

    def load() -> None:
        for name in _LATER:
            import_module(f"eoc_app.desktop.{name}")

    threading.Thread(target=load, name="other screens", daemon=True).start()


def _save_screenshot(app: QApplication, window: Window, opening: Opening) -> int:
    target = str(opening.screenshot)

    def leave() -> None:
        # Not quit(): that would close the window before its picture is taken.
        app.exit(0)

    window.completed.connect(lambda: QTimer.singleShot(0, leave))
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(leave)
    late.start(_PATIENCE)
    if not window.is_complete:
        app.exec()
    late.stop()
    app.processEvents()
    focused = app.focusWidget()
    if focused is not None:
        # Where the keyboard happens to be is no part of a picture.
        focused.clearFocus()
    complete, refusal, failed = window.is_complete, window.refusal, sorted(window.failed_panels)
    gone = window.gone
    saved = window.grab().save(target)
    window.close()
    if refusal is not None:
        raise as_problem(refusal)
    if gone:
        raise reader_gone(opening.path, gone)
    if not saved:
        raise Problem(
            "The picture cannot be saved",
            "the folder is missing, read-only or full, or the name does not end in .png",
            "choose another place",
            file=target,
        )
    if failed or not complete:
        raise Problem(
            "The screen is not complete",
            f"panels without a view: {', '.join(failed) or 'some did not answer within a minute'}",
            "look at the picture: it says why, where it happened",
            file=target,
        )
    return 0


def _change_theme(app: QApplication, window: Window, settings: QSettings) -> None:
    name = "light" if theme.current().name == "dark" else "dark"
    settings.setValue("theme", name)
    window.rebuild(lambda: theme.dress(app, name))


def _crash(
    window: Window,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    log.note_fault(error)
    text = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write("".join(f"{harmless(line)}\n" for line in text.splitlines()))
    window.tell_bug(text)
