"""Journeys of somebody who comes back: the file, the screen and the country are where they were."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eoc_app.commands import open_window as command
from eoc_app.desktop.kit.problem_dialog import ProblemDialog
from eoc_app.desktop.shell.command_palette import CommandPalette
from eoc_app.desktop.shell.opening import Opening
from eoc_app.desktop.shell.recent_files import RecentFile, RecentFiles
from eoc_app.desktop.shell.window import Window
from tests.journeys.conftest import OpenWindow

SOON = 20_000


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.is_complete, timeout=SOON)


def remembered(window: Window, path: Path, *, screen: str) -> bool:
    return window.recent.of(path) == RecentFile(str(path), screen, "KE")


def test_that_screen_and_country_are_remembered_for_the_file(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot)
    window.open_country("KE")
    settle(qtbot, window)
    # Not while somebody waits for the page, but soon after.
    qtbot.waitUntil(lambda: remembered(window, small_snapshot, screen="country"), timeout=SOON)
    window.session.choose(screen="alarms")
    settle(qtbot, window)
    window.close()
    assert remembered(window, small_snapshot, screen="alarms")


def opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: Path | None, **given: object
) -> Opening:
    """What `eoc open` would show."""
    found: list[Opening] = []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(command, "open_window", found.append)
    plain: dict[str, object] = {
        "file": path, "screen": None, "country": None, "as_of": None, "platform": [],
        "theme": None, "size": None, "screenshot": None, "now": None, "room": None,
    }  # fmt: skip
    command.open_command(argparse.Namespace(**plain | given))
    return found[0]


def test_that_a_file_is_taken_up_where_it_was_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = (tmp_path / "monday.duckdb").absolute()
    assert opened(monkeypatch, tmp_path, path).screen == "overview"
    RecentFiles(tmp_path / "eoc").remember(path, "alarms", "KE")
    for named in (path, None):
        again = opened(monkeypatch, tmp_path, named)
        assert (again.path, again.screen, again.country_code) == (path, "alarms", "KE")
    # What is asked for counts more, and a picture depends on nothing that was done before.
    asked = opened(monkeypatch, tmp_path, path, country="GE")
    assert (asked.screen, asked.country_code) == ("country", "GE")
    picture = opened(monkeypatch, tmp_path, path, screenshot=Path("p.png"))
    assert (picture.screen, picture.country_code) == ("overview", None)


@pytest.mark.parametrize(("screen", "code"), [("nowhere", "KE"), ("alarms", "kenya")])
def test_that_what_is_no_place_is_not_gone_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, screen: str, code: str
) -> None:
    path = (tmp_path / "monday.duckdb").absolute()
    RecentFiles(tmp_path / "eoc").remember(path, screen, code)
    again = opened(monkeypatch, tmp_path, path)
    assert again.screen in ("overview", "alarms")
    assert again.country_code is None


def test_that_other_files_are_offered_by_the_palette_and_opened(
    open_window: OpenWindow, small_snapshot: Path, exercise_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot)
    window.recent.remember(exercise_snapshot, "overview", None)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    line = palette.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, f"open {exercise_snapshot.name}")
    assert (palette.found[0].kind, palette.found[0].key) == ("file", str(exercise_snapshot))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.client.path == exercise_snapshot, timeout=SOON)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.recent.files[0].path == str(exercise_snapshot), timeout=SOON)


def test_that_a_file_that_has_gone_is_told_and_offered_no_more(
    open_window: OpenWindow, small_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot)
    gone = tmp_path / "gone.duckdb"
    window.recent.remember(gone, "overview", None)
    window.open_recent(gone)
    dialog = window.findChild(ProblemDialog)
    assert dialog is not None
    assert "not there any more" in dialog.problem.what
    assert window.recent.of(gone) is None
    assert window.page("overview").frames["ranking"].state == "ready"
    assert qtbot is not None


def test_that_a_refused_file_offers_what_was_opened_before(
    open_window: OpenWindow, small_snapshot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good = Path(shutil.copy(small_snapshot, tmp_path / "good.duckdb"))
    RecentFiles(tmp_path).remember(good, "overview", None)
    broken = tmp_path / "broken.duckdb"
    broken.write_text("no snapshot")
    window = open_window(broken)
    assert window.refusal is not None
    assert [button.text() for button in window.refused.buttons] == ["good.duckdb"]
    window.refused.buttons[0].click()
    qtbot.waitUntil(lambda: window.refusal is None and window.is_complete, timeout=SOON)
    assert window.client.path == good


def test_that_a_picture_changes_nothing_that_a_person_chose(
    small_snapshot: Path, tmp_path: Path
) -> None:
    home = tmp_path / "config"
    settings = home / "eoc" / "eoc.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[General]\ntheme=light\n\n[window]\ngeometry=kept\n", encoding="utf-8")
    before = settings.read_bytes()
    picture = tmp_path / "p.png"
    subprocess.run(
        [sys.executable, "-m", "eoc_app", "open", str(small_snapshot), "--size", "900x500",
         "--screenshot", str(picture)],
        env=os.environ | {"XDG_CONFIG_HOME": str(home)}, check=True,
    )  # fmt: skip
    assert picture.exists()
    assert settings.read_bytes() == before
    assert [one.name for one in settings.parent.iterdir()] == ["eoc.ini"]
