"""What stands under the map: what colours mean, and what its borders do not mean."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.overview.band_legend import BandLegend
from eoc_app.views.levels import Level
from eoc_app.views.map_view import Outline


class MapFoot(QWidget):
    """Legend and caption, side by side where both fit, else below each other; none is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._legend = BandLegend(self)
        self._caption = Label(role="mute", size=current().size.small, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(
        self,
        legend: tuple[tuple[Level, str], ...],
        outlines: tuple[tuple[Outline, str], ...],
        caption: str,
    ) -> None:
        self._legend.show_view(legend, outlines)
        self._caption.setText(caption)
        self.updateGeometry()
        self._arrange()

    def _beside(self, width: int) -> bool:
        caption = ink.text_width(self._caption.text(), current().size.small)
        return self._legend.last_line_width(width) + 16 + caption + 2 <= width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        legend = self._legend.heightForWidth(width)
        if self._beside(width):
            return legend
        return legend + 4 + self._caption.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 18)

    def _arrange(self) -> None:
        width = self.width()
        if self._beside(width):
            caption = int(ink.text_width(self._caption.text(), current().size.small)) + 2
            # Beside the last line of the legend, which ends before the caption begins.
            self._legend.setGeometry(0, 0, width, self.height())
            top = self._legend.heightForWidth(width) - 16
            self._caption.setGeometry(width - caption, top, caption, 16)
            self._caption.raise_()
            return
        high = self._legend.heightForWidth(width)
        self._legend.setGeometry(0, 0, width, high)
        self._caption.setGeometry(0, high + 4, width, max(0, self.height() - high - 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
