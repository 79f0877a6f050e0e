"""What the window asks the reader and what the reader answers, as msgpack frames."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from math import isfinite
from typing import IO, Final, Literal

import msgspec

from eoc_app.core.selection import Selection
from eoc_app.views.any_view import AnyView
from eoc_app.views.problem_view import ProblemView, Trace

LENGTH: Final = struct.Struct("<I")
MOST_BYTES: Final = 32 * 1024 * 1024
"""The longest frame, and the most that answers one question; a screen takes under a megabyte."""
_PIECE: Final = 1024 * 1024


class TooLongError(ValueError):
    """A frame claims to be longer than any honest one."""


Lane = Literal["screen", "beside", "ahead"]
"""What a question is for: the screen, a dialog or export, or what the next step will want."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Panels wanted for a selection; a later question of the same lane takes the place of this."""

    ticket: int
    selection: Selection
    panels: tuple[str, ...]
    lane: Lane = "screen"


class Answer(msgspec.Struct, frozen=True, kw_only=True, tag="answer"):
    """One panel's view, or the problem that stands in its place."""

    ticket: int
    panel: str
    view: AnyView | ProblemView
    traces: tuple[Trace, ...]
    last: bool
    """Whether this is the last panel of the question."""
    reader: str = ""
    """The identity of the process that answers, as the window gave it when it started it."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True, tag="refusal"):
    """The snapshot cannot be read at all."""

    problem: ProblemView
    reader: str = ""


class Bug(msgspec.Struct, frozen=True, kw_only=True, tag="bug"):
    """Something went wrong in the reader that nobody foresaw."""

    ticket: int
    panel: str
    traceback: str
    last: bool
    reader: str = ""


Message = Answer | Refusal | Bug


_ENCODER: Final = msgspec.msgpack.Encoder()
_ENDLESS: Final = tuple(
    b"\xcb" + sign + low for sign in (b"\x7f", b"\xff") for low in (b"\xf0", b"\xf8")
)
"""How msgpack writes numbers that are none or have no end; no text holds these bytes."""


def encode(message: object) -> bytes:
    """A message or a view as it goes over the wire.

    Raises:
        ValueError: it holds a number that is none or has no end. No view may: a widget would draw
            it somewhere, and a person would read it as a figure.
    """
    payload = _ENCODER.encode(message)
    if any(mark in payload for mark in _ENDLESS):
        for place in _endless(msgspec.to_builtins(message), type(message).__name__):
            raise ValueError(f"{place} is no number")
    return payload


def _endless(value: object, place: str) -> Iterator[str]:
    """Where in plain values a number is none or has no end."""
    if isinstance(value, float) and not isfinite(value):
        yield place
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _endless(one, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _endless(one, f"{place}[{number}]")


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one frame: length, then bytes."""
    stream.write(LENGTH.pack(len(payload)) + payload)
    stream.flush()


def receive(stream: io.BufferedIOBase, began: Callable[[], object] = int) -> bytes | None:
    """Read one frame, or None where the other side has gone; `began` is called with its first byte.

    Raises:
        TooLongError: the frame claims to be longer than any honest one.
    """
    head = _exactly(stream, LENGTH.size, began)
    if head is None:
        return None
    (length,) = LENGTH.unpack(head)
    if length > MOST_BYTES:
        raise TooLongError(length)
    return _exactly(stream, length)


def _exactly(
    stream: io.BufferedIOBase, count: int, began: Callable[[], object] = int
) -> bytes | None:
    """So many bytes, kept as they come: a length that is only claimed takes no memory."""
    taken = bytearray()
    while len(taken) < count:
        piece = stream.read1(min(count - len(taken), _PIECE))
        if not piece:
            return None
        began()
        taken += piece
    return bytes(taken)
