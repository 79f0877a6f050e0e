"""Starting a reader and talking to it, without Qt: the reader works while Qt is still loading."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec

from eoc_app.problem import Problem
from eoc_app.selection import Selection
from eoc_app.views import ProblemView
from eoc_app.wire import Answer, Bug, Message, Question, Refusal, receive, send

_DECODER: Final = msgspec.msgpack.Decoder(Message)
_ENCODER: Final = msgspec.msgpack.Encoder()
_LINES_KEPT: Final = 50
_PATIENCE: Final = 1.0
"""Seconds that a reader has to end by itself."""


class ReaderProcess:
    """A reader for one snapshot; it ends when its questions do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ticket = 0
        # -P keeps the folder that the person works in from hiding the program's own modules.
        self._process = subprocess.Popen(  # noqa: S603 - our own module, a path as one argument
            [sys.executable, "-P", "-m", "eoc_app.reader", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
        self._questions = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._errors = threading.Thread(
            target=self._drain, args=(cast("BinaryIO", self._process.stderr),), daemon=True
        )
        self._errors.start()

    def _drain(self, stream: BinaryIO) -> None:
        """Keep the last lines of the error output; a full pipe would stop the reader."""
        try:
            for line in stream:
                if text := line.decode(errors="replace").strip():
                    self._lines.append(text)
        except (OSError, ValueError):
            return

    @property
    def pid(self) -> int:
        """The reader's process number."""
        return self._process.pid

    def ask(self, selection: Selection, panels: tuple[str, ...]) -> int:
        """Put a question in the place of any before it, and give its ticket."""
        self._ticket += 1
        question = Question(ticket=self._ticket, selection=selection, panels=panels)
        try:
            send(self._questions, _ENCODER.encode(question))
        except (OSError, ValueError):
            # The reader has gone; whoever waits for its answers is told of it there.
            return self._ticket
        return self._ticket

    def next(self) -> Message | None:
        """Wait for the reader's next message; None where it has gone or speaks no sense."""
        try:
            payload = receive(self._answers)
            return None if payload is None else _DECODER.decode(payload)
        except (OSError, ValueError, msgspec.MsgspecError):
            return None

    def last_words(self) -> str:
        """How the reader ended, and the last line that it wrote to its error output."""
        self._end()
        code = self._process.returncode
        self._errors.join(timeout=_PATIENCE)
        line = self._lines[-1] if self._lines else ""
        ending = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{ending}: {line}" if line else ending

    def _end(self) -> None:
        try:
            self._process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """Let the reader go, at once where it does not go by itself."""
        with suppress(OSError):
            self._questions.close()
        self._end()

    def release(self) -> None:
        """Close the pipes of a reader that has ended."""
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
                    raise RuntimeError(bug.traceback)
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
