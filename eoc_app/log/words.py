"""Words that a log may hold: what the program's own source says, and nothing that a file says.

A Problem or an error has texts of a snapshot in it: a name, a value, the path of a file. Their
sentences are held against the source of the modules that made them. What stands there is kept; all
else is left out, and `…` stands in its place.
"""

from __future__ import annotations

import ast
import errno
import hashlib
import os
import re
import traceback
from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final

from eoc_app.core.fault import ReaderFault, fault_of, place_in_program
from eoc_app.core.problem import Problem

_KEY: Final = "EOC_LOG_KEY"
"""What digests of paths are made with: the readers of a window have the window's."""
_LEFT_OUT: Final = "\u2026"
_LONGEST: Final = 400
_LETTERS: Final = 4
"""Letters that a part of a sentence needs to be known by; a name may hold any shorter one."""
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]{4,64}")
_FRAMES: Final = 12
_FRAMES_OF_PROBLEM: Final = 3


class Word(str):
    """A text without anything of a snapshot; only this module makes one."""

    __slots__ = ()


Value = int | float | Word | None
"""What may stand in a log."""


def known(text: str | None, vocabulary: Container[str]) -> Word:
    """A text that is one of the program's own words; `other` for any that is not."""
    return Word(text if text is not None and text in vocabulary else "other")


def matched(text: str, pattern: re.Pattern[str]) -> Word:
    """A text of a form that holds no name; `other` for any that is not."""
    return Word(text if pattern.fullmatch(text) else "other")


def hexadecimal(text: str) -> Word:
    """A digest, an id or a ticket; `other` for what is none."""
    return matched(text, _HEXADECIMAL)


def digest_of(path: Path) -> Word:
    """What stands for a path: the same in every log of one run, and nobody's name."""
    key = os.environ.setdefault(_KEY, os.urandom(16).hex()).encode()[:64]
    content = os.fsencode(path.absolute())
    return Word(f"#{hashlib.blake2b(content, key=key, digest_size=4).hexdigest()}")


def dated(moment: date | None) -> Word | None:
    """A day or an instant as ISO 8601 writes it."""
    return None if moment is None else Word(moment.isoformat())


def of_problem(problem: Problem) -> dict[str, Word | int | None]:
    """A Problem without its values: what, why, the row's number, and where it was made."""
    files = [problem.made_in, *(file for file, _, _ in _own_frames(problem.__traceback__))]
    place = _places(problem.__traceback__, _FRAMES_OF_PROBLEM)
    return {
        "what": spoken(problem.what, files),
        "why": spoken(problem.why, files),
        "row": problem.place.row,
        "at": place or Word(place_in_program(problem.made_in)),
    }


def of_system(error: OSError) -> Word:
    """What the operating system says, without the file that it says it of."""
    return Word(os.strerror(error.errno) if error.errno else type(error).__name__)


def of_fault(error: BaseException) -> dict[str, Word]:
    """An unexpected error without its values: its kind, its ticket, and the way to its place."""
    kind = Word(type(error).__name__)
    ticket = hexadecimal(fault_of(error).ticket)
    if isinstance(error, ReaderFault):
        # The reader has written the rest into its own log, under this ticket.
        return {"ticket": ticket, "kind": kind}
    files = [file for file, _, _ in _own_frames(error.__traceback__)]
    record = {
        "ticket": ticket,
        "kind": kind,
        "message": spoken(str(error), files),
        "at": _places(error.__traceback__),
    }
    cause = error.__cause__ or error.__context__
    if cause is not None:
        record |= {
            "after": Word(type(cause).__name__),
            "after_at": _places(cause.__traceback__),
        }
    return record


def spoken(text: str, files: Iterable[str]) -> Word:
    """A text as far as the source of some modules says it."""
    known_phrases = _system_phrases().union(*map(_phrases, files))
    phrases = sorted(known_phrases, key=len, reverse=True)
    kept: list[str] = []
    at = 0
    for match in re.finditer("|".join(map(re.escape, phrases)), text):
        kept += [_LEFT_OUT] if match.start() > at else []
        kept.append(match[0])
        at = match.end()
    kept += [_LEFT_OUT] if at < len(text) else []
    return Word(" ".join("".join(kept).split())[:_LONGEST])


@cache
def _system_phrases() -> frozenset[str]:
    """What the operating system says of a file or a device that it refuses."""
    return _sentences(map(os.strerror, errno.errorcode))


def _sentences(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        text for text in texts if " " in text and len(list(filter(str.isalpha, text))) >= _LETTERS
    )


@cache
def _phrases(file: str) -> frozenset[str]:
    """The sentences, and parts of sentences, in the source of a module."""
    try:
        tree = ast.parse(Path(file).read_bytes())
    except (OSError, ValueError, SyntaxError):
        return frozenset()
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return _sentences(value for value in constants if isinstance(value, str))


def _own_frames(trace: TracebackType | None) -> Iterator[tuple[str, str, int]]:
    """File, function and line of the frames that are the program's own, innermost last."""
    for frame in traceback.extract_tb(trace):
        if place_in_program(frame.filename) != os.path.basename(frame.filename):  # noqa: PTH119
            yield frame.filename, frame.name, frame.lineno or 0


def _places(trace: TracebackType | None, most: int = _FRAMES) -> Word:
    """The way through the program to where an error came up."""
    places = [f"{place_in_program(file)}:{line}:{name}" for file, name, line in _own_frames(trace)]
    return Word(" > ".join(places[-most:]))
