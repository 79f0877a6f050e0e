"""Delimited text as people really send it: its encoding, its delimiter, where its header is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eoc_app.builder.sources import encodings
from eoc_app.builder.sources.source import Source

INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u200e\u200f\x00"))
"""Marks that carry no text: byte-order marks, zero-width spaces, direction marks.

Joiners are none of them: Sinhala, Bengali, Persian and emoji are misspelt without.
"""
MOST_ABOVE: Final = 30
"""Lines that may stand above a header."""
_STATED: Final = re.compile(r"\s*\"?sep=(.)\"?[\s,;]*", re.IGNORECASE)
"""A first line by which spreadsheets are told the delimiter."""
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')

csv.field_size_limit(16 * 1024 * 1024)


def encoding(head: bytes) -> str:
    """The encoding of a text by its first bytes alone: UTF with or without a mark, else cp1252."""
    return encodings.of_head(head) or "cp1252"


def delimiter(head: str) -> str:
    """The delimiter of a text by its first line: comma, semicolon, tab or bar."""
    line = next((part for part in head.splitlines() if part.strip()), "")
    bare = _QUOTED.sub("", line)
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


def clean(text: str) -> str:
    """A cell without invisible marks and without space around it."""
    return text.translate(INVISIBLE).strip()


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes can be delimited text at all."""
    if not head.strip():
        return False
    return b"\x00" not in head or (encodings.by_mark(head) or "utf-8") != "utf-8"


@dataclass(frozen=True)
class Dialect:
    """How a file is written: what holds for the whole of it."""

    encoding: str
    mark: str
    above: int
    """Lines above its header."""
    titles: tuple[str, ...]
    """The cells of its header, cleaned; none where it has no header."""


def dialect(source: Source) -> Dialect | None:
    """How a file is written; None where it is no text, or its encoding cannot be told."""
    kept = ("dialect", source.above)
    if kept not in source.memory:
        source.memory[kept] = _dialect(source)
    found: Dialect | None = source.memory[kept]
    return found


def _dialect(source: Source) -> Dialect | None:
    lines = head_lines(source)
    if not lines:
        return None
    name = encodings.of(source).name or ""
    above, mark = source.above, ""
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    stated = _STATED.fullmatch(lines[first]) if not above else None
    if stated is not None:
        above, mark = first + 1, stated[1]
    below = lines[above:]
    mark = mark or delimiter("".join(below))
    for cells in csv.reader(below, delimiter=mark):
        if any(cell.strip() for cell in cells):
            return Dialect(name, mark, above, tuple(map(clean, cells)))
    return Dialect(name, mark, above, ())


def head_lines(source: Source) -> list[str]:
    """The lines of the first bytes of a text, with their breaks; none where it is no text."""
    if "head_lines" not in source.memory:
        name = encodings.of(source).name if looks_like_text(source.head) else None
        text = "" if name is None else source.head.decode(name, errors="replace")
        source.memory["head_lines"] = [
            line.translate(INVISIBLE) for line in io.StringIO(text, newline="")
        ]
    found: list[str] = source.memory["head_lines"]
    return found


def header(source: Source) -> list[str]:
    """The cells of the header, cleaned; empty where this is no text.

    It is the first line that is not blank, below those that `source.above` says are none.
    """
    how = dialect(source)
    return [] if how is None else list(how.titles)


def lower_headers(source: Source) -> Iterator[int]:
    """Lines above each line that may be a header below a title or notes.

    A header has more cells than anything above it.
    """
    most = 1
    for place, line in enumerate(head_lines(source)[:MOST_ABOVE]):
        cells = next(csv.reader([line], delimiter=delimiter(line)), [])
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled > most:
            if place:
                yield place
            most = filled


@dataclass(frozen=True)
class Record:
    """A row of a delimited text: the line that it starts on, its cells, whether it is whole."""

    line: int
    cells: list[str]
    is_cut: bool = False
    """Whether the file ends in the middle of it."""
    is_damaged: bool = False
    """Whether it holds bytes that are not in the file's encoding."""


def records(source: Source) -> Iterator[Record]:
    """Every row from the header on, cells as they stand; blank rows are given too.

    Lines count from 1; a quoted cell may span several. Cells keep their inner line breaks and lose
    invisible marks.
    """
    how = dialect(source)
    if how is None:
        return
    name = how.encoding
    if name == "utf-8" and not is_utf8(source):
        name = encodings.judged(source).name or "utf-8"
    raw: list[str] = []
    damaged = re.compile("[\udc80-\udcff]" if on_damage(name) != "replace" else "\ufffd")
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=name, errors=on_damage(name), newline="")
        for _ in range(how.above):
            text.readline()

        def lines() -> Iterator[str]:
            for line in text:
                bare = line.translate(INVISIBLE)
                raw.append(bare)
                yield bare

        reader = csv.reader(lines(), delimiter=how.mark)
        line = how.above + 1
        for cells in reader:
            whole = "".join(raw)
            is_last = not whole.endswith(("\n", "\r"))
            is_cut = is_last and (whole.count('"') % 2 == 1 or len(cells) < len(how.titles))
            yield Record(line, cells, is_cut, damaged.search(whole) is not None)
            raw.clear()
            line = how.above + reader.line_num + 1


def on_damage(name: str) -> str:
    """How bytes that are not in an encoding are read, so that they can be told."""
    return "replace" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"


def is_utf8(source: Source) -> bool:
    """Whether all bytes of a file are UTF-8."""
    if "is_utf8" not in source.memory:
        with source.open_quietly() as stream:
            decoder = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            try:
                while decoder.read(1 << 20):
                    pass
            except UnicodeDecodeError:
                source.memory["is_utf8"] = False
            else:
                source.memory["is_utf8"] = True
    found: bool = source.memory["is_utf8"]
    return found


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Every row from the header on with the line that it starts on, as `records` gives them."""
    for record in records(source):
        yield record.line, record.cells
