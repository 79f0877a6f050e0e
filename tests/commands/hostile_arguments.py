"""What a person, a script or a disk may put in the place of an argument, of whatever kind it is."""

from __future__ import annotations

import argparse
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eoc_app.commands import options, values

VALUES = (
    "", " ", "-", "0", "-1", "-0.0", "nan", "inf", "1e400", "1e-320", "9" * 5_000, "1,5", "\u0663",
    "\u00b2", "0x10", "1_000", "x" * 5_000, "a\nb\x1b[2Jc", "\udcff", "\u202eabc", "%s%n{0}",
    "'; --", "../..", "=1+1", "threat=nan", "threat=1e300", "=0.5", "1x1", "999999x999999", "0x0",
    "2024-13-45", "0001-01-01", "9999-12-31", "2024-02-30", "2024-10-26T06:00+99:00",
    "9999-12-31T23:59-14:00", "Mars/Olympus", "../../etc/passwd", "ZZ", "http://", "http://[::1",
    "file:///etc/passwd", "http://127.0.0.1:1/\r\nX: y", "http://127.0.0.1:99999/",
)  # fmt: skip
"""Texts and numbers of every kind, most of them out of place."""


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 30)


def _snapshot_head(path: Path) -> None:
    """A gigabyte that begins as a database does."""
    with path.open("wb") as stream:
        stream.write(bytes(8) + b"DUCK" + (64).to_bytes(8, "little"))
        stream.truncate(1 << 30)


def _unreadable(path: Path) -> None:
    path.write_bytes(b"x")
    path.chmod(0)


def _closed_folder(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o500)


MADE: dict[str, Callable[[Path], object]] = {
    "missing": lambda _path: None,
    "no/such/folder": lambda _path: None,
    "empty": Path.touch,
    "text": lambda path: path.write_text("a,b\n1,2\n"),
    "folder": Path.mkdir,
    "unreadable": _unreadable,
    "closed/file": _closed_folder,
    "pipe": _pipe,
    "socket": _socket,
    "sparse": _sparse,
    "sparse.duckdb": _snapshot_head,
    "loop": lambda path: path.symlink_to(path.name),
    "nowhere": lambda path: path.symlink_to("gone"),
    "null": lambda path: path.symlink_to("/dev/null"),
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "full": lambda path: path.symlink_to("/dev/full"),
    "line\nbreak\x1b[2J.duckdb": lambda path: path.write_bytes(b"x"),
    "what?.duckdb": lambda path: path.write_bytes(b"x"),
    "a#b%41:c.duckdb": lambda path: path.write_bytes(b"x"),
    "\udcff.duckdb": lambda path: path.write_bytes(b"x"),
    "\udcff/below": lambda _path: None,
    "\U0001f5f3\ufe0f.ics": lambda path: path.write_bytes(b"x"),
    "Monday:0600.csv": lambda path: path.write_bytes(b"x"),
    "x" * 252: lambda path: path.write_bytes(b"x"),
}
"""Names in a folder of the test, and how what bears them comes to be."""
LITERAL = (
    "", ".", "..", "/dev/null", "/dev/full", "/dev/stdin", "/proc/self/mem", "x" * 300,
    "x/" * 2_500, "x" * 300 + "/y.csv", "~nobody/x", "-", "file:x.duckdb", "postgres:x", ":memory:",
)  # fmt: skip
"""Paths as they are written."""


def make_paths(folder: Path) -> list[str]:
    """Every hostile path, relative ones among them; what they lead to is made in a folder."""
    paths = list(LITERAL)
    for name, make in MADE.items():
        path = folder / name
        make(path)
        paths.append(str(path))
        paths.append(name)
    return paths


def leaves(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[argparse.Action, ...]]]:
    """Every command of the register: its words, and its arguments with those of the words above."""
    own = tuple(one for one in parser._actions if not isinstance(one, argparse._HelpAction))
    deeper = [one for one in own if isinstance(one, argparse._SubParsersAction)]
    if not deeper:
        yield words, own
        return
    above = tuple(one for one in own if one not in deeper and not is_switch(one))
    for name, below in deeper[0].choices.items():
        for said, arguments in leaves(below, (name,)):
            yield (*words, *_as_words(above), *said), (*above, *arguments)


def _as_words(above: tuple[argparse.Action, ...]) -> tuple[str, ...]:
    return tuple(f"{{{one.dest}}}" for one in above)


def is_path(argument: argparse.Action) -> bool:
    return argument.type is values.path


def is_switch(argument: argparse.Action) -> bool:
    return argument.nargs == 0


def view_for(argument: argparse.Action) -> str:
    """A view that an option of `show` means something to."""
    if argument.dest in options.OF_RESTRICTIONS:
        return "restrictions"
    return {"per_shift": "alarms", "weight": "what_if"}.get(argument.dest, "ranking")


SANE: dict[Any, str] = {
    values.country: "KE", values.day: "2024-10-01", values.instant: "2024-10-25T18:00Z",
    values.serial: "1", values.positive: "1", values.gigabytes: "1", values.size: "800x600",
    values.width: "1600", values.zone: "UTC", values.weight: "threat=0.5", values.sha256: "0" * 64,
}  # fmt: skip


def sane(argument: argparse.Action) -> str:
    """A value that its kind takes."""
    if argument.choices:
        return str(next(iter(argument.choices)))
    if argument.dest == "url":
        return "http://127.0.0.1:1/x"
    return SANE.get(argument.type, "x")
