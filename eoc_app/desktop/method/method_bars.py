"""What indicators weigh by the method, beside what they really do between countries."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.domain.wording.printed import NONE, figure, share, stated_share
from eoc_app.views.method_view import IndicatorRule, MethodView

_ROW: Final = 34.0
_HEAD: Final = 40.0
_NUMBERS: Final = 64.0
_LEAST_SCALE: Final = 0.05


class MethodBars(QWidget):
    """Two bars for each judged indicator: its share of the score, and of the differences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: MethodView | None = None
        self._rows: list[IndicatorRule] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_view(self, view: MethodView) -> None:
        """Show the judged indicators of this method."""
        self._view = view
        self._rows = [indicator for indicator in view.indicators if indicator.judged]
        self.setAccessibleName("Shares of the score and of the differences between countries")
        self.setAccessibleDescription("; ".join(_said(indicator) for indicator in self._rows))
        self.setFixedHeight(int(_HEAD + _ROW * len(self._rows)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, int(_HEAD + _ROW * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def _span(self) -> tuple[float, float]:
        """The least and the largest share that the bars must hold."""
        shares = [indicator.effective_weight or 0.0 for indicator in self._rows]
        shares += [indicator.variance_share or 0.0 for indicator in self._rows]
        return min([*shares, 0.0]), max([*shares, _LEAST_SCALE])

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, wide = current(), float(self.width())
        painter = QPainter(self)
        titles = wide * 0.42
        left, right = titles + look.space.s, wide - 2 * _NUMBERS - look.space.xs
        low, high = self._span()
        unit = (right - left) / (high - low)
        zero = left - low * unit
        self._draw_head(painter, look, left, right)
        painter.setPen(QPen(look.line, 1.0))
        painter.drawLine(QPointF(zero, _HEAD), QPointF(zero, self.height()))
        y = _HEAD
        for indicator in self._rows:
            painter.fillRect(QRectF(0, y + _ROW - 1, wide, 1), look.grid)
            title = ink.lines(indicator.title, look.size.label, False, titles, 2)
            title.draw(painter, 0, y + (_ROW - title.height) / 2, look.text)
            own, variance = indicator.effective_weight or 0.0, indicator.variance_share
            upper = QRectF(zero, y + 6, own * unit, 9)
            painter.setPen(QPen(look.edge, 1.0))
            painter.setBrush(look.raised)
            painter.drawRect(upper.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(Qt.PenStyle.NoPen)
            if variance is not None:
                lower = QRectF(min(zero, zero + variance * unit), y + 18, abs(variance) * unit, 9)
                painter.fillRect(lower, look.accent if variance >= 0 else look.hatch(look.accent))
            painter.setFont(look.font(look.size.small))
            numbers = QRectF(right, y + 2, _NUMBERS, 15)
            ink.draw_line(painter, numbers, stated_share(own), look.dim, right=True)
            differs = NONE if variance is None else share(variance)
            ink.draw_line(painter, numbers.translated(0, 13), differs, look.text, right=True)
            alone = NONE if indicator.main_effect is None else share(indicator.main_effect)
            last = QRectF(right + _NUMBERS, y, _NUMBERS, _ROW)
            ink.draw_line(painter, last, alone, look.text, right=True)
            y += _ROW

    def _draw_head(self, painter: QPainter, look: Theme, left: float, right: float) -> None:
        size = look.size.small
        painter.setFont(look.font(size))
        for place, text in enumerate(("share of the score", "share of the differences")):
            y = 4.0 + place * 15
            box = QRectF(left, y + 3, 14, 8)
            if place:
                painter.fillRect(box, look.accent)
            else:
                painter.setPen(QPen(look.edge, 1.0))
                painter.setBrush(look.raised)
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            ink.draw_line(
                painter, QRectF(left + 20, y, right - left + _NUMBERS, 14), text, look.dim
            )
        alone = ink.lines("explained by it alone", size, False, _NUMBERS, right=True)
        alone.draw(painter, right + _NUMBERS, 4, look.dim)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = int((event.pos().y() - _HEAD) // _ROW)
            if 0 <= place < len(self._rows) and event.pos().y() >= _HEAD:
                QToolTip.showText(event.globalPos(), ink.plain_tip(_tip(self._rows[place])), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _said(indicator: IndicatorRule) -> str:
    differs = "not known" if indicator.variance_share is None else share(indicator.variance_share)
    own = stated_share(indicator.effective_weight or 0.0)
    return f"{indicator.title}: {own} of the score, {differs} of the differences"


def _tip(indicator: IndicatorRule) -> str:
    lines = [indicator.title, f"{indicator.dimension}, weight {indicator.weight:g}"]
    if indicator.watch is not None and indicator.alert is not None:
        lines.append(
            f"watch {figure(indicator.watch, indicator.form, indicator.unit)}, alert"
            f" {figure(indicator.alert, indicator.form, indicator.unit)}, fresh for"
            f" {indicator.fresh_days} days"
        )
    else:
        lines.append("read off the calendar")
    lines += [part for part in (indicator.effort_note, indicator.action) if part]
    return "\n".join(lines)
