"""Files that are complete or absent: written beside their target, then moved into place.

Each program has its own folder, so two that write to the same target never share a file; the later
one is refused with a message before it begins. Leftovers of a killed program are removed by the
next one that works in the same folder; nothing that may be in use is ever removed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from eoc_app.core.problem import Problem
from eoc_app.disk.disk_failure import refusal
from eoc_app.disk.owner import Owner, lock

UNFINISHED: Final = ".eoc-unfinished-"
"""The prefix of every such folder's name."""
_NOTE: Final = "owner"
_OWNERLESS: Final = 3_600.0
"""Seconds after which a folder without a note is abandoned: its program was killed early."""
_BELIEVED: Final = 86_400.0
"""Seconds for which a note from another machine, which cannot be checked, is believed."""


class Unfinished:
    """A folder beside a target in which the target's new content is written.

    `failure` is the first sentence of the Problem if the disk refuses. `replace` allows replacing
    an existing file, which stays unchanged until `put_in_place`.

    Raises:
        Problem: the target is a folder or a device, exists and must stay, is being written by
            another program, or the disk refuses; `put_in_place` raises it too.
    """

    def __init__(self, target: Path, failure: str, *, replace: bool = True) -> None:
        self.target = target.absolute()
        self._failure = failure
        self._replace = replace
        self._note: int | None = None

    def __enter__(self) -> Self:
        """Creates the folder, and removes those of programs that have ended."""
        with self._refusing():
            self._hold_target()
            self._was = _identity(self.target)
            _sweep(self.target.parent)
            self.folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.target.parent))
            try:
                self._sign()
                self._hold_alone()
            except BaseException:
                self._clear()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Removes the folder and its content."""
        self._clear()

    def put_in_place(self, finished: Path) -> None:
        """Moves a file of the folder to the target, atomically and durably."""
        with self._refusing():
            self._hold_target()
            if _identity(self.target) != self._was:
                raise Problem(
                    self._failure,
                    "another program wrote a file of that name meanwhile, which was left there",
                    "choose another name, or do this again to replace it",
                    file=str(self.target),
                )
            finished.replace(self.target)
        _settle(self.target.parent)

    def put_whole(self, content: bytes) -> None:
        """Writes bytes to the target."""
        content_file = self.folder / "content"
        with self._refusing(), content_file.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        self.put_in_place(content_file)

    def _hold_target(self) -> None:
        why = None
        if self.target.exists() and not self.target.is_file():
            folder = self.target.is_dir()
            why = "there is a folder of that name" if folder else "there is no ordinary file there"
        elif self.target.exists() and not self._replace:
            why = "there is a file of that name"
        if why is not None:
            remedy = "choose another name" + (
                "" if self._replace else ", or replace it with --replace"
            )
            raise Problem(self._failure, why, remedy, file=str(self.target))

    def _sign(self) -> None:
        """Locks the note before naming it, so that nobody ever sees it unlocked."""
        self._owner = Owner.here(os.fsencode(self.target.name).hex())
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        unsigned = self.folder / f"{_NOTE}.new"
        self._note = os.open(unsigned, flags, 0o666)
        lock(self._note)
        os.write(self._note, self._owner.as_note())
        if sys.platform == "win32":
            os.close(self._note)
            self._note = None
        unsigned.rename(self.folder / _NOTE)

    def _hold_alone(self) -> None:
        """Refuses if another program that began earlier is writing the same file."""
        for folder, owner in _others(self.target.parent):
            if folder == self.folder or owner is None or owner.target != self._owner.target:
                continue
            if owner.machine != self._owner.machine and _age(folder) > _BELIEVED:
                continue
            if (owner.started, owner.token) < (self._owner.started, self._owner.token):
                raise Problem(
                    self._failure,
                    f"another program is writing it now: {owner.words()}",
                    f"wait for it, or choose another name; if none does, remove {folder.name}",
                    file=str(self.target),
                )

    def _clear(self) -> None:
        if self._note is not None and sys.platform == "win32":
            os.close(self._note)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._note is not None and sys.platform != "win32":
            os.close(self._note)
        self._note = None

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise refusal(self._failure, error, self.target) from error


def write_whole(target: Path, content: bytes, failure: str, *, replace: bool = True) -> None:
    """Writes a small file, whole or not at all.

    Raises:
        Problem: it cannot be written; an existing file is unchanged.
    """
    with Unfinished(target, failure, replace=replace) as unfinished:
        unfinished.put_whole(content)


def _others(folder: Path) -> Iterator[tuple[Path, Owner | None]]:
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.startswith(UNFINISHED) and entry.is_dir(follow_symlinks=False):
                path = Path(entry.path)
                yield path, Owner.of(path / _NOTE)


def _sweep(folder: Path) -> None:
    """Removes what programs that have ended left in a folder."""
    for path, owner in _others(folder):
        gone = _age(path) > _OWNERLESS if owner is None else owner.is_gone(path / _NOTE)
        if gone:
            shutil.rmtree(path, ignore_errors=True)


def _identity(path: Path) -> tuple[int, ...] | None:
    """Returns the identity of a file, or None if it does not exist."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return None
    return there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _settle(folder: Path) -> None:
    """Makes the new name survive a power failure."""
    if os.name != "posix":
        return
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
