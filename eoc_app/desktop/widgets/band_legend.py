"""The names of the bands beside their colours, and of the hatches beside their strokes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets import ink
from eoc_app.views import Level

_HEIGHT = 18.0
_GAP = 4.0
_PAD = 7.0
_SWATCH = 18.0
_INSET = 1.0

Entry = tuple[Level, str]


def _is_band(level: Level | None) -> bool:
    return level not in ("not_assessable", "no_data", "none", None)


class BandLegend(QWidget):
    """A strip of swatches that flows over as many lines as its width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend: tuple[Entry, ...] = ()
        self._outlined = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(self, view: tuple[Entry, ...], outlined: str = "") -> None:
        """Draw these levels, in this order, then what an outline means where one is drawn."""
        if (view, outlined) == (self._legend, self._outlined):
            return
        self._legend, self._outlined = view, outlined
        words = [text for _, text in view]
        words += [f"outlined: {outlined}"] if outlined else []
        self.setAccessibleName("Legend: " + ", ".join(words))
        self.updateGeometry()
        self.update()

    def one_line_width(self) -> int:
        """The width at which nothing wraps."""
        placed = self._placed(100_000)
        return int(max((rect.right() for _, _, rect in placed), default=0.0)) + 1

    def last_line_width(self, width: int) -> int:
        """How far the last line reaches at a width."""
        placed = self._placed(width)
        bottom = max((rect.bottom() for _, _, rect in placed), default=0.0)
        return int(max((r.right() for _, _, r in placed if r.bottom() == bottom), default=0.0)) + 1

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max((rect.bottom() for _, _, rect in self._placed(width)), default=0.0))

    def sizeHint(self) -> QSize:
        width = self.one_line_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, int(_HEIGHT))

    def _placed(self, width: float) -> list[tuple[Level | None, str, QRectF]]:
        size = current().size.small
        placed: list[tuple[Level | None, str, QRectF]] = []
        x, y = 0.0, 0.0
        entries: list[tuple[Level | None, str]] = [*self._legend]
        entries += [(None, self._outlined)] if self._outlined else []
        for level, text in entries:
            wide = ink.text_width(text, size) + 2 * _PAD
            if not _is_band(level):
                wide += _SWATCH - _PAD + _INSET
            if x > 0 and x + wide > width:
                x, y = 0.0, y + _HEIGHT + _GAP
            placed.append((level, text, QRectF(x, y, wide, _HEIGHT)))
            x += wide + _GAP
        return placed

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(look.size.small))
        for level, text, rect in self._placed(self.width()):
            painter.setPen(Qt.PenStyle.NoPen)
            if level is not None and _is_band(level):
                painter.setBrush(look.band(level))
                painter.drawRoundedRect(rect, 3, 3)
                painter.setPen(look.band_text(level))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
                continue
            swatch = QRectF(rect.left() + _INSET, rect.top() + 3, _SWATCH - 4, _HEIGHT - 6)
            painter.setBrush(look.land)
            painter.drawRect(swatch)
            if level is None:
                painter.setPen(QPen(look.warning, 1.3))
                painter.drawRect(swatch)
            else:
                painter.setBrush(ink.level_brush(look, level))
                painter.drawRect(swatch)
            ink.draw_line(painter, rect.adjusted(_INSET + _SWATCH, 0, 0, 0), text, look.dim)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
