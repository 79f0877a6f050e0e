"""What people and machines do to a file on its way, and what must come of it: stated once.

Each transformation takes the files of a source by name and gives files by path. The outcomes:

- `same`: every row is the same, and nothing is refused or added up.
- `same, told`: every row is the same, and the report says what was left out.
- `not more`: no row that was not there and no larger sum; where one is missing, a Problem says so.
- `no more figures, told`: no figure that was not there; that a column is strange to the importer is
  told. (What a missing column would have said nobody can know: the rows say that it is not stated.)
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import openpyxl

Files = dict[str, bytes]
Outcome = Literal["same", "same, told", "not more", "no more figures, told"]


@dataclass(frozen=True)
class Transformation:
    """One thing that is done to every file of a source, and the right outcome."""

    name: str
    act: Callable[[Files], Files]
    outcome: Outcome
    only_tables: bool = False
    """Whether it makes sense of delimited tables only."""
    before: Callable[[Files], Files] = lambda files: files
    """The files that it is compared with."""


def _cells(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))


def _written(
    rows: list[list[str]], mark: str = ",", *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, quoting=quoting, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _each(act: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    return lambda files: {name: act(text) for name, text in files.items()}


def _of_rows(act: Callable[[list[list[str]]], list[list[str]]]) -> Callable[[Files], Files]:
    return _each(lambda text: _written(act(_cells(text))))


def _local(cell: str) -> str:
    """A number as a spreadsheet of a country with decimal commas writes it."""
    number = re.fullmatch(r"(≤?)(\d+)\.(\d+)( ?%?)", cell)
    if number is not None:
        return f"{number[1]}{int(number[2]):,}".replace(",", ".") + f",{number[3]}{number[4]}"
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", cell)
    return cell.replace(",", ".") if grouped else cell


def _with_decimal_comma(text: bytes) -> bytes:
    rows = [[_local(cell) for cell in row] for row in _cells(text)]
    return _written(rows, ";")


def _shuffled(rows: list[list[str]]) -> list[list[str]]:
    below = rows[1:]
    random.Random(3).shuffle(below)  # noqa: S311 - an order, no secret
    return [rows[0], *below]


def _totals(rows: list[list[str]]) -> list[list[str]]:
    """A last row with the sums of the columns of numbers."""

    def total(place: int) -> str:
        cells = [row[place] for row in rows[1:] if place < len(row)]
        numbers = [cell.replace(",", "") for cell in cells if re.fullmatch(r"[\d,.]+", cell)]
        whole = len(numbers) == len([cell for cell in cells if cell])
        return f"{sum(map(float, numbers)):g}" if numbers and whole else ""

    return [*rows, ["Total", *(total(place) for place in range(1, len(rows[0])))]]


def _exponent(rows: list[list[str]]) -> list[list[str]]:
    """Long identifiers as spreadsheets show them."""
    return [
        [f"{float(cell):.5E}" if re.fullmatch(r"\d{15,}", cell) else cell for cell in row]
        for row in rows
    ]


def _renamed(place: int) -> Callable[[list[list[str]]], list[list[str]]]:
    return lambda rows: [[*rows[0][:place], "Another", *rows[0][place + 1 :]], *rows[1:]]


def _without(place: int) -> Callable[[list[list[str]]], list[list[str]]]:
    return lambda rows: [[*row[:place], *row[place + 1 :]] for row in rows]


def _cut(share: float) -> Callable[[bytes], bytes]:
    """The text up to the first cell of the row at a share of it.

    What is cut within the last cell of a row, or behind it, nobody can see.
    """

    def act(text: bytes) -> bytes:
        row = text.index(b"\n", int(len(text) * share)) + 1
        return text[: max(row + 2, text.find(b",", row) - 1)]

    return act


def _late_bytes(text: bytes) -> bytes:
    """A letter of another encoding in a cell of the last line."""
    lines = text.rstrip(b"\n").split(b"\n")
    place = lines[-1].rfind(b",") if b"," in lines[-1] else lines[-1].rfind(b":")
    lines[-1] = lines[-1][:place] + b"\xe9" + lines[-1][place:]
    return b"\n".join([*lines, b""])


def _western(text: bytes) -> str:
    """The text without letters that Windows-1252 does not have."""
    return text.decode("utf-8").encode("cp1252", "ignore").decode("cp1252")


def _zipped(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _workbook(files: Files) -> Files:
    """Every table as a workbook of one sheet, long numbers as text, as careful people keep them."""
    found: Files = {}
    for name, text in files.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in _cells(text):
            sheet.append([_value(cell) for cell in row])
        kept = io.BytesIO()
        book.save(kept)
        found[re.sub(r"\.csv$", ".xlsx", name)] = kept.getvalue()
    return found


def _value(cell: str) -> str | float | int:
    if re.fullmatch(r"\d{1,14}", cell) and not cell.startswith("0"):
        return int(cell)
    return float(cell) if re.fullmatch(r"(?:0|[1-9]\d*)\.\d+", cell) else cell


TITLE: Final = b"Downloaded by the desk on Monday\n"
NOTE: Final = b"Source: as downloaded; amounts in the currency of the header\n"

ALL: Final = (
    Transformation("as it is", lambda files: files, "same"),
    Transformation(
        "the same bytes twice",
        lambda files: files | {f"again/{name}": text for name, text in files.items()},
        "same, told",
    ),
    Transformation("line ends of Windows", _each(lambda t: re.sub(rb"\r?\n", b"\r\n", t)), "same"),
    Transformation("a byte-order mark", _each(lambda text: b"\xef\xbb\xbf" + text), "same"),
    Transformation("UTF-16", _each(lambda text: text.decode("utf-8").encode("utf-16")), "same"),
    Transformation(
        "UTF-16 without a mark", _each(lambda t: t.decode("utf-8").encode("utf-16-le")), "same"
    ),
    Transformation(
        "semicolons", _each(lambda text: _written(_cells(text), ";")), "same", only_tables=True
    ),
    Transformation(
        "semicolons and decimal commas", _each(_with_decimal_comma), "same", only_tables=True
    ),
    Transformation(
        "a first line that states the delimiter",
        _each(lambda text: b"sep=;\r\n" + _with_decimal_comma(text)),
        "same",
        only_tables=True,
    ),
    Transformation(
        "tabs", _each(lambda text: _written(_cells(text), "\t")), "same", only_tables=True
    ),
    Transformation(
        "everything in quotes",
        _each(lambda text: _written(_cells(text), quoting=csv.QUOTE_ALL)),
        "same",
        only_tables=True,
    ),
    Transformation("a workbook", _workbook, "same", only_tables=True),
    Transformation("gzip", lambda f: {f"{n}.gz": gzip.compress(t) for n, t in f.items()}, "same"),
    Transformation("a zip", lambda files: {"download.zip": _zipped(files)}, "same"),
    Transformation(
        "a zip in a zip",
        lambda files: {"outer.zip": _zipped({"inner.zip": _zipped(files)})},
        "same",
    ),
    Transformation(
        "a folder in a folder",
        lambda files: {f"one/two/{name}": text for name, text in files.items()},
        "same",
    ),
    Transformation("rows in another order", _of_rows(_shuffled), "same", only_tables=True),
    Transformation(
        "a row that comes again",
        _of_rows(lambda rows: [*rows, rows[1]]),
        "same, told",
        only_tables=True,
    ),
    Transformation(
        "the header again",
        _of_rows(lambda rows: [*rows[:-1], rows[0], rows[-1]]),
        "same, told",
        only_tables=True,
    ),
    Transformation(
        "blank lines",
        _each(lambda text: b"\n\n" + text.replace(b"\n", b"\n\n", 1) + b"\n\n"),
        "same",
        only_tables=True,
    ),
    Transformation("a row of totals", _of_rows(_totals), "same, told", only_tables=True),
    Transformation("a title above", _each(lambda t: TITLE + b"\n" + t), "same, told", True),
    Transformation("a note below", _each(lambda text: text + b"\n" + NOTE), "same, told", True),
    Transformation(
        "a note below, padded",
        _of_rows(lambda r: [*r, [NOTE.decode().strip(), *[""] * (len(r[0]) - 1)]]),
        "same, told",
        True,
    ),
    Transformation("cut in the middle", _each(_cut(0.5)), "not more"),
    Transformation("cut near its end", _each(_cut(0.75)), "not more"),
    Transformation(
        "cut in the middle, packed",
        lambda files: {
            f"{name}.gz": gzip.compress(t)[: len(gzip.compress(t)) // 2]
            for name, t in files.items()
        },
        "not more",
    ),
    Transformation("another encoding in its last line", _each(_late_bytes), "not more"),
    Transformation(
        "Windows-1252",
        _each(lambda text: _western(text).encode("cp1252")),
        "same",
        before=_each(lambda text: _western(text).encode("utf-8")),
    ),
    Transformation("identifiers as 1.2E+17", _of_rows(_exponent), "not more", True),
    Transformation(
        "a column more",
        _of_rows(lambda rows: [[*row, "more" if n == 0 else "x"] for n, row in enumerate(rows)]),
        "same, told",
        True,
    ),
    *(
        Transformation(
            f"column {place + 1} renamed", _of_rows(_renamed(place)), "no more figures, told", True
        )
        for place in range(3)
    ),
    *(
        Transformation(
            f"column {place + 1} missing", _of_rows(_without(place)), "no more figures, told", True
        )
        for place in range(3)
    ),
)
