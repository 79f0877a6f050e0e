"""The restriction screen of a window, part by part, for journeys through it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eoc_app.desktop.pages.restrictions_page import RestrictionsPage
from eoc_app.desktop.restrictions.next_changes import NextChanges
from eoc_app.desktop.restrictions.restriction_chart import RestrictionChart
from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline
from eoc_app.desktop.shell.window import Window


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)


def page_of(window: Window) -> RestrictionsPage:
    page = window.page("restrictions")
    assert isinstance(page, RestrictionsPage)
    return page


def timeline_of(window: Window) -> RestrictionTimeline:
    chart = page_of(window).frames["timeline"].content
    assert isinstance(chart, RestrictionChart)
    return chart.timeline


def list_of(window: Window) -> NextChanges:
    found = page_of(window).frames["next_changes"].content
    assert isinstance(found, NextChanges)
    return found


def first(window: Window, row: int = 0) -> str:
    rows = list_of(window).rows
    return str(rows.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
