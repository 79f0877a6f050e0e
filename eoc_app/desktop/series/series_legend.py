"""What the marks of the charts mean, on one line that wraps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.desktop.series.series_plot import HEAVY
from eoc_app.desktop.series.series_range import RING
from eoc_app.views.series_grid_view import SeriesGridView

_ENTRIES = (
    ("alert", "at or over the alert threshold"),
    ("restriction", "restriction period"),
    ("election", "election day"),
    ("break", "regime break"),
    ("bounds", "bounds of the figure"),
    ("open", "more than, as stated"),
    ("threshold", "watch and alert threshold"),
    ("unknown", "not known"),
    ("synthetic", "synthetic, exercise"),
)
_KEY = 18.0
_ROW = 18.0


class SeriesLegend(QWidget):
    """Keys of all marks that a series chart can have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Legend")
        self._entries: tuple[tuple[str, str], ...] = _ENTRIES
        self.setAccessibleDescription(self._told())

    def show_view(self, view: SeriesGridView) -> None:
        """Explain these charts: their expected ranges too, where they have any."""
        # Without ranges, why there are none stands in their place, without a key.
        kind = "range" if view.exceeded_text else ""
        ranged = ((kind, view.range_text), ("exceeded", view.exceeded_text))
        entries = (*((kind, text) for kind, text in ranged if text), *_ENTRIES)
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleDescription(self._told())
            self.updateGeometry()
            self.update()

    def _told(self) -> str:
        return ", ".join(text for _, text in self._entries)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max((y for _, _, _, y in self._places(width)), default=0.0) + _ROW)

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        face = ink.metrics(look.size.small)
        for kind, text, x, y in self._places(self.width()):
            if kind:
                _key(painter, kind, QRectF(x, y + 3, _KEY - 6, _ROW - 6), look)
            painter.setFont(look.font(look.size.small))
            painter.setPen(look.mute)
            painter.drawText(
                QPointF(x + (_KEY if kind else 0.0), y + _ROW / 2 + face.capHeight() / 2), text
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _places(self, width: float) -> list[tuple[str, str, float, float]]:
        size = current().size.small
        x = y = 0.0
        places = []
        for kind, text in self._entries:
            wide = (_KEY if kind else 0.0) + ink.text_width(text, size)
            if x and x + wide > width:
                x, y = 0.0, y + _ROW
            places.append((kind, text, x, y))
            x += wide + 16
        return places


def _key(painter: QPainter, kind: str, box: QRectF, look: Theme) -> None:
    """One mark as the plots draw it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = box.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind in ("range", "exceeded", "alert"):
        _key_of_range(painter, kind, box, look)
    elif kind == "restriction":
        painter.fillRect(box, look.faded(look.warning, 0.16))
        painter.setPen(QPen(look.faded(look.warning, 0.7), 1.0))
        painter.drawLine(QLineF(box.left(), box.top(), box.left(), box.bottom()))
        painter.drawLine(QLineF(box.right(), box.top(), box.right(), box.bottom()))
    elif kind == "election":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.text)
        painter.drawPolygon(ink.diamond(middle, 5.0))
    elif kind == "break":
        painter.setPen(QPen(look.regime_break, 1.5))
        painter.drawLine(QLineF(middle.x(), box.top(), middle.x(), box.bottom()))
    elif kind == "bounds":
        painter.fillRect(box.adjusted(0, 2, 0, -2), look.faded(look.harm, 0.22))
        painter.setPen(QPen(look.harm, 1.5))
        painter.drawLine(QLineF(box.left(), middle.y(), box.right(), middle.y()))
    elif kind == "open":
        pen = QPen(look.dim, 1.4)
        pen.setDashPattern([3.0, 1.5])
        painter.setPen(pen)
        painter.drawLine(QLineF(box.left(), box.bottom() - 2, box.right(), box.bottom() - 2))
        painter.setPen(QPen(look.dim, 1.2))
        painter.drawLine(QLineF(middle.x(), box.bottom() - 2, middle.x(), box.top()))
        painter.drawLine(QLineF(middle.x() - 2.5, box.top() + 3, middle.x(), box.top()))
        painter.drawLine(QLineF(middle.x() + 2.5, box.top() + 3, middle.x(), box.top()))
    elif kind == "threshold":
        pen = QPen(look.mute, 1.0)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QLineF(box.left(), middle.y(), box.right(), middle.y()))
    elif kind == "unknown":
        painter.fillRect(box, look.hatch(look.faded(look.not_assessable, 0.7)))
    else:
        painter.fillRect(box, ink.exercise_hatch(look, 0.8))


def _key_of_range(painter: QPainter, kind: str, box: QRectF, look: Theme) -> None:
    middle = box.center()
    if kind == "exceeded":
        painter.setPen(QPen(look.harm, 1.8))
        painter.drawEllipse(middle, RING, RING)
    elif kind == "alert":
        painter.setPen(QPen(look.harm, HEAVY))
        painter.drawLine(QLineF(box.left() + 1, middle.y() + 2, box.right() - 1, middle.y() - 2))
    else:
        painter.fillRect(box, look.faded(look.dim, 0.13))
        for y, strength in ((box.top(), 0.5), (box.bottom(), 0.5), (middle.y(), 0.85)):
            painter.setPen(QPen(look.faded(look.dim, strength), 1.0))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
