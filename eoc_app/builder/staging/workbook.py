"""Workbooks: each sheet becomes a table of text, one line a row; nothing is calculated."""

from __future__ import annotations

import csv
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any, Final

from eoc_app.builder.sources.source import Source
from eoc_app.core.problem import Problem

LARGEST: Final = 1 << 30
"""Bytes of all parts of a workbook, unpacked."""
MOST_CELLS: Final = 40_000_000
EXACT_DIGITS: Final = 15
"""Digits that a spreadsheet keeps of a number."""
HIDDEN: Final = "a hidden sheet"
BOOK: Final = "xl/workbook.xml"
_PERCENT: Final = re.compile(r"(?:\.(?P<digits>[0#?]*))?%")
_NO_RESULT: Final = re.compile(rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CHUNK: Final = 1 << 20
_OTHERS: Final = (
    ("xl/workbook.bin", "it is an Excel workbook in the binary format (.xlsb)"),
    ("word/document.xml", "it is a Word document"),
    ("ppt/presentation.xml", "it is a presentation"),
    ("content.xml", "it is an OpenDocument file (.ods or .odt)"),
    ("Index/Document.iwa", "it is a file of Numbers or Pages"),
)
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REMEDY: Final = "save it as an Excel workbook (.xlsx), or each sheet as CSV UTF-8"


class _Unfit(Exception):  # noqa: N818 - what happened to the workbook
    """Why a workbook or a sheet cannot be read, and what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy


def foreign(source: Source, names: list[str]) -> Problem | None:
    """The one message of an office file that is not read; `names` are the members of its zip."""
    if source.head.startswith(OLE):
        why = "it is an Excel workbook of the old format (.xls), or one locked with a password"
        return _refusal(source.path, why, f"{REMEDY}, without a password")
    why = next((words for name, words in _OTHERS if name in names), "")
    return _refusal(source.path, why, REMEDY) if why and BOOK not in names else None


def sheets(
    source: Source, problems: list[Problem], skipped: dict[str, str], scratch: Path
) -> Iterator[Source]:
    """Every sheet of a workbook with any cell, as csv; what cannot be read is told once."""
    found: list[tuple[str, Path]] = []
    folder = scratch / f"sheets-{len(list(scratch.iterdir()))}"
    folder.mkdir()
    try:
        with source.as_file() as path, _opened(path) as book:
            _hold(path)
            for number, sheet in enumerate(book.worksheets):
                if sheet.sheet_state != "visible":
                    skipped[f"{source.path}!{sheet.title}"] = HIDDEN
                    continue
                target = folder / f"{number}.csv"
                if _written(sheet, target):
                    found.append((sheet.title, target))
    except _Unfit as unfit:
        problems.append(_refusal(source.path, unfit.why, unfit.remedy))
        return
    except Exception as error:  # noqa: BLE001 - damaged workbooks raise anything
        why = f"it is an Excel workbook that cannot be read ({str(error) or type(error).__name__})"
        problems.append(_refusal(source.path, why, REMEDY))
        return
    if not found:
        problems.append(_refusal(source.path, "no sheet of the workbook holds anything", REMEDY))
    stem = PurePosixPath(source.name).stem
    for title, target in found:
        alone = len(found) == 1
        yield Source(
            source.path if alone else f"{source.path}!{title}",
            target,
            enclosing=(source.name, *source.around),
            called=f"{stem if alone else title}.csv",
            workbook=source.path,
        )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import openpyxl  # noqa: PLC0415 - only builds with workbooks pay for it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and features that hold no cell
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _hold(path: Path) -> None:
    """Refuse a workbook that is too large, or whose formulas have no results."""
    with zipfile.ZipFile(path) as archive:
        size = sum(int(info.file_size) for info in archive.infolist())
        if size > LARGEST:
            raise _Unfit(f"unpacked it would take {size:,} bytes", "export its sheets as CSV UTF-8")
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            with archive.open(name) as part:
                rest = b""
                while piece := part.read(_CHUNK):
                    if _NO_RESULT.search(rest + piece):
                        raise _Unfit(
                            "it holds formulas whose results are not stored in it",
                            "open it in a spreadsheet program and save it, or export csv",
                        )
                    rest = piece[-4096:]


def _written(sheet: Any, target: Path) -> bool:
    """Write the cells of a sheet, and say whether there are any."""
    sheet.reset_dimensions()  # which a file may state as it likes
    width = cells = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in sheet.iter_rows():
            texts = [_text(cell) for cell in row]
            while texts and not texts[-1]:
                texts.pop()
            width = max(width, len(texts))
            cells += len(row) + 1
            if cells > MOST_CELLS:
                raise _Unfit(f"it has more than {MOST_CELLS:,} cells", "export its sheets as csv")
            if texts:
                writer.writerow(texts + [""] * (width - len(texts)))
            else:
                file.write("\n")
    return width > 0


def _text(cell: Any) -> str:  # noqa: PLR0911 - one a kind of cell
    """A cell as a person reads it, with all the digits that are stored."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "true" if value else "false"
        case int() | float() as value:
            return _number(value, cell.number_format or "")
        case datetime() as moment:
            moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
            return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
        case date() | time() as value:
            return value.isoformat()
        case timedelta() as length:
            minutes, seconds = divmod(round(length.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case value:
            return " ".join(str(value).splitlines())


def _number(value: float, form: str) -> str:
    """A number as text; one whose last digits a spreadsheet has cut stays in the form `1.2E+17`."""
    percent = _PERCENT.search(form)
    if percent is not None:
        share = (Decimal(repr(value)) * 100).normalize()
        digits = max(len(percent["digits"] or ""), -int(share.as_tuple().exponent))
        return f"{share:.{digits}f}%"
    if abs(value) >= 10**EXACT_DIGITS:
        whole = str(value)
        is_exact = whole.isdecimal() and len(whole.rstrip("0")) > EXACT_DIGITS
        return whole if is_exact else f"{value:.{EXACT_DIGITS - 1}E}"
    return str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"


def _refusal(path: str, why: str, remedy: str) -> Problem:
    return Problem("A workbook or document was not imported", why, remedy, file=path)
