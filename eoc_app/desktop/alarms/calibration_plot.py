"""Did what was stated come true? Stated probabilities against shares of hits."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.domain.alarms.track_record import FEWEST, Bin, TrackRecord
from eoc_app.domain.figures.proportion import LEVEL
from eoc_app.domain.wording.printed import share

_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_RADIUS: Final = 4.0


class CalibrationPlot(QWidget):
    """Points on the diagonal are what was promised; where there is too little, only words.

    The whiskers are Wilson intervals; the figures below are the alarms that were judged.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: TrackRecord | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)

    def show_record(self, record: TrackRecord) -> None:
        """Draw the bins of a record in which enough alarms were judged."""
        self._record = record
        self.setAccessibleName("Calibration: stated probability against the share that came true")
        self.setAccessibleDescription(spoken(record))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._record is None:
            return
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not drawable(self._record):
            text = ink.lines(too_few(self._record), look.size.body, False, self.width() - 8)
            text.draw(painter, 4, 6, look.dim)
            return
        _Drawing(self._record.bins, QRectF(self.rect()), look).draw(painter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def drawable(record: TrackRecord) -> bool:
    """Whether any bin holds enough judged alarms to say how often they came true."""
    return any(level.observed is not None for level in record.bins)


def too_few(record: TrackRecord) -> str:
    """Why there is no plot, with the numbers there are."""
    if not record.bins:
        return (
            "No calibration plot: no alarm is judged yet. It needs at least"
            f" {FEWEST} judged alarms of about the same stated probability."
        )
    there = "; ".join(
        f"{level.count} stated {share(level.lower)} to {share(level.upper)}"
        for level in record.bins
    )
    return (
        f"No calibration plot: it needs at least {FEWEST} judged alarms of about the same stated"
        f" probability. So far: {there}."
    )


def spoken(record: TrackRecord) -> str:
    """The plot in words."""
    if not drawable(record):
        return too_few(record)
    return "; ".join(
        f"stated {share(level.stated)}, came true "
        + (
            f"{share(level.observed.share)} of {level.count}, interval"
            f" {share(level.observed.lower)} to {share(level.observed.upper)}"
            if level.observed is not None
            else f"too few to say: only {level.count} judged"
        )
        for level in record.bins
    )


class _Drawing:
    def __init__(self, bins: tuple[Bin, ...], box: QRectF, look: Theme) -> None:
        self.bins, self.look = bins, look
        self.small = look.size.small
        step = ink.metrics(self.small).height()
        left = ink.text_width(share(1.0), self.small) + 10
        head = step + 8
        # Ticks, the counts and the caption stand below.
        foot = 3 * step + 14
        self.box = box
        self.area = QRectF(
            box.left() + left, box.top() + head, box.width() - left - 14, box.height() - head - foot
        )
        self.step = step

    def _at(self, stated: float, seen: float) -> QPointF:
        area = self.area
        return QPointF(area.left() + stated * area.width(), area.bottom() - seen * area.height())

    def draw(self, painter: QPainter) -> None:
        self._axes(painter)
        look = self.look
        pen = QPen(look.mute, 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(self._at(0, 0), self._at(1, 1))
        for level in self.bins:
            if level.observed is not None:
                self._point(painter, level)
        self._counts(painter)

    def _axes(self, painter: QPainter) -> None:
        look, area = self.look, self.area
        painter.setFont(look.font(self.small))
        rise = ink.metrics(self.small).capHeight() / 2
        for tick in _TICKS:
            text = share(tick)
            wide = ink.text_width(text, self.small)
            low, high = self._at(tick, 0), self._at(0, tick)
            painter.setPen(QPen(look.grid, 1))
            painter.drawLine(QPointF(area.left(), high.y()), QPointF(area.right(), high.y()))
            painter.drawLine(QPointF(low.x(), area.top()), QPointF(low.x(), area.bottom()))
            painter.setPen(look.mute)
            painter.drawText(QPointF(area.left() - 6 - wide, high.y() + rise), text)
            x = min(max(low.x() - wide / 2, area.left() - wide / 2), self.box.right() - wide)
            painter.drawText(QPointF(x, area.bottom() + self.step + 3), text)
        painter.setPen(QPen(look.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(look.dim)
        painter.drawText(
            QPointF(self.box.left(), self.box.top() + self.step - 2),
            f"Came true (share of judged alarms, {share(LEVEL)} interval)",
        )
        caption = "Stated probability; dashed: as stated; (n): too few to draw"
        wide = ink.text_width(caption, self.small)
        painter.drawText(QPointF(area.right() - wide, area.bottom() + 3 * self.step + 8), caption)

    def _point(self, painter: QPainter, level: Bin) -> None:
        if level.observed is None:
            return
        look = self.look
        at = self._at(level.stated, level.observed.share)
        low = self._at(level.stated, level.observed.lower)
        high = self._at(level.stated, level.observed.upper)
        painter.setPen(QPen(look.text, 1.4))
        painter.drawLine(low, high)
        for end in (low, high):
            painter.drawLine(end + QPointF(-4, 0), end + QPointF(4, 0))
        painter.setPen(QPen(look.surface, 1.5))
        painter.setBrush(look.accent)
        painter.drawEllipse(at, _RADIUS, _RADIUS)

    def _counts(self, painter: QPainter) -> None:
        """How many were judged, below where they stand; few of them dim, and without a point."""
        look = self.look
        base = self.area.bottom() + 2 * self.step + 5
        painter.setPen(look.mute)
        painter.drawText(QPointF(self.box.left(), base), "judged")
        edge = self.box.left() + ink.text_width("judged", self.small) + 6
        for level in self.bins:
            text = str(level.count) if level.observed is not None else f"({level.count})"
            wide = ink.text_width(text, self.small)
            x = max(self._at(level.stated, 0).x() - wide / 2, edge)
            edge = x + wide + 4
            painter.setPen(look.text if level.observed is not None else look.mute)
            painter.drawText(QPointF(x, base), text)
