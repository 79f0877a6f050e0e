"""Delimited text as people really send it: byte-order marks, encodings, dialects, long cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from eoc_app.sources.source import Source

INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u200e\u200f\x00"))
"""Marks that carry no text: byte-order marks, zero-width spaces, direction marks.

Joiners are none of them: Sinhala, Bengali, Persian and emoji are misspelt without.
"""

csv.field_size_limit(16 * 1024 * 1024)


def encoding(head: bytes) -> str:
    """The encoding of a text by its first bytes: UTF with or without a mark, else cp1252."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def delimiter(head: str) -> str:
    """The delimiter of a text by its first line: comma, semicolon, tab or bar."""
    line = next((part for part in head.splitlines() if part.strip()), "")
    return max(",;\t|", key=lambda mark: (line.count(mark), mark == ","))


def clean(text: str) -> str:
    """A cell without invisible marks and without space around it."""
    return text.translate(INVISIBLE).strip()


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes can be delimited text at all."""
    return bool(head.strip()) and (b"\x00" not in head or encoding(head) == "utf-16")


def header(source: Source) -> list[str]:
    """The cells of the first line that is not blank, cleaned; empty where this is no text."""
    if not looks_like_text(source.head):
        return []
    text = source.head.decode(encoding(source.head), errors="replace")
    lines = (line.translate(INVISIBLE) for line in io.StringIO(text, newline=""))
    for cells in csv.reader(lines, delimiter=delimiter(text)):
        if any(cell.strip() for cell in cells):
            return [clean(cell) for cell in cells]
    return []


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Every row of a delimited text with the line that it starts on, cells as they stand.

    Lines count from 1; a quoted cell may span several. Blank rows are given too: the importer
    says whether they mean anything. Cells keep their inner line breaks and lose invisible marks.
    """
    how = encoding(source.head)
    mark = delimiter(source.head.decode(how, errors="replace"))
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=how, errors="replace", newline="")
        lines = (line.translate(INVISIBLE) for line in text)
        reader = csv.reader(lines, delimiter=mark)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
