"""The names of the bands beside their colours, and of the hatches beside their strokes."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.views.levels import Level
from eoc_app.views.map_view import Outline

_HEIGHT = 18.0
_GAP = 4.0
_PAD = 7.0
_SWATCH = 18.0
_INSET = 1.0

Entry = tuple[Level, str]
_OUTLINED: Final[dict[Outline, str]] = {
    "both": "outlined",
    "then": "outlined with dashes",
    "now": "outlined with dots",
}


class _Placed(NamedTuple):
    """An entry of the legend, of a band or of an outline, with its place."""

    level: Level | None
    outline: Outline | None
    text: str
    rect: QRectF


def _is_band(level: Level | None) -> bool:
    return level not in ("not_assessable", "no_data", "none", None)


def _swatch(rect: QRectF) -> QRectF:
    return QRectF(rect.left() + _INSET, rect.top() + 3, _SWATCH - 4, _HEIGHT - 6)


class BandLegend(QWidget):
    """A strip of swatches that flows over as many lines as its width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend: tuple[Entry, ...] = ()
        self._outlines: tuple[tuple[Outline, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(
        self, view: tuple[Entry, ...], outlines: tuple[tuple[Outline, str], ...] = ()
    ) -> None:
        """Draw these levels, in this order, then what each outline means."""
        if (view, outlines) == (self._legend, self._outlines):
            return
        self._legend, self._outlines = view, outlines
        words = [text for _, text in view]
        words += [f"{_OUTLINED[outline]}: {text}" for outline, text in outlines]
        self.setAccessibleName("Legend: " + ", ".join(words))
        self.updateGeometry()
        self.update()

    def one_line_width(self) -> int:
        """The width at which nothing wraps."""
        placed = self._placed(100_000)
        return int(max((entry.rect.right() for entry in placed), default=0.0)) + 1

    def last_line_width(self, width: int) -> int:
        """How far the last line reaches at a width."""
        placed = self._placed(width)
        boxes = [entry.rect for entry in placed]
        bottom = max((box.bottom() for box in boxes), default=0.0)
        return int(max((box.right() for box in boxes if box.bottom() == bottom), default=0.0)) + 1

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max((entry.rect.bottom() for entry in self._placed(width)), default=0.0))

    def sizeHint(self) -> QSize:
        width = self.one_line_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, int(_HEIGHT))

    def _placed(self, width: float) -> list[_Placed]:
        size = current().size.small
        placed: list[_Placed] = []
        x, y = 0.0, 0.0
        entries: list[tuple[Level | None, Outline | None, str]] = [
            *((level, None, text) for level, text in self._legend),
            *((None, outline, text) for outline, text in self._outlines),
        ]
        for level, outline, text in entries:
            wide = ink.text_width(text, size) + 2 * _PAD
            if not _is_band(level):
                wide += _SWATCH - _PAD + _INSET
            if x > 0 and x + wide > width:
                x, y = 0.0, y + _HEIGHT + _GAP
            placed.append(_Placed(level, outline, text, QRectF(x, y, wide, _HEIGHT)))
            x += wide + _GAP
        return placed

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(look.size.small))
        for level, outline, text, rect in self._placed(self.width()):
            painter.setPen(Qt.PenStyle.NoPen)
            if level is not None and _is_band(level):
                painter.setBrush(look.band(level))
                painter.drawRoundedRect(rect, 3, 3)
                painter.setPen(look.band_text(level))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
                continue
            painter.setBrush(look.land)
            painter.drawRect(_swatch(rect))
            if outline is not None:
                painter.setPen(ink.outline_pen(look, outline))
            elif level is not None:
                painter.setBrush(ink.level_brush(look, level))
            painter.drawRect(_swatch(rect))
            ink.draw_line(painter, rect.adjusted(_INSET + _SWATCH, 0, 0, 0), text, look.dim)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
