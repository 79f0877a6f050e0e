"""Paths as the database engine takes them, which is not as the system does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from eoc_app.core.printable import well_formed
from eoc_app.core.problem import Problem

_LOG: Final = ".wal"
_LONGEST: Final = 255 - len(_LOG)
"""Bytes of a name, so that the engine can name a log beside it."""


def hold_to_engine(path: Path, what: str) -> str:
    """The path as the engine must be given it; `what` says what cannot be done without.

    Of a relative name the engine takes what stands before a colon for the kind of a database.

    Raises:
        Problem: the engine opens no file of such a path.
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
    """Whether the engine takes a part of the path for options: what follows a `?`.

    It then looks for the log under a name of its own making, in a folder that is not there.
    """
    return "?" in str(path.absolute())


def logs_of(path: Path) -> set[str]:
    """Every name under which a log of the file may lie."""
    name = str(path)
    return {f"{name}{_LOG}", name.replace("?", f"{_LOG}?", 1)} - {name}
