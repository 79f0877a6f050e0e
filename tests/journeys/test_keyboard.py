"""Journeys without a mouse: whatever can be used is reached by Tab, and nothing hidden is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.window import Window
from tests.journeys.conftest import OpenWindow

_MOST = 400


def stops(window: Window) -> set[QWidget]:
    """All of the window that may be used and takes the keyboard by Tab."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not is_unchosen(widget)
    }


def is_unchosen(widget: QWidget) -> bool:
    """One of several of which one is chosen: arrows go from that to the others."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    # No group is a group that is nothing.
    return bool(group) and group.exclusive() and not widget.isChecked()


def walked(window: Window, qtbot: QtBot) -> list[QWidget]:
    """What Tab comes to, once round."""
    window.activateWindow()
    window.header.setFocus()
    seen: list[QWidget] = []
    counts: dict[int, int] = {}
    for _ in range(_MOST):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        on = QApplication.focusWidget()
        assert on is not None
        assert on.isVisible(), f"{type(on).__name__} {on.accessibleName()} has the keyboard, hidden"
        counts[id(on)] = counts.get(id(on), 0) + 1
        # A date has three sections, each of which is a step.
        if counts[id(on)] > 3:
            return seen
        seen.append(on)
    raise AssertionError("Tab comes round to nothing")


def names(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(one).__name__} {one.accessibleName()}" for one in widgets)


@pytest.mark.parametrize("screen", SCREENS)
def test_that_every_control_of_a_screen_is_reached_by_tab(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot, screen: str
) -> None:
    window = open_window(small_snapshot, screen, "KE")
    assert names(stops(window) - set(walked(window, qtbot))) == []
    for bar in window.page(screen).findChildren(QTabBar):
        for place in range(1, bar.count()):
            bar.setCurrentIndex(place)
            assert names(stops(window) - set(walked(window, qtbot))) == []
