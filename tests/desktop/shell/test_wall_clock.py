"""The window's wall clock: every second counted, every minute asked, nothing else touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from PySide6 import QtCore
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.kit import preferences
from eoc_app.desktop.shell.wall_clock import WallClock
from eoc_app.desktop.shell.window import Window

START = datetime(2024, 10, 26, 6, 41, 30, tzinfo=UTC)


class _Page:
    def __init__(self) -> None:
        self.ticks: list[datetime] = []
        self.awaited: datetime | None = None

    def tick(self, now: datetime) -> bool:
        before = self.ticks[-1] if self.ticks else None
        self.ticks.append(now)
        return bool(self.awaited and before and before < self.awaited <= now)


class _Window(QtCore.QObject):
    """What a clock needs of a window, with a clock that a test winds."""

    completed = QtCore.Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.session = Session(Selection(now_at=START), "restrictions")
        self.session.clock = lambda: self.now
        self.shown = _Page()
        self.changes: list[str] = []
        self.session.changed.connect(lambda: self.changes.append("changed"))
        self.session.renewed.connect(lambda: self.changes.append("renewed"))

    def page(self, _screen: str) -> _Page:
        return self.shown


@pytest.fixture
def window(qapp: QApplication) -> _Window:
    return _Window()


def clock(window: _Window) -> WallClock:
    return WallClock(cast("Window", window))


def test_that_a_second_is_counted_and_nothing_is_asked(window: _Window) -> None:
    made = clock(window)
    for second in range(1, 30):
        window.now = START + timedelta(seconds=second)
        made.beat()
    assert len(window.shown.ticks) == 29
    assert window.shown.ticks[-1] == window.now
    assert window.changes == []


def test_that_a_full_minute_is_asked_for_once_and_is_no_step_back(window: _Window) -> None:
    made = clock(window)
    for second in (29, 30, 31, 32, 89):
        window.now = START + timedelta(seconds=second)
        made.beat()
    assert window.changes == ["renewed"]
    assert window.session.selection.now_at == START + timedelta(seconds=30)
    window.now = START + timedelta(seconds=90)
    made.beat()
    assert window.changes == ["renewed", "renewed"]
    window.session.go_back()
    assert window.changes == ["renewed", "renewed"]


def test_that_what_was_awaited_is_asked_for_at_once(window: _Window) -> None:
    made = clock(window)
    window.shown.awaited = START + timedelta(seconds=7)
    for second in range(1, 20):
        window.now = START + timedelta(seconds=second)
        made.beat()
    assert window.changes == ["renewed"]
    assert window.session.selection.now_at == START + timedelta(seconds=7)


def test_that_a_machine_that_slept_asks_when_it_wakes(window: _Window) -> None:
    made = clock(window)
    window.now = START + timedelta(hours=9)
    made.beat()
    window.now = START - timedelta(hours=1)
    made.beat()
    assert window.changes == ["renewed", "renewed"]


def test_that_a_clock_that_stands_still_asks_for_nothing(window: _Window) -> None:
    made = clock(window)
    for _ in range(100):
        made.beat()
    assert window.changes == []


def test_that_an_answer_is_counted_down_at_once(window: _Window) -> None:
    made = clock(window)
    made.start()
    before = len(window.shown.ticks)
    window.completed.emit()
    assert len(window.shown.ticks) == before + 1
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Any) -> QSettings:
    return QSettings(str(tmp_path / "eoc.ini"), QSettings.Format.IniFormat)


def test_that_choices_outlive_the_window_and_filters_do_not(settings: QSettings) -> None:
    chosen = Selection(
        now_at=START, span="season", grouping="kind", room_zone="Asia/Tokyo", medium="online",
        period_id="p1",
    )  # fmt: skip
    preferences.keep(settings, chosen)
    settings.sync()
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert preferences.kept(again) == {
        "span": "season", "grouping": "kind", "room_zone": "Asia/Tokyo", "alarms_per_shift": None,
    }  # fmt: skip


def test_that_the_first_window_takes_the_zone_of_the_machine(
    settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "machine_zone", lambda: "Europe/Dublin")
    assert preferences.kept(settings) == {
        "room_zone": "Europe/Dublin",
        "alarms_per_shift": None,
    }


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        (b"Europe/Dublin", "Europe/Dublin"), (b"Etc/UTC", "UTC"), (b"", "UTC"),
        (b"Mars/Base", "UTC"), (b"\xff", "UTC"), (b"../etc/passwd", "UTC"),
    ],
)  # fmt: skip
def test_that_a_machine_without_a_known_zone_reads_utc(
    monkeypatch: pytest.MonkeyPatch, given: bytes, zone: str
) -> None:
    class Zone:
        @staticmethod
        def systemTimeZoneId() -> QtCore.QByteArray:
            return QtCore.QByteArray(given)

    monkeypatch.setattr(preferences, "QTimeZone", Zone)
    assert preferences.machine_zone() == zone


def test_that_settings_that_were_altered_by_hand_do_no_harm(
    settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "machine_zone", lambda: "UTC")
    for name, value in (("span", "eternity"), ("grouping", "7"), ("room_zone", "Mars/Base")):
        settings.setValue(f"restrictions/{name}", value)
    assert preferences.kept(settings) == {"room_zone": "UTC", "alarms_per_shift": None}
