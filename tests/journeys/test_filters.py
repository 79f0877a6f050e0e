"""A filter that was set on one screen is seen on every other that it narrows, and cleared there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.desktop.header.platform_filter import PlatformFilter
from eoc_app.desktop.kit.message_pane import MessagePane
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.window import Window
from eoc_app.views.view import TableView
from tests.journeys.conftest import OpenWindow
from tests.journeys.restrictions_screen import settle


def chips(window: Window) -> set[str]:
    return {name for name, chip in window.filters.chips.items() if chip.isVisible()}


def rows(window: Window, panel: str) -> int:
    view = window.page(window.session.screen).view(panel)
    assert isinstance(view, TableView)
    return len(view.rows)


def go(qtbot: QtBot, window: Window, screen: str) -> None:
    window.session.choose(screen=screen)
    settle(qtbot, window)


def ways_out(window: Window, panel: str) -> list[QPushButton]:
    pane = window.page(window.session.screen).frames[panel].findChild(MessagePane)
    assert pane is not None
    return [one for one in pane.findChildren(QPushButton) if one.isVisible()]


def test_that_a_country_visited_narrows_takedowns_in_plain_sight(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "takedowns")
    every = rows(window, "takedowns")
    assert chips(window) == set()
    window.open_country("FI")
    settle(qtbot, window)
    assert chips(window) == {"country"}
    go(qtbot, window, "takedowns")
    card = window.page("takedowns").frames["takedowns"]
    assert card.state == "empty"
    assert card.accessibleName() == "Finland: Networks removed"
    view = window.page("takedowns").view("takedowns")
    assert isinstance(view, TableView)
    assert f"for all countries there are {every} rows" in view.empty
    (button,) = ways_out(window, "takedowns")
    assert button.text() == "Show all countries"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert window.session.selection.country_code is None
    assert rows(window, "takedowns") == every
    assert chips(window) == set()


def test_that_the_cross_clears_and_the_way_back_sets_it_again(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "ads", "GE")
    few = rows(window, "ad_pages")
    qtbot.mouseClick(window.filters.chips["country"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(window, "ad_pages") != few
    assert not window.filters.isVisible()
    window.session.go_back()
    settle(qtbot, window)
    assert rows(window, "ad_pages") == few
    assert chips(window) == {"country"}


def test_that_a_country_page_without_its_country_is_the_overview(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    qtbot.mouseClick(window.filters.chips["country"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.session.screen == "overview"
    assert window.session.selection.country_code is None
    assert chips(window) == set()


def test_that_a_country_that_nobody_chose_is_named_all_the_same(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country")
    assert window.session.selection.country_code is not None
    assert chips(window) == {"country"}


def test_that_no_screen_is_narrowed_without_a_chip(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    window.session.choose(platforms=("facebook",), medium="all campaigning")
    for screen in SCREENS:
        go(qtbot, window, screen)
        page, named = window.page(screen), set()
        for panel in page.panels:
            view = page.view(panel)
            named |= {one.name for one in view.narrowed} if view is not None else set()
        assert named <= chips(window), screen
        button = window.header.findChild(PlatformFilter)
        assert button is not None
        heeded = "platforms" in chips(window)
        assert button.text() == ("Facebook" if heeded else "All platforms here"), screen


@pytest.mark.parametrize("platforms", [(), ("facebook",)])
def test_that_the_header_shows_the_platforms_of_the_way_back(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, platforms: tuple[str, ...]
) -> None:
    window = open_window(demo_snapshot)
    window.session.choose(platforms=platforms)
    window.session.choose(platforms=("instagram",))
    settle(qtbot, window)
    button = window.header.findChild(PlatformFilter)
    assert button is not None
    assert button.text() == "Instagram"
    window.session.go_back()
    settle(qtbot, window)
    assert button.text() == ("Facebook" if platforms else "All platforms")
