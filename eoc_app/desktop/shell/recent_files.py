"""Snapshots that were opened here, newest first, and where each was left; known before Qt is.

A small JSON file beside the window's other settings. What cannot be read or written is forgotten:
nothing depends on it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

MOST: Final = 10
_NAME: Final = "recent.json"
_MOST_BYTES: Final = 1_000_000


class RecentFile(msgspec.Struct, frozen=True):
    """A file and what was looked at last in it."""

    path: str
    screen: str = "overview"
    country_code: str | None = None


def settings_folder() -> Path:
    """The folder in which Qt keeps the settings of this person."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "eoc"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "eoc"


class RecentFiles:
    """The list, kept in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (settings_folder() if folder is None else folder) / _NAME

    @property
    def files(self) -> tuple[RecentFile, ...]:
        """What was opened, newest first."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return ()
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[RecentFile, ...])[:MOST]
        except (OSError, msgspec.MsgspecError):
            return ()

    def of(self, path: Path) -> RecentFile | None:
        """Where a file was left, if it was opened here."""
        return next((one for one in self.files if one.path == str(path)), None)

    def remember(self, path: Path, screen: str, country_code: str | None) -> None:
        """Put a file first, with what is looked at in it."""
        newest = RecentFile(str(path), screen, country_code)
        before = self.files
        if before[:1] != (newest,):
            self._write((newest, *(one for one in before if one.path != newest.path)))

    def forget(self, path: Path) -> None:
        """Leave out a file that is not there any more."""
        self._write(tuple(one for one in self.files if one.path != str(path)))

    def _write(self, files: tuple[RecentFile, ...]) -> None:
        made = self._path.with_name(f"{_NAME}.{os.getpid()}")
        # A path that is no UTF-8 has no place in the list.
        with suppress(OSError, ValueError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(msgspec.json.encode(files[:MOST]))
            made.replace(self._path)
