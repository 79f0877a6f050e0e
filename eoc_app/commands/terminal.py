"""All printing of commands: without control characters, in any encoding, and never fatal.

A command's work does not depend on its output: if the reader leaves early, the disk behind the
output is full or the output is closed, the remaining lines are dropped and the work continues.
`finish` reports afterwards what could not be printed.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, TextIO

from eoc_app.core.fault import Fault
from eoc_app.core.printable import harmless, harmless_json
from eoc_app.core.problem import Problem

_OUT: Final = "stdout"
_ERR: Final = "stderr"
_PROBLEMS: Final = 20
"""How many problems are printed one by one."""
_lost: dict[str, OSError] = {}
"""Streams that failed, with the error."""


def begin() -> None:
    """Let both streams take every character, as an escape where their encoding lacks it."""
    _lost.clear()
    for name in (_OUT, _ERR):
        stream = _stream(name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Print lines of an answer; a line break inside one of them is printed as an escape."""
    _write(_OUT, "".join(f"{harmless(line)}\n" for line in lines or ("",)))


def tell(*lines: str) -> None:
    """Print lines about the work itself to stderr."""
    _write(_ERR, "".join(f"{harmless(line)}\n" for line in lines or ("",)))


def tell_problem(problem: Problem) -> None:
    """Print a problem as three lines."""
    tell(*problem.lines())


def tell_fault(what: str, fault: Fault) -> None:
    """Print a fault of the program: its ticket, its place, and all that its maintainers need."""
    tell_problem(
        Problem(
            f"A fault in the program {what} (ticket {fault.ticket})",
            fault.summary,
            "tell those who maintain the program the ticket and the lines below",
        )
    )
    tell(*fault.trace.splitlines())


def tell_problems(problems: Sequence[Problem], how_to_see_all: str) -> None:
    """Print problems one by one; of very many only the first, and how to see them all."""
    for problem in problems[:_PROBLEMS]:
        tell_problem(problem)
    if len(problems) > _PROBLEMS:
        tell(f"{len(problems) - _PROBLEMS:,} more problems: {how_to_see_all}")


def say_json(record: Any) -> None:
    """Print plain values as JSON that is valid in every encoding."""
    plain = not _takes_everything(_stream(_OUT))
    text = json.dumps(record, ensure_ascii=plain, indent=2)
    _write(_OUT, harmless_json(text) + "\n")


def rewrite(line: str, width: int) -> None:
    """Replace the cursor's line, of `width` columns, with another line."""
    _write(_ERR, f"\r{' ' * width}\r{harmless(line)}")
    _flush(_ERR)


def shows_progress() -> bool:
    """Whether stderr is a terminal, where a line can be rewritten."""
    stream = _stream(_ERR)
    return stream is not None and _ERR not in _lost and stream.isatty()


def finish() -> Problem | None:
    """Flush both streams; return a Problem where some of the answer could not be printed.

    A reader who closes the pipe early is not a Problem.
    """
    for name in (_OUT, _ERR):
        _flush(name)
    error = _lost.get(_OUT)
    if error is None or isinstance(error, BrokenPipeError):
        return None
    return Problem(
        "Not all of the answer could be printed",
        error.strerror or str(error),
        "free some space, or send the output elsewhere",
    )


def _stream(name: str) -> TextIO | None:
    stream: TextIO | None = getattr(sys, name)
    return stream


def _write(name: str, text: str) -> None:
    stream = _stream(name)
    if stream is None or name in _lost:
        return
    try:
        stream.write(text)
    except OSError as error:
        _lose(name, stream, error)


def _flush(name: str) -> None:
    stream = _stream(name)
    if stream is None or name in _lost:
        return
    try:
        stream.flush()
    except OSError as error:
        _lose(name, stream, error)


def _lose(name: str, stream: TextIO, error: OSError) -> None:
    """Redirect the stream to nowhere: its buffer would fail again when the program ends."""
    _lost[name] = error
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def _takes_everything(stream: TextIO | None) -> bool:
    encoding = (stream.encoding if stream is not None else None) or "utf-8"
    return encoding.lower().replace("_", "-").startswith("utf")
