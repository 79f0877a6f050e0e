"""What holds for the whole of a file, told once: its encoding, its numbers, what is above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import polars as pl

from eoc_app.builder.sources import delimited, encodings
from eoc_app.builder.sources.decimal_marks import COMMA, Numerals, proved
from eoc_app.builder.sources.delimited import Dialect
from eoc_app.builder.sources.intake import FileRefused, Intake
from eoc_app.builder.sources.source import Source

WHAT: Final = "A file was not imported"


def tell(source: Source, intake: Intake) -> None:
    """Say of a file what is not as usual: lines above its header, an encoding that was found."""
    how = delimited.dialect(source)
    if how is None:
        return
    lines = [line.strip() for line in delimited.head_lines(source)[: how.above]]
    said = [line for line in lines if line and not line.strip('"').lower().startswith("sep=")]
    if said:
        intake.note(f"{len(said)} lines above the header are no data: {said[0][:80]}")
    if encodings.of_head(source.head) is None:
        encoding(source, intake)
    below = delimited.head_lines(source)[how.above :]
    filled = [line for line in below if line.strip()]
    if len(filled) == 1 and not filled[0].endswith(("\n", "\r")):
        intake.refuse(
            "The file may be cut off",
            "it ends in its header, and no row is below it",
            "download or export it again",
            row=how.above + below.index(filled[0]) + 1,
        )


def tell_unread(intake: Intake, titles: Sequence[str], read: Collection[str]) -> None:
    """Say which columns of a header nothing is read from: one may be a known one renamed."""
    unread = [title for title in titles if title and title not in read]
    if unread:
        more = f" and {len(unread) - 8} more" if len(unread) > 8 else ""
        intake.note(f"columns that were not read: {', '.join(unread[:8])}{more}")


def encoding(source: Source, intake: Intake) -> str:
    """The encoding of a file that is not UTF-8 throughout.

    Raises:
        FileRefused: none can be told.
    """
    found = encodings.judged(source)
    if found.name is None:
        raise FileRefused(
            WHAT,
            "it is not UTF-8, and its words do not tell which other encoding it has",
            "save it as CSV UTF-8, or take it as it was downloaded",
            file=source.path,
        )
    if found.guessed:
        intake.note(f"the file is not UTF-8; it was read as {found.words}, as its words look")
    return found.name


def numerals(source: Source, frames: Iterable[pl.DataFrame], how: Dialect) -> Numerals:
    """How a file writes its numbers; `frames` are all of its rows, looked at once."""
    found = known_numerals(source)
    if found is None:
        found = proved(frames, len(how.titles), how.mark)
        source.memory["numerals", source.above] = found
    return found


def known_numerals(source: Source) -> Numerals | None:
    """How a file writes its numbers, where an earlier reading has found it out."""
    known: Numerals | None = source.memory.get(("numerals", source.above))
    return known


def hold(found: Numerals, source: Source, intake: Intake) -> None:
    """Refuse a file whose numbers cannot be told; note one with a decimal comma.

    Raises:
        FileRefused: its numbers are written in two ways, or may mean two things.
    """
    if found.mark in ("both", "unsure"):
        raise refusal(source.path, found.mark, found.examples)
    if found.mark == "comma":
        intake.note("numbers were read with a decimal comma, as the file writes them")


def hold_to_point(unread: pl.Series, path: str) -> None:
    """Refuse a file, read with a decimal point, where a cell that is no number proves a comma.

    Raises:
        FileRefused: other cells of the file may have been read as a thousandth of what they say.
    """
    proof = unread.filter(unread.str.contains(COMMA))
    if proof.len():
        raise refusal(path, "both", (str(proof[0]),))


def refusal(path: str, mark: str, examples: tuple[str, ...]) -> FileRefused:
    """Why the numbers of a file cannot be told."""
    if mark == "unsure":
        why = f"{examples[0]} may be a decimal number or thousands, and nothing in the file tells"
    else:
        why = "some of its numbers have a decimal point and some a decimal comma"
        why += f", such as {' and '.join(examples)}"
    remedy = "write all numbers with a decimal point and nothing between thousands"
    return FileRefused(WHAT, why, remedy, file=path)
