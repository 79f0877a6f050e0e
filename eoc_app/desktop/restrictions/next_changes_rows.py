"""Where the words of a coming change stand in a row, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.next_changes_view import NextChange

PAD: Final = 6.0
_GAP: Final = 12.0
_SIGN: Final = 32.0
_WHAT: Final = 230.0
"""The least width of the words where all stands in one line."""
_LEAST: Final = 100.0
_TOP: Final = 6.0

_APART: Final = 24.0
"""What columns are at most farther apart than they must be."""

Mode = Literal["line", "beside", "stacked"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Left ends of what stands in a row, by the width that there is.

    `line`: countdown, words and both times in one line; `beside`: both times under the words;
    `stacked`: all of them under each other, the countdown first.
    """

    mode: Mode
    width: float
    count: float
    """Width of the countdown."""
    what: float
    local: float
    room: float

    @property
    def what_room(self) -> float:
        """Width of the words."""
        if self.mode == "line":
            return self.local - _GAP - self.what
        beside = self.count + _GAP if self.mode == "beside" else 0.0
        return self.width - PAD - beside - self.what


def columns(changes: Iterable[NextChange], room_zone: str, width: float) -> Columns:
    """The columns that fit a width."""
    size = current().size
    count = max(ink.text_width(text, size.label, True) for text in ("in 23 h 59 m 59 s", "now"))
    local, room = _LEAST, max(_LEAST, ink.text_width(room_heading(room_zone), size.small))
    words = _WHAT
    for change in changes:
        local = max(local, ink.text_width(change.local_text, size.label))
        room = max(room, ink.text_width(change.room_text, size.label))
        subject = ink.text_width(f"{change.country}  ", size.body, True)
        words = max(words, subject + ink.text_width(what(change), size.body) + 2)
    left = PAD + _SIGN
    text = left + count + _GAP
    if text + _WHAT + local + room + 2 * _GAP + PAD <= width:
        # The times stand beside the words and not at the other side of a wide window.
        spare = width - (text + words + local + room + 2 * _GAP + PAD)
        first = text + words + _GAP + min(spare, 0.0) + min(max(spare, 0.0) / 3, _APART)
        second = first + local + _GAP + min(max(spare, 0.0) / 3, _APART)
        return Columns("line", width, count, text, first, second)
    if left + local + _GAP + room + PAD <= width:
        # Half and half, so that the columns of all rows stand under their headings.
        at = max(left + local + _GAP, left + (width - left - PAD + _GAP) / 2)
        at = min(at, width - PAD - room)
        return Columns("beside", width, count, left, left, at)
    names = max(ink.text_width(f"{word}  ", size.small) for word in ("local", "room"))
    return Columns("stacked", width, count, left, left + names, left + names)


def room_heading(zone: str) -> str:
    """What stands over the times of the room."""
    return f"room ({zone})"


def paint_headings(
    painter: QPainter, box: QRectF, at: Columns, room_zone: str, look: Theme
) -> None:
    """The names of both times over their columns."""
    painter.setFont(look.font(look.size.small))
    for x, text in ((at.local, "local"), (at.room, room_heading(room_zone))):
        ink.draw_line(painter, box.adjusted(x, 0, 0, 0), text, look.mute)
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.line)


@dataclass(frozen=True, slots=True)
class Row:
    """A change with its words broken into lines for its columns."""

    change: NextChange
    at: Columns
    words: ink.Lines
    note: ink.Lines | None
    top: float
    """Upper edge of the words."""
    times: float
    """Upper edge of the times."""
    height: float


def row(change: NextChange, at: Columns) -> Row:
    """Set a change into columns."""
    size = current().size
    words = ink.flowing(change.country, what(change), size.body, at.what_room)
    step = float(round(ink.metrics(size.label).height()))
    top = _TOP + (words.step if at.mode == "stacked" else 0.0)
    below = top + words.height
    if at.mode == "line":
        times = top + (words.step - step) / 2
    else:
        times = below + 1
        below = times + step * (2 if at.mode == "stacked" else 1)
    note = None
    if change.note:
        room = at.what_room if at.mode == "line" else at.width - PAD - at.what
        note = ink.lines(change.note, size.small, False, room)
        below += note.height + 1
    return Row(change, at, words, note, top, times, below + 7)


def what(change: NextChange) -> str:
    """The change in words; a condition of the period stays behind them."""
    title, condition, rest = change.title.partition(", if ")
    return f"{title} {'begins' if change.edge == 'starts' else 'ends'}{condition}{rest}"


def countdown_box(box: QRectF, at: Columns) -> QRectF:
    """Where the countdown of a row stands; alone what has to be painted when it counts."""
    left = {
        "line": at.what - _GAP - at.count,
        "beside": at.width - PAD - at.count,
        "stacked": at.what,
    }[at.mode]
    step = round(ink.metrics(current().size.body).height())
    return QRectF(box.left() + left, box.top() + _TOP, at.count + 1, step)


def paint_row(painter: QPainter, box: QRectF, row: Row, countdown: str, look: Theme) -> None:
    """Paint sign, countdown, words, both times and the note."""
    at, change = row.at, row.change
    top = box.top()
    _sign(painter, QRectF(box.left() + PAD, top + _TOP, 26, row.words.step), change, look)
    painter.setFont(look.font(look.size.label, bold=True))
    place = countdown_box(box, at)
    colour = look.accent if countdown == "now" else look.text
    ink.draw_line(painter, place, countdown, colour, right=at.mode == "beside")
    row.words.draw(painter, box.left() + at.what, top + row.top, look.text)
    step = float(round(ink.metrics(look.size.label).height()))
    y = top + row.times
    painter.setFont(look.font(look.size.label))
    for x, text in ((at.local, change.local_text), (at.room, change.room_text)):
        line = QRectF(box.left() + x, y, at.width - x, step)
        ink.draw_line(painter, line, text, look.text if x == at.local else look.dim)
        y += step if at.mode == "stacked" else 0.0
    if at.mode == "stacked":
        painter.setFont(look.font(look.size.small))
        for number, word in enumerate(("local", "room")):
            line = QRectF(box.left() + at.what, top + row.times + number * step, at.width, step)
            ink.draw_line(painter, line, word, look.mute)
    if row.note is not None:
        base = box.top() + row.height - 7 - row.note.height
        row.note.draw(painter, box.left() + at.what, base, look.dim)


def _sign(painter: QPainter, box: QRectF, change: NextChange, look: Theme) -> None:
    """What it is until then and what it becomes: hollow to filled, filled to struck through."""
    states: tuple[Standing, Standing] = (
        ("upcoming", "in_force") if change.edge == "starts" else ("in_force", "ended")
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for state, x in zip(states, (0.0, 16.0), strict=True):
        mark = QRectF(round(box.left() + x), box.top(), 8, box.height())
        ink.draw_standing(painter, mark, state, ink.standing_colour(look, state))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(look.mute, 1.0))
    middle = QPointF(box.left() + 12, round(box.center().y()) + 0.5)
    painter.drawLine(QLineF(middle - QPointF(3, 0), middle + QPointF(2.5, 0)))
    for up in (-2.5, 2.5):
        painter.drawLine(QLineF(middle + QPointF(2.5, 0), middle + QPointF(0, up)))
