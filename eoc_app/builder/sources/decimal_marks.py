"""How a file writes its numbers: with a decimal point or a decimal comma, never both.

That is a property of the file, proved by its own columns of numbers. `6.357,00`, `0,5` and `12,34`
prove a comma, `6,357.00`, `0.5` and `12.34` a point; `1.234` and `1,234` prove neither. Where the
delimiter is a comma a point is usual; else a file that proves neither is refused, since a number
of it may be a thousand times another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

import polars as pl

_BEFORE: Final = r"^[\s≤≥<>=~]*\p{Sc}?\s*[+-]?"
_AFTER: Final = r"\s*(?:%|\p{Sc})?\s*$"
_SPACE: Final = r"[ \x{A0}\x{202F}\x{2009}'’]"


def _proof(decimal: str, group: str) -> str:
    """What shows that one mark is the decimal one and the other stands between groups."""
    return (
        rf"\d{{1,3}}(?:(?:[{group}]|{_SPACE})\d{{2,3}})*(?:[{group}]|{_SPACE})\d{{3}}[{decimal}]\d*"
        rf"|\d+[{decimal}](?:\d{{1,2}}{'' if decimal == ',' else '|[0-9]{4,}'})"
        rf"|0*[{decimal}]\d+"
        rf"|\d{{1,3}}(?:[{group}]\d{{2,3}})+[{group}]\d{{3}}"
        rf"|\d[{decimal}]\d+[eE][+-]?\d+"
    )


def _whole(pattern: str) -> str:
    return f"{_BEFORE}(?:{pattern}){_AFTER}"


_POINT: Final = _whole(_proof(".", ","))
COMMA: Final = _whole(_proof(",", "."))
# A comma before four digits may stand between myriads.
_NEITHER: Final = _whole(r"[1-9]\d{0,2}[.,]\d{3}|[1-9]\d*,\d{4,}")
_NUMBER: Final = _whole(
    rf"\d+(?:[eE][+-]?\d+)?[.,]?|\d{{1,3}}[.,]\d{{3}}|\d+,\d{{4,}}|\d{{1,3}}(?:{_SPACE}\d{{3}})+"
    rf"|{_proof('.', ',')}|{_proof(',', '.')}"
)
_GROUPED: Final = rf"\d{_SPACE}\d{{3}}(?:\D|$)"
_NOTHING: Final = ("", "-", "–", "—", "n/a", "na", "null", "none")
MOSTLY: Final = 0.6
"""Share of a column's cells that are numbers from which on it is a column of numbers."""

Mark = Literal["point", "comma", "both", "unsure"]


@dataclass
class _Column:
    """What the cells of a column are."""

    filled: int = 0
    numbers: int = 0
    points: int = 0
    commas: int = 0
    unsure: int = 0
    grouped: int = 0
    example: str | None = None

    @property
    def holds_numbers(self) -> bool:
        return self.numbers > 0 and self.numbers >= MOSTLY * self.filled


@dataclass(frozen=True)
class Numerals:
    """How the numbers of a file are written, and which of its columns hold numbers."""

    mark: Mark
    columns: frozenset[int] = frozenset()
    """Columns by place whose numbers are to be rewritten; none where they are plain."""
    examples: tuple[str, ...] = field(default=())

    def plain(self, frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
        """Cells of the columns of numbers with a decimal point and nothing between groups."""
        chosen = [names[place] for place in sorted(self.columns) if place < len(names)]
        if not chosen:
            return frame
        group = rf"[.]|{_SPACE}" if self.mark == "comma" else _SPACE
        cells = [pl.col(name) for name in chosen]
        bare = [cell.str.replace_all(group, "") for cell in cells]
        if self.mark == "comma":
            bare = [cell.str.replace_all(",", ".", literal=True) for cell in bare]
        return frame.with_columns(
            pl.when(cell.str.contains(_NUMBER)).then(new).otherwise(cell).alias(name)
            for cell, new, name in zip(cells, bare, chosen, strict=True)
        )


PLAIN: Final = Numerals("point")


def proved(frames: Iterable[pl.DataFrame], width: int, delimiter: str) -> Numerals:
    """How the numbers of a file are written, by all of its rows.

    `frames` hold the columns `cell_0` … of text. What proves both is `both`, and what proves
    neither though it must be told is `unsure`: such a file cannot be read.
    """
    columns = [_Column() for _ in range(width)]
    for frame in frames:
        for place, column in enumerate(columns):
            _look(frame[f"cell_{place}"], column)
    held = {place: column for place, column in enumerate(columns) if column.holds_numbers}
    points = [column for column in held.values() if column.points]
    commas = [column for column in held.values() if column.commas]
    if points and commas:
        return Numerals("both", examples=(_example(points), _example(commas)))
    if commas:
        return Numerals("comma", frozenset(held))
    doubtful = [column for column in held.values() if column.unsure]
    if doubtful and not points and delimiter != ",":
        return Numerals("unsure", examples=(_example(doubtful),))
    return Numerals("point", frozenset(p for p, column in held.items() if column.grouped))


def _example(columns: list[_Column]) -> str:
    return next((column.example for column in columns if column.example), "")


def _look(cells: pl.Series, column: _Column) -> None:
    """Count what the cells of a column are."""
    text = cells.str.strip_chars()
    text = text.filter(~text.str.to_lowercase().is_in(_NOTHING))
    column.filled += text.len()
    numbers = text.filter(text.str.contains(_NUMBER))
    column.numbers += numbers.len()
    marked = numbers.filter(numbers.str.contains(r"[.,]"))
    grouped = numbers.str.contains(_GROUPED)
    column.grouped += int(grouped.sum())
    for pattern, name in ((_POINT, "points"), (COMMA, "commas"), (_NEITHER, "unsure")):
        hits = marked.filter(marked.str.contains(pattern))
        setattr(column, name, getattr(column, name) + hits.len())
        if hits.len():
            column.example = str(hits[0])
