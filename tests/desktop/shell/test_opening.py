"""The start that does not wait for Qt."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eoc_app.desktop.kit.screens import SCREENS, asked
from eoc_app.desktop.shell.display import has_display
from eoc_app.desktop.shell.opening import Opening
from eoc_app.panels import panels


@pytest.mark.parametrize(
    ("settings", "platform", "display"),
    [
        ({}, "linux", False), ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True), ({"DISPLAY": ""}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True), ({}, "darwin", True),
        ({}, "win32", True),
    ],
)  # fmt: skip
def test_that_a_display_is_known_before_qt_is_asked(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], platform: str, *, display: bool
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("eoc_app.desktop.shell.display.sys.platform", platform)
    assert has_display() is display


def test_that_a_moment_may_stand_in_for_the_clock() -> None:
    fixed = datetime(2024, 10, 26, 6, tzinfo=UTC)
    assert Opening(path=Path("x"), now_at=fixed).clock()() == fixed
    assert datetime.now(UTC) - Opening(path=Path("x")).clock()() < timedelta(hours=1)


def test_that_the_reader_starts_before_qt_is_loaded() -> None:
    code = (
        "import sys; import eoc_app.desktop.shell.opening;"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('PySide6', 'pyqtgraph', 'duckdb', 'polars', 'pyarrow')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_that_every_screen_asks_only_for_panels_there_are() -> None:
    known = panels()
    for name in SCREENS:
        wanted = asked(name)
        assert wanted
        assert set(wanted) <= set(known)
        assert "header" in wanted


def test_that_every_panel_is_on_a_screen() -> None:
    shown = {panel for name in SCREENS for panel in asked(name)}
    assert shown == {name for name, panel in panels().items() if not panel.on_demand}
