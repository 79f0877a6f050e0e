"""Every command prints by one way: harmless, in any encoding, and without needing a reader."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from eoc_app.commands import terminal
from eoc_app.commands.progress import ProgressLine
from tests.conftest import REPOSITORY

EOC = [sys.executable, "-m", "eoc_app"]
NOW = ("--now", "2024-10-25T18:00Z")
FORGED = "A\nok      signature: trusted\x1b[1A\x1b]0;owned\x07\u202e\x9b2J"
PRINTS = {
    "eoc_app/commands/terminal.py": "the one way",
    "eoc_app/__main__.py": "keeps warnings of libraries from the terminal",
    "eoc_app/reader/inbox.py": "says on the reader's stderr why the window is heard no longer",
    "eoc_app/reader/process.py": "speaks to the window in frames",
    "eoc_app/desktop/shell/app.py": "the window's own crash",
    "eoc_app/desktop/shell/qt_messages.py": "what Qt would print itself",
    "eoc_app/log/hooks.py": "what Python would print itself",
    "eoc_app/log/journal.py": "gives crashes of the interpreter back to where they went before",
}
"""Modules that may touch the streams, and why."""


def eoc(
    *arguments: str | Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [*EOC, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, cwd=REPOSITORY, timeout=120, check=False, env=env
    )


def with_publisher(snapshot: Path, path: Path, name: str) -> Path:
    path.write_bytes(snapshot.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("update snapshot set publisher = $1, title = $1", [name])
    return path


# One way.


def touches(tree: ast.AST) -> list[int]:
    """Lines of a module that print other than by the terminal."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print" | "input")):
                found.append(node.lineno)
            case ast.Attribute(
                value=ast.Name(id="sys"),
                attr="stdout" | "stderr" | "__stdout__" | "__stderr__" | "displayhook",
            ):
                found.append(node.lineno)
            case ast.ImportFrom(module="sys", names=names) if any(
                one.name in {"stdout", "stderr"} for one in names
            ):
                found.append(node.lineno)
            case ast.Import(names=names) if any(one.name in {"logging", "pprint"} for one in names):
                found.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="print_exc" | "print_exception" | "warn")):
                found.append(node.lineno)
    return found


def test_that_no_module_prints_by_itself() -> None:
    found = []
    for path in sorted((REPOSITORY / "eoc_app").rglob("*.py")):
        name = path.relative_to(REPOSITORY).as_posix()
        if name not in PRINTS:
            found += [f"{name}:{line}" for line in touches(ast.parse(path.read_text("utf-8")))]
    assert not found, "print by eoc_app/commands/terminal.py"


@pytest.mark.parametrize(
    "code",
    ["print(1)", "import sys\nsys.stdout.write('')", "from sys import stderr", "import logging",
     "import traceback\ntraceback.print_exc()", "input()"],
)  # fmt: skip
def test_that_the_search_for_other_ways_finds_one(code: str) -> None:
    assert touches(ast.parse(code))


# Harmless.


@pytest.mark.parametrize("form", ["table", "json"])
def test_that_a_publisher_cannot_print_a_line_of_the_program(
    small_snapshot: Path, tmp_path: Path, form: str
) -> None:
    path = with_publisher(small_snapshot, tmp_path / "forged.duckdb", FORGED)
    for view in ("overview", "sources", "header"):
        done = eoc("show", path, view, "--format", form, *NOW)
        assert done.returncode == 0, done.stderr
        out = done.stdout.decode()
        assert not [line for line in out.split("\n") if line.startswith("ok      signature")]
        assert not set(out) & set("\x1b\x07\u202e\x9b\r")
    if form == "json":
        assert json.loads(out)["snapshot"]["publisher"] == FORGED


def test_that_names_of_files_and_arguments_cannot_either(tmp_path: Path) -> None:
    source = tmp_path / "x\n\x1b[2J.txt"
    source.write_text("nothing")
    done = eoc("build", source, tmp_path / "gone\r\x1b[2J", "--out", tmp_path / "y\x9bz.duckdb")
    assert done.returncode == 1
    told = (done.stdout + done.stderr).decode()
    assert r"x\n\x1b[2J.txt" in told
    assert not set(told) & set("\x1b\r\x9b")
    for said in (
        ("show", "a\x1bb.duckdb", "x"), ("fly\x1b[2J",), ("fetch", "http://\x1b]0;", "--out", "x"),
    ):  # fmt: skip
        done = eoc(*said)
        assert done.returncode == 1
        assert b"\x1b" not in done.stderr


def test_that_wide_letters_keep_columns_in_line(capsys: pytest.CaptureFixture[str]) -> None:
    from eoc_app.commands.show import _print_table
    from eoc_app.views.view import Cell, Column, TableView

    texts = (("日本", "1"), ("e\u0301", "22"), ("a\nb", "3"))
    rows = tuple((Cell(text=name), Cell(text=number)) for name, number in texts)
    heads = (Column(key="a", title="A"), Column(key="n", title="N", number=True))
    _print_table(TableView(title="t", columns=heads, rows=rows))
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == ["  日本   1", "  e\u0301     22", r"  a\nb   3"]


def test_that_a_progress_line_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(terminal, "shows_progress", lambda: True)
    monkeypatch.setattr(terminal, "_write", lambda _name, text: written.append(text))
    line = ProgressLine()
    line.show_source("a\x1b[2J\n日本" * 40, 1, 1, 2)
    line.clear()
    assert written
    assert all(not set(text[1:]) & set("\x1b\n") for text in written)


# Any encoding.


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16", "ascii:strict"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_that_every_encoding_of_the_output_will_do(
    small_snapshot: Path, tmp_path: Path, encoding: str, form: str
) -> None:
    path = with_publisher(small_snapshot, tmp_path / "named.duckdb", "Łódź 日本 é")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = eoc("show", path, "overview", "--format", form, *NOW, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode(encoding.partition(":")[0])
    if form == "json":
        assert json.loads(out)["snapshot"]["publisher"] == "Łódź 日本 é"
    help_text = eoc("--help", env=environment)
    assert help_text.returncode == 0
    refused = eoc("verify", tmp_path / "Łódź.duckdb", env=environment)
    assert refused.returncode == 1
    assert b"Traceback" not in refused.stderr


def test_that_the_plain_locale_will_do(small_snapshot: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = eoc("show", small_snapshot, "overview", *NOW, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")


# Without a reader.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", ["show FILE overview", "verify FILE", "--help"])
def test_that_a_full_disk_behind_the_output_is_told(small_snapshot: Path, arguments: str) -> None:
    said = [*EOC, *arguments.replace("FILE", str(small_snapshot)).split()]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            said, stdout=full, stderr=subprocess.PIPE, cwd=REPOSITORY, check=False
        )
    assert done.returncode == 1
    assert b"Not all of the answer could be printed" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_that_a_build_is_whole_though_nobody_can_read_of_it(tmp_path: Path) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("nothing")
    out, report = tmp_path / "x.duckdb", tmp_path / "r.json"
    for target in ("/dev/full", None):
        with Path(target or os.devnull).open("wb") as stream:
            done = subprocess.run(
                [*EOC, "build", str(source), "--out", str(out), "--report", str(report)],
                stdout=stream, stderr=stream, cwd=REPOSITORY, check=False,
            )  # fmt: skip
        assert done.returncode == 1
        assert out.exists()
        assert json.loads(report.read_text("utf-8"))["refused"] == 1
        out.unlink()
        report.unlink()


def test_that_a_reader_who_leaves_early_does_not_change_the_verdict(tmp_path: Path) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("nothing")
    out = tmp_path / "x.duckdb"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*EOC, "build", str(source), "--out", str(out)], stdout=writing,
                          stderr=subprocess.PIPE, cwd=REPOSITORY, check=False)  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert b"no importer knows what it is" in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_that_closed_streams_are_no_fault(small_snapshot: Path) -> None:
    shown = f"'{sys.executable}' -m eoc_app show '{small_snapshot}' overview --format json"
    command = f"{shown} >&- 2>&-"
    done = subprocess.run(["bash", "-c", command], cwd=REPOSITORY, check=False)
    assert done.returncode == 0
