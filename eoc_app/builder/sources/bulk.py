"""Large delimited files, read in blocks into frames of text; odd lines are looked at one by one."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import chain
from typing import IO, Final

import polars as pl

from eoc_app.builder.sources import conventions, delimited
from eoc_app.builder.sources.block import INVISIBLE, Block, at_once, quotes_a_number
from eoc_app.builder.sources.decimal_marks import Numerals
from eoc_app.builder.sources.intake import Intake, ReadAgain
from eoc_app.builder.sources.records import Records
from eoc_app.builder.sources.sieve import Sieve
from eoc_app.builder.sources.source import HEAD_BYTES as HEADER_BYTES
from eoc_app.builder.sources.source import Source

BLOCK_BYTES: Final = 16 << 20
LINE: Final = "source_row"

_ORDER: Final = codecs.BOM_UTF8
_UNREAD: Final = "\ufffd".encode()


_Parsed = Future[tuple[pl.DataFrame, bool] | None]


def frames(
    source: Source, intake: Intake, *, block_bytes: int = BLOCK_BYTES
) -> Iterator[pl.DataFrame]:
    """Every row of data: `source_row` (its line, from 1) and `cell_0`, `cell_1` … as text.

    Numbers have a decimal point, whatever the file writes. Rows that have not as many cells as the
    header become problems of the intake; blank rows, headers and rows that come again are counted
    as skipped. A quote that opens and never closes stays text and swallows no rows.

    Raises:
        FileRefused: nothing of the file can be trusted; what was given before included.
        ReadAgain: a late row shows that the file's numbers have a decimal comma.
    """
    how = delimited.dialect(source)
    if how is None or not how.titles:
        return
    conventions.tell(source, intake)
    names = [f"cell_{place}" for place in range(len(how.titles))]
    numerals = conventions.known_numerals(source)
    if numerals is None and how.mark != ",":
        numerals = _numerals(source, how)
    sieve = Sieve(how.titles, intake, source.memory)
    for number, (frame, is_doubtful) in enumerate(_frames(source, intake, block_bytes)):
        if is_doubtful and numerals is None:
            numerals = _numerals(source, how)
            if number and numerals.mark == "comma":
                # Earlier rows were read as if their numbers had a decimal point.
                if not intake.may_read_again:
                    raise conventions.refusal(source.path, "both", numerals.examples)
                raise ReadAgain
        if numerals is not None:
            conventions.hold(numerals, source, intake)
        plain = frame if numerals is None else numerals.plain(frame, names)
        data = sieve.frame(plain, LINE)
        if data.height:
            yield data
    sieve.finish()


def _numerals(source: Source, how: delimited.Dialect) -> Numerals:
    """How the whole file writes its numbers."""
    aside = Intake(source.path)
    rows = (frame for frame, _ in _frames(source, aside, BLOCK_BYTES))
    return conventions.numerals(source, rows, how)


def _frames(
    source: Source, intake: Intake, block_bytes: int
) -> Iterator[tuple[pl.DataFrame, bool]]:
    """Rows below the header as they stand, and whether a quoted cell may have a decimal comma."""
    how = delimited.dialect(source)
    if how is None:
        return
    width, mark, letters = len(how.titles), how.mark, how.encoding
    records = Records(width, mark, intake)
    rest = b""
    with source.open() as stream, ThreadPoolExecutor(1) as aside:
        taken, below = _below_header(_blocks(stream, letters, block_bytes), how)
        line = 1 + taken
        for text, last, parsed in _ahead(below, width, mark, aside):
            is_other = letters != how.encoding and not text.isascii()
            whole = rest + (_recoded(text, letters) if is_other else text)
            if not whole:
                continue
            apart = is_other or rest
            found = at_once(Block(whole, width, mark)) if apart else parsed.result()
            if found is None and letters == "utf-8" and not _is_utf8(whole):
                letters = conventions.encoding(source, intake)
                whole = _recoded(whole, letters) if letters != "utf-8" else whole
                found = at_once(Block(whole, width, mark))
            rest = b""
            if found is None:
                frame, rest, taken = records.one_by_one(_plain(whole), line, last=last)
                is_doubtful = quotes_a_number(Block(whole, width, mark))
            else:
                (frame, is_doubtful), taken = found, found[0].height
                frame = _numbered(frame, line)
            line += taken
            intake.read(frame.height)
            yield frame, is_doubtful


def _below_header(
    blocks: Iterator[tuple[bytes, bool]], how: delimited.Dialect
) -> tuple[int, Iterator[tuple[bytes, bool]]]:
    """The lines down to and with the header, and the blocks below it."""
    whole = b""
    for text, last in blocks:
        whole += text
        if b"\n" not in whole:
            whole = whole.replace(b"\r", b"\n")
        lines = _header_lines(whole, how.mark, how.above)
        if lines is None and not last:
            continue
        for _ in range(lines or 0):
            whole = whole[whole.find(b"\n") + 1 :] if b"\n" in whole else b""
        return lines or 0, chain([(whole, last)], blocks)
    return 0, iter(())


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _recoded(text: bytes, name: str) -> bytes:
    """Text of an encoding as UTF-8; bytes that are not in it stay as they are."""
    return text.decode(name, "surrogateescape").encode("utf-8", "surrogateescape")


def _ahead(
    blocks: Iterator[tuple[bytes, bool]], width: int, mark: str, aside: Executor
) -> Iterator[tuple[bytes, bool, _Parsed]]:
    """The blocks, each parsed aside while the one before it is worked on.

    Where a file is damaged in the middle, all that was read before is given before the error is
    raised.
    """
    waiting: deque[tuple[bytes, bool, _Parsed]] = deque()
    damage: Exception | None = None
    while True:
        try:
            text, last = next(blocks)
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001 - raised again below
            damage = error
            break
        waiting.append((text, last, aside.submit(at_once, Block(text, width, mark))))
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
    decoder = codecs.getincrementaldecoder(how)(delimited.on_damage(how))
    tail = b""
    while True:
        piece = stream.read(block_bytes)
        if how != "utf-8":
            letters, final = decoder.decode(piece, final=not piece), not piece
            piece = letters.encode("utf-8", "surrogateescape")
            if delimited.on_damage(how) == "replace":
                piece = piece.replace(_UNREAD, b"\xff")  # no byte of UTF-8: the row is refused
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
    for mark in INVISIBLE:
        if mark in text:
            text = text.replace(mark, b"")
    return text


def _header_lines(text: bytes, mark: str, above: int) -> int | None:
    """Lines down to and with the header, or None where the text ends before it."""
    lines = text[: 2 * HEADER_BYTES].splitlines(keepends=True)[above:]
    reader = csv.reader((line.decode("utf-8", "replace") for line in lines), delimiter=mark)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            return above + reader.line_num
    return None
