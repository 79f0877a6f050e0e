"""A block of delimited text that is parsed at once, where every line of it is one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from eoc_app.builder.sources import delimited

INVISIBLE: Final = [chr(point).encode() for point in delimited.INVISIBLE]

_QUOTE: Final = ord('"')
_BREAK: Final = ord("\n")
_COMMA: Final = ord(",")
_A, _SMALL, _LETTERS = np.uint8(ord("a")), np.uint8(0x20), np.uint8(26)
_AT_MOST: Final = "≤".encode()[0]
_PATTERN: Final = "[" + "".join(f"\\x{{{point:X}}}" for point in delimited.INVISIBLE) + "]"
_DECIMAL_COMMA: Final = re.compile(
    rb'"[^"A-Za-z,]{0,16}\d,\d{1,2}[^"A-Za-z,\d]{0,6}"|"[^"A-Za-z,]{0,8}0?,\d+"'
)
_FURTHEST_COMMA: Final = 18
"""Bytes from the quote to the comma of a number, at most."""


@dataclass(frozen=True)
class Block:
    """Whole lines as UTF-8, and what they are."""

    text: bytes
    width: int
    mark: str

    @cached_property
    def codes(self) -> npt.NDArray[np.uint8]:
        """The bytes as numbers."""
        return np.frombuffer(self.text, np.uint8)

    @cached_property
    def quotes(self) -> npt.NDArray[np.int64]:
        """The places of the quotes."""
        if b'"' not in self.text:
            return np.zeros(0, np.int64)
        return np.flatnonzero(self.codes == _QUOTE)

    @cached_property
    def line_count(self) -> int:
        """Lines, the last one perhaps without a break."""
        return int(np.count_nonzero(self.codes == _BREAK)) + (not self.text.endswith(b"\n"))


def at_once(block: Block) -> tuple[pl.DataFrame, bool] | None:
    """All rows of a block whose every line is one well-formed record, or None where one is not.

    Also whether a quoted cell of it may be a number with a decimal comma.
    """
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
    return frame, quotes_a_number(block)


def _may_be_marked(block: Block) -> bool:
    """Whether the first two bytes of an invisible mark are anywhere in the block."""
    codes = block.codes
    for lead in {mark[0] for mark in INVISIBLE}:
        if lead not in block.text:
            continue
        seconds = {mark[1] for mark in INVISIBLE if mark[0] == lead and len(mark) > 1}
        if not seconds:
            return True
        places = np.flatnonzero(codes[:-1] == lead)
        if np.isin(codes[places + 1], list(seconds)).any():
            return True
    return False


def quotes_a_number(block: Block) -> bool:
    """Whether a quoted cell is written as a number with a decimal comma would be."""
    if not block.quotes.size:
        return False
    after = block.codes[np.minimum(block.quotes + 1, block.codes.size - 1)]
    digits = (after >= ord("0")) & (after <= ord("9"))
    marks = (after < ord("0")) & (after != _QUOTE) & (after != _BREAK) & (after != ord(block.mark))
    if block.mark == ",":
        before = block.codes[np.maximum(block.quotes - 1, 0)]
        opening = (before == _COMMA) | (before == _BREAK) | (block.quotes == 0)
        marks |= (after == _COMMA) & opening
    starts = block.quotes[digits | marks | (after == _AT_MOST)]
    return any(_DECIMAL_COMMA.match(block.text, place) for place in _before_commas(block, starts))


def _before_commas(block: Block, quotes: npt.NDArray[np.int64]) -> Iterator[int]:
    """Of some quotes those with a comma as near as in a number, and no letter between."""
    last = block.codes.size - 1
    for ahead in range(1, _FURTHEST_COMMA + 1):
        here = block.codes[np.minimum(quotes + ahead, last)]
        comma = here == _COMMA
        yield from quotes[comma].tolist()
        quotes = quotes[~(comma | (here == _QUOTE) | ((here | _SMALL) - _A < _LETTERS))]
        if not quotes.size:
            return


def _quotes_are_paired(block: Block) -> bool:
    """Whether each quote opens a cell, closes one, or is one of two inside a cell."""
    codes, mark, places = block.codes, block.mark, block.quotes
    if not places.size:
        return True
    if places.size % 2:
        return False
    edge = np.zeros(256, np.bool_)
    edge[[ord(mark), _BREAK, _QUOTE]] = True
    opening, closing = places[0::2], places[1::2]
    opening = opening[opening > 0]
    closing = closing[closing < codes.size - 1]
    return bool(edge[codes[opening - 1]].all() and edge[codes[closing + 1]].all())
