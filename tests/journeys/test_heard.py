"""Journeys of somebody who listens: what was looked at before is not told any more.

A window that comes from another country says to a screen reader what one says that was opened on
this country, word for word, in every chart, table and dialog, scrolled to or not.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.series.series_chart import SeriesChart
from eoc_app.desktop.shell.window import Window
from eoc_app.views.series_grid_view import SeriesGridView
from tests.heard import heard
from tests.journeys.conftest import OpenWindow

BEFORE, AFTER = ("GE", "Georgia"), ("MD", "Moldova")


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)


def test_that_every_chart_of_a_country_tells_of_that_country_without_being_scrolled_to(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", BEFORE[0])
    assert any(BEFORE[1] in text for text in heard(window))
    window.open_country(AFTER[0])
    settle(qtbot, window)
    assert [text for text in heard(window) if BEFORE[1] in text] == []
    view = window.page("country").view("series")
    assert isinstance(view, SeriesGridView)
    elections = {mark.label for one in view.series for mark in one.marks if mark.kind != "break"}
    assert elections
    charts = [one for one in window.page("country").findChildren(SeriesChart) if one.isVisible()]
    assert len(charts) == len(view.series)
    for chart in charts:
        assert all(label in chart.accessibleDescription() for label in elections)


@pytest.mark.parametrize("screen", SCREENS)
def test_that_a_window_which_comes_from_another_country_is_heard_as_one_opened_on_this(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, screen: str
) -> None:
    fresh = open_window(demo_snapshot, screen, AFTER[0])
    window = open_window(demo_snapshot, screen, BEFORE[0])
    window.session.choose(country_code=AFTER[0])
    settle(qtbot, window)
    assert heard(window) == heard(fresh)
    view = window.header_view
    assert view is not None
    for one in (window, fresh):
        one.session.choose(as_of_on=view.window_ends_on - timedelta(days=40))
    settle(qtbot, window)
    settle(qtbot, fresh)
    assert heard(window) == heard(fresh)


def test_that_a_chart_which_reads_out_a_day_reads_it_of_the_country_that_is_shown(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", BEFORE[0])
    chart = window.page("country").findChildren(SeriesChart)[0]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    before = chart.accessibleDescription()
    window.open_country(AFTER[0])
    settle(qtbot, window)
    after = chart.accessibleDescription()
    # The same day is read out, of other figures.
    assert after.split(", ")[0] == before.split(", ")[0]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == after != before


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_H])
def test_that_a_dialog_tells_of_the_country_that_it_was_asked_for(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    window = open_window(demo_snapshot, "country", BEFORE[0])
    window.open_country(AFTER[0])
    settle(qtbot, window)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)), timeout=20_000)
    told = heard(window.findChildren(QDialog)[0])
    assert [text for text in told if BEFORE[1] in text] == []
    assert any(AFTER[1] in text for text in told)
