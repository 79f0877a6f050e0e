from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.shell import window_place
from eoc_app.desktop.shell.window_place import fits, held

ROOM = QRect(0, 28, 1366, 740)


@given(
    st.integers(-5000, 5000), st.integers(-5000, 5000), st.integers(1, 9000), st.integers(1, 9000)
)
def test_that_a_window_is_held_in_its_screen(x: int, y: int, width: int, height: int) -> None:
    place = held(QRect(x, y, width, height), ROOM)
    assert ROOM.contains(place)
    if fits(QRect(x, y, width, height), ROOM):
        assert place == QRect(x, y, width, height)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "eoc.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def made(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def roomy(monkeypatch: pytest.MonkeyPatch, room: QRect) -> None:
    monkeypatch.setattr(window_place, "_room", lambda _window: room)


def test_that_the_first_window_is_no_larger_than_its_screen(
    made: QWidget, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    roomy(monkeypatch, ROOM)
    window_place.restore(made, settings)
    assert ROOM.contains(made.geometry())
    assert made.isMaximized()


def test_that_the_first_window_has_its_own_size_where_there_is_room(
    made: QWidget, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    roomy(monkeypatch, QRect(0, 28, 3840, 2132))
    made.move(100, 100)
    window_place.restore(made, settings)
    assert made.size().toTuple() == window_place.FIRST
    assert not made.isMaximized()


def test_that_the_place_of_the_last_time_is_taken_and_held_to_a_smaller_screen(
    qtbot: QtBot, made: QWidget, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    roomy(monkeypatch, QRect(0, 28, 3840, 2132))
    made.setGeometry(40, 60, 700, 500)
    window_place.keep(made, settings)
    again = QWidget()
    qtbot.addWidget(again)
    window_place.restore(again, settings)
    assert again.size().toTuple() == (700, 500)
    roomy(monkeypatch, QRect(0, 28, 600, 400))
    smaller = QWidget()
    qtbot.addWidget(smaller)
    window_place.restore(smaller, settings)
    assert QRect(0, 28, 600, 400).contains(smaller.geometry())


def test_that_a_size_that_is_asked_for_counts_more_than_the_kept_one(
    qtbot: QtBot, made: QWidget, settings: QSettings
) -> None:
    made.setGeometry(40, 60, 700, 500)
    window_place.keep(made, settings)
    again = QWidget()
    qtbot.addWidget(again)
    window_place.restore(again, settings, (640, 480))
    assert again.size().toTuple() == (640, 480)
