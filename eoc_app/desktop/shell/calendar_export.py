"""The restriction register as a file that the person chooses; the screen goes on meanwhile."""

from __future__ import annotations

import threading
import traceback
from pathlib import Path
from typing import Final

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.kit.answer_kind import held_to
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.register_view import RegisterView

PANEL: Final = "restriction_register"
_KINDS: Final = {"Calendar (*.ics)": ".ics", "Spreadsheet (*.csv)": ".csv"}
_FOLDER: Final = "export/folder"


class CalendarExport(QtCore.QObject):
    """Asks for the register beside the screen's own question, and writes it in a thread.

    It has a lane beside the screen's questions, where one question is asked at a time.
    """

    saved = QtCore.Signal(str)
    """What was written where, in words."""
    failed = QtCore.Signal(object)
    """The `ProblemView` of what could not be written."""
    bug_met = QtCore.Signal(str)
    """The traceback of a fault in the program."""
    _written = QtCore.Signal(object)

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._settings = settings
        self._wanted: tuple[Path, Selection] | None = None
        self._ticket: int | None = None
        self._written.connect(self._tell, QtCore.Qt.ConnectionType.QueuedConnection)

    def choose(self, client: ReaderClient, selection: Selection, day: str) -> bool:
        """Ask the person for a name; whether one was given.

        All periods of the selection's country and medium are meant, not the one that is marked.
        """
        folder = str(self._settings.value(_FOLDER) or client.path.parent)
        name, kind = QFileDialog.getSaveFileName(
            self._widget,
            "Export the restriction calendar",
            str(Path(folder) / f"restrictions-{day}.ics"),
            ";;".join(_KINDS),
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix.casefold() not in _KINDS.values():
            path = path.with_name(path.name + _KINDS.get(kind, ".ics"))
            if path.exists():
                # The person was asked about another name.
                self._fail(
                    Problem(
                        "The calendar was not written",
                        "a file of that name and ending exists already",
                        "choose it by its full name to replace it",
                        file=str(path),
                    )
                )
                return False
        self._settings.setValue(_FOLDER, str(path.parent))
        self._ticket = None
        self._wanted = path, msgspec.structs.replace(selection, period_id=None)
        return True

    def ask(self, client: ReaderClient) -> None:
        """Ask for the register if a name was given that nothing was written to yet."""
        if self._wanted is not None and not client.is_awaited(self._ticket):
            self._ticket = client.ask_beside(self._wanted[1], (PANEL,))

    def give_up(self, why: str) -> None:
        """Say that nothing was written, if something was to be."""
        if self._wanted is not None:
            path, self._wanted = self._wanted[0], None
            self._fail(
                Problem("The calendar was not written", why, "export it again", file=str(path))
            )

    def take(self, message: Answer | Bug) -> None:
        """Write the register that was asked for."""
        if self._wanted is None or message.ticket != self._ticket:
            return
        (path, selection), self._wanted = self._wanted, None
        if isinstance(message, Bug):
            self.bug_met.emit(message.traceback)
            return
        view = held_to(message.view, RegisterView.__name__)
        if isinstance(view, ProblemView):
            self.failed.emit(view)
        elif isinstance(view, RegisterView):
            threading.Thread(
                target=lambda: self._write(view, path, selection), name="calendar export"
            ).start()

    def _write(self, view: RegisterView, path: Path, selection: Selection) -> None:
        # Only who exports waits for the library of calendars.
        from eoc_app.calendar import save  # noqa: PLC0415

        done: str | Problem | Exception
        try:
            done = f"Saved {save(view, path)}{_only(selection)}"
        except Problem as problem:
            done = problem
        except Exception as error:  # noqa: BLE001 - told in the window, for a thread has nobody
            done = error
        try:
            self._written.emit(done)
        except RuntimeError:
            # The window has been closed meanwhile; the file is there all the same.
            return

    @QtCore.Slot(object)
    def _tell(self, done: str | Problem | Exception) -> None:
        if isinstance(done, Problem):
            self._fail(done)
        elif isinstance(done, Exception):
            self.bug_met.emit("".join(traceback.format_exception(done)))
        else:
            self.saved.emit(done)

    def _fail(self, problem: Problem) -> None:
        self.failed.emit(ProblemView(**problem.as_record()))


def _only(selection: Selection) -> str:
    """What was left out because something else was chosen."""
    parts = [
        country(selection.country_code).name if selection.country_code else "",
        selection.medium or "",
    ]
    chosen = ", ".join(part for part in parts if part)
    return f" Only what was chosen: {chosen}." if chosen else ""
