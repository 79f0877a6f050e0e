"""Where the record of alarms lies, how it is read, and how lines are added to it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from eoc_app.ledger_file.lines import Ledger, Record, lines_after, read_lines
from eoc_app.problem import Problem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME: Final = "alerts.jsonl"
_PATIENCE: Final = 5.0
"""Seconds to wait for another program that is writing."""


def ledger_path(place: Path) -> Path:
    """Where the ledger of a snapshot, or of a folder of snapshots, lies.

    Raises:
        Problem: there is neither.
    """
    if place.is_dir():
        return place / NAME
    if place.is_file():
        return place.parent / NAME
    raise Problem(
        "There is no such snapshot or folder",
        "the record of alarms lies beside the snapshots",
        "name a snapshot, or the folder that it lies in",
        file=str(place),
    )


def read_ledger(path: Path) -> Ledger:
    """All that a ledger holds; nothing where there is none yet.

    Raises:
        Problem: the file cannot be read at all.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise _refused(path, error, "The record of alarms cannot be read") from error
    return read_lines(data, path.name)


def append(
    path: Path, records: Sequence[Record], check: Callable[[Ledger], None] | None = None
) -> list[int]:
    """Add records in one write, after all that is there; gives their numbers.

    `check` sees the ledger as it is while nobody else can write, and refuses by raising.

    Raises:
        Problem: another program keeps writing, the folder cannot be written to, or `check` refused.
    """
    try:
        with _alone(path):
            data = path.read_bytes() if path.exists() else b""
            known = read_lines(data, path.name)
            if check is not None:
                check(known)
            said, numbers = lines_after(known, records)
            # A line that was not written to its end stays a line of its own.
            _write(path, said if not data or data.endswith(b"\n") else b"\n" + said)
    except OSError as error:
        raise _refused(path, error, "The record of alarms cannot be written") from error
    return numbers


def _write(path: Path, said: bytes) -> None:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o666)
    try:
        written = os.write(file, said)
        if written != len(said):
            raise OSError(f"only {written} of {len(said)} bytes were written")
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the ledger's lock, which the system lets go of with the program that holds it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    file = os.open(path.with_name(f"{path.name}.lock"), flags, 0o666)
    until = time.monotonic() + _PATIENCE
    try:
        while not _locked(file):
            if time.monotonic() > until:
                raise Problem(
                    "The record of alarms cannot be written",
                    "another program is writing it",
                    "wait for it, then do this again",
                    file=path.name,
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _refused(path: Path, error: OSError, what: str) -> Problem:
    return Problem(
        what,
        error.strerror or str(error),
        "see that the folder and the file may be read and written",
        file=path.name,
    )
