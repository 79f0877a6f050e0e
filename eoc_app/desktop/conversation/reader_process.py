"""Starting a reader and talking to it, without Qt: the reader works while Qt is still loading."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final, cast

import msgspec

from eoc_app.conversation.bounded import bounded, bounded_text
from eoc_app.conversation.wire import (
    MOST_BYTES,
    Answer,
    Bug,
    Lane,
    Message,
    Question,
    Refusal,
    TooLongError,
    receive,
)
from eoc_app.core.fault import ReaderFault
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_outbox import Outbox
from eoc_app.desktop.conversation.reader_watch import ReaderWatch
from eoc_app.views.problem_view import ProblemView

_DECODER: Final = msgspec.msgpack.Decoder(Message)
_ENCODER: Final = msgspec.msgpack.Encoder()
_TICKETS: Final = count(1)
_ERRORS_KEPT: Final = 8192
_SILENCE: Final = 600.0
"""Seconds that a command waits for an answer, with nobody there who could end the reader."""
_PATIENCE: Final = 1.0
"""Seconds that a reader has to end by itself."""


class ReaderProcess:
    """A reader for one snapshot; it ends when its questions do.

    What it sends is held to what it was asked for, and every text that it sends is cut to a length
    that can be shown. Asking never waits for it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity = token_hex(8)
        """Every answer of this reader bears it, and no other reader knows it."""
        # -P keeps the folder that the person works in from hiding the program's own modules.
        self._process = subprocess.Popen(  # noqa: S603 - our own module, a path as one argument
            [sys.executable, "-P", "-m", "eoc_app.reader.process", str(path), self.identity],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
        self._questions = cast("BinaryIO", self._process.stdin)
        self._answers = cast("io.BufferedReader", self._process.stdout)
        self._last_line = b""
        self._errors = threading.Thread(
            target=self._drain,
            args=(cast("io.BufferedReader", self._process.stderr),),
            daemon=True,
        )
        self._errors.start()
        self._outbox = Outbox(self._questions)
        self.watch = ReaderWatch(self._process.kill)

    def _drain(self, stream: io.BufferedReader) -> None:
        """Keep the end of the error output; a full pipe would stop the reader."""
        kept = b""
        try:
            while piece := stream.read1(_ERRORS_KEPT):
                kept = (kept + piece)[-_ERRORS_KEPT:]
                if kept.strip():
                    self._last_line = kept.strip().rsplit(b"\n", 1)[-1]
        except (OSError, ValueError):
            return

    @property
    def pid(self) -> int:
        """The reader's process number."""
        return self._process.pid

    def ask(self, selection: Selection, panels: tuple[str, ...], lane: Lane = "screen") -> int:
        """Put a question in the place of any before it in its lane, and give its ticket.

        No other reader is ever given the same ticket.
        """
        ticket = next(_TICKETS)
        question = Question(ticket=ticket, selection=selection, panels=panels, lane=lane)
        self.watch.allow(len(panels))
        # Where the reader has gone, whoever waits for its answers is told of it there.
        self._outbox.put(_ENCODER.encode(question), lane)
        return ticket

    def next(self) -> Message | None:
        """Wait for the reader's next message; None where it has gone or speaks no sense."""
        try:
            payload = receive(self._answers, self.watch.begin)
            if payload is None or not self.watch.whole(len(payload)):
                return None
            message: Message = bounded(_DECODER.decode(payload))
        except TooLongError:
            self.watch.spoil(f"an answer of over {MOST_BYTES >> 20} MB")
            return None
        except (msgspec.MsgspecError, RecursionError):
            self.watch.spoil("an answer that makes no sense")
            return None
        except (OSError, ValueError):
            return None
        if message.reader != self.identity:
            self.watch.spoil("an answer of another reader")
            return None
        return message

    def last_words(self) -> str:
        """How the reader ended, and the last line that it wrote to its error output."""
        self._end()
        if self.watch.reason:
            return self.watch.reason
        code = self._process.returncode
        self._errors.join(timeout=_PATIENCE)
        line = bounded_text(self._last_line.decode(errors="replace").strip())
        ending = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{ending}: {line}" if line else ending

    def end(self, reason: str) -> None:
        """End the reader at once, for a reason that its last words then are."""
        self.watch.spoil(reason)

    def _end(self) -> None:
        self.watch.close()
        try:
            self._process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """Let the reader go, at once where it does not go by itself."""
        self._outbox.close()
        self._end()

    def release(self) -> None:
        """Close the pipes of a reader that has ended."""
        self._outbox.close()
        self._outbox.join(_PATIENCE)
        self._errors.join(timeout=_PATIENCE)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _environment() -> dict[str, str]:
    kept = dict(os.environ)
    kept["PYTHONUTF8"] = "1"
    return kept


def views(path: Path, selection: Selection, panels: tuple[str, ...]) -> dict[str, Answer]:
    """The answers to one question, asked and waited for.

    Raises:
        Problem: the snapshot cannot be read, or the reader ended before it had answered.
    """
    reader = ReaderProcess(path)
    reader.watch.silence_allowed = _SILENCE
    try:
        reader.ask(selection, panels)
        found: dict[str, Answer] = {}
        while True:
            match reader.next():
                case Answer() as answer:
                    found[answer.panel] = answer
                    if answer.last:
                        return found
                case Refusal(problem=problem):
                    raise as_problem(problem)
                case Bug() as bug:
                    raise ReaderFault(bug.traceback)
                case None:
                    raise reader_gone(path, reader.last_words())
    finally:
        reader.close()
        reader.release()


def reader_gone(path: Path, how: str) -> Problem:
    """A reader that ended by itself."""
    return Problem(
        "The reader of the snapshot stopped",
        f"it ended with {how}",
        "check the file with: eoc verify; a damaged file must be fetched again",
        file=path.name,
    )


def as_problem(view: ProblemView) -> Problem:
    """A problem from over the wire, to be raised here."""
    return Problem(
        view.what,
        view.why,
        view.remedy,
        file=view.file,
        row=view.row,
        column=view.column,
        value=view.value,
    )
