"""No command ends in a traceback, hangs, or moves the cursor, for whatever stands behind it."""

from __future__ import annotations

import argparse
import resource
import signal
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from eoc_app import cli
from eoc_app.briefing import writer
from eoc_app.builder import assembly
from eoc_app.cli import parser, run
from eoc_app.commands import demo
from eoc_app.commands import open_window as window
from eoc_app.core.selection import Selection
from eoc_app.disk import UNFINISHED
from tests.commands.hostile_arguments import (
    VALUES,
    is_path,
    is_switch,
    leaves,
    make_paths,
    sane,
    view_for,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="paths of another kind")
LEAVES = list(leaves(parser()))
SECONDS = 20
"""Longer than any refusal may take."""

Arguments = dict[str, list[str]]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixtures") / "sources"
    folder.mkdir()
    (folder / "voter_reminder.csv").write_text(
        "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,"
        "reminder_kind,metric,value,unit\n"
        "published,notices,country,KE,2024-01-01,2024-06-30,facebook,any,reminder_clicks,7,clicks\n"
    )
    return folder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder to work in, windows and snapshots that take no time, an end to whatever hangs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window, "open_window", lambda _opening: 0)
    monkeypatch.setattr(demo, "FIXTURES", sources.parent)
    # What stands behind another option than --out changes nothing of the build.
    monkeypatch.setattr(demo, "build_demo", cache(demo.build_demo))
    monkeypatch.setattr(assembly, "Seal", Unsealed)
    monkeypatch.setattr(assembly, "unseen", lambda *_: ())
    monkeypatch.setattr(writer, "_draw", drawn)
    monkeypatch.setattr(writer, "_manifest", lambda *_: {})

    def late(*_: object) -> None:
        raise TimeoutError("the command hangs")

    before = signal.signal(signal.SIGALRM, late)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


class Unsealed:
    """Stands for what makes a snapshot of rows; the file is made and put in place all the same."""

    objection = None

    def __init__(self, *_: object) -> None: ...

    def write(self, _watch: object) -> tuple[str, dict[str, int]]:
        return "0" * 32, {}


def drawn(_app: object, order: writer.Order, *_: object) -> writer._Picture:
    selection = Selection(now_at=order.now_at)
    return writer._Picture("overview.png", "overview", selection, {}, b"png", (1, 1))


class Said:
    """Runs commands and holds how they end to what is promised."""

    def __init__(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...],
                 arguments: tuple[argparse.Action, ...], good: dict[str, str]) -> None:  # fmt: skip
        self._capsys = capsys
        self._words = words
        self._arguments = arguments
        self._good = good
        self.wrong: list[str] = []

    def run(self, argument: argparse.Action | None = None, *values: str) -> None:
        """One command in which an argument has a value and the others are as they should be."""
        given = {one.dest: self._sane(one) for one in self._arguments}
        if argument is not None:
            given["view"] = view_for(argument)
            given[argument.dest] = values[0]
        said = [word.format(**given) if word.startswith("{") else word for word in self._words]
        named = {word[1:-1] for word in self._words if word.startswith("{")}
        for one in self._arguments:
            if one.dest in named or is_switch(one):
                continue
            if one is argument and one.nargs == "+":
                said.extend(values)
            elif not one.option_strings:
                said.append(given[one.dest])
            elif one.required or one is argument or one.dest == "screenshot":
                said.append(f"{one.option_strings[-1]}={given[one.dest]}")
        signal.alarm(SECONDS)
        try:
            code = run(said)
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            signal.alarm(0)
        told = self._capsys.readouterr()
        for why, is_so in (
            ("exit code", code not in {0, 1}),
            ("a traceback", "Traceback" in told.err or "a fault in the program" in told.err),
            ("it hangs", "the command hangs" in told.err),
            ("no remedy", code == 1 and "  do:  " not in told.err),
            ("it moves the cursor", bool(set(told.out + told.err) & set("\x1b\r\x9b\u202e"))),
        ):
            if is_so:
                self.wrong.append(f"{why}: {[one[:60] for one in said]}: {told.err[-600:]}")

    def _sane(self, argument: argparse.Action) -> str:
        return self._good.get(argument.dest) or sane(argument)


@pytest.fixture
def good(small_snapshot: Path, sources: Path, tmp_path: Path) -> dict[str, str]:
    """A value for each path that is what it should be."""
    (tmp_path / "good").mkdir()
    snapshot = tmp_path / "good" / "snapshot.duckdb"
    snapshot.write_bytes(small_snapshot.read_bytes())
    return {
        "file": str(snapshot), "place": str(snapshot), "paths": str(sources),
        "previous": str(snapshot), "out": str(tmp_path / "good" / "out.ics"),
        "report": str(tmp_path / "good" / "report.json"),
        "screenshot": str(tmp_path / "good" / "picture.png"),
    }  # fmt: skip


EVERY = [
    pytest.param(words, arguments, argument,
                 id=f"{' '.join(word for word in words if word[0] != '{')} {argument.dest}")
    for words, arguments in LEAVES
    for argument in arguments
    if not is_switch(argument)
]  # fmt: skip


@pytest.mark.parametrize(("words", "arguments", "argument"), EVERY)
def test_that_nothing_behind_a_command_ends_in_a_traceback(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    good: dict[str, str],
    words: tuple[str, ...],
    arguments: tuple[argparse.Action, ...],
    argument: argparse.Action,
) -> None:
    said = Said(capsys, words, arguments, good)
    (tmp_path / "odd").mkdir()
    hostile = make_paths(tmp_path / "odd") if is_path(argument) else VALUES
    if argument.nargs == "+":
        said.run(argument, *filter(None, hostile))
    else:
        for value in hostile:
            said.run(argument, value)
    assert not said.wrong, "\n".join(said.wrong)
    assert not list(tmp_path.rglob(f"{UNFINISHED}*"))


def test_that_the_demo_is_built_before_what_stands_behind_its_options(
    capsys: pytest.CaptureFixture[str], good: dict[str, str]
) -> None:
    """Where it was not, nothing of them would be reached."""
    assert run(["demo", "--out", good["out"], "--screenshot", good["screenshot"]]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        pytest.param(*leaf, id=" ".join(word for word in leaf[0] if word[0] != "{"))
        for leaf in LEAVES
    ],
)
def test_that_a_disk_without_room_is_told(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    good: dict[str, str],
    words: tuple[str, ...],
    arguments: tuple[argparse.Action, ...],
) -> None:
    said = Said(capsys, words, arguments, good)
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, former[1]))
    try:
        said.run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert not said.wrong, "\n".join(said.wrong)
    assert not list(tmp_path.rglob(f"{UNFINISHED}*"))


def test_that_the_battery_knows_every_command() -> None:
    told = {words[0] for words, _ in LEAVES}
    assert told == {name for name in vars(cli) if f"_{name}" in vars(cli)} - {"run"} | told
    assert len(told) >= 9
    assert len(LEAVES) > len(told), "the actions of alerts among them"
    assert any(is_path(argument) for _, arguments in LEAVES for argument in arguments)
