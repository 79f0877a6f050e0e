"""Where this system keeps the logs of programs, and how many of ours stay there."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_OF_A_KIND: Final = 6
"""Processes of one kind whose logs are kept, so that many short commands leave the window's log."""
_BYTES: Final = 16_000_000
"""What all logs together may take when a process begins one more."""
_NAME: Final = re.compile(r"(?P<process>(?P<kind>[a-z]+)-\d{8}T\d{6}-\d+(-\d+)?)(\.before)?\.log")


def log_folder() -> Path | None:
    """The folder of our logs, or None where this person has no home."""
    try:
        home = Path.home()
    except (RuntimeError, KeyError):
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "eoc" / "Logs"
    if sys.platform == "darwin":
        return home / "Library" / "Logs" / "eoc"
    state = Path(os.environ.get("XDG_STATE_HOME") or "")
    # The rule of that variable: a relative path counts for nothing.
    return (state if state.is_absolute() else home / ".local" / "state") / "eoc" / "log"


def kept_logs(folder: Path) -> list[Path]:
    """The logs in a folder, newest first; files of others are left out."""
    dated: list[tuple[float, str]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    dated.append((entry.stat(follow_symlinks=False).st_mtime, entry.name))
    return [folder / name for _, name in sorted(dated, reverse=True)]


def remove_old_logs(folder: Path) -> None:
    """Keep the logs of the newest processes of each kind, and all of them under a size."""
    processes: dict[str, list[str]] = {}
    size = 0
    for log in kept_logs(folder):
        match = _NAME.fullmatch(log.name)
        if match is None:
            continue
        of_kind = processes.setdefault(match["kind"], [])
        if match["process"] not in of_kind:
            of_kind.append(match["process"])
        with suppress(OSError):
            size += log.stat().st_size
            if of_kind.index(match["process"]) >= _OF_A_KIND or size > _BYTES:
                # A process that still writes here keeps its open file.
                log.unlink()
