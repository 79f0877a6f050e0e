"""Keys of the alarms screen, pressed wherever the keyboard happens to be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eoc_app.desktop.alarms.record_miss import MissDialog
from tests.journeys.conftest import OpenWindow
from tests.journeys.test_alarms import choose_role, own_snapshot, press, shown

__all__ = ["own_snapshot"]
SOON = 20_000


def test_that_an_alarm_raised_with_r_is_taken_back_with_ctrl_z_where_the_keyboard_is(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    press(qtbot, page.board.alarms, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.record.can_undo, timeout=SOON)
    assert page.board.alarms.hasFocus()
    # The record names who takes something back: the role is asked for, and then it is done.
    qtbot.keyClick(page.board.alarms, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.ours.acts.role_box.hasFocus()
    choose_role(page)
    qtbot.waitUntil(lambda: not window.record.can_undo, timeout=SOON)
    qtbot.waitUntil(page.board.raise_button.isEnabled, timeout=SOON)
    press(qtbot, page.board.alarms, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.record.can_undo, timeout=SOON)
    qtbot.keyClick(page.board.alarms, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.record.can_undo, timeout=SOON)


def test_that_a_miss_is_recorded_from_wherever_the_keyboard_is(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    choose_role(page)
    for place in (page.board.alarms, page.ours.lines, page.board.raise_button, window.navigation):
        press(qtbot, place, Qt.Key.Key_M)
        dialog = page.findChild(MissDialog)
        assert dialog is not None
        dialog.reject()
        qtbot.waitUntil(lambda: page.findChild(MissDialog) is None, timeout=SOON)
    press(qtbot, page.ours.acts.note, Qt.Key.Key_M)
    assert page.ours.acts.note.text() == "m"
    assert page.findChild(MissDialog) is None


def test_that_a_key_of_one_side_leads_there_from_the_other(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    page.ours.tabs.setCurrentIndex(1)
    press(qtbot, page.board.alarms, Qt.Key.Key_H)
    assert page.ours.lines.hasFocus()
    assert "press it again" in page.ours.acts.told.text()
    press(qtbot, page.ours.lines, Qt.Key.Key_R)
    assert page.board.alarms.hasFocus()
    press(qtbot, page.board.alarms, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.record.can_undo, timeout=SOON)
