"""Files that no importer knows: what they are, in the words of who has to export them again."""

from __future__ import annotations

from typing import Final

from eoc_app.builder.sources import encodings
from eoc_app.builder.sources.delimited import looks_like_text
from eoc_app.builder.sources.source import Source
from eoc_app.core.problem import Problem

_KINDS: Final = (
    (b"%PDF", "it is a PDF"),
    (b"{\\rtf", "it is a text document"),
    (b"\x1f\x8b", "it is packed with gzip"),
    (b"BZh", "it is packed with bzip2"),
    (b"\xfd7zXZ", "it is packed with xz"),
    (b"(\xb5/\xfd", "it is packed with zstandard"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive"),
    (b"Rar!", "it is a RAR archive"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"SQLite format 3", "it is a database"),
)
_BEGINNINGS: Final = (
    (("<!doctype html", "<html"), "it is a web page, perhaps of a sign-in that came first"),
    (("{", "["), "it is JSON"),
    (("<?xml",), "it is XML"),
)
STRANGE_SHEET: Final = "a sheet that no importer knows"
EXPORT: Final = "leave it out, or export it as csv with a table's columns (docs/snapshot.md)"


def unknown(source: Source) -> Problem:
    """That no importer knows a file, and what it is where that can be told."""
    why, remedy = f"no importer knows what it is{_kind(source)}", EXPORT
    if looks_like_text(source.head) and encodings.of(source).name is None:
        why = "it is not UTF-8, and its words do not tell which other encoding it has"
        remedy = "save it as CSV UTF-8, or leave it out"
    return Problem("A file was not imported", why, remedy, file=source.path)


def unknown_book(path: str, sheets: list[Source]) -> Problem:
    """That no importer knows any sheet of a workbook."""
    why = "it is an Excel workbook, and no importer knows "
    names = ", ".join(sheet.name.removesuffix(".csv") for sheet in sheets[:5])
    more = f" and {len(sheets) - 5} more" if len(sheets) > 5 else ""
    why += f"any of its sheets: {names}{more}" if len(sheets) > 1 else "its one sheet"
    return Problem("A file was not imported", why, EXPORT, file=path)


def _kind(source: Source) -> str:
    for beginning, words in _KINDS:
        if source.head.startswith(beginning):
            return f": {words}"
    if source.head[8:12] == b"DUCK":
        return ": it is a snapshot or another DuckDB file"
    start = source.head[:512].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    return next((f": {words}" for marks, words in _BEGINNINGS if start.startswith(marks)), "")
