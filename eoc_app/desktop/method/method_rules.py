"""What a method rules: its bands on their scale, and everything else in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.domain.wording.printed import share
from eoc_app.views.method_view import MethodView

_BAR: Final = 38.0
_SCALE: Final = 78
"""Height of the bands with their floors below and what is stated of alerts in them."""


class MethodRules(QWidget):
    """A ladder of bands and, below it, a line for each rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: MethodView | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(self, view: MethodView) -> None:
        """Show what this method rules."""
        self._view = view
        self.setAccessibleName("Rules of the method")
        self.setAccessibleDescription(". ".join(f"{what}: {how}" for what, how in view.rules))
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> list[tuple[str, ink.Lines]]:
        view, look = self._view, current()
        if view is None:
            return []
        # The bands stand above, on their scale.
        rules = [(what, how) for what, how in view.rules if what != "Bands"]
        rules += [("Counted twice?", _pairs(view))] if view.doubles else []
        room = max(width - self._left(look), 80.0)
        return [(what, ink.lines(how, look.size.label, False, room)) for what, how in rules]

    def _left(self, look: Theme) -> float:
        return ink.text_width("Stakes: nearness", look.size.label, True) + look.space.m

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        gap = current().space.xs
        return int(_SCALE + sum(text.height + gap for _what, text in self._lines(width)))

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(self.width(), 280)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        view, look = self._view, current()
        if view is None:
            return
        painter = QPainter(self)
        self._draw_bands(painter, view, look)
        y = float(_SCALE)
        for what, text in self._lines(self.width()):
            painter.setFont(look.font(look.size.label, True))
            ink.draw_line(painter, QRectF(0, y, self._left(look), text.step), what, look.dim)
            text.draw(painter, self._left(look), y, look.text)
            y += text.height + look.space.xs

    def _draw_bands(self, painter: QPainter, view: MethodView, look: Theme) -> None:
        wide, small = float(self.width()), look.size.small
        floors = [band.floor for band in view.bands] + [view.scale]
        for place, band in enumerate(view.bands):
            left, right = (wide * floor / view.scale for floor in floors[place : place + 2])
            box = QRectF(left, 0, right - left - 1, _BAR)
            painter.fillRect(box, look.band(band.level))
            painter.setPen(look.band_text(band.level))
            half = box.adjusted(0, 3, 0, -_BAR / 2)
            painter.setFont(look.font(look.size.label, True))
            painter.drawText(half, Qt.AlignmentFlag.AlignCenter, band.title)
            painter.setFont(look.font(small))
            probability = share(band.probability)
            painter.drawText(
                half.translated(0, _BAR / 2 - 4), Qt.AlignmentFlag.AlignCenter, probability
            )
        painter.setPen(look.mute)
        for place, floor in enumerate(floors):
            at = wide * floor / view.scale
            box = QRectF(at - 20, _BAR + 2, 40, 14)
            side = Qt.AlignmentFlag.AlignHCenter
            if place == 0:
                box, side = QRectF(0, _BAR + 2, 40, 14), Qt.AlignmentFlag.AlignLeft
            elif place == len(floors) - 1:
                box, side = QRectF(wide - 40, _BAR + 2, 40, 14), Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side, f"{floor:g}")
        painter.drawText(
            QRectF(0, _BAR + 17, wide, 14),
            Qt.AlignmentFlag.AlignLeft,
            "score, and in each band how often an alert is stated to turn out right",
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _pairs(view: MethodView) -> str:
    count, most = len(view.doubles), 3
    listed = "; ".join(view.doubles[:most])
    more = f"; and {count - most} more, ringed in the map" if count > most else ""
    return f"{listed}{more}"
