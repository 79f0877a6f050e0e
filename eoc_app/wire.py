"""What the window asks the reader and what the reader answers, as msgpack frames."""

from __future__ import annotations

import struct
from typing import IO, Final

import msgspec

from eoc_app.selection import Selection
from eoc_app.views import AnyView, ProblemView, Trace

LENGTH: Final = struct.Struct("<I")
MOST_BYTES: Final = 256 * 1024 * 1024


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Panels wanted for a selection; a higher ticket takes the place of this one."""

    ticket: int
    selection: Selection
    panels: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True, tag="answer"):
    """One panel's view, or the problem that stands in its place."""

    ticket: int
    panel: str
    view: AnyView | ProblemView
    traces: tuple[Trace, ...]
    last: bool
    """Whether this is the last panel of the question."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True, tag="refusal"):
    """The snapshot cannot be read at all."""

    problem: ProblemView


class Bug(msgspec.Struct, frozen=True, kw_only=True, tag="bug"):
    """Something went wrong in the reader that nobody foresaw."""

    ticket: int
    panel: str
    traceback: str
    last: bool


Message = Answer | Refusal | Bug


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one frame: length, then bytes."""
    stream.write(LENGTH.pack(len(payload)) + payload)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame, or None where the other side has gone.

    Raises:
        ValueError: the frame claims to be longer than any honest one.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > MOST_BYTES:
        raise ValueError(length)
    payload = stream.read(length)
    return payload if len(payload) == length else None
