"""Starting a reader and talking to it, without Qt: the reader works while Qt is still loading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec

from eoc_app.problem import Problem
from eoc_app.selection import Selection
from eoc_app.views import ProblemView
from eoc_app.wire import Answer, Bug, Message, Question, Refusal, receive, send

_DECODER: Final = msgspec.msgpack.Decoder(Message)
_ENCODER: Final = msgspec.msgpack.Encoder()


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
        except OSError:
            # The reader has gone; whoever waits for its answers is told of it there.
            return self._ticket
        return self._ticket

    def next(self) -> Message | None:
        """Wait for the reader's next message; None where it has gone."""
        try:
            payload = receive(self._answers)
        except (OSError, ValueError):
            return None
        return None if payload is None else _DECODER.decode(payload)

    def last_words(self) -> str:
        """How the reader ended, and the last line that it wrote to its error output."""
        code = self._process.wait(timeout=5)
        stream = self._process.stderr
        text = stream.read().decode(errors="replace").strip() if stream else ""
        line = text.splitlines()[-1] if text else ""
        ending = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"{ending}: {line}" if line else ending

    def close(self) -> None:
        """Let the reader go, at once where it does not go by itself."""
        for stream in (self._questions,):
            try:
                stream.close()
            except OSError:
                continue
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def release(self) -> None:
        """Close the pipes of a reader that has ended."""
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


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
