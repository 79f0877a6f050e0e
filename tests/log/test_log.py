"""The log of a process: bounded, alone with its file, and never in the way of the program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eoc_app import log
from eoc_app.log import Word, journal, log_file, log_keeping
from eoc_app.log.log_file import LogFile
from tests.conftest import REPOSITORY


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of logs of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("EOC_DEBUG", raising=False)
    yield tmp_path / "eoc" / "log"
    journal.close()


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def ignored(_descriptor: int) -> None: ...


def test_that_a_log_says_what_happened_with_numbers_and_words(logs: Path) -> None:
    log.begin("window")
    log.note("shown", ticket=3, seconds=12.3456, whole=True, screen=Word("ads"), day=None)
    log.detail("not noted")
    log.end(0)
    (path,) = logs.iterdir()
    begun, shown, ended = lines_of(path)
    assert " begun " in begun
    assert shown.partition(" ")[2] == "shown ticket=3 seconds=12.346 whole=yes screen=ads day=-"
    assert " ended code=0 seconds=" in ended


def test_that_a_text_that_is_no_word_is_left_out_even_where_no_type_checker_looked(
    logs: Path,
) -> None:
    log.begin("window")
    log.note("shown", name="Ottoline Quagmire")  # type: ignore[arg-type]
    log.end(0)
    (path,) = logs.iterdir()
    assert "shown name=…" in path.read_text("utf-8")
    assert "Ottoline" not in path.read_text("utf-8")


def test_that_details_are_noted_and_printed_where_they_are_asked_for(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOC_DEBUG", "0")
    printed: list[str] = []
    log.begin("build", detailed=True, echo=printed.append)
    log.detail("read", seconds=1.0)
    log.end(0)
    (path,) = logs.iterdir()
    assert lines_of(path) == printed
    assert printed[1].endswith("read seconds=1.000")
    assert os.environ["EOC_DEBUG"] == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_that_only_the_person_may_read_a_log(logs: Path) -> None:
    log.begin("window")
    (path,) = logs.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert logs.stat().st_mode & 0o077 == 0


def test_that_a_log_never_grows_over_its_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "LONGEST", 1_000)
    descriptors: list[int] = []
    file = LogFile(tmp_path, "window", descriptors.append)
    for number in range(500):
        file.write(f"line {number}")
    file.close()
    before, newest = sorted(tmp_path.iterdir(), key=lambda path: "before" not in path.name)
    assert newest.stat().st_size <= 1_000
    assert before.stat().st_size <= 1_000
    assert [*lines_of(before), *lines_of(newest)][-20:] == [f"line {n}" for n in range(480, 500)]
    assert len(descriptors) > 3, "crashes of the interpreter go where the log goes"


def test_that_two_processes_at_once_have_a_file_each(logs: Path) -> None:
    script = "from eoc_app import log; log.begin('show')\nfor n in range(300): log.note('x', n=n)"
    running = [subprocess.Popen([sys.executable, "-c", script], cwd=REPOSITORY) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    texts = [lines_of(path) for path in logs.iterdir()]
    assert len(texts) == 3
    for lines in texts:
        assert [line.rpartition("=")[2] for line in lines[1:]] == [str(n) for n in range(300)]


def test_that_threads_write_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "LONGEST", 4_000)
    file = LogFile(tmp_path, "reader", ignored)

    def write() -> None:
        for _ in range(300):
            file.write("x" * 50)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    file.close()
    assert {line for path in tmp_path.iterdir() for line in lines_of(path)} == {"x" * 50}


def test_that_old_logs_make_room_by_kind_and_by_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"show-20261130T0000{number:02d}-7.log" for number in range(20)]
    names += ["window-20261129T000000-7.log", "window-20261129T000000-7.before.log"]
    for age, name in enumerate(reversed(names)):
        (tmp_path / name).write_text("x" * 100)
        os.utime(tmp_path / name, (2_000_000_000 - age, 2_000_000_000 - age))
    other = tmp_path / "notes.log"
    other.write_text("a person's own")
    log_keeping.remove_old_logs(tmp_path)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {other.name, *names[14:20], *names[20:]}
    monkeypatch.setattr(log_keeping, "_BYTES", 350)
    log_keeping.remove_old_logs(tmp_path)
    assert len(log_keeping.kept_logs(tmp_path)) == 3
    assert other.exists()


@pytest.mark.parametrize("blocked", ["a file in its place", "read-only", "full", "no home"])
def test_that_a_log_that_cannot_be_written_stops_nothing(
    logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocked: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    if blocked == "a file in its place":
        (tmp_path / "eoc").write_text("")
    elif blocked == "read-only":
        monkeypatch.setattr(os, "open", refuse)
    elif blocked == "full":
        monkeypatch.setattr(os, "write", refuse)
    else:
        monkeypatch.delenv("XDG_STATE_HOME")
        monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
    log.begin("window")
    log.note("shown", ticket=1)
    log.note_fault(ValueError("x"))
    log.end(0)
    monkeypatch.undo()
    assert not logs.is_dir() or not any(path.stat().st_size for path in logs.iterdir())


def test_that_lines_that_a_full_disk_refused_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    file = LogFile(tmp_path, "window", ignored)
    with monkeypatch.context() as full:
        full.setattr(os, "write", refuse)
        for _ in range(3):
            file.write("lost")
    file.write("kept")
    assert lines_of(file.path) == ["3 lines were refused by the disk", "kept"]
    file.close()


@pytest.mark.parametrize(
    ("platform", "variable", "ending"),
    [
        ("linux", "XDG_STATE_HOME", "eoc/log"),
        ("darwin", "HOME", "Library/Logs/eoc"),
        ("win32", "LOCALAPPDATA", "eoc/Logs"),
    ],
)
def test_that_each_system_has_its_own_folder_of_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, ending: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert log_keeping.log_folder() == tmp_path / ending


def test_that_a_relative_folder_of_state_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    assert log_keeping.log_folder() == tmp_path / ".local" / "state" / "eoc" / "log"


CRASHES = {
    "thread": "threading.Thread(target=lambda: {}['Ottoline']).start()",
    "program": "raise KeyError('Ottoline')",
    "object": "type('Last', (), {'__del__': lambda self: {}['Ottoline']})()",
    "interpreter": "faulthandler._sigsegv()",
}


@pytest.mark.parametrize("what", CRASHES)
def test_that_whatever_ends_badly_is_in_the_log(logs: Path, what: str) -> None:
    script = (
        "import faulthandler, threading\nfrom eoc_app import log\nlog.catch_everything()\n"
        f"log.begin('reader')\n{CRASHES[what]}\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    (path,) = logs.iterdir()
    text = path.read_text("utf-8")
    assert "Ottoline" not in text
    if what == "interpreter":
        assert ran.returncode < 0
        assert "Fatal Python error: Segmentation fault" in text
    else:
        assert f" fault ended={what} ticket=" in text
        assert "kind=KeyError" in text
        assert "KeyError: 'Ottoline'" in ran.stderr, "the person's own terminal has all of it"
