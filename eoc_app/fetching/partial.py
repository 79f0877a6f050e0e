"""A file that is written beside its target and takes its place only when it is whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from eoc_app.problem import Problem

if sys.platform != "win32":
    import fcntl

_WHAT: Final = "The file could not be written"
_ELSEWHERE: Final = "choose a folder that can be written to with --out"
_REMEDIES: Final = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another disk with --out"),
    errno.EDQUOT: ("the disk quota is used up", "free some space, or choose another disk"),
    errno.EFBIG: ("the file is larger than is allowed there", "choose another disk with --out"),
    errno.EROFS: ("the disk is read-only", _ELSEWHERE),
    errno.EACCES: ("writing there is not permitted", _ELSEWHERE),
    errno.EPERM: ("writing there is not permitted", _ELSEWHERE),
    errno.ENOENT: ("the folder does not exist", "make the folder first, or choose another"),
    errno.ENOTDIR: ("a part of the path is a file", _ELSEWHERE),
    errno.EIO: ("the disk reports an error", "check the disk, or choose another with --out"),
}


class Partial:
    """The unfinished file `TARGET.partial`, held by one program at a time; removed unless placed.

    What is at the target stays until `put_in_place` and is left there without `replace`.

    Raises:
        Problem: the target may not be replaced, or the disk refuses; all methods raise it.
    """

    def __init__(self, target: Path, *, replace: bool) -> None:
        self.target = target.absolute()
        self.path = self.target.with_name(self.target.name + ".partial")
        self._replace = replace
        self._placed = False

    def __enter__(self) -> Self:
        """Begin the file, over what a program that was killed may have left."""
        with _writing(self.target):
            self._look_at_target()
            self._file = self._begun()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was not put in place."""
        with suppress(OSError):
            if os.name != "posix":
                self._file.close()
            if not self._placed and self._is_ours():
                self.path.unlink()
        with suppress(OSError):
            self._file.close()

    def write(self, part: bytes) -> None:
        """Add bytes."""
        with _writing(self.target):
            self._file.write(part)

    def put_in_place(self) -> None:
        """Make the file the target, at once."""
        with _writing(self.target):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._look_at_target()
            self._hold_name()
            if os.name != "posix":
                self._file.close()
            self.path.replace(self.target)
        self._placed = True
        if os.name == "posix":
            with suppress(OSError):
                folder = os.open(self.target.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)

    def _look_at_target(self) -> None:
        if self.target.exists() and not self.target.is_file():
            why = "there is a folder or a device of that name"
            raise Problem(_WHAT, why, "choose another name with --out", file=str(self.target))
        if self.target.exists() and not self._replace:
            why = "there is a file of that name"
            remedy = "choose another name with --out, or replace it with --replace"
            raise Problem(_WHAT, why, remedy, file=str(self.target))

    def _begun(self) -> BinaryIO:
        """The file, emptied only when no other program holds it."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(self.path, flags, 0o666), "r+b")
        try:
            self._identity = os.fstat(file.fileno())
            _lock(file, self.target)
            self._hold_name()
            file.truncate(0)
        except BaseException:
            file.close()
            raise
        return file

    def _hold_name(self) -> None:
        """Another program may have put the file in place before our lock, or begun its own."""
        if not self._is_ours():
            raise _busy(self.target)

    def _is_ours(self) -> bool:
        try:
            there = self.path.lstat()
        except FileNotFoundError:
            return False
        return stat.S_ISREG(there.st_mode) and os.path.samestat(there, self._identity)


def _lock(file: BinaryIO, target: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise _busy(target) from error
    except OSError as error:
        # Some network disks have no locks.
        if error.errno not in {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise


def _busy(target: Path) -> Problem:
    return Problem(
        _WHAT,
        "another program is writing it now",
        "wait for it, or choose another name with --out",
        file=str(target),
    )


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = _REMEDIES.get(error.errno or 0)
        why, remedy = known or (error.strerror or str(error), "choose another name with --out")
        raise Problem(_WHAT, why, remedy, file=str(target)) from error
