"""Questions about one country that are asked beside the screen's own question."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.kit.answer_kind import held_to
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.view import View

WHY_NOT_KEY: Final = "Ctrl+Y"
CHANGES_KEY: Final = "Ctrl+H"


class SideQuestion(QtCore.QObject):
    """Asks for one panel of the country that is chosen and tells the answer.

    It has a lane beside the screen's questions, where one question is asked at a time.
    """

    answered = QtCore.Signal(object)
    """The view of the panel asked for."""
    failed = QtCore.Signal(object)
    """The `ProblemView` that stands in its place."""
    bug_met = QtCore.Signal(str)
    """The traceback of a fault in the program."""

    def __init__(self, panel: str, kind: type[View], parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._kind = kind
        self._wanted: Selection | None = None
        self._ticket: int | None = None

    def choose(self, selection: Selection) -> None:
        """Want the answer for the country of a selection, and no longer one that is on its way."""
        self._wanted = selection
        self._ticket = None

    def ask(self, client: ReaderClient) -> bool:
        """Ask if an answer is wanted; whether it is."""
        if self._wanted is not None and not client.is_awaited(self._ticket):
            self._ticket = client.ask_beside(self._wanted, (self._panel,))
        return self._wanted is not None

    def give_up(self) -> None:
        """Want no answer any more."""
        self._wanted = None

    def take(self, message: Answer | Bug) -> None:
        """Tell what was asked for."""
        if self._wanted is None or message.ticket != self._ticket:
            return
        self._wanted = None
        if isinstance(message, Bug):
            self.bug_met.emit(message.traceback)
            return
        view = held_to(message.view, self._kind.__name__)
        (self.failed if isinstance(view, ProblemView) else self.answered).emit(view)
