"""What people and machines do to the files of a source, which are given and got by path."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Literal

import openpyxl

Files = dict[str, bytes]


def cells(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))


def written(
    rows: list[list[str]], mark: str = ",", *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, quoting=quoting, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def each(act: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    return lambda files: {name: act(text) for name, text in files.items()}


def of_rows(act: Callable[[list[list[str]]], list[list[str]]]) -> Callable[[Files], Files]:
    return each(lambda text: written(act(cells(text))))


def local(cell: str) -> str:
    """A number as a spreadsheet of a country with decimal commas writes it."""
    number = re.fullmatch(r"(≤?)(\d+)\.(\d+)( ?%?)", cell)
    if number is not None:
        return f"{number[1]}{int(number[2]):,}".replace(",", ".") + f",{number[3]}{number[4]}"
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", cell)
    return cell.replace(",", ".") if grouped else cell


def with_decimal_comma(text: bytes) -> bytes:
    rows = [[local(cell) for cell in row] for row in cells(text)]
    return written(rows, ";")


def shuffled(rows: list[list[str]]) -> list[list[str]]:
    below = rows[1:]
    random.Random(3).shuffle(below)  # noqa: S311 - an order, no secret
    return [rows[0], *below]


def totals(rows: list[list[str]]) -> list[list[str]]:
    """A last row with the sums of the columns of numbers."""

    def total(place: int) -> str:
        cells = [row[place] for row in rows[1:] if place < len(row)]
        numbers = [cell.replace(",", "") for cell in cells if re.fullmatch(r"[\d,.]+", cell)]
        whole = len(numbers) == len([cell for cell in cells if cell])
        return f"{sum(map(float, numbers)):g}" if numbers and whole else ""

    return [*rows, ["Total", *(total(place) for place in range(1, len(rows[0])))]]


def exponent(rows: list[list[str]]) -> list[list[str]]:
    """Long identifiers as spreadsheets show them."""
    return [
        [f"{float(cell):.5E}" if re.fullmatch(r"\d{15,}", cell) else cell for cell in row]
        for row in rows
    ]


def renamed(place: int) -> Callable[[list[list[str]]], list[list[str]]]:
    return lambda rows: [[*rows[0][:place], "Another", *rows[0][place + 1 :]], *rows[1:]]


def without(place: int) -> Callable[[list[list[str]]], list[list[str]]]:
    return lambda rows: [[*row[:place], *row[place + 1 :]] for row in rows]


def cut(share: float) -> Callable[[bytes], bytes]:
    """The text up to the first cell of the row at a share of it.

    What is cut within the last cell of a row, or behind it, nobody can see.
    """

    def act(text: bytes) -> bytes:
        row = text.index(b"\n", int(len(text) * share)) + 1
        return text[: max(row + 2, text.find(b",", row) - 1)]

    return act


def late_bytes(text: bytes) -> bytes:
    """A letter of another encoding in a cell of the last line."""
    lines = text.rstrip(b"\n").split(b"\n")
    place = lines[-1].rfind(b",") if b"," in lines[-1] else lines[-1].rfind(b":")
    lines[-1] = lines[-1][:place] + b"\xe9" + lines[-1][place:]
    return b"\n".join([*lines, b""])


def western(text: bytes) -> str:
    """The text without letters that Windows-1252 does not have."""
    return text.decode("utf-8").encode("cp1252", "ignore").decode("cp1252")


def zipped(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def workbook(files: Files) -> Files:
    """Every table as a workbook of one sheet, long numbers as text, as careful people keep them."""
    found: Files = {}
    for name, text in files.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in cells(text):
            sheet.append([value(cell) for cell in row])
        kept = io.BytesIO()
        book.save(kept)
        found[re.sub(r"\.csv$", ".xlsx", name)] = kept.getvalue()
    return found


def value(cell: str) -> str | float | int:
    if re.fullmatch(r"\d{1,14}", cell) and not cell.startswith("0"):
        return int(cell)
    return float(cell) if re.fullmatch(r"(?:0|[1-9]\d*)\.\d+", cell) else cell
