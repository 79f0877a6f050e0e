"""A report for the people who maintain the program, saved from the window."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from eoc_app import log
from eoc_app.core.problem import Problem
from eoc_app.desktop.kit import theme
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.fault_report import Section, selection_section, snapshot_section, write_report
from eoc_app.log import Word
from eoc_app.views.problem_view import ProblemView

if TYPE_CHECKING:
    from eoc_app.desktop.shell.window import Window

REPORT_KEY: Final = "Ctrl+Shift+R"
_FOLDER: Final = "report/folder"
_PLATFORMS: Final = ("xcb", "wayland", "windows", "cocoa", "offscreen", "minimal", "vnc", "eglfs")


class ReportSaving(QtCore.QObject):
    """Asks where the report goes, and writes it in a thread: a snapshot takes long to digest."""

    saved = QtCore.Signal(str)
    """Where it was written and what it holds, in words."""
    failed = QtCore.Signal(object)
    """The `ProblemView` of what could not be written."""
    bug_met = QtCore.Signal(str)
    """The traceback of a fault in the program."""
    _done = QtCore.Signal(object)

    def __init__(self, settings: QtCore.QSettings, window: Window) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._done.connect(self._tell, QtCore.Qt.ConnectionType.QueuedConnection)

    def choose(self) -> None:
        """Ask the person for a name, and write the report there."""
        folder = str(self._settings.value(_FOLDER) or QtCore.QDir.homePath())
        at = datetime.now(UTC).strftime("%Y-%m-%d-%H%M")
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            "Save a report",
            str(Path(folder) / f"eoc-report-{at}.zip"),
            "Zip archives (*.zip)",
        )
        if name:
            self._settings.setValue(_FOLDER, str(Path(name).parent))
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """Write the report of what is on screen now."""
        window = self._window
        view = window.header_view
        snapshot_id = None if view is None else view.snapshot_id
        path = window.client.path
        sections = {
            "selection": selection_section(
                window.session.screen, window.session.selection, SCREENS
            ),
            "window": window_section(window),
        }
        threading.Thread(
            target=lambda: self._write(target, path, snapshot_id, sections), name="report"
        ).start()

    def _write(
        self,
        target: Path,
        path: Path,
        snapshot_id: str | None,
        sections: Mapping[str, Section],
    ) -> None:
        done: str | Problem | Exception
        try:
            snapshot = snapshot_section(path, snapshot_id, None)
            write_report(target, {"snapshot": snapshot, **sections})
            done = f"Saved {target}: logs, versions and settings, and no data of the snapshot."
        except Problem as problem:
            done = problem
        except Exception as error:  # noqa: BLE001 - told in the window, for a thread has nobody
            log.note_fault(error)
            done = error
        try:
            self._done.emit(done)
        except RuntimeError:
            # The window has been closed meanwhile; the report is there all the same.
            return

    @QtCore.Slot(object)
    def _tell(self, done: str | Problem | Exception) -> None:
        if isinstance(done, Problem):
            log.note_problem(done)
            self.failed.emit(ProblemView(**done.as_record()))
        elif isinstance(done, Exception):
            self.bug_met.emit("".join(traceback.format_exception(done)))
        else:
            self.saved.emit(done)


def window_section(window: Window) -> Section:
    """How the window looks: its size, its screens with their scale, and what draws it."""
    section: dict[str, log.Value] = {
        "size": Word(f"{window.width()}x{window.height()}"),
        "scale": window.devicePixelRatioF(),
        "theme": log.known(theme.current().name, ("dark", "light")),
        "platform": log.known(QGuiApplication.platformName(), _PLATFORMS),
        "reader gone": bool(window.gone),
        "refused": window.refusal is not None,
        "failed panels": len(window.failed_panels) if window.refusal is None else None,
    }
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        size = screen.geometry()
        section[f"screen {number}"] = Word(
            f"{size.width()}x{size.height()} at {size.x()},{size.y()}"
            f" scale {screen.devicePixelRatio():g}"
            f" {screen.logicalDotsPerInch():.0f} dpi {screen.refreshRate():.0f} Hz"
        )
    return section
