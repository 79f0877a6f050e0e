"""What is copied out of the window: as shown, as other programs read it, and with its origin.

Thousands are grouped on the screen by narrow spaces, which make a text of a number elsewhere; an id
of 18 digits becomes another id where it is taken for a number. Both are mended here, once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from eoc_app.domain.wording.printed import MINUS, day
from eoc_app.views.header_view import HeaderView
from eoc_app.views.view import COPIED, Cell

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SPACES: Final = "[\u202f\u00a0\u2009]"
_GROUPED: Final = re.compile(rf"(?<=\d)(?:{_SPACES}|,)(?=\d{{3}}(?:\D|$))")
_PERCENT: Final = re.compile(rf"(?<=\d){_SPACES}%")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?%?")
_MOST_DIGITS: Final = 15
"""Digits that a spreadsheet keeps of a number."""
_AS_TEXT: Final = "mso-number-format:'\\@'"

_origin: list[str] = []


def speak_for(header: HeaderView, file_name: str) -> None:
    """Say which snapshot and day all copies from now on are of."""
    origin = f"no. {header.serial} by {header.publisher} ({header.trust}), file {file_name}"
    _origin[:] = [
        f"Snapshot {header.title}, {origin}",
        f"As of {header.as_of_text}; day shown {day(header.cursor_on)}",
        f"Marking {header.marking}",
    ]


def copied(cell: Cell) -> str:
    """A cell as text for other programs: plain digits, whole ids, and never a formula."""
    text = " ".join(cell.text.splitlines()).replace("\t", " ")
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return as_number(text)
    text = re.sub(_SPACES, " ", text)
    if text.startswith(_FORMULA) or (text.isdigit() and len(text) > _MOST_DIGITS):
        return "'" + text
    return text


def as_number(text: str) -> str:
    """A printed number as other programs read it: `-1204.5` of `−1 204.5`, `17%` of `17 %`."""
    ungrouped = _GROUPED.sub("", _GROUPED.sub("", text))
    return re.sub(_SPACES, " ", _PERCENT.sub("%", ungrouped)).replace(MINUS, "-")


def copy_rows(titles: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str]) -> None:
    """Copy rows below their titles, and above both what they are: heading, filter, origin.

    As text with tabs, and as a table in which ids are texts for spreadsheets.
    """
    invented = any(cell.exercise for row in rows for cell in row)
    own_notes = [COPIED, *notes] if invented and COPIED not in notes else notes
    comments = [" ".join(note.split()) for note in (*own_notes, *_origin) if note.strip()]
    listed = [[copied(cell) for cell in row] for row in rows]
    lines = [*(f"# {note}" for note in comments), *("\t".join(line) for line in [titles, *listed])]
    clipping = QMimeData()
    clipping.setText("\n".join(lines) + "\n")
    clipping.setHtml(_table(comments, titles, listed))
    QGuiApplication.clipboard().setMimeData(clipping)


def copy_text(text: str, stamp: str = "") -> None:
    """Copy words below what must stand over them, and the snapshot and day that they are of."""
    comments = (*filter(None, (stamp,)), *_origin)
    QGuiApplication.clipboard().setText("\n".join([*(f"# {note}" for note in comments), text]))


def copy_message(text: str) -> None:
    """Copy what the program says of itself, which is of no snapshot."""
    QGuiApplication.clipboard().setText(text)


def _table(comments: Sequence[str], titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    wide = max(len(titles), 1)
    parts = [f'<tr><td colspan="{wide}">{html.escape(note)}</td></tr>' for note in comments]
    parts.append("<tr>" + "".join(f"<th>{html.escape(title)}</th>" for title in titles) + "</tr>")
    parts += ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows]
    return f'<meta charset="utf-8"><table>{"".join(parts)}</table>'


def _cell(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return f"<td>{text}</td>"
    # The sign that keeps a text from being a formula in plain text is not needed here.
    shown = text[1:] if text.startswith("'") and len(text) > 1 else text
    return f'<td style="{_AS_TEXT}" sdnum="0;0;@">{html.escape(shown)}</td>'
