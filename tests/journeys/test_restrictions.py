"""The restriction screen in a real window over the demo: choose, group, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.shell.window import Window
from eoc_app.views.next_changes_view import NextChangesView
from eoc_app.views.timeline_view import TimelineView
from eoc_app.views.view import TableView
from tests.journeys.conftest import OpenWindow
from tests.journeys.restrictions_screen import list_of, page_of, settle, timeline_of


def choose_by_keys(qtbot: QtBot, window: Window) -> None:
    line = timeline_of(window)
    line.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(line, key)
    settle(qtbot, window)


def test_that_every_card_of_the_screen_is_filled(
    open_window: OpenWindow, demo_snapshot: Path
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    assert window.failed_panels == set()
    assert {frame.state for frame in page.frames.values()} <= {"ready", "empty"}
    view = page.view("periods")
    assert isinstance(view, TableView)
    assert page.tabs.tabText(0) == f"Periods \N{MIDDLE DOT} {len(view.rows)}"


def test_that_a_chosen_bar_narrows_the_screen_until_escape(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    before = page.view("possible_breaches")
    assert isinstance(before, TableView)
    choose_by_keys(qtbot, window)
    chosen = window.session.selection.period_id
    assert chosen
    line = page.view("timeline")
    assert isinstance(line, TimelineView)
    assert line.selected_period == chosen
    name = line.lanes[0].name
    chip = window.filters.chips["period"]
    assert chip.isVisible()
    assert chip.text().startswith(f"{name}, ")
    narrowed = page.view("possible_breaches")
    assert isinstance(narrowed, TableView)
    assert set(narrowed.period_ids) <= {chosen}
    qtbot.keyClick(timeline_of(window), Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.session.selection.period_id is None
    assert not chip.isVisible()
    assert page.view("possible_breaches") == before
    assert timeline_of(window).focused is not None


def test_that_a_click_on_the_chip_shows_all_periods_again(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    choose_by_keys(qtbot, window)
    qtbot.mouseClick(window.filters.chips["period"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.session.selection.period_id is None
    window.session.go_back()
    assert window.filters.chips["period"].isVisible()


@pytest.mark.parametrize("where", ["tab bar", "table", "list", "button"])
def test_that_escape_clears_the_choice_from_wherever_the_keyboard_is(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, where: str
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    choose_by_keys(qtbot, window)
    page = page_of(window)
    holders: dict[str, QWidget] = {
        "tab bar": page.tabs,
        "table": page.frames["periods"].content,
        "list": page.frames["next_changes"].content,
        "button": page.controls.export,
    }
    holder = holders[where].focusProxy() or holders[where]
    holder.setFocus()
    qtbot.keyClick(holder, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.session.selection.period_id is None


def test_that_rows_of_the_table_and_of_the_list_choose_their_period(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    view, coming = page.view("periods"), page.view("next_changes")
    assert isinstance(view, TableView)
    assert isinstance(coming, NextChangesView)
    table: Any = page.frames["periods"].content
    box = table.table.visualRect(table.model.index(2, 1))
    qtbot.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settle(qtbot, window)
    assert window.session.selection.period_id == view.period_ids[2]
    rows = list_of(window).rows
    box = rows.visualRect(rows.model().index(0, 0))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settle(qtbot, window)
    assert window.session.selection.period_id == coming.changes[0].period_id


def test_that_lanes_are_grouped_as_asked(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    groups = {}
    for key in ("kind", "country", "next_change"):
        button = next(
            one for one in page.controls.groupings.buttons() if one.property("key") == key
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        assert button.isChecked()
        groups[key] = [one.heading for one in timeline_of(window)._lanes if one.heading]
    assert "Electoral silence" in groups["kind"]
    assert groups["country"] == []
    assert groups["next_change"][0] == "in force"


def test_that_a_bar_of_the_overview_leads_to_its_period(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    strip: Any = window.page("overview").frames["restriction_strip"].content
    strip.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(strip, key)
    settle(qtbot, window)
    assert window.session.screen == "restrictions"
    assert window.session.selection.period_id
    assert window.filters.chips["period"].isVisible()


def test_that_a_country_that_narrows_the_tables_is_named_and_undone(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions", "GE")
    chip = window.filters.chips["country"]
    assert chip.text() == "Georgia \N{MULTIPLICATION SIGN}"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    view = page_of(window).view("periods")
    assert isinstance(view, TableView)
    assert len(set(view.codes)) > 1
    assert not chip.isVisible()


def test_that_export_is_asked_for(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    window = open_window(demo_snapshot, "restrictions")
    with qtbot.waitSignal(page_of(window).export_requested):
        qtbot.mouseClick(page_of(window).controls.export, Qt.MouseButton.LeftButton)


def tabbed(window: Window, count: int) -> list[QWidget]:
    found = []
    for _ in range(count):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        found.append(focused)
    return found


def test_that_tab_goes_through_the_controls_before_the_charts(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = page_of(window)
    choose_by_keys(qtbot, window)
    page.controls.spans.buttons()[1].setFocus()
    stops = tabbed(window, 40)
    order = [
        page.controls.groupings.buttons()[2], page.controls.media, page.controls.zone,
        page.controls.export, timeline_of(window), list_of(window).rows,
        page.tabs,
    ]  # fmt: skip
    reached = [stops.index(one) for one in order]
    assert reached == sorted(reached)
    table: Any = page.frames["periods"].content
    assert stops.index(table.table) > reached[-1]


@pytest.mark.parametrize("size", [(960, 600), (1366, 768), (1600, 900)])
def test_that_nothing_is_cut_off_by_the_window(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    window.resize(*size)
    choose_by_keys(qtbot, window)
    QApplication.processEvents()
    page = page_of(window)
    parts: list[QWidget] = [frame for frame in page.frames.values() if frame.isVisible()]
    parts += [one for one in page.controls.findChildren(QPushButton) if one.isVisible()]
    parts += [page.tabs, page.controls.media, page.controls.zone]
    for part in parts:
        box = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
        assert page.rect().contains(box), part.accessibleName()
        assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
        assert part.height() >= part.minimumSizeHint().height(), part.accessibleName()
