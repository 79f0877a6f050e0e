"""The log of one process: a file that is its own, and that never grows over a bound."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

LONGEST: Final = 512 * 1024
"""Bytes of a file; a full one is kept beside the next until that is full as well."""
_TRIES: Final = 10
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND


class LogFile:
    """A file that only this process writes, so that two of them never share one.

    `moved` is called with the descriptor of every file that is begun. Where the disk refuses a
    line, the line is dropped and counted, and the next one that it takes says how many were.
    """

    def __init__(self, folder: Path, kind: str, moved: Callable[[int], object]) -> None:
        self._moved = moved
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        self._size = 0
        self._dropped = 0
        # Nobody else on this machine has to know when somebody worked here.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        for number in range(_TRIES):
            ending = f"-{number}" if number else ""
            self.path = folder / f"{kind}-{at}-{os.getpid()}{ending}.log"
            with suppress(FileExistsError):
                self._open()
                return
        raise FileExistsError(self.path)

    def write(self, line: str) -> None:
        """Add a line."""
        with self._lock:
            if self._descriptor is None:
                return
            lost = f"{self._dropped} lines were refused by the disk\n" if self._dropped else ""
            content = f"{lost}{line}\n".encode("utf-8", "backslashreplace")
            try:
                if self._size + len(content) > LONGEST:
                    self._begin_anew()
                written = os.write(self._descriptor, content)
            except OSError:
                self._dropped += 1
                return
            self._size += written
            self._dropped = 0

    def close(self) -> None:
        """Write no more."""
        with self._lock:
            if self._descriptor is not None:
                os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> None:
        flags = _FLAGS | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self.path, flags, 0o600)
        self._size = 0
        self._moved(self._descriptor)

    def _begin_anew(self) -> None:
        """Put the full file aside, in the place of the one before it.

        Raises:
            OSError: the disk refuses; the full file is then written over from its beginning.
        """
        full = self._descriptor
        if full is None:
            return
        try:
            self.path.replace(self.path.with_suffix(".before.log"))
            self._open()
        except OSError:
            os.ftruncate(full, 0)
            self._size = 0
            raise
        os.close(full)
