"""The content lines of an iCalendar file: folded lines put together, bytes before letters."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from eoc_app.builder.sources import encodings
from eoc_app.builder.sources.source import Source

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
LONGEST: Final = 64 * 1024
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
"""Bytes of a content line that are kept; what follows is cut."""


def unfolded(source: Source) -> Iterator[tuple[int, str, bool]]:
    """Content lines that are not blank: number of the first line, text, whether it is whole."""
    how = _letters(source)

    def content() -> tuple[int, str, bool]:
        text = "".join(parts)
        if not how.startswith("utf-16"):
            text = text.encode("latin-1").decode(how, "replace")
        return first, text, length < LONGEST

    parts: list[str] = []
    first = length = 0
    for line, text in _physical(source):
        if text[:1] in (" ", "\t") and parts:
            if length < LONGEST:
                parts.append(text[1:])
                length += len(text)
            continue
        if parts:
            yield content()
        parts = [text] if text.strip() else []
        first, length = line, len(text)
    if parts:
        yield content()


def _letters(source: Source) -> str:
    """The encoding, told by the first bytes once their folds are gone."""
    return (
        encodings.of_head(_FOLD.sub(b"", source.head)) or encodings.judged(source).name or "utf-8"
    )


def _physical(source: Source) -> Iterator[tuple[int, str]]:
    """Lines as they stand; each byte is one character, since folds may split a letter's bytes."""
    how = _letters(source)
    how = how if how.startswith("utf-16") else "latin-1"
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=how, errors="replace", newline="")
        line = 0
        while piece := text.readline(LONGEST):
            line += 1
            yield line, piece.rstrip("\r\n")
            while piece and not piece.endswith(("\n", "\r")):
                piece = text.readline(LONGEST)


def unescaped(raw: str) -> str:
    """A TEXT value as it was meant, its line breaks, commas and semicolons no longer escaped."""
    if "\\" not in raw:
        return raw
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], raw)
