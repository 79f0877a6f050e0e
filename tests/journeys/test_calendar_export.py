"""Journeys from the restriction screen to a file, while the screen goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Bug
from eoc_app.desktop.kit.problem_dialog import CrashDialog, ProblemDialog
from eoc_app.desktop.shell.command_palette import CommandPalette
from eoc_app.desktop.shell.window import Window
from tests.journeys.conftest import OpenWindow

Choose = Callable[..., None]
KIND = "Calendar (*.ics)"


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Answers the next question for a name."""

    def act(name: Path | str, kind: str = KIND) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(name), kind))

    return act


def told(qtbot: QtBot, window: Window) -> str:
    qtbot.waitUntil(window.notice.isVisible, timeout=20_000)
    return window.notice.text


def problem(qtbot: QtBot, window: Window) -> ProblemDialog:
    qtbot.waitUntil(lambda: window.findChild(ProblemDialog) is not None, timeout=20_000)
    found = window.findChild(ProblemDialog)
    assert isinstance(found, ProblemDialog)
    return found


def test_that_the_button_saves_every_period_and_the_screen_stays(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    page = window.page("restrictions")
    shown, view = page.view("periods"), page.view("timeline")
    target = tmp_path / "room.ics"
    choose(target)
    completed: list[bool] = []
    window.completed.connect(lambda: completed.append(True))
    page.controls.export.click()  # type: ignore[attr-defined]  # the page of this screen has it
    said = told(qtbot, window)
    assert said.startswith(f"Saved {target}: ")
    calendar = Calendar.from_ical(target.read_bytes())
    periods = [event for event in calendar.events if "X-EOC-PERIOD-ID" in event]
    assert f"as {len(periods)} events" in said
    assert len(periods) > 30
    assert (page.view("periods"), page.view("timeline")) == (shown, view)
    assert window.is_complete
    assert completed == []


def test_that_the_key_saves_a_table_of_what_was_chosen_and_says_so(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot, "restrictions", "MX")
    choose(tmp_path / "room", "Spreadsheet (*.csv)")
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert told(qtbot, window).endswith("Only what was chosen: Mexico.")
    lines = (tmp_path / "room.csv").read_text("utf-8-sig").splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == {"MX"}


def test_that_the_palette_exports_from_any_screen_and_the_key_only_from_its_own(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot)
    choose(tmp_path / "key.ics")
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    choose(tmp_path / "palette.ics")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    line = palette.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "export restr")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "palette.ics" in told(qtbot, window)
    assert [path.name for path in tmp_path.glob("*.ics")] == ["palette.ics"]


def test_that_moving_on_delays_the_file_and_loses_neither(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    choose(tmp_path / "room.ics")
    window.export_calendar()
    for span in ("season", "day", "fortnight"):
        window.session.choose(span=span)
    window.session.choose(screen="overview")
    told(qtbot, window)
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    assert (tmp_path / "room.ics").exists()
    assert window.session.screen == "overview"
    assert window.failed_panels == set()
    assert {frame.state for frame in window.page("overview").frames.values()} == {"ready"}


def test_that_a_reader_that_dies_is_asked_again(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    choose(tmp_path / "room.ics")
    window.client._process._process.kill()
    window.export_calendar()
    qtbot.waitUntil((tmp_path / "room.ics").exists, timeout=30_000)
    qtbot.waitUntil(lambda: "Saved" in window.notice.text, timeout=20_000)


@pytest.mark.parametrize(
    ("name", "says"),
    [("missing/room.ics", "could not be written"), ("taken", "exists already")],
)
def test_that_a_file_that_cannot_be_written_is_told(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path, choose: Choose,
    name: str, says: str,
) -> None:  # fmt: skip
    (tmp_path / "taken.ics").write_text("mine", encoding="utf-8")
    window = open_window(demo_snapshot, "restrictions")
    choose(tmp_path / name)
    window.export_calendar()
    dialog = problem(qtbot, window)
    assert says in f"{dialog.problem.what} {dialog.problem.why}"
    dialog.close()
    assert (tmp_path / "taken.ics").read_text("utf-8") == "mine"
    assert not window.notice.isVisible()


def test_that_no_name_means_no_file(
    open_window: OpenWindow, demo_snapshot: Path, choose: Choose
) -> None:
    window = open_window(demo_snapshot, "restrictions")
    choose("")
    window.export_calendar()
    assert not window.notice.isVisible()
    window.client.answered_beside.emit(
        Bug(ticket=0, panel="restriction_register", traceback="", last=True)
    )
    assert window.findChild(CrashDialog) is None
