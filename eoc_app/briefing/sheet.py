"""A sheet of a briefing: a page as the window draws it, between a heading and its sources."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.method.what_if_banner import WORD, WhatIfBanner
from eoc_app.desktop.pages import make_page
from eoc_app.views.header_view import HeaderView


class Sheet(QWidget):
    """A page at a fixed width with date, marking and sources, and a stamp across all of it."""

    def __init__(
        self, screen: str, header: HeaderView, filters: str, footer: str, stamp: str = ""
    ) -> None:
        super().__init__()
        look = current()
        self.setObjectName("ground")
        self.setAutoFillBackground(True)
        self.page = make_page(screen)
        self.page.for_paper()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.page.show_window(header)
        top = QHBoxLayout()
        top.setSpacing(look.space.l)
        title = _line(header.title, look.size.figure, bold=True)
        top.addWidget(title)
        top.addWidget(_line(f"as of {header.as_of_text}", look.size.title, bold=True))
        top.addWidget(_line(filters, look.size.body), 1)
        top.addWidget(Marking(header.marking))
        if header.exercise:
            top.addWidget(
                _line("EXERCISE \u00b7 synthetic rows hatched", look.size.title, bold=True)
            )
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(look.space.l, look.space.m, look.space.l, look.space.m)
        layout.setSpacing(look.space.s)
        layout.addLayout(top)
        self._across = _Across(self) if stamp else None
        if stamp:
            band = WhatIfBanner()
            band.for_paper()
            band.show_stamp(stamp)
            layout.addWidget(band)
            footer = f"{stamp} \u00b7 {footer}"
        layout.addWidget(self.page, 1)
        self._footer = _line(footer, look.size.small)
        self._footer.setWordWrap(True)
        layout.addWidget(self._footer)

    def fit(self, width: int, shape: float, most: int) -> None:
        """Sets the width, and the height of the whole page, at least `shape` times the width.

        A card higher than `most` pixels is cut there, and the footer says so.
        """
        self.resize(width, round(width * shape))
        self.show()
        cut: list[str] = []
        for _pass in range(2):
            # Twice: the first height removes scroll bars, which widens what is beside them.
            cut = self.page.whole(most)
            self._grow(width, shape)
        if cut:
            self._footer.setText(
                f"{self._footer.text()} \u00b7 not whole here, see the program: {', '.join(cut)}"
            )
            self._grow(width, shape)

    def _grow(self, width: int, shape: float) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, max(round(width * shape), layout.minimumSize().height()))
        QApplication.processEvents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._across is not None:
            self._across.setGeometry(self.rect())
            self._across.raise_()


class _Across(QWidget):
    """The what-if stamp over the whole sheet, so that every clipping of it shows some of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.hatch(look.what_if), 2.0 * look.space.s))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect())
        painter.setFont(look.font(2 * look.size.hero, bold=True))
        painter.setPen(look.faded(look.what_if, 0.16))
        step, wide = 340, painter.fontMetrics().horizontalAdvance(WORD)
        for row in range(self.height() // step + 1):
            for column in range(self.width() // (2 * wide) + 2):
                painter.save()
                painter.translate((2 * column + row % 2) * wide - wide / 2, row * step + step / 2)
                painter.rotate(-20)
                painter.drawText(0, 0, WORD)
                painter.restore()


class Marking(QWidget):
    """The Traffic Light Protocol marking in its own colours."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        look = current()
        self.setFont(look.font(look.size.title, bold=True))
        metrics = self.fontMetrics()
        self.setFixedSize(
            metrics.horizontalAdvance(text) + 2 * look.space.m, metrics.height() + look.space.s
        )
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground = current().marking(self._text)
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), ground)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def _line(text: str, size: int, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(current().font(size, bold=bold))
    return label
