"""Journeys through the real window, over the demo snapshot and a real reader."""

from __future__ import annotations

import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.problem_dialog import ProblemDialog
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.command_palette import CommandPalette
from eoc_app.desktop.shell.window import Window
from eoc_app.desktop.tables.table_dialog import TableDialog
from eoc_app.views.map_view import MapView
from eoc_app.views.ranking_view import RankingView
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.view import TableView
from tests.journeys.conftest import OpenWindow


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)


def test_that_the_overview_opens_complete_and_without_a_failed_panel(
    open_window: OpenWindow, demo_snapshot: Path
) -> None:
    window = open_window(demo_snapshot)
    page = window.page("overview")
    overview = SCREENS["overview"]
    # Intervals have no card of their own: they stand beside scores and ranks.
    assert set(page.frames) == set(overview.panels) - set(overview.later)
    assert {frame.state for frame in page.frames.values()} == {"ready"}
    assert window.failed_panels == set()
    assert window.header_view is not None
    assert window.header_view.exercise


def test_that_map_and_table_tell_the_same_scores(
    open_window: OpenWindow, demo_snapshot: Path
) -> None:
    page = open_window(demo_snapshot).page("overview")
    world, ranking = page.view("world_map"), page.view("ranking")
    assert isinstance(world, MapView)
    assert isinstance(ranking, RankingView)
    assert {place.code: place.label for place in world.places} == {
        row.code: row.score_text for row in ranking.rows
    }


@pytest.mark.parametrize("screen", list(SCREENS))
def test_that_every_screen_is_reached_by_its_key_or_the_side_and_completes(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, screen: str
) -> None:
    window = open_window(demo_snapshot, country_code="GE")
    place = list(SCREENS).index(screen)
    if place < len("1234567890"):
        digit = getattr(Qt.Key, f"Key_{'1234567890'[place]}")
        qtbot.keyClick(window, digit, Qt.KeyboardModifier.AltModifier)
    else:
        window.navigation.setCurrentRow(place)
    settle(qtbot, window)
    assert window.session.screen == screen
    assert window.failed_panels == set()


def test_that_the_palette_goes_to_any_country_with_the_keyboard_alone(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    line = palette.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "mold")
    assert palette.found[0].key == "MD"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.screen == "country"
    assert window.session.selection.country_code == "MD"
    assert window.page("country").frames["headline"].accessibleName() == "Moldova"


def test_that_a_country_without_data_says_so_and_shows_no_score(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    window.open_country("NO")
    settle(qtbot, window)
    view = window.page("country").view("headline")
    assert view is not None
    assert getattr(view, "score_text", "") == "\u2014"
    assert "not safety" in getattr(view, "sentence", "")


def test_that_the_day_cursor_rewinds_the_overview_and_back_returns(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    ranking = window.page("overview").view("ranking")
    assert isinstance(ranking, RankingView)
    now = {row.code: row.score for row in ranking.rows}
    for _ in range(12):
        qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert window.session.selection.as_of_on == date(2024, 10, 14)
    earlier = window.page("overview").view("ranking")
    assert isinstance(earlier, RankingView)
    assert {row.code: row.score for row in earlier.rows} != now
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert window.session.selection.as_of_on is None


def test_that_a_platform_filter_changes_what_is_known(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    before = window.page("overview").view("ranking")
    window.header.platforms_chosen.emit(("facebook",))
    settle(qtbot, window)
    after = window.page("overview").view("ranking")
    assert isinstance(before, RankingView)
    assert isinstance(after, RankingView)
    assert "only Facebook" in after.subtitle
    by_code = {row.code: row.coverage for row in before.rows}
    assert any(row.coverage < by_code[row.code] for row in after.rows if row.code in by_code)


@pytest.mark.parametrize(
    ("screen", "panel"),
    [
        ("overview", "world_map"),
        ("overview", "restriction_strip"),
        ("country", "contributions"),
        ("country", "restriction_clock"),
        ("restrictions", "timeline"),
    ],
)
def test_that_every_chart_has_its_table_a_keystroke_away(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, screen: str, panel: str
) -> None:
    window = open_window(demo_snapshot, screen, "GE")
    frame = window.page(screen).frames[panel]
    frame.content.setFocus()
    focused: QWidget | None = frame.content.focusWidget()
    qtbot.keyClick(focused or frame.content, Qt.Key.Key_T)
    dialog = window.findChild(TableDialog)
    assert dialog is not None
    assert dialog.table.table.model().rowCount() > 0
    dialog.reject()


def test_that_a_killed_reader_is_told_and_replaced_while_the_window_lives_on(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    before = window.client.pid
    with qtbot.waitSignal(window.client.restarted, timeout=10_000):
        os.kill(before, signal.SIGKILL)
    assert window.client.pid != before
    assert "started again" in window.notice.text
    window.open_country("GE")
    settle(qtbot, window)
    assert window.failed_panels == set()


def test_that_a_file_that_vanishes_is_told_and_what_was_read_stays(
    open_window: OpenWindow, demo_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "shift.duckdb"
    shutil.copyfile(demo_snapshot, copy)
    window = open_window(copy)
    copy.unlink()
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    assert "shift.duckdb" in window.notice.text
    window.open_country("GE")
    settle(qtbot, window)
    assert isinstance(window.page("country").view("series"), SeriesGridView)


def test_that_a_file_that_is_no_snapshot_is_refused_and_the_open_one_stays(
    open_window: OpenWindow, demo_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    wrong = tmp_path / "wrong.duckdb"
    wrong.write_text("not a snapshot")
    window.open_file(wrong)
    qtbot.waitUntil(lambda: window.findChild(ProblemDialog) is not None, timeout=10_000)
    dialog = window.findChild(ProblemDialog)
    assert dialog is not None
    assert dialog.problem.what == "The file is not a snapshot"
    assert dialog.problem.file == "wrong.duckdb"
    dialog.reject()
    window.open_country("US")
    settle(qtbot, window)
    assert window.client.path == demo_snapshot
    assert window.failed_panels == set()


def test_that_another_snapshot_takes_the_place_of_the_first(
    open_window: OpenWindow, demo_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    copy = tmp_path / "next.duckdb"
    shutil.copyfile(demo_snapshot, copy)
    with qtbot.waitSignal(window.opened, timeout=10_000):
        window.open_file(copy)
    settle(qtbot, window)
    assert window.client.path == copy
    assert window.failed_panels == set()


def test_that_a_change_of_theme_keeps_the_screen_and_what_it_shows(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    shown = window.page("country").view("headline")
    window.rebuild()
    settle(qtbot, window)
    assert window.session.screen == "country"
    assert window.page("country").view("headline") == shown


def test_that_restrictions_can_be_seen_for_a_day_and_a_season(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    lengths = []
    for span in ("day", "fortnight", "season"):
        window.session.choose(span=span)
        settle(qtbot, window)
        view = window.page("restrictions").view("timeline")
        lengths.append(getattr(view, "ends", 0) - getattr(view, "starts", 0))
    assert lengths == [1, 14, 180]
    table = window.page("restrictions").view("periods")
    assert isinstance(table, TableView)
    assert any("art." in cell.text for row in table.rows for cell in row)
