"""The log of this process: begun once, then written to from anywhere."""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TextIO

from eoc_app.core.problem import Problem
from eoc_app.core.versions import PROGRAM
from eoc_app.log import words
from eoc_app.log.log_file import LogFile
from eoc_app.log.log_keeping import log_folder, remove_old_logs
from eoc_app.log.words import Value, Word

_DETAILED: Final = "EOC_DEBUG"
"""Set for the processes that this one starts, too."""


class _Journal:
    """What the log of this process is at the moment."""

    def __init__(self) -> None:
        self.file: LogFile | None = None
        self.echo: Callable[[str], object] | None = None
        self.begun_at = time.monotonic()
        self.owns_process = False


_journal = _Journal()


def begin(
    kind: str, *, detailed: bool = False, echo: Callable[[str], object] | None = None
) -> None:
    """Begin the log of this process, in the place of any before it.

    `kind` says what the process is, `detailed` also notes every single answer, and `echo` is
    given every line as well.
    """
    close()
    if detailed:
        os.environ[_DETAILED] = "1"
    folder = log_folder()
    try:
        if folder is not None:
            _journal.file = LogFile(folder, kind, _dump_into)
            remove_old_logs(folder)
    except OSError:
        _journal.file = None
    _journal.echo = echo
    _journal.begun_at = time.monotonic()
    note(
        "begun",
        process=os.getpid(),
        program=Word(PROGRAM),
        python=Word(sys.version.split()[0]),
        system=Word(sys.platform),
        detailed=is_detailed(),
    )


def own_process() -> None:
    """Let a crash of the interpreter itself be written into the log as well."""
    _journal.owns_process = True


def path() -> str | None:
    """Where the log of this process lies; None where none is written."""
    return None if _journal.file is None else str(_journal.file.path)


def is_detailed() -> bool:
    """Whether every single answer is noted, too."""
    return os.environ.get(_DETAILED) == "1"


def note(event: str, **values: Value) -> None:
    """Write a line: what happened, and numbers and words that belong to it."""
    file, echo = _journal.file, _journal.echo
    if file is None and echo is None:
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")[:-6]
    parts = [f"{at}Z {event}", *(f"{name}={written(value)}" for name, value in values.items())]
    line = " ".join(parts)
    if file is not None:
        file.write(line)
    if echo is not None:
        echo(line)


def detail(event: str, **values: Value) -> None:
    """Write a line where every single answer is noted."""
    if is_detailed():
        note(event, **values)


def note_problem(problem: Problem, **values: Value) -> None:
    """Write down a Problem without its values."""
    if _is_written():
        note("problem", **values, **words.of_problem(problem))


def note_fault(error: BaseException, **values: Value) -> None:
    """Write down a fault of the program without its values."""
    if _is_written():
        note("fault", **values, **words.of_fault(error))


def end(code: int) -> None:
    """Say how the process ends."""
    note("ended", code=code, seconds=time.monotonic() - _journal.begun_at)
    close()


def close() -> None:
    """Write no more."""
    if _journal.file is not None:
        if _journal.owns_process:
            _stop_dumping()
        _journal.file.close()
    _journal.file = _journal.echo = None


def _is_written() -> bool:
    return _journal.file is not None or _journal.echo is not None


def _dump_into(descriptor: int) -> None:
    if _journal.owns_process:
        faulthandler.enable(descriptor)


def _stop_dumping() -> None:
    stream: TextIO | None = sys.__stderr__
    if stream is None:
        faulthandler.disable()
        return
    try:
        faulthandler.enable(stream.fileno())
    except (OSError, ValueError):
        faulthandler.disable()


def written(value: Value) -> str:
    """A number or a word as it stands in a line."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return f"{value:.3f}"
        case Word():
            return f'"{value}"' if " " in value or not value else value
    # A text that no type checker saw.
    return "\u2026"
