"""What is said where Qt cannot start: our words, before it ends the program with its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.desktop.shell import display
from eoc_app.desktop.shell.display import draw_unseen, hold_display, loading_qt

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="libraries and displays of Linux"
)


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    hidden = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "eoc_app", *command], env=kept | settings,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "this machine has no display"),
        ({"DISPLAY": ":77"}, ""),
        ({"WAYLAND_DISPLAY": "wayland-77"}, ""),
        ({"DISPLAY": ":77", "WAYLAND_DISPLAY": "wayland-77"}, ""),
        ({"QT_QPA_PLATFORM": "nonsense"}, "'nonsense', which is none of"),
        ({"QT_QPA_PLATFORM": "nonsense:size=1x1"}, "'nonsense', which is none of"),
        ({"QT_QPA_PLATFORM": "xcb"}, ""),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ""),
    ],
)
def test_that_a_window_that_cannot_be_shown_is_told_in_words_and_what_to_do_instead(
    small_snapshot: Path, settings: dict[str, str], words: str
) -> None:
    ended = run("open", str(small_snapshot), **settings)
    assert ended.returncode == 1, ended.stderr
    assert words in ended.stderr
    assert "qt.qpa" not in ended.stderr
    # Libraries may be missing here, or only the display.
    assert any(
        told in ended.stderr
        for told in ("does not answer", "are missing", "no display", "is none of")
    )
    assert "--screenshot" in ended.stderr or "offscreen" in ended.stderr


@pytest.mark.parametrize("settings", [{}, {"DISPLAY": ":77"}, {"WAYLAND_DISPLAY": "wayland-77"}])
def test_that_a_picture_and_a_briefing_need_no_display(
    small_snapshot: Path, tmp_path: Path, settings: dict[str, str]
) -> None:
    picture, folder = tmp_path / "p.png", tmp_path / "briefing"
    shown = run("open", str(small_snapshot), "--screenshot", str(picture), **settings)
    assert (shown.returncode, picture.exists()) == (0, True), shown.stderr
    briefed = run("brief", str(small_snapshot), "--out", str(folder), **settings)
    assert briefed.returncode == 0, briefed.stderr


@pytest.fixture
def qt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Qt of empty files, and a loader that finds none of what the X plug-in needs."""
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    for name in ("xcb", "wayland", "offscreen"):
        (plugins / f"libq{name}.so").write_bytes(b"")
    ldd = tmp_path / "ldd"
    ldd.write_text(
        "#!/bin/sh\necho '\tlibxcb-icccm.so.4 => not found'\necho '\tlibodd.so.9 => not found'\n",
        encoding="utf-8",
    )
    ldd.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(display, "_qt", lambda: tmp_path / "PySide6")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "PySide6"


@pytest.mark.usefixtures("qt")
def test_that_the_library_that_is_missing_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(Problem) as told:
        hold_display()
    assert "libxcb-icccm.so.4" in told.value.why
    assert "xcb-cursor" not in told.value.why
    assert "apt-get install libxcb-icccm4" in told.value.remedy
    assert "libodd.so.9" in told.value.remedy
    assert "--screenshot" in told.value.remedy


@pytest.mark.usefixtures("qt")
def test_that_a_qt_that_cannot_be_loaded_is_told_in_words() -> None:
    with pytest.raises(Problem, match="libxcb-icccm") as told, loading_qt():
        raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")
    assert told.value.what == "Qt cannot start"
    # What is no matter of Qt's is a fault of the program and stays one.
    with pytest.raises(ImportError, match="nowhere"), loading_qt():
        raise ImportError("nowhere", name="eoc_app.nowhere")


def test_that_one_display_that_answers_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;offscreen")
    hold_display()


def test_that_a_wayland_display_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as line:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-5")
        assert "does not answer" in display._reach_wayland()
        line.bind(f"{folder}/wayland-5")
        line.listen()
        assert display._reach_wayland() == ""


def test_that_a_platform_that_somebody_named_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "minimal")
    draw_unseen()
    assert os.environ["QT_QPA_PLATFORM"] == "minimal"
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    draw_unseen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
