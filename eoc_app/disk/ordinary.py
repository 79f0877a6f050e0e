"""Reads a file that anybody may have replaced with a pipe or a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from eoc_app.core.problem import Problem


@contextmanager
def opened_ordinary(path: Path) -> Iterator[BufferedReader]:
    """Opens a regular file for reading.

    A pipe would wait for a writer and a device has no end, so neither is read.

    Raises:
        Problem: it is not a regular file.
        OSError: it does not exist or cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise _refused(path, "it is no ordinary file")
        stream = os.fdopen(file, "rb", closefd=False)
        yield stream
    finally:
        os.close(file)


def read_ordinary(path: Path, most: int) -> bytes:
    """Returns the bytes of a regular file with at most `most` bytes.

    Raises:
        Problem: it is not a regular file, or it is larger.
        OSError: it does not exist or cannot be read.
    """
    with opened_ordinary(path) as stream:
        # Check the size first: reading allocates the memory beforehand.
        too_large = os.fstat(stream.fileno()).st_size > most
        data = b"" if too_large else stream.read(most + 1)
    if too_large or len(data) > most:
        raise _refused(path, f"it is larger than the {most:,} bytes that it may have")
    return data


def _refused(path: Path, why: str) -> Problem:
    remedy = "move it away, and put back the file that belongs there"
    return Problem(f"{path.name} cannot be read", why, remedy, file=str(path))
