"""What the bars and signs of a timeline mean: only those that are on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.desktop.restrictions import timeline_signs
from eoc_app.desktop.restrictions.timeline_bars import Brushes, box
from eoc_app.views.timeline_view import TimelineView

_LINE: Final = 18.0
_SWATCH: Final = 26.0
_GAP: Final = 16.0
_STANDINGS: Final = ("in_force", "upcoming", "ended", "moved", "not_known")
_WORDS: Final = {
    "in_force": "in force",
    "upcoming": "next",
    "ended": "ended",
    "moved": "withdrawn",
    "not_known": "not known",
    "conditional": "only if needed",
    "fringe": "only in some zones",
    "was": "end before it was moved",
    "edge": "goes on",
    "election": "election day",
    "exercise": "synthetic",
}


def signs_of(view: TimelineView) -> tuple[str, ...]:
    """The signs that a timeline shows, in the order in which they are explained."""
    signs: set[str] = set()
    for lane in view.lanes:
        if lane.elections:
            signs.add("election")
        for bar in lane.bars:
            signs.add(bar.standing)
            if bar.conditional:
                signs.add("conditional")
            if bar.core is not None:
                signs.add("fringe")
            if bar.moved_from is not None:
                signs.add("was")
            if bar.exercise:
                signs.add("exercise")
            if bar.starts < view.starts or bar.ends > view.ends:
                signs.add("edge")
    return tuple(sign for sign in _WORDS if sign in signs)


class TimelineLegend(QWidget):
    """A line of signs with their words, over as many lines as its width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(self, view: TimelineView) -> None:
        """Explain the signs of this timeline."""
        signs = signs_of(view)
        if signs != self._signs:
            self._signs = signs
            self.setAccessibleName("Legend: " + ", ".join(_WORDS[sign] for sign in signs))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max((y + _LINE for _, _, y in self._placed(width)), default=0.0))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width()) if self._signs else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setFont(look.font(look.size.small))
        brushes = Brushes(look)
        for sign, x, y in self._placed(self.width()):
            middle = round(y + _LINE / 2)
            swatch = QRectF(round(x) + 0.5, middle - 4.5, _SWATCH - 8, 9)
            _paint(painter, sign, swatch, brushes, look)
            words = QRectF(x + _SWATCH - 2, y, 400, _LINE)
            ink.draw_line(painter, words, _WORDS[sign], look.dim)

    def _placed(self, width: float) -> list[tuple[str, float, float]]:
        places = []
        x = y = 0.0
        for sign in self._signs:
            wide = _SWATCH + ink.text_width(_WORDS[sign], current().size.small)
            if x > 0 and x + wide > width:
                x, y = 0.0, y + _LINE
            places.append((sign, x, y))
            x += wide + _GAP
        return places

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _paint(painter: QPainter, sign: str, at: QRectF, brushes: Brushes, look: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    middle = at.center()
    match sign:
        case "conditional":
            box(painter, at, *brushes.of(("upcoming", True)), None)
        case "fringe":
            fill, pen = brushes.of(("in_force", False))
            box(painter, at.adjusted(0, 2, 0, -2), brushes.fringe, pen, None)
            box(painter, at.adjusted(5, 0, -5, 0), fill, pen, None)
        case "was":
            timeline_signs.moved_end(painter, middle.x(), middle.x() + 9, at.top(), 9, look)
        case "edge":
            painter.setPen(QPen(look.mute, 1.0))
            painter.drawLine(QPointF(at.right() - 3, at.top()), at.bottomRight() - QPointF(3, 0))
            tip = QPointF(at.right() - 5, middle.y())
            timeline_signs.point(painter, tip, 1, 5.0, look.dim)
        case "election":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.text)
            painter.drawPolygon(ink.diamond(middle, 5.5))
        case "exercise":
            fill, pen = brushes.of(("upcoming", False))
            box(painter, at, fill, pen, brushes.exercise)
        case _:
            box(painter, at, *brushes.of((sign, False)), None)
            if sign == "moved":
                timeline_signs.withdrawn(painter, at, 0.0, look)
