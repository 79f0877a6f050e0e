"""Every screen on small displays: what does not fit is scrolled to, nothing lies over another."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.pages.page_scroll import PageScroll
from tests.journeys.conftest import OpenWindow

SIZES = {
    "1366 x 768 below a title bar": (1366, 728),
    "1920 x 1080 at twice the size": (960, 540),
    "that below a title bar and a task bar": (960, 470),
}


def place_in(page: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("name", SIZES)
def test_that_every_screen_fits_a_small_display(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, name: str
) -> None:
    window = open_window(demo_snapshot, "overview", "GE")
    for screen in SCREENS:
        window.session.choose(screen=screen)
        qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
        window.resize(*SIZES[name])
        qtbot.wait(250)
        assert window.size().toTuple() == SIZES[name], screen
        page, scroll = window.page(screen), window.stack.currentWidget()
        assert isinstance(scroll, PageScroll)
        least = page.minimumSizeHint()
        assert page.width() >= least.width(), screen
        assert page.height() >= least.height(), screen
        # What is larger than its room can be scrolled to.
        assert page.height() <= scroll.viewport().height() or scroll.verticalScrollBar().maximum()
        assert page.width() <= scroll.viewport().width() or scroll.horizontalScrollBar().maximum()
        cards = [frame for frame in page.frames.values() if frame.isVisible()]
        places = [place_in(page, card) for card in cards]
        outside = [
            (card.accessibleName(), place.getRect(), page.rect().getRect())
            for card, place in zip(cards, places, strict=True)
            if not page.rect().contains(place)
        ]
        assert outside == [], screen
        assert not [
            (a.accessibleName(), b.accessibleName())
            for (a, one), (b, other) in combinations(zip(cards, places, strict=True), 2)
            if one.intersects(other)
        ], screen
        squeezed = [
            (card.accessibleName(), card.height(), card.minimumSizeHint().height())
            for card in cards
            if card.height() < card.minimumSizeHint().height()
        ]
        assert squeezed == [], screen
