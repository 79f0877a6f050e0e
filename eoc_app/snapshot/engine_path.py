"""Paths for the database engine, which reads some of them differently from the system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from eoc_app.core.printable import well_formed
from eoc_app.core.problem import Problem

_LOG: Final = ".wal"
_LONGEST: Final = 255 - len(_LOG)
"""Longest file name in bytes, so that the engine can name a log after it."""


def hold_to_engine(path: Path, what: str) -> str:
    """The absolute path to pass to the engine; `what` is the title of the Problem.

    In a relative name the engine takes the part before a colon for a type of database.

    Raises:
        Problem: the engine cannot open a file with this path.
    """
    name = str(path.absolute())
    why = None
    if name != well_formed(name):
        why = "its path holds bytes that are not UTF-8, and the engine opens no such file"
    elif len(os.fsencode(path.name)) > _LONGEST:
        why = f"its name has more than {_LONGEST} bytes, and the engine names a log after it"
    if why is not None:
        raise Problem(what, why, "choose another name or folder", file=str(path))
    return name


def takes_options(path: Path) -> bool:
    """Whether the engine takes part of the path for options, namely all that follows a `?`.

    It then looks for the log under another name, in a folder that does not exist.
    """
    return "?" in str(path.absolute())


def logs_of(path: Path) -> set[str]:
    """All names that a log of the file may have."""
    name = str(path)
    return {f"{name}{_LOG}", name.replace("?", f"{_LOG}?", 1)} - {name}
