"""A bug of the program, reported as one, with a ticket that leads to its place in the code."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

_TICKET: Final = 8
_ROOT: Final = "eoc_app"
_WORD: Final = "ticket"


@dataclass(frozen=True)
class Fault:
    """A bug that occurred; the same bug has the same ticket on every machine."""

    ticket: str
    summary: str
    """The error and its place in the program, on one line."""
    trace: str


class ReaderFault(Exception):  # noqa: N818 - named like the other faults
    """A bug that occurred in the reader process, with the trace from there."""

    def __init__(self, trace: str) -> None:
        lines = [line for line in trace.splitlines() if line.strip()]
        super().__init__(lines[-1].strip() if lines else "")
        self.fault = Fault(ticket_of(trace), str(self), trace)


def ticket_of(trace: str) -> str:
    """Returns the ticket at the start of a trace; empty if there is none."""
    word, _, ticket = trace.partition("\n")[0].partition(" ")
    return ticket.strip() if word == _WORD else ""


def with_ticket(fault: Fault) -> str:
    """Returns a trace under its ticket, as sent from one process to another."""
    return f"{_WORD} {fault.ticket}\n{fault.trace}"


def fault_of(error: BaseException) -> Fault:
    """Returns the fault for an unexpected error."""
    if isinstance(error, ReaderFault):
        return error.fault
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _ROOT in PurePath(frame.filename).parts] or frames
    kind = type(error).__name__
    path = [f"{place_in_program(frame.filename)}:{frame.name}" for frame in ours]
    ticket = hashlib.sha256("\n".join((kind, *path)).encode("utf-8", "replace")).hexdigest()
    place = f", in {place_in_program(ours[-1].filename)} line {ours[-1].lineno}" if ours else ""
    words = " ".join(str(error).split())[:200]
    return Fault(
        ticket=ticket[:_TICKET],
        summary=f"{kind}{f': {words}' if words else ''}{place}",
        trace="".join(traceback.format_exception(error)),
    )


def place_in_program(name: str) -> str:
    """Returns a file's path within the program, the same on every machine."""
    parts = PurePath(name).parts
    if _ROOT not in parts:
        return parts[-1] if parts else name
    at = len(parts) - 1 - parts[::-1].index(_ROOT)
    return "/".join(parts[at:])
