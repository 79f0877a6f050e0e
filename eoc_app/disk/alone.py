"""One program at a time: by a lock of the disk, or a note file on disks without locks."""

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
    """Holds the lock beside a file; False if another program held it all the while.

    `patience` is in seconds. The system releases a lock when its program ends. On a disk without
    locks a note names its owner, and the note of a program that has ended is ignored.

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
    """Returns whether the note is ours now; only one program can create it."""
    try:
        with opened(note, os.O_RDWR | os.O_CREAT | os.O_EXCL) as file:
            os.write(file, ours.as_note())
    except FileExistsError:
        _remove_of_gone(note)
        return False
    return True


def _remove_of_gone(note: Path) -> None:
    """Removes the note of a program that no longer runs.

    Two programs may do so at once, and one may have created a new note by then, which is put back.
    """
    owner = Owner.of(note)
    if owner is None or not owner.is_gone(note):
        return
    aside = note.with_name(f"{note.name}.{Owner.here('').token}")
    with suppress(OSError):
        note.rename(aside)
        removed = Owner.of(aside)
        if removed is not None and removed.token != owner.token:
            os.link(aside, note)
        aside.unlink()
