"""The one way by which commands print: harmless, in the encoding that is there, and never fatal.

A command's work does not depend on who reads its lines: where the reader leaves early, the disk
behind the output is full or the output is closed, the rest of the lines is dropped and the work
goes on. `finish` says afterwards what could not be printed.
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
"""Problems that are printed one by one."""
_lost: dict[str, OSError] = {}
"""Why a stream takes no more lines."""


def begin() -> None:
    """Make both streams take every character, as an escape where their encoding has it not."""
    _lost.clear()
    for name in (_OUT, _ERR):
        stream = _stream(name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Print lines of an answer; a line break inside one of them is printed as an escape."""
    _write(_OUT, "".join(f"{harmless(line)}\n" for line in lines or ("",)))


def tell(*lines: str) -> None:
    """Print lines about the work itself, beside the answer."""
    _write(_ERR, "".join(f"{harmless(line)}\n" for line in lines or ("",)))


def tell_problem(problem: Problem) -> None:
    """Print a problem in its three lines."""
    tell(*problem.lines())


def tell_fault(what: str, fault: Fault) -> None:
    """Print a fault of the program: its ticket, its place, and all that its authors need."""
    tell_problem(
        Problem(
            f"A fault in the program {what} (ticket {fault.ticket})",
            fault.summary,
            "tell those who maintain the program the ticket and the lines below",
        )
    )
    tell(*fault.trace.splitlines())


def tell_problems(problems: Sequence[Problem], more: str) -> None:
    """Print problems one after the other; of very many the first, and how to see them all."""
    for problem in problems[:_PROBLEMS]:
        tell_problem(problem)
    if len(problems) > _PROBLEMS:
        tell(f"{len(problems) - _PROBLEMS:,} more problems: {more}")


def say_json(record: Any) -> None:
    """Print plain values as JSON that every encoding carries unchanged."""
    plain = not _takes_everything(_stream(_OUT))
    text = json.dumps(record, ensure_ascii=plain, indent=2)
    _write(_OUT, harmless_json(text) + "\n")


def rewrite(line: str, width: int) -> None:
    """Put a line in place of the one that the cursor stands in, over `width` columns."""
    _write(_ERR, f"\r{' ' * width}\r{harmless(line)}")
    _flush(_ERR)


def shows_progress() -> bool:
    """Whether somebody looks at what is told, and it can be written over."""
    stream = _stream(_ERR)
    return stream is not None and _ERR not in _lost and stream.isatty()


def finish() -> Problem | None:
    """Hand over all that was printed; what could not be printed, where that is an error.

    A reader who has seen enough is none.
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
    """Let the stream lead nowhere: what it still holds would fail again when the program ends."""
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
