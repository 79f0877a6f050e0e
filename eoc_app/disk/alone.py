"""One program at a time: by a lock of the disk, or where it has none by a file that is there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from eoc_app.disk.owner import Owner, lock, opened

_PAUSE: Final = 0.02


@contextmanager
def alone(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock that lies beside a file; False where another program held it all the while.

    `patience` is in seconds. The system lets go of a lock with the program that holds it; where
    the disk has no locks, a note is left that says whose it is, and one of a program that is gone
    counts for nothing.

    Raises:
        OSError: the folder cannot be written to.
    """
    until = time.monotonic() + patience
    with opened(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT) as file:
        held = lock(file)
        while held is False and time.monotonic() <= until:
            time.sleep(_PAUSE)
            held = lock(file)
        if held is not None:
            yield held
            return
        note = path.with_name(f"{path.name}.held")
        ours = Owner.here(path.name)
        while not (noted := _noted(note, ours)) and time.monotonic() <= until:
            time.sleep(_PAUSE)
        try:
            yield noted
        finally:
            if noted:
                with suppress(OSError):
                    note.unlink()


def _noted(note: Path, ours: Owner) -> bool:
    """Whether the note is ours now: only one program can make it."""
    try:
        with opened(note, os.O_RDWR | os.O_CREAT | os.O_EXCL) as file:
            os.write(file, ours.as_note())
    except FileExistsError:
        _remove_of_gone(note)
        return False
    return True


def _remove_of_gone(note: Path) -> None:
    """Take away the note of a program that runs no more.

    Two programs may want to at once, and one of them have made a new note by then: that is put
    back where it was.
    """
    owner = Owner.of(note)
    if owner is None or not owner.is_gone(note):
        return
    aside = note.with_name(f"{note.name}.{Owner.here('').token}")
    with suppress(OSError):
        note.rename(aside)
        taken = Owner.of(aside)
        if taken is not None and taken.token != owner.token:
            os.link(aside, note)
        aside.unlink()
