"""Every key that the README lists, pressed for real on every screen in every kind of widget."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.report_saving import ReportSaving
from eoc_app.desktop.shell.window import Window
from tests.journeys.conftest import OpenWindow
from tests.journeys.test_keyboard import stops

README = Path(__file__).resolve().parents[2] / "README.md"
WINDOW_KEYS = {
    "Ctrl+K": "open_palette",
    "Ctrl+O": "choose_file",
    "Ctrl+E": "export_calendar",
    "Ctrl+Y": "ask_why_not",
    "Ctrl+H": "ask_changes",
    "F5": "renew",
    "Alt+Left": "go_back",
    "Alt+Right": "go_ahead",
    "Ctrl+Left": "day -1",
    "Ctrl+Right": "day 1",
    "Ctrl+Shift+L": "theme",
    "Ctrl+Shift+R": "save a report",
    **{f"Alt+{n}": f"screen {n}" for n in "1234567890"},
}
TYPED_IN = (QLineEdit, QAbstractSpinBox, QComboBox)


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    pressed = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs know no index
    qtbot.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window was told to do; it does none of it."""
    told: list[str] = []

    def told_of(words: str) -> Callable[..., None]:
        return lambda *_args, **_more: told.append(words)

    for name in ("open_palette", "choose_file", "export_calendar", "ask_why_not", "ask_changes"):
        monkeypatch.setattr(Window, name, told_of(name))
    monkeypatch.setattr(ReportSaving, "choose", told_of("save a report"))
    for name in ("renew", "go_back", "go_ahead"):
        monkeypatch.setattr(Session, name, told_of(name))
    monkeypatch.setattr(Window, "_move_day", lambda _self, days: told.append(f"day {days}"))
    places = {name: str((n + 1) % 10) for n, name in enumerate(SCREENS)}
    monkeypatch.setattr(
        Session, "choose", lambda _self, screen: told.append(f"screen {places[screen]}")
    )
    return told


def kinds(window: Window) -> list[QWidget]:
    """One widget of each kind that takes the keyboard on a screen."""
    found: dict[type[QWidget], QWidget] = {}
    for widget in sorted(stops(window), key=lambda one: (one.y(), one.x())):
        found.setdefault(type(widget), widget)
    return list(found.values())


def test_that_the_readme_lists_the_keys_that_are_tried() -> None:
    listed = set(re.findall(r"(?:Ctrl|Alt)\+(?:Shift\+)?\w+|F\d", README.read_text("utf-8")))
    assert listed - {"Ctrl+C", "Ctrl+Q", "Ctrl+Z"} <= set(WINDOW_KEYS)


@pytest.mark.parametrize("screen", SCREENS)
def test_that_the_keys_of_the_window_work_from_every_kind_of_widget(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot, heard: list[str], screen: str
) -> None:
    window = open_window(small_snapshot, screen, "KE")
    window.theme_wanted.connect(lambda: heard.append("theme"))
    window.activateWindow()
    missed = []
    tried = kinds(window)
    assert len(tried) >= 4
    for widget in tried:
        for keys, act in WINDOW_KEYS.items():
            if isinstance(widget, TYPED_IN) and act.startswith("day "):
                continue  # They move by words where text is typed.
            widget.setFocus()
            heard.clear()
            press(qtbot, QApplication.focusWidget() or window, keys)
            if heard != [act]:
                missed.append((type(widget).__name__, keys, list(heard)))
    assert missed == []


def focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()


def opened(window: Window) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("dialog", ["palette", "table", "why not", "changes", "problem", "chart"])
def test_that_ctrl_q_quits_under_every_dialog(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, dialog: str
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    chart = window.page("country").frames["series"].content.charts[0]  # type: ignore[attr-defined]
    acts: dict[str, Callable[[], object]] = {
        "palette": lambda: press(qtbot, window, "Ctrl+K"),
        "table": lambda: qtbot.keyClick(chart, Qt.Key.Key_T),
        "why not": lambda: press(qtbot, window, "Ctrl+Y"),
        "changes": lambda: press(qtbot, window, "Ctrl+H"),
        "problem": lambda: window.open_file(Path("nowhere.duckdb")),
        "chart": lambda: qtbot.keyClick(chart, Qt.Key.Key_Return),
    }
    chart.setFocus()
    acts[dialog]()
    qtbot.waitUntil(lambda: bool(opened(window)), timeout=20_000)
    qtbot.waitUntil(lambda: focused().window() is not window, timeout=20_000)
    press(qtbot, focused(), "Ctrl+Q")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


def test_that_ctrl_q_quits_while_a_file_is_chosen(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot
) -> None:
    from PySide6.QtCore import QTimer

    window = open_window(small_snapshot)
    chosen: list[QFileDialog] = []

    def leave() -> None:
        found = window.findChildren(QFileDialog)
        chosen.extend(found)
        on = QApplication.focusWidget()
        press(qtbot, on if on is not None else found[0], "Ctrl+Q")

    QTimer.singleShot(500, leave)
    window.choose_file()
    assert chosen
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
