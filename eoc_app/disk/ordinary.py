"""Reads a file that anybody may have put something else in place of."""

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
    """An ordinary file, opened to be read.

    A pipe would wait for a writer and a device has no end; neither is begun.

    Raises:
        Problem: it is something else.
        OSError: it is not there or cannot be read.
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
    """All bytes of an ordinary file of at most so many.

    Raises:
        Problem: it is something else, or larger.
        OSError: it is not there or cannot be read.
    """
    with opened_ordinary(path) as stream:
        # The size is asked first: room for what may come is made before it is read.
        too_large = os.fstat(stream.fileno()).st_size > most
        data = b"" if too_large else stream.read(most + 1)
    if too_large or len(data) > most:
        raise _refused(path, f"it is larger than the {most:,} bytes that it may have")
    return data


def _refused(path: Path, why: str) -> Problem:
    remedy = "move it away, and put back the file that belongs there"
    return Problem(f"{path.name} cannot be read", why, remedy, file=str(path))
