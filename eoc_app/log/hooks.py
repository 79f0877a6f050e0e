"""Whatever goes wrong where nobody waits for it is written down before it is printed."""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import suppress
from types import TracebackType

from eoc_app.core.printable import harmless
from eoc_app.log.journal import note_fault, own_process
from eoc_app.log.words import Word


def catch_everything() -> None:
    """Note what ends the program, a thread of it or an object, and what ends the interpreter."""
    own_process()
    sys.excepthook = _end_of_program
    threading.excepthook = _end_of_thread
    sys.unraisablehook = _end_of_object


def _end_of_program(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        note_fault(error, ended=Word("program"))
    _print(kind, error, trace)


def _end_of_thread(ending: threading.ExceptHookArgs) -> None:
    error = ending.exc_value
    if error is None or issubclass(ending.exc_type, SystemExit):
        return
    note_fault(error, ended=Word("thread"))
    _print(ending.exc_type, error, ending.exc_traceback)


def _end_of_object(ending: sys.UnraisableHookArgs) -> None:
    error = ending.exc_value
    if error is None:
        return
    note_fault(error, ended=Word("object"))
    _print(ending.exc_type, error, ending.exc_traceback)


def _print(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a trace so that nothing in it acts on a terminal."""
    with suppress(OSError, AttributeError, ValueError):
        for line in "".join(traceback.format_exception(kind, error, trace)).splitlines():
            sys.stderr.write(f"{harmless(line)}\n")
