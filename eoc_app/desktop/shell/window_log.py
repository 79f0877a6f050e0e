"""What the window notes in its log: each question with the time until it was shown, and trouble."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore

from eoc_app import log
from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.fault import ticket_of
from eoc_app.desktop.kit.screens import SCREENS, asked
from eoc_app.views.problem_view import ProblemView

if TYPE_CHECKING:
    from eoc_app.desktop.conversation.reader_client import ReaderClient
    from eoc_app.desktop.shell.window import Window

_PANELS: Final = frozenset(panel for screen in SCREENS for panel in asked(screen))
_THOUSANDTHS: Final = 1000.0


class WindowLog(QtCore.QObject):
    """Follows a window and its readers, and notes numbers and words of the program only."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._client: ReaderClient | None = None
        self._snapshot_id = ""
        self._asked_at: float | None = time.perf_counter()
        self._ticket = 0
        window.session.changed.connect(self._note_question)
        window.completed.connect(self._note_shown)
        window.opened.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Listen to the reader of the snapshot that is on screen now."""
        client = self._client = self._window.client
        client.answered.connect(self._take_answer)
        client.bug_met.connect(self._take_bug)
        client.refused.connect(lambda _: log.note("snapshot refused"))
        client.restarted.connect(lambda _: log.note("reader restarted", process=client.pid))
        client.given_up.connect(lambda _: log.note("reader given up"))
        client.stalled.connect(lambda seconds: log.note("no answer", seconds=int(seconds)))
        client.resumed.connect(lambda: log.note("answers again"))
        log.note("reader", process=client.pid, file=log.digest_of(client.path))

    def _note_question(self) -> None:
        self._asked_at = time.perf_counter()
        selection = self._window.session.selection
        log.note(
            "asked",
            screen=log.known(self._window.session.screen, SCREENS),
            country=selection.country_code is not None,
            day=selection.as_of_on is not None,
            platforms=len(selection.platforms),
            weights=len(selection.weights),
        )

    def _note_shown(self) -> None:
        view = self._window.header_view
        if view is not None and view.snapshot_id != self._snapshot_id:
            self._snapshot_id = view.snapshot_id
            log.note("snapshot", id=log.hexadecimal(view.snapshot_id))
        if self._asked_at is None:
            # The wall clock asked, and nobody waited.
            return
        passed, self._asked_at = time.perf_counter() - self._asked_at, None
        log.note(
            "shown",
            ticket=self._ticket,
            screen=log.known(self._window.session.screen, SCREENS),
            milliseconds=passed * _THOUSANDTHS,
            failed=len(self._window.failed_panels),
        )

    def _take_answer(self, answer: Answer) -> None:
        self._ticket = answer.ticket
        panel = log.known(answer.panel, _PANELS)
        if isinstance(answer.view, ProblemView):
            # Its words may be a file's; the reader's own log has those of the program.
            log.note("problem shown", ticket=answer.ticket, panel=panel)
        else:
            log.detail("answer", ticket=answer.ticket, panel=panel)

    def _take_bug(self, bug: Bug) -> None:
        log.note(
            "fault in reader",
            ticket=log.hexadecimal(ticket_of(bug.traceback)),
            question=bug.ticket,
            panel=log.known(bug.panel, _PANELS),
        )
