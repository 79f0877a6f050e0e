"""Large delimited files, read in blocks into frames of text; odd lines are looked at one by one."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Final

import numpy as np
import numpy.typing as npt
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


_Parsed = Future[pl.DataFrame | None]


@dataclass(frozen=True)
class _Block:
    """Whole lines as UTF-8, and what they are."""

    text: bytes
    width: int
    mark: str

    @cached_property
    def codes(self) -> npt.NDArray[np.uint8]:
        """The bytes as numbers."""
        return np.frombuffer(self.text, np.uint8)

    @cached_property
    def line_count(self) -> int:
        """Lines, the last one perhaps without a break."""
        return int(np.count_nonzero(self.codes == _BREAK)) + (not self.text.endswith(b"\n"))


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
    with source.open() as stream, ThreadPoolExecutor(1) as aside:
        for text, last, parsed in _ahead(
            _blocks(stream, how, block_bytes), len(titles), mark, aside
        ):
            whole = rest + text if rest else text
            ready = parsed if headed and not rest else None
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
            block = _Block(whole, len(titles), mark)
            frame = _at_once(block) if ready is None else ready.result()
            if frame is None:
                frame, rest, taken = records.one_by_one(_plain(whole), line, last=last)
                line += taken
            else:
                frame = _numbered(frame, line)
                line += frame.height
            if frame.height:
                intake.read(frame.height)
                yield frame


def _ahead(
    blocks: Iterator[tuple[bytes, bool]], width: int, mark: str, aside: Executor
) -> Iterator[tuple[bytes, bool, _Parsed | None]]:
    """The blocks, each parsed aside while the one before it is worked on.

    The first one is not: it has the header to be taken off. Where a file is damaged in the middle,
    all that was read before is given before the error is raised.
    """
    waiting: deque[tuple[bytes, bool, _Parsed | None]] = deque()
    damage: Exception | None = None
    while True:
        try:
            text, last = next(blocks)
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001 - raised again below
            damage = error
            break
        block = _Block(text, width, mark)
        waiting.append((text, last, aside.submit(_at_once, block) if waiting else None))
        if len(waiting) > 1:
            yield waiting.popleft()
    yield from waiting
    if damage is not None:
        raise damage


def _numbered(frame: pl.DataFrame, first_line: int) -> pl.DataFrame:
    """Rows that take one line each, with their lines."""
    lines = pl.int_range(first_line, first_line + frame.height, dtype=pl.Int64, eager=True)
    return frame.insert_column(0, lines.alias(LINE))


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
    # One byte is found much faster than three.
    return text.replace(_ORDER, b"") if _ORDER[:1] in text and _ORDER in text else text


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
    if not block.text or b"\r" in block.text or not _quotes_are_paired(block):
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
    if _may_be_marked(block) and any(frame.select(pl.all().str.contains(_PATTERN).any()).row(0)):
        frame = frame.with_columns(pl.all().str.replace_all(_PATTERN, ""))
    return frame


def _may_be_marked(block: _Block) -> bool:
    """Whether the first two bytes of an invisible mark are anywhere in the block."""
    codes = block.codes
    for lead in {mark[0] for mark in _INVISIBLE}:
        if lead not in block.text:
            continue
        seconds = {mark[1] for mark in _INVISIBLE if mark[0] == lead and len(mark) > 1}
        if not seconds:
            return True
        places = np.flatnonzero(codes[:-1] == lead)
        if np.isin(codes[places + 1], list(seconds)).any():
            return True
    return False


def _quotes_are_paired(block: _Block) -> bool:
    """Whether each quote opens a cell, closes one, or is one of two inside a cell."""
    if b'"' not in block.text:
        return True
    codes, mark = block.codes, block.mark
    places = np.flatnonzero(codes == _QUOTE)
    if places.size % 2:
        return False
    edge = np.zeros(256, np.bool_)
    edge[[ord(mark), _BREAK, _QUOTE]] = True
    opening, closing = places[0::2], places[1::2]
    opening = opening[opening > 0]
    closing = closing[closing < codes.size - 1]
    return bool(edge[codes[opening - 1]].all() and edge[codes[closing + 1]].all())
