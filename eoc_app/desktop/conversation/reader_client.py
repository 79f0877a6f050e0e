"""The window's end of the line to the reader: answers come in as signals."""

from __future__ import annotations

import threading
import time
from collections import deque
from pathlib import Path
from typing import Final

from PySide6 import QtCore

from eoc_app.conversation.wire import Answer, Bug, Message, Refusal
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_process import ReaderProcess

_RESTARTS: Final = 3
_RESTART_SPAN: Final = 60.0
_UNREAD: Final = 8
"""Answers that wait for the window at most; further ones stay with the reader."""
SILENCE: Final = 10_000
"""Milliseconds without an answer, each of which is told once more."""


class ReaderClient(QtCore.QObject):
    """Asks a reader process and tells what it answers; a reader that dies is started again.

    Only answers to the newest question are told.
    """

    answered = QtCore.Signal(object)
    """An `Answer`."""
    answered_beside = QtCore.Signal(object)
    """An `Answer` or a `Bug` to the question that was asked beside that of the screen."""
    bug_met = QtCore.Signal(object)
    """A `Bug`: one panel failed in a way that nobody foresaw."""
    refused = QtCore.Signal(object)
    """A `ProblemView`: the snapshot cannot be read at all."""
    restarted = QtCore.Signal(str)
    """The reader died, in the words given, and another has taken its place."""
    given_up = QtCore.Signal(str)
    """The reader died again and again; it is not started any more."""
    stalled = QtCore.Signal(int)
    """For so many seconds nothing has come of what was asked."""
    resumed = QtCore.Signal()
    """Something has come after all."""
    _came = QtCore.Signal(str, object)
    """The identity of a reader, and a message of it; None where it has gone."""

    def __init__(
        self, process: ReaderProcess, ticket: int = 0, parent: QtCore.QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._newest = ticket
        self._beside: int | None = None
        self._awaited = {ticket} if ticket else set[int]()
        """Tickets whose last answer has not come."""
        self._last: tuple[Selection, tuple[str, ...]] | None = None
        self._starts: deque[float] = deque(maxlen=_RESTARTS)
        self._closed = False
        self._room = threading.Semaphore(_UNREAD)
        self._silence = QtCore.QTimer(self)
        self._silence.setInterval(SILENCE)
        self._silence.timeout.connect(self._tell_silence)
        self._silences = 0
        if ticket:
            self._wait_anew()
        self._came.connect(self._take, QtCore.Qt.ConnectionType.QueuedConnection)
        self._listen()

    @property
    def path(self) -> Path:
        """The snapshot's file."""
        return self._process.path

    @property
    def pid(self) -> int:
        """The reader's process number."""
        return self._process.pid

    def ask(self, selection: Selection, panels: tuple[str, ...]) -> int:
        """Ask for panels; answers to older questions are no longer told."""
        self._last = (selection, panels)
        if not self._closed:
            self._newest = self._await(self._process.ask(selection, panels), self._newest)
        return self._newest

    def ask_beside(self, selection: Selection, panels: tuple[str, ...]) -> int | None:
        """Ask something that is not for the screen, whose own question goes on being answered.

        Of two such questions the reader answers the later one. The answer bears the ticket that is
        given back.
        """
        if not self._closed:
            asked = self._process.ask(selection, panels, "beside")
            self._beside = self._await(asked, self._beside)
        return self._beside

    def is_awaited(self, ticket: int | None) -> bool:
        """Whether the answer to a question is still to come."""
        return ticket in self._awaited

    def _await(self, ticket: int, instead_of: int | None) -> int:
        """Wait for a question's answers, and no longer for those of one before it."""
        self._awaited.discard(instead_of or 0)
        self._awaited.add(ticket)
        self._wait_anew()
        return ticket

    def remember(self, selection: Selection, panels: tuple[str, ...]) -> None:
        """Take over a question that was asked before this object was made."""
        self._last = (selection, panels)

    def close(self) -> None:
        """Let the reader go; nothing is told any more."""
        if self._closed:
            return
        self._closed = True
        self._silence.stop()
        self._process.close()
        self._room.release()
        self._thread.join(timeout=2)
        self._process.release()

    def restart(self) -> None:
        """End a reader that does not answer, and ask another the same."""
        if not self._closed:
            self._process.end(f"no answer for {self._silences * SILENCE // 1000} seconds")

    def _wait_anew(self) -> None:
        self._silences = 0
        self._silence.start()

    def _tell_silence(self) -> None:
        self._silences += 1
        self.stalled.emit(self._silences * SILENCE // 1000)

    def _listen(self) -> None:
        process = self._process
        # What is not taken yet stays in the pipe: a reader that floods must wait, too.
        room = self._room = threading.Semaphore(_UNREAD)

        def pump() -> None:
            while room.acquire() and not self._closed:
                message = process.next()
                self._tell(process.identity, message)
                if message is None:
                    return

        self._thread = threading.Thread(target=pump, name="reader answers", daemon=True)
        self._thread.start()

    def _tell(self, reader: str, message: Message | None) -> None:
        try:
            self._came.emit(reader, message)
        except RuntimeError:
            # The object has been deleted under its thread: the program is closing.
            return

    @QtCore.Slot(str, object)
    def _take(self, reader: str, message: Message | None) -> None:
        if self._closed or reader != self._process.identity:
            # What a reader said that another has replaced.
            return
        self._hear(message)
        match message:
            case Answer():
                if message.ticket == self._newest:
                    self.answered.emit(message)
                elif message.ticket == self._beside:
                    self.answered_beside.emit(message)
            case Bug():
                if message.ticket == self._newest:
                    self.bug_met.emit(message)
                elif message.ticket == self._beside:
                    self.answered_beside.emit(message)
            case Refusal():
                self._closed = True
                self._silence.stop()
                self._process.close()
                self._process.release()
                self.refused.emit(message.problem)
            case _:
                self._replace()

    def _hear(self, message: Message | None) -> None:
        """Let one more come, and know whether anything is still awaited."""
        self._room.release()
        if self._silences and message is not None:
            self.resumed.emit()
        self._wait_anew()
        if isinstance(message, Answer | Bug) and message.last:
            self._awaited.discard(message.ticket)
            if not self._awaited:
                self._silence.stop()

    def _replace(self) -> None:
        how = self._process.last_words()
        self._process.release()
        now = time.monotonic()
        if len(self._starts) == _RESTARTS and now - self._starts[0] < _RESTART_SPAN:
            self._closed = True
            self._silence.stop()
            self.given_up.emit(how)
            return
        self._starts.append(now)
        self._beside = None
        self._awaited.clear()
        self._process = ReaderProcess(self._process.path)
        self._listen()
        self.restarted.emit(how)
        if self._last is not None:
            self.ask(*self._last)
