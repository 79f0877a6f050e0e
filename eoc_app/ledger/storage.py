"""Finds, reads and appends to the record of alarms."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from eoc_app.core.problem import Problem
from eoc_app.disk import alone, read_ordinary, refusal
from eoc_app.ledger.lines import Ledger, Record, lines_after, read_lines

NAME: Final = "alerts.jsonl"
MOST_BYTES: Final = 32 << 20
MOST_LINES: Final = 100_000
"""Enough for the alarms of many years; a larger file is not our record."""
_PATIENCE: Final = 5.0
"""Seconds to wait for another program to finish writing."""


def ledger_path(place: Path) -> Path:
    """Returns the path of the ledger of a snapshot, or of a folder of snapshots.

    Raises:
        Problem: the place is neither.
    """
    try:
        kind = place.stat().st_mode
    except OSError as error:
        if error.errno not in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            raise refusal("The record of alarms cannot be found", error, place) from error
        kind = 0
    if stat.S_ISDIR(kind):
        return place / NAME
    if stat.S_ISREG(kind):
        return place.parent / NAME
    raise Problem(
        "There is no such snapshot or folder",
        "the record of alarms lies beside the snapshots",
        "name a snapshot, or the folder that it lies in",
        file=str(place),
    )


def read_ledger(path: Path) -> Ledger:
    """Reads a ledger; an empty one if there is no file yet.

    Raises:
        Problem: the file cannot be read.
    """
    try:
        data = _bytes_of(path)
    except OSError as error:
        raise refusal("The record of alarms cannot be read", error, path) from error
    return read_lines(data, path.name)


def append(
    path: Path, records: Sequence[Record], check: Callable[[Ledger], None] | None = None
) -> list[int]:
    """Appends records in a single write, and returns their numbers.

    `check` receives the ledger while nobody else can write, and refuses by raising.

    Raises:
        Problem: another program keeps writing, the folder cannot be written to, or `check` refused.
    """
    try:
        with alone(path, _PATIENCE) as held:
            if not held:
                raise Problem(
                    "The record of alarms cannot be written",
                    "another program is writing it",
                    "wait for it, then do this again",
                    file=path.name,
                )
            data = _bytes_of(path)
            ledger = read_lines(data, path.name)
            if check is not None:
                check(ledger)
            lines, numbers = lines_after(ledger, records)
            # An incomplete last line is kept as a line of its own.
            _write(path, lines if not data or data.endswith(b"\n") else b"\n" + lines)
    except OSError as error:
        raise refusal("The record of alarms cannot be written", error, path) from error
    return numbers


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_ordinary(path, MOST_BYTES)
    except FileNotFoundError:
        return b""
    if data.count(b"\n") > MOST_LINES:
        raise Problem(
            "The record of alarms cannot be read",
            f"it has more than the {MOST_LINES:,} lines that a record may have",
            "move it away, and put back the file that belongs there",
            file=str(path),
        )
    return data


def _write(path: Path, lines: bytes) -> None:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o666)
    try:
        written = os.write(file, lines)
        if written != len(lines):
            raise OSError(f"only {written} of {len(lines)} bytes were written")
        os.fsync(file)
    finally:
        os.close(file)
