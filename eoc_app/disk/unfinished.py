"""Files that are whole or not there: made in a folder beside their place, then put in it at once.

Each program has a folder of its own, so two that write to one place never meet in a file; the
later one is refused in words before it begins. What a program that was killed left behind is
removed by the next one that works in the same folder, and nothing that may be in use ever is.
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
"""How the name of every such folder begins."""
_NOTE: Final = "owner"
_OWNERLESS: Final = 3_600.0
"""Seconds after which a folder without a note is nobody's: its program was killed as it began."""
_BELIEVED: Final = 86_400.0
"""Seconds for which the note of another machine, of which nothing is known, is believed."""


class Unfinished:
    """A folder beside a target, in which what shall stand there is made.

    `what` says what could not be done where the disk refuses; `replace` whether the target may
    take the place of a file that is there. What is there stays until `put_in_place`.

    Raises:
        Problem: the target is a folder or a device, is there and must stay, is written by another
            program, or the disk refuses; so does `put_in_place`.
    """

    def __init__(self, target: Path, what: str, *, replace: bool = True) -> None:
        self.target = target.absolute()
        self._what = what
        self._replace = replace
        self._note: int | None = None

    def __enter__(self) -> Self:
        """Make the folder, and clear away those of programs that are gone."""
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
        """Remove the folder and what is in it."""
        self._clear()

    def put_in_place(self, made: Path) -> None:
        """Let a file of the folder take the target's place, at once and for good."""
        with self._refusing():
            self._hold_target()
            if _identity(self.target) != self._was:
                raise Problem(
                    self._what,
                    "another program wrote a file of that name meanwhile, which was left there",
                    "choose another name, or do this again to replace it",
                    file=str(self.target),
                )
            made.replace(self.target)
        _settle(self.target.parent)

    def put_whole(self, content: bytes) -> None:
        """Let bytes be the target's."""
        made = self.folder / "content"
        with self._refusing(), made.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        self.put_in_place(made)

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
            raise Problem(self._what, why, remedy, file=str(self.target))

    def _sign(self) -> None:
        """Lock the note first and name it then: whoever sees it sees it locked."""
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
        """Refuse where another program, that began before, makes the same file."""
        for folder, owner in _others(self.target.parent):
            if folder == self.folder or owner is None or owner.target != self._owner.target:
                continue
            if owner.machine != self._owner.machine and _age(folder) > _BELIEVED:
                continue
            if (owner.started, owner.token) < (self._owner.started, self._owner.token):
                raise Problem(
                    self._what,
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
            raise refusal(self._what, error, self.target) from error


def write_whole(target: Path, content: bytes, what: str, *, replace: bool = True) -> None:
    """Write a small file, whole or not at all.

    Raises:
        Problem: it cannot be written; what was there still is.
    """
    with Unfinished(target, what, replace=replace) as unfinished:
        unfinished.put_whole(content)


def _others(folder: Path) -> Iterator[tuple[Path, Owner | None]]:
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.startswith(UNFINISHED) and entry.is_dir(follow_symlinks=False):
                path = Path(entry.path)
                yield path, Owner.of(path / _NOTE)


def _sweep(folder: Path) -> None:
    """Remove what programs that are gone left in a folder."""
    for path, owner in _others(folder):
        gone = _age(path) > _OWNERLESS if owner is None else owner.is_gone(path / _NOTE)
        if gone:
            shutil.rmtree(path, ignore_errors=True)


def _identity(path: Path) -> tuple[int, ...] | None:
    """Which file is there, or None where none is."""
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
    """See that the new name outlives a loss of power."""
    if os.name != "posix":
        return
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
