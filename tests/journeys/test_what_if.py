"""Weights tried through the real window, over the demo snapshot and a real reader."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit import preferences
from eoc_app.desktop.method.what_if_table import WhatIfTable
from eoc_app.desktop.pages.method_page import MethodPage
from eoc_app.desktop.shell.window import Window
from eoc_app.desktop.tables.table_dialog import TableDialog
from eoc_app.views.ranking_view import RankingView
from eoc_app.views.what_if_view import WhatIfView
from tests.journeys.conftest import OpenWindow


class Trial:
    """The method screen of a window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        page = window.page("method")
        assert isinstance(page, MethodPage)
        self.page = page

    @property
    def view(self) -> WhatIfView:
        view = self.page.view("what_if")
        assert isinstance(view, WhatIfView)
        return view

    @property
    def stamp(self) -> str:
        content = self.page.frames["what_if"].content
        assert isinstance(content, WhatIfTable)
        return content.banner.stamp

    def settle(self) -> None:
        self.qtbot.waitUntil(
            lambda: self.window.is_complete and self.page._asked is None, timeout=20_000
        )

    def drag(self, name: str, *shares: float) -> None:
        """Take a slider and move it by shares of its length, as quickly as can be."""
        slider = self.page.weights.rows[name].slider
        y = slider.height() // 2
        self.qtbot.mousePress(
            slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider._x(slider.value())), y)
        )
        for share in shares:
            self.qtbot.mouseMove(slider, QPoint(round(share * slider.width()), y))
        self.qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
        self.settle()

    def back(self) -> None:
        self.qtbot.keyClick(self.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        self.settle()


@pytest.fixture
def trial(open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot) -> Trial:
    return Trial(open_window(demo_snapshot, "method"), qtbot)


def test_that_a_dragged_slider_moves_the_table_under_its_stamp_and_back_undoes_it(
    trial: Trial,
) -> None:
    before = trial.view
    assert (before.changed, trial.stamp) == (False, "")
    trial.drag("threat", 0.45, 0.4, 0.35, 0.3, 0.2, 0.1)
    moved = trial.view
    assert moved.changed
    assert trial.stamp == moved.stamp
    assert moved.stamp.startswith("WHAT IF: Threat 0.")
    assert {row.code: row.score for row in moved.rows} != {
        row.code: row.score for row in before.rows
    }
    assert {row.code: row.method_score for row in moved.rows} == {
        row.code: row.score for row in before.rows
    }
    # A drag is one step, however many places it passed.
    trial.back()
    assert trial.view == before
    assert trial.page.weights.weights == ()


def test_that_a_reset_is_a_step_of_its_own(trial: Trial) -> None:
    trial.drag("threat", 0.3)
    trial.drag("stakes_election", 0.9)
    both = trial.view
    trial.page.weights.reset.click()
    trial.settle()
    assert not trial.view.changed
    trial.back()
    assert trial.view == both
    trial.back()
    assert [one.name for one in trial.view.weights if one.tried != one.weight] == ["threat"]


def test_that_impossible_weights_are_told_in_the_tables_place_and_can_be_left(
    trial: Trial,
) -> None:
    trial.drag("threat", -1.0)
    trial.drag("vulnerability", -1.0)
    assert trial.window.failed_panels == {"what_if"}
    trial.page.weights.rows["threat"].reset()
    trial.settle()
    assert trial.window.failed_panels == set()
    assert trial.stamp.endswith("0 (method 0.2)")


def test_that_other_screens_know_nothing_of_it_and_the_entry_says_that_it_is_set(
    trial: Trial, open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    trial.drag("threat", 0.1)
    weights = trial.window.session.selection.weights
    assert weights
    trial.window.session.choose(screen="overview")
    qtbot.waitUntil(lambda: trial.window.is_complete, timeout=20_000)
    tried = trial.window.page("overview").view("ranking")
    plain = open_window(demo_snapshot).page("overview").view("ranking")
    assert isinstance(tried, RankingView)
    assert msgspec.json.encode(tried) == msgspec.json.encode(plain)
    entries = trial.window.navigation
    told = [entries.item(n).toolTip() for n in range(entries.count())]
    assert [text for text in told if "What-if weights are set" in text] != []
    # They are still there on return.
    trial.window.session.choose(screen="method")
    trial.settle()
    assert trial.window.session.selection.weights == weights
    assert trial.stamp


def test_that_the_table_twin_says_the_stamp_first(trial: Trial, qtbot: QtBot) -> None:
    trial.drag("threat", 0.1)
    content = trial.page.frames["what_if"].content
    content.setFocus()
    focused: QWidget | None = content.focusWidget()
    qtbot.keyClick(focused or content, Qt.Key.Key_T)
    dialog = trial.window.findChild(TableDialog)
    assert dialog is not None
    assert dialog.windowTitle().startswith(trial.view.stamp)
    dialog.reject()


def test_that_another_snapshot_begins_without_them(
    trial: Trial, demo_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    trial.drag("threat", 0.1)
    copy = tmp_path / "next.duckdb"
    shutil.copyfile(demo_snapshot, copy)
    with qtbot.waitSignal(trial.window.opened, timeout=10_000):
        trial.window.open_file(copy)
    trial.settle()
    assert trial.window.session.selection.weights == ()
    assert not trial.view.changed
    assert trial.page.view("method") is not None
    assert trial.page.weights.weights == ()


def test_that_nothing_remembers_them(trial: Trial, tmp_path: Path) -> None:
    trial.drag("threat", 0.1)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert not [key for key in settings.allKeys() if "weight" in key]
    assert "weights" not in preferences.kept(settings)


def test_that_only_what_weights_change_is_asked_for_again(trial: Trial) -> None:
    asked: list[str] = []
    trial.window.client.answered.connect(lambda answer: asked.append(answer.panel))
    trial.drag("threat", 0.3)
    trial.back()
    assert set(asked) == {"what_if"}
    trial.window.session.renew()
    trial.settle()
    assert {"header", "method", "what_if"} <= set(asked)


def test_that_a_change_of_theme_keeps_the_part_of_the_screen_that_is_open(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot, "method")
    for place in (2, 0, 1):
        Trial(window, qtbot).page.tabs.setCurrentIndex(place)
        window.rebuild()
        qtbot.waitUntil(lambda: not window._rebuilding and window.is_complete, timeout=20_000)
        page = Trial(window, qtbot).page
        assert page.tabs.currentIndex() == place
        assert page._stack.currentIndex() == place
