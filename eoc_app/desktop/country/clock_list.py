"""The restriction clock of a country: what is in force, what is next, by both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from eoc_app.desktop.country import clock_words
from eoc_app.desktop.country.clock_mark import draw_mark
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.copying import copy_text
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.views.clock_view import ClockRow, ClockView
from eoc_app.views.view import COPIED

_PAD = 4.0
"""Room for the focus ring."""
_MARK = 20.0 + _PAD
_BESIDE_FROM = 430
"""From this width the two clocks stand beside the title; below, under it."""
_EMPTY = ClockView(title="", rows=(), snapshot_clock="", wall_clock="")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row's texts with their places, in pixels from its upper left corner."""

    texts: tuple[tuple[ink.Lines, float, float, str], ...]
    """Lines, x, y and the role of their colour."""
    height: float


class ClockList(Content, QScrollArea):
    """Rows that wrap; where a card is too small for all, they scroll rather than being cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(self)
        self.setWidget(self._rows)
        # Setting a widget makes it opaque; the card shows through.
        self._rows.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_view(self, view: ClockView) -> None:
        """Draw these rows."""
        self._rows.show_view(view)
        self.updateGeometry()

    def tick(self, now: datetime) -> bool:
        """Count down to this moment; whether what was awaited has come since the last one."""
        return self._rows.tick(now)

    def for_paper(self) -> None:
        """Leave what is said as it was when it was asked for."""
        self._rows.stand_still()

    def text(self) -> str:
        """All rows as plain text, a line each."""
        return self._rows.text()

    def sizeHint(self) -> QSize:
        width = max(self.width(), 300)
        return QSize(420, min(self._rows.heightForWidth(width), 420))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        return self._rows.heightForWidth(width)


class _Rows(QWidget):
    """Mark, title, what it is at the snapshot and at the wall clock, the law."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = _EMPTY
        self._now: datetime | None = None
        self._placed: dict[int, list[_Placed]] = {}  # by width, since layouts ask again and again
        self._still = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        copy = QAction("Copy", self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)

    def show_view(self, view: ClockView) -> None:
        if view == self._view:
            return
        self._view = view
        self._placed = {}
        self.setAccessibleName(view.title or "Restriction clock")
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def tick(self, now: datetime) -> bool:
        if self._still:
            return False
        before, self._now, rows = self._now, now, self._view.rows
        if any(clock_words.at_wall(r, before) != clock_words.at_wall(r, now) for r in rows):
            self._placed = {}
            if self.heightForWidth(self.width()) != self.height():
                self.updateGeometry()
            self.update()
        awaited = (row.wall_edge_at for row in rows)
        return before is not None and any(at and before < at <= now for at in awaited)

    def stand_still(self) -> None:
        self._still = True

    def text(self) -> str:
        return clock_words.spoken(self._view, self._now)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._head(width).height + sum(p.height for p in self._rows(width)))

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        head = self._head(self.width())
        _draw(painter, head, 0.0, look)
        y = head.height
        for row, placed in zip(self._view.rows, self._rows(self.width()), strict=True):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(look.line)
            painter.drawLine(QPointF(0, round(y)), QPointF(self.width(), round(y)))
            draw_mark(painter, QRectF(_PAD, y + 6, 14, 16), row, look)
            _draw(painter, placed, y, look)
            y += placed.height
        if self.hasFocus():
            ink.draw_focus(painter, QRectF(self.rect()), look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _copy(self) -> None:
        copy_text(self.text(), COPIED if self._view.is_exercise else "")

    def _columns(self, width: int) -> tuple[float, float, float]:
        """Left ends of the snapshot's and the wall clock's column, and the width of each."""
        if width >= _BESIDE_FROM:
            first = _MARK + max(130.0, (width - _MARK) * 0.36)
            each = (width - _PAD - first - 12) / 2
            return first, first + each + 12, each
        each = (width - _PAD - _MARK - 12) / 2
        return _MARK, _MARK + each + 12, each

    def _head(self, width: int) -> _Placed:
        """Both clocks with their times, over what they say."""
        size = current().size.small
        left, right, each = self._columns(width)
        view = self._view
        texts = []
        for words, x in ((view.snapshot_clock, left), (view.wall_clock, right)):
            if words:
                texts.append((ink.lines(words, size, False, each), x, _PAD, "mute"))
        return _Placed(tuple(texts), max((t.height for t, *_ in texts), default=0.0) + _PAD + 5)

    def _rows(self, width: int) -> list[_Placed]:
        if width not in self._placed:
            self._placed[width] = [self._row(row, width) for row in self._view.rows]
        return self._placed[width]

    def _row(self, row: ClockRow, width: int) -> _Placed:
        size, y, texts = current().size, 6.0, []
        left, right, each = self._columns(width)
        beside = width >= _BESIDE_FROM
        title = ink.lines(
            row.title, size.body, True, (left - 12 if beside else width - _PAD) - _MARK
        )
        quiet = row.standing in ("ended", "no_rule", "moved")
        texts.append((title, _MARK, y, "dim" if quiet else "text"))
        first = y if beside else y + title.height + 1
        below = first
        # On one base line with the title.
        drop = (title.step - ink.metrics(size.label).height()) / 2 if beside else 0.0
        for words, x, standing in (
            (clock_words.at_snapshot(row), left, row.standing),
            (clock_words.at_wall(row, self._now), right, row.wall_standing),
        ):
            if words:
                lines = ink.lines(words, size.label, False, each)
                texts.append((lines, x, first + drop, _role(standing)))
                below = max(below, first + drop + lines.height)
        y = max(below, y + title.height) + 1
        for words, role in clock_words.below(row):
            lines = ink.lines(words, size.small, False, width - _PAD - _MARK)
            texts.append((lines, _MARK, y, role))
            y += lines.height
        return _Placed(tuple(texts), y + 7)


def _role(standing: str) -> str:
    if standing == "in_force":
        return "warning"
    return "text" if standing == "upcoming" else "dim"


def _draw(painter: QPainter, placed: _Placed, top: float, look: Theme) -> None:
    for lines, x, y, role in placed.texts:
        lines.draw(painter, x, top + y, look.role(role))
