"""Records of delimited text that are no plain lines: cells over lines, stray quotes, ragged."""

from __future__ import annotations

import csv
import re
from typing import Final

import polars as pl

from eoc_app.builder.sources.delimited import Dialect, Record, clean
from eoc_app.builder.sources.intake import Intake

MOST_LINES: Final = 500
"""Lines that one record may span."""
BLANK: Final = "blank rows"
UNREADABLE: Final = (
    "it holds bytes that are not in the file's encoding",
    "save the file as CSV UTF-8, or take it as it was downloaded",
)
CUT_OFF: Final = (
    "The file is cut off",
    "it ends in the middle of a row",
    "download or export it again",
)
_DAMAGED: Final = re.compile("[\udc80-\udcff]")


def fault_of(record: Record, how: Dialect) -> tuple[str, str, str] | None:
    """Why a row cannot be trusted: what it is, why, and what to do."""
    cells, width = record.cells, len(how.titles)
    what = "A row cannot be read"
    if any(map(clean, cells[width:])):
        why = (
            f"{len(cells)} cells under {width} columns, so it is unclear which cell belongs to"
            " which column"
        )
        return what, why, "quote the cells that hold the delimiter"
    swallowed = sum(
        line.count(how.mark) >= width - 1 > 0 for cell in cells for line in cell.splitlines()[1:]
    )
    if swallowed:
        why = f"a quotation mark is not closed, and a cell holds the next rows: {swallowed} or more"
        return what, why, "close it, or double it where it belongs to the text"
    if record.is_cut:
        return CUT_OFF
    if record.is_damaged:
        return what, *UNREADABLE
    return None


class Records:
    """Reads lines of text as records of so many cells."""

    def __init__(self, width: int, mark: str, intake: Intake) -> None:
        self._width = width
        self._mark = mark
        self._intake = intake
        cell = f'(?:[^"{re.escape(mark)}\\n]*|"(?:[^"]|"")*")'
        more = f"(?:{re.escape(mark)}{cell}){{{width - 1}}}"
        self._record = re.compile(cell + more)

    def one_by_one(self, text: bytes, first: int, *, last: bool) -> tuple[pl.DataFrame, bytes, int]:
        """The records of some lines, the end that later lines must explain, and the lines taken."""
        breaks = "\r\n" if b"\r\n" in text else "\n"
        whole = text.decode("utf-8", "surrogateescape")
        lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        ends = lines[-1] == ""
        if ends:
            lines.pop()
        rows: list[list[str]] = []
        numbers: list[int] = []
        place = 0
        while place < len(lines):
            if not last and len(lines) - place < MOST_LINES and lines[place].count('"') % 2:
                break
            cells, taken = self._at(lines, place, breaks)
            row = "\n".join(lines[place : place + taken])
            if not row.isascii() and _DAMAGED.search(row):
                self._refuse(row, first + place, "A row was not imported", *UNREADABLE)
            elif cells is not None:
                rows.append(cells)
                numbers.append(first + place)
            elif last and not ends and place + taken == len(lines) and not self._is_blank(row):
                self._refuse(row, first + place, *CUT_OFF)
            else:
                self._odd(row, first + place)
            place += taken
        rest = "\n".join([*lines[place:], ""]) if place < len(lines) else ""
        return self._frame(rows, numbers), rest.encode("utf-8", "surrogateescape"), place

    def _at(self, lines: list[str], place: int, breaks: str) -> tuple[list[str] | None, int]:
        """The record that begins at a line, or None, and the lines that it takes."""
        line = lines[place]
        if '"' not in line:
            return self._fitting(line.split(self._mark)), 1
        if self._record.fullmatch(line) is None and line.count('"') % 2:
            joined = self._joined(lines, place, breaks)
            if joined is not None:
                return joined
        cells = next(csv.reader([line], delimiter=self._mark))
        if len(cells) >= self._width:
            return self._fitting(cells), 1
        return self._fitting(line.split(self._mark)), 1

    def _joined(
        self, lines: list[str], place: int, breaks: str
    ) -> tuple[list[str] | None, int] | None:
        """A record whose quoted cell goes on over the next lines, if it closes in a whole record.

        Where all lines on the way are full records themselves, the quote was a stray one: a page's
        name that begins with a quote must not swallow the pages below it.
        """
        full = 0
        for end in range(place + 1, min(place + MOST_LINES, len(lines))):
            if lines[end].count('"') % 2 == 0:
                full += self._is_full(lines[end])
                continue
            joined = "\n".join(lines[place : end + 1])
            if self._record.fullmatch(joined) is None:
                continue
            if full and full == end - place - 1:
                return None
            pieces = [line + breaks for line in lines[place:end]] + [lines[end]]
            return self._fitting(next(csv.reader(pieces, delimiter=self._mark))), end + 1 - place
        return None

    def _is_full(self, line: str) -> bool:
        """Whether a line is a whole record without an empty cell."""
        if self._width < 3 or self._record.fullmatch(line) is None:
            return False
        return all(cell.strip() for cell in next(csv.reader([line], delimiter=self._mark)))

    def _fitting(self, cells: list[str]) -> list[str] | None:
        """The cells where they are as many as the header's; empty ones too many do no harm."""
        if len(cells) == self._width and any(cell.strip() for cell in cells):
            return cells
        if len(cells) > self._width and not any(cell.strip() for cell in cells[self._width :]):
            return self._fitting(cells[: self._width])
        return None

    def _is_blank(self, line: str) -> bool:
        return not line.replace(self._mark, "").replace('"', "").strip()

    def _odd(self, line: str, number: int) -> None:
        if self._is_blank(line):
            self._intake.skip(BLANK)
            return
        found = line.count(self._mark) + 1
        self._refuse(
            line,
            number,
            "A row was not imported",
            f"it has {found} cells where the header has {self._width}",
            "put quotes around cells that hold the delimiter, or mend the row",
        )

    def _refuse(self, line: str, number: int, what: str, why: str, remedy: str) -> None:
        said = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self._intake.read()
        self._intake.refuse(what, why, remedy, row=number, value=said)

    def _frame(self, rows: list[list[str]], numbers: list[int]) -> pl.DataFrame:
        columns = list(zip(*rows, strict=True)) or [()] * self._width
        return pl.DataFrame(
            {
                "source_row": pl.Series(numbers, dtype=pl.Int64),
                **{
                    f"cell_{place}": pl.Series(cells, dtype=pl.String)
                    for place, cells in enumerate(columns)
                },
            }
        )
