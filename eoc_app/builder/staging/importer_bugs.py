"""A fault of the program that one file brings to light: told of that file, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from eoc_app.builder.sources.intake import FileRefused, ReadAgain
from eoc_app.core.fault import Fault, fault_of
from eoc_app.core.problem import Problem


@contextmanager
def of_one_file(path: str, faults: list[Fault]) -> Iterator[None]:
    """Whatever goes wrong while one file is looked at refuses that file, rows it gave included.

    Libraries that panic raise what is no Exception.

    Raises:
        FileRefused: in the place of what went wrong; a fault of the program is noted besides.
    """
    try:
        yield
    except (Problem, ReadAgain, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except MemoryError as error:
        raise FileRefused(
            "A file was not imported",
            "it needs more memory than this machine has",
            "close other programs, or split the file; the others are imported",
            file=path,
        ) from error
    except BaseException as error:
        fault = fault_of(error)
        faults.append(fault)
        raise FileRefused(
            "A file was not imported: a fault in the program, not in the file",
            f"{fault.summary} (ticket {fault.ticket})",
            "tell those who maintain the program the ticket, and send what --report writes;"
            " the other files are imported",
            file=path,
        ) from error
