"""Reads a small file of ours that anybody may have put something else in place of."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from eoc_app.problem import Problem


def read_ordinary(path: Path, most: int) -> bytes:
    """All bytes of an ordinary file of at most so many.

    A pipe would wait for a writer and a device has no end; neither is begun.

    Raises:
        Problem: it is no ordinary file, or larger.
        OSError: it is not there or cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise _refused(path, "it is no ordinary file")
        if os.fstat(file).st_size > most:
            raise _refused(path, f"it is larger than the {most:,} bytes that it may have")
        data = b""
        while len(data) <= most and (part := os.read(file, most + 1 - len(data))):
            data += part
    finally:
        os.close(file)
    return data[:most]


def _refused(path: Path, why: str) -> Problem:
    remedy = "move it away, and put back the file that belongs there"
    return Problem(f"{path.name} cannot be read", why, remedy, file=str(path))
