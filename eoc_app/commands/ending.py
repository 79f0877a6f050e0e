"""The end of a command: exit code 0, or 1 with a message about what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

from eoc_app import log
from eoc_app.commands import terminal
from eoc_app.core.fault import fault_of
from eoc_app.core.printable import well_formed
from eoc_app.core.problem import Problem
from eoc_app.disk import why_and_remedy


def ended(command: Callable[[], int]) -> int:
    """Run a command and return its exit code: 0 on success, 1 where anything failed.

    Errors of the user, a file or the machine are reported as a Problem. Anything else is a fault of
    the program, and is reported as one.
    """
    code = 1
    try:
        code = _ended(command)
    finally:
        log.end(code)
    return code


def _ended(command: Callable[[], int]) -> int:
    terminal.begin()
    code = 1
    try:
        code = command()
    except Problem as problem:
        log.note_problem(problem)
        terminal.tell_problem(problem)
    except KeyboardInterrupt:
        log.note("stopped by the person")
        terminal.tell("stopped; nothing that was there before was touched")
    except SystemExit as exit_request:
        # The parser exits this way after it has printed a help text.
        code = exit_request.code if isinstance(exit_request.code, int) else 0
        if _printed_whole():
            raise
    except Exception as error:  # noqa: BLE001 - a command never ends in a bare traceback
        _tell(error)
    return code if _printed_whole() else 1


def _printed_whole() -> bool:
    problem = terminal.finish()
    if problem is not None:
        terminal.tell_problem(problem)
        terminal.finish()
    return problem is None


def _tell(error: Exception) -> None:
    problem = _of_the_machine(error)
    log.note_fault(error)
    if problem is not None:
        terminal.tell_problem(problem)
        return
    terminal.tell_fault("ended the command", fault_of(error))


def _of_the_machine(error: Exception) -> Problem | None:
    """The Problem for an error of the disk, memory or a name; None for a fault of the program."""
    match error:
        case OSError():
            why, remedy = why_and_remedy(error)
            name = error.filename if isinstance(error.filename, str) else None
            return Problem("The operating system refused a file", why, remedy, file=name)
        case MemoryError():
            return Problem(
                "Memory ran out",
                "this machine has less memory than the command needs",
                "close other programs, or choose less at once",
            )
        case UnicodeEncodeError() if error.reason == "surrogates not allowed":
            return Problem(
                "A name cannot be used",
                f"{well_formed(error.object)} is not UTF-8",
                "rename the file or the folder",
            )
    return None


def hold_to_text(arguments: dict[str, object]) -> None:
    """Refuse arguments that are not valid text; file names may have any bytes.

    Raises:
        Problem: an argument holds bytes that are not UTF-8.
    """
    for name, value in arguments.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and text != well_formed(text):
                raise Problem(
                    "The command was not understood",
                    f"the value of {name.replace('_', ' ')} is not UTF-8",
                    f"type it again in a terminal that uses {sys.getfilesystemencoding()}",
                    value=text,
                )
