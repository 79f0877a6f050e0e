"""Large delimited files, read in blocks into frames of text; odd lines are looked at one by one."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

import numpy as np
import polars as pl

from eoc_app.sources import delimited
from eoc_app.sources.intake import Intake
from eoc_app.sources.records import Records
from eoc_app.sources.source import HEAD_BYTES as HEADER_BYTES
from eoc_app.sources.source import Source

BLOCK_BYTES: Final = 16 << 20
LINE: Final = "source_row"

_QUOTE: Final = ord('"')
_BREAK: Final = ord("\n")
_ORDER: Final = codecs.BOM_UTF8
_INVISIBLE: Final = [chr(point).encode() for point in delimited.INVISIBLE]
_PATTERN: Final = "[" + "".join(f"\\x{{{point:X}}}" for point in delimited.INVISIBLE) + "]"


@dataclass
class _Block:
    """Whole lines as UTF-8, and what they are."""

    text: bytes
    first_line: int
    width: int
    mark: str
    line_count: int = field(init=False)

    def __post_init__(self) -> None:
        self.line_count = self.text.count(b"\n") + (not self.text.endswith(b"\n"))


def frames(
    source: Source, intake: Intake, *, block_bytes: int = BLOCK_BYTES
) -> Iterator[pl.DataFrame]:
    """Every row below the header: `source_row` (its line, from 1) and `cell_0`, `cell_1` … as text.

    Rows that have not as many cells as the header become problems of the intake, blank rows are
    counted as skipped. A quote that opens and never closes stays text and does not swallow the
    rows below it.
    """
    titles = delimited.header(source)
    if not titles:
        return
    how = delimited.encoding(source.head)
    mark = delimited.delimiter(source.head.decode(how, errors="replace"))
    records = Records(len(titles), mark, intake)
    line, rest, headed = 1, b"", False
    with source.open() as stream:
        for text, last in _blocks(stream, how, block_bytes):
            whole = rest + text if rest else text
            if not headed:
                if b"\n" not in whole:
                    whole = whole.replace(b"\r", b"\n")
                consumed = _header_lines(whole, mark)
                if consumed is None and not last:
                    rest = whole
                    continue
                headed = True
                for _ in range(consumed or 0):
                    whole = whole[whole.find(b"\n") + 1 :] if b"\n" in whole else b""
                    line += 1
            rest = b""
            if not whole:
                continue
            block = _Block(whole, line, len(titles), mark)
            frame = _at_once(block)
            if frame is None:
                frame, rest, taken = records.one_by_one(_plain(whole), line, last=last)
                line += taken
            else:
                line += block.line_count
            if frame.height:
                intake.read(frame.height)
                yield frame


def _blocks(stream: IO[bytes], how: str, block_bytes: int) -> Iterator[tuple[bytes, bool]]:
    """The text in blocks of whole lines, UTF-8 without byte-order marks; whether it is the last."""
    decoder = codecs.getincrementaldecoder(how)("replace")
    tail = b""
    while True:
        piece = stream.read(block_bytes)
        if how != "utf-8":
            piece, final = decoder.decode(piece, final=not piece).encode("utf-8"), not piece
        else:
            final = not piece
        if final:
            yield _unmarked(tail + piece), True
            return
        cut = piece.rfind(b"\n") + 1
        if cut == 0:
            tail += piece
            continue
        yield _unmarked(tail + piece[:cut]), False
        tail = piece[cut:]


def _unmarked(text: bytes) -> bytes:
    """The text without byte-order marks, which some years have at every 500th row."""
    return text.replace(_ORDER, b"") if _ORDER in text else text


def _plain(text: bytes) -> bytes:
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, b"")
    return text


def _header_lines(text: bytes, mark: str) -> int | None:
    """Lines down to and with the header, or None where the text ends before it."""
    lines = (
        line.decode("utf-8", "replace") for line in text[:HEADER_BYTES].splitlines(keepends=True)
    )
    reader = csv.reader(lines, delimiter=mark)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            return reader.line_num
    return None


def _at_once(block: _Block) -> pl.DataFrame | None:
    """All rows of a block whose every line is one well-formed record, or None where one is not."""
    if b"\r" in block.text or not _quotes_are_paired(block.text, block.mark):
        return None
    names = [f"cell_{place}" for place in range(block.width)]
    try:
        frame = pl.read_csv(
            block.text,
            has_header=False,
            separator=block.mark,
            schema=dict.fromkeys(names, pl.String),
            empty_string_is_null=False,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != block.line_count:
        return None
    if (frame[names[-1]].str.strip_chars() == "").any():
        # A row that ends early looks like one whose last cell is empty: only the marks tell.
        quoted = sum(
            int(frame[name].str.count_matches(block.mark, literal=True).sum()) for name in names
        )
        marks = block.text.count(block.mark.encode())
        if marks - quoted != frame.height * (block.width - 1):
            return None
        blank = pl.all_horizontal(pl.col(names).str.strip_chars() == "")
        if frame.select(blank.any()).item():
            return None
    marked = frame.select(pl.all().str.contains(_PATTERN).any())
    if any(marked.row(0)):
        frame = frame.with_columns(pl.all().str.replace_all(_PATTERN, ""))
    lines = pl.int_range(
        block.first_line, block.first_line + frame.height, dtype=pl.Int64, eager=True
    )
    return frame.insert_column(0, lines.alias(LINE))


def _quotes_are_paired(text: bytes, mark: str) -> bool:
    """Whether each quote opens a cell, closes one, or is one of two inside a cell."""
    if b'"' not in text:
        return True
    codes = np.frombuffer(text, np.uint8)
    places = np.flatnonzero(codes == _QUOTE)
    if places.size % 2:
        return False
    edge = np.zeros(256, np.bool_)
    edge[[ord(mark), _BREAK, _QUOTE]] = True
    opening, closing = places[0::2], places[1::2]
    opening = opening[opening > 0]
    closing = closing[closing < codes.size - 1]
    return bool(edge[codes[opening - 1]].all() and edge[codes[closing + 1]].all())
