"""A command never overwrites a file that it reads."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from eoc_app.core.problem import Problem


def spare(out: Path, read: Iterable[Path], what: str) -> None:
    """Refuse to write to a file that is read, under whatever name.

    Raises:
        Problem: `what` could not be written, since it would replace one of the files read.
    """
    for path in read:
        with suppress(OSError):
            if path.absolute() == out.absolute() or path.samefile(out):
                raise Problem(
                    f"{what} could not be written",
                    f"it would take the place of {path.name}, which the command reads or writes",
                    "choose another name",
                    file=str(out),
                )
