from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eoc_app.desktop.shell.recent_files import MOST, RecentFile, RecentFiles, settings_folder


def test_that_the_newest_file_comes_first_and_none_twice(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path)
    assert not recent.files
    recent.remember(Path("/a.duckdb"), "overview", None)
    recent.remember(Path("/b.duckdb"), "country", "GE")
    recent.remember(Path("/a.duckdb"), "alarms", "KE")
    assert recent.files == (
        RecentFile("/a.duckdb", "alarms", "KE"),
        RecentFile("/b.duckdb", "country", "GE"),
    )
    assert recent.of(Path("/b.duckdb")) == RecentFile("/b.duckdb", "country", "GE")
    assert recent.of(Path("/c.duckdb")) is None
    recent.forget(Path("/a.duckdb"))
    assert [one.path for one in recent.files] == ["/b.duckdb"]


def test_that_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path)
    for n in range(MOST + 5):
        recent.remember(Path(f"/{n}.duckdb"), "overview", None)
    assert len(recent.files) == MOST
    assert recent.files[0].path == f"/{MOST + 4}.duckdb"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'[{"path": 3}]', b"\xff\xfe", b"[" * 100_000, b" " * 2_000_000]
)
def test_that_a_list_that_makes_no_sense_is_no_list(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "recent.json").write_bytes(content)
    recent = RecentFiles(tmp_path)
    assert not recent.files
    recent.remember(Path("/a.duckdb"), "overview", None)
    assert [one.path for one in recent.files] == ["/a.duckdb"]


def test_that_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    recent = RecentFiles(tmp_path / "file" / "below")
    recent.remember(Path("/a.duckdb"), "overview", None)
    assert recent.files == ()


def test_that_a_path_that_is_no_utf8_is_no_failure(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path)
    recent.remember(Path("/\udcff.duckdb"), "overview", None)
    assert not recent.files


def test_that_it_lies_where_qt_keeps_the_other_settings() -> None:
    from PySide6.QtCore import QSettings

    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "eoc", "eoc")
    assert Path(settings.fileName()).parent == settings_folder()


def test_that_it_is_known_before_qt_is_loaded() -> None:
    code = (
        "import sys; from eoc_app.desktop.shell.recent_files import RecentFiles;"
        " RecentFiles().files;"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
