"""The wall clock in a real window over the demo: it counts, asks again, and touches nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.country.clock_list import ClockList
from eoc_app.desktop.kit import preferences
from eoc_app.desktop.shell.wall_clock import WallClock
from eoc_app.views.next_changes_view import NextChangesView
from tests.journeys.conftest import NOW_AT, OpenWindow
from tests.journeys.restrictions_screen import first, list_of, page_of, settle, timeline_of


def test_that_the_clock_counts_down_without_asking_or_touching_anything(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    now = NOW_AT
    window.session.clock = lambda: now
    clock = WallClock(window)
    rows = list_of(window).rows
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(5, 0))
    line = timeline_of(window)
    line.zoom(0.5)
    shown, scrolled = line.shown_days, rows.verticalScrollBar().value()
    told = first(window)
    now = NOW_AT + timedelta(seconds=1)
    clock.beat()
    assert first(window) != told
    assert window.is_complete
    now = NOW_AT + timedelta(seconds=61)
    clock.beat()
    assert not window.is_complete
    states = {frame.state for frame in page_of(window).frames.values()}
    assert states <= {"ready", "empty"}
    settle(qtbot, window)
    coming = page_of(window).view("next_changes")
    assert isinstance(coming, NextChangesView)
    assert coming.now_at == now
    assert QApplication.focusWidget() is rows
    assert rows.currentIndex().row() == 5
    assert rows.verticalScrollBar().value() == scrolled
    assert line.shown_days == shown
    window.session.go_back()
    assert window.is_complete


def test_that_what_has_come_reads_now_until_the_answer_is_there(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    coming = page_of(window).view("next_changes")
    assert isinstance(coming, NextChangesView)
    due = coming.changes[0].at
    now = due - timedelta(seconds=1)
    window.session.clock = lambda: now
    clock = WallClock(window)
    clock.beat()
    settle(qtbot, window)
    now = due
    clock.beat()
    assert first(window).startswith("now: ")
    settle(qtbot, window)
    renewed = page_of(window).view("next_changes")
    assert isinstance(renewed, NextChangesView)
    assert renewed.changes[0].at > due
    assert not first(window).startswith("now: ")


def test_that_the_country_page_counts_down_too(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    clock = window.page("country").frames["restriction_clock"].content
    assert isinstance(clock, ClockList)
    now = NOW_AT + timedelta(seconds=7)
    window.session.clock = lambda: now
    WallClock(window).beat()
    assert "53 s" in clock.text()


def test_that_the_room_reads_its_own_time(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    assert "UTC" in first(window)
    page.controls.zone.zone_chosen.emit("Asia/Tokyo")
    settle(qtbot, window)
    assert "Tokyo" in first(window).split("room ")[1]
    window.close()
    assert preferences.kept(window._settings)["room_zone"] == "Asia/Tokyo"
