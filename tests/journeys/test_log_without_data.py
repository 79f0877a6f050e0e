"""A name that stands wherever a snapshot and its files have one is in no log and in no report."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest
from PySide6.QtCore import Qt, QtMsgType
from pytestqt.qtbot import QtBot

from eoc_app import log
from eoc_app.cli import run
from eoc_app.conversation.wire import Question
from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.problem_dialog import CrashDialog
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell import app
from eoc_app.desktop.shell.command_palette import CommandPalette
from eoc_app.desktop.shell.qt_messages import _take
from eoc_app.desktop.shell.window import Window
from eoc_app.desktop.shell.window_log import WindowLog
from eoc_app.log import journal
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.reader.process import answer
from tests.hostile_texts import _FREE
from tests.journeys.conftest import NOW_AT, OpenWindow

CANARY = "Ottoline Quagmire"
PARTS = (b"ottoline", b"quagmire")


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the logs of one test, in which every single answer is noted."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("EOC_DEBUG", "1")
    yield tmp_path / "state" / "eoc" / "log"
    journal.close()


@pytest.fixture
def named(small_snapshot: Path, tmp_path: Path) -> Path:
    """A snapshot with the name in every free text, in its file and in its folder."""
    folder = tmp_path / CANARY
    folder.mkdir()
    path = folder / f"{CANARY}.duckdb"
    shutil.copyfile(small_snapshot, path)
    with duckdb.connect(str(path)) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns()"
            " where not internal and data_type = 'VARCHAR'"
        ).fetchall()
        for table, column in columns:
            if column in {*_FREE, "medium"}:
                connection.execute(f'update "{table}" set "{column}" = ?', [CANARY])
    return path


def texts(folder: Path) -> str:
    """All that stands in the logs of a folder."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))


def hold_without_name(folder: Path) -> None:
    paths = list(folder.iterdir())
    assert paths
    for path in paths:
        content = path.read_bytes().lower() + str(path.name).lower().encode()
        assert not [part for part in PARTS if part in content], content.decode()


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)


def test_that_a_shift_at_the_window_leaves_no_name_behind(
    open_window: OpenWindow, named: Path, logs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    log.begin("window")
    window = open_window(named)
    assert CANARY in window.windowTitle(), "the name is on screen"
    WindowLog(window)
    for screen in SCREENS:
        window.session.choose(screen=screen)
        settle(qtbot, window)
    window.open_country("KE")
    settle(qtbot, window)
    window.open_palette()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    qtbot.keyClicks(palette, CANARY)
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    window.session.choose(screen="restrictions", medium=CANARY, period_id=CANARY)
    settle(qtbot, window)
    window.session.choose(screen="overview", platforms=(CANARY,))
    settle(qtbot, window)
    window.open_file(named.with_name(f"not {CANARY}.duckdb"))
    qtbot.wait(300)

    def fail() -> None:
        raise ValueError(CANARY)

    with pytest.raises(ValueError, match=CANARY) as raised:
        fail()
    app._crash(window, ValueError, raised.value, raised.value.__traceback__)
    crash = window.findChild(CrashDialog)
    assert crash is not None
    with qtbot.waitSignal(window.report.saved, timeout=20_000):
        window.report.save(tmp_path / "report.zip")
    window.close()
    log.end(0)

    hold_without_name(logs)
    written = texts(logs)
    for event in ("asked screen=alarms", "shown ticket=", "snapshot id=", "answer ticket=",
                  "fault ticket=", "kind=ValueError", "opened file=#", "answered ticket=",
                  "drawn ticket="):  # fmt: skip
        assert event in written, event
    hold_report(tmp_path / "report.zip")


def hold_report(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"report.txt", "logs"}
        for name in archive.namelist():
            content = archive.read(name).lower()
            assert not [part for part in PARTS if part in content + name.lower().encode()]
        text = archive.read("report.txt").decode()
    for line in ("snapshot", "  sha256: ", "selection", "  screen: overview", "  platforms: 1",
                 "window", "  screen 1: ", "  Qt: 6.", "  DuckDB: 2."):  # fmt: skip
        assert line in text, line


def test_that_commands_leave_no_name_behind(
    named: Path, logs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = named.parent / "voter_reminder.csv"
    bad.write_text(
        "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,"
        "reminder_kind,metric,value,unit\n"
        f"published,{CANARY},country,{CANARY},2024-01-01,2024-06-30,x,any,reminder_clicks,7,clicks\n"
        "published,n,country,KE,2024-01-01,2024-06-30,facebook,any,reminder_clicks,"
        f"{CANARY},clicks\n"
        "published,n,country,KE,2024-01-01,2024-06-30,facebook,any,reminder_clicks,7,clicks\n"
    )
    out = named.with_name("built.duckdb")
    ends = {
        "build": run(["--debug", "build", str(bad), "--out", str(out), "--title", CANARY]),
        "verify": run(["verify", str(named)]),
        "show": run(["show", str(named), CANARY]),
        "calendar": run(["calendar", str(named), "--out", str(tmp_path / f"{CANARY}.ics")]),
        "fetch": run(
            ["fetch", f"http://127.0.0.1:1/{CANARY}", "--out", str(tmp_path / CANARY / "x")]
        ),
        "brief": run(["brief", str(named), "--out", str(tmp_path / CANARY / "brief")]),
        "window": run(["open", str(named), "--screen", CANARY]),
        "report": run(["report", "--snapshot", str(named), "--out", str(tmp_path / "r.zip")]),
    }
    printed = capsys.readouterr()
    assert CANARY in printed.out + printed.err, "the person at the terminal reads it"
    assert ends["report"] == 0
    assert ends["show"] == ends["fetch"] == ends["window"] == ends["build"] == 1
    hold_without_name(logs)
    kinds = {path.name.split("-")[0] for path in logs.iterdir()}
    assert kinds == {*ends, "reader"}
    written = texts(logs)
    assert written.count(" problem ") >= 5
    for event in ("source file=#", "importer=canonical", "built id=", "holds proof=", "row=2"):
        assert event in written, event
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        text = archive.read("report.txt").decode()
        assert "  opens: yes" in text
        everything = b"".join(archive.read(name).lower() for name in archive.namelist())
    assert not [part for part in PARTS if part in everything]


def test_that_a_fault_in_the_reader_leaves_no_name_behind(logs: Path) -> None:
    class Failing:
        def is_costly(self, *_: object) -> bool:
            return False

        def draw(self, *_: object) -> Iterator[Any]:
            raise KeyError(CANARY)

        def __getattr__(self, name: str) -> Callable[..., Any]:
            raise AttributeError(name)

    inbox = Inbox(io.BytesIO())
    selection = Selection(now_at=NOW_AT, medium=CANARY)
    inbox.put(Question(ticket=7, selection=selection, panels=("ranking",)))
    said: list[bytes] = []
    log.begin("reader")
    with pytest.raises(AttributeError):
        # What follows an answer looks ahead, which this stand-in cannot.
        answer(cast("Flow", Failing()), inbox, said.append)
    log.end(0)
    assert CANARY.encode() in said[0], "the window shows it"
    hold_without_name(logs)
    assert "fault question=7 panel=ranking ticket=" in texts(logs)


def test_that_what_qt_says_is_noted_without_what_it_names(logs: Path) -> None:
    class Context:
        category = "qt.gui.icc"

    log.begin("window")
    context = cast("Any", Context())
    _take(QtMsgType.QtWarningMsg, context, f"QPixmap::load: no file {CANARY}.png")
    context.category = CANARY
    _take(QtMsgType.QtCriticalMsg, context, f"{CANARY} is missing")
    log.end(0)
    hold_without_name(logs)
    written = texts(logs)
    assert "qt level=warning category=qt.gui.icc speaker=QPixmap::load length=" in written
    assert "qt level=critical category=other speaker=other length=" in written
