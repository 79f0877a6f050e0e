"""Room around a page: on a screen that is too small for it, it is scrolled and never squeezed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from eoc_app.desktop.pages.page import Page

_LEAST: Final = {"overview": 600, "country": 600, "restrictions": 600, "alarms": 640}
"""Pixels below which pages are scrolled whose parts could be smaller but not be read well."""


class PageScroll(QScrollArea):
    """Shows a page whole where there is room; else at its least size, with scroll bars.

    Qt's own way to fit a page would give it the height that all its texts wish for.
    """

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)
        # Setting a widget makes it opaque; the ground shows through.
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Give the page all the room there is, or what it needs at least."""
        hint, room = self._page.minimumSizeHint(), self.maximumViewportSize()
        least = QSize(hint.width(), max(hint.height(), _LEAST.get(self._page.name, 0)))
        if least.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        if least.width() > room.width():
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        self._page.resize(room.expandedTo(least))
