"""Whatever lies where the record of alarms should be is told in words, and is never waited for."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eoc_app.cli import run
from eoc_app.core.problem import Problem
from eoc_app.ledger import NAME
from eoc_app.ledger.storage import MOST_BYTES, MOST_LINES, read_ledger

MISS = ("miss", "--country", "KE", "--day", "2024-10-01", "--what", "x", "--by", "analyst")


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 30)


LIES: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a gigabyte": sparse,
    "too many lines": lambda path: path.write_bytes(b"\n" * (MOST_LINES + 1)),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("action", [("list",), ("score",), MISS])
@pytest.mark.parametrize("kind", LIES)
def test_that_what_is_no_record_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, action: tuple[str, ...]
) -> None:
    LIES[kind](tmp_path / NAME)
    began = time.monotonic()
    assert run(["alerts", str(tmp_path), *action]) == 1
    assert time.monotonic() - began < 5
    err = capsys.readouterr().err
    assert NAME in err
    assert "  do:  " in err
    assert "Traceback" not in err


def test_that_the_window_reads_it_by_the_same_door(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(Problem, match="no ordinary file"):
        read_ledger(tmp_path / NAME)


def test_that_a_pipe_in_place_of_the_lock_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{NAME}.lock").mkdir()
    assert run(["alerts", str(tmp_path), *MISS]) == 1
    assert "there is a folder of that name" in capsys.readouterr().err


def test_that_a_share_without_locks_takes_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert run(["alerts", str(tmp_path), *MISS]) == 0
    assert "record 1" in capsys.readouterr().out
    assert run(["alerts", str(tmp_path), "list"]) == 0


def test_that_thousands_of_damaged_lines_do_not_flood_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / NAME).write_bytes(b"{}\n" * 5_000)
    assert run(["alerts", str(tmp_path), "list"]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) < 100
    assert "4,980 more problems" in err


def test_that_a_file_at_its_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"x" * MOST_BYTES)
    assert read_ledger(path).line_count == 1
