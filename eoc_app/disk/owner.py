"""Which program works on a file: told by a note beside it, and by a lock where the disk has any."""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from eoc_app.core.problem import Problem
from eoc_app.disk.ordinary import read_ordinary

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""What disks without locks, as some shares are, answer to who asks for one."""
_LONGEST: Final = 65_536
_UNTOUCHED: Final = 3_600.0
"""Seconds after which what a machine left behind before it was started again is nobody's."""


@dataclass(frozen=True)
class Owner:
    """A running program, as it notes itself; `boot` and `space` say where its number is of use."""

    target: str
    pid: int
    machine: str
    boot: str
    space: str
    started: int
    token: str

    @classmethod
    def here(cls, target: str) -> Self:
        """This program, at work on a file of that name."""
        return cls(
            target=target,
            pid=os.getpid(),
            machine=f"{socket.gethostname()} {_first_line('/etc/machine-id')}".strip(),
            boot=_first_line("/proc/sys/kernel/random/boot_id"),
            space=_link("/proc/self/ns/pid"),
            started=time.time_ns(),
            token=uuid.uuid4().hex,
        )

    @classmethod
    def of(cls, note: Path) -> Self | None:
        """The program that a note tells of, or None where it tells of none."""
        try:
            told = json.loads(read_ordinary(note, _LONGEST))
            found = cls(**told)
            fits = all(type(getattr(found, name)) is type(value) for name, value in told.items())
        except (OSError, Problem, ValueError, TypeError, AttributeError):
            return None
        return found if fits and found.pid > 0 else None

    def as_note(self) -> bytes:
        """The note that tells of it."""
        return json.dumps(asdict(self)).encode()

    def is_gone(self, note: Path) -> bool:
        """Whether it surely runs no more: only of this machine can that be known."""
        here = Owner.here("")
        if self.machine != here.machine:
            return False
        if self.boot != here.boot:
            return _age(note) > _UNTOUCHED
        return self.space == here.space and not _runs(self.pid) and not is_locked(note)

    def words(self) -> str:
        """Who it is, for a person."""
        at = time.strftime("%Y-%m-%d %H:%M", time.gmtime(self.started / 1e9))
        return f"program {self.pid} on {self.machine.partition(' ')[0]} since {at} UTC"


def lock(file: int) -> bool | None:
    """Take the lock of an open file: whether it is ours now, None where the disk has none."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno in NO_LOCKS:
            return None
        raise
    return True


def is_locked(path: Path) -> bool:
    """Whether a program holds the lock of a file."""
    try:
        with opened(path, os.O_RDWR) as file:
            return lock(file) is False
    except OSError:
        return False


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """A file of our own, never one that a link leads to."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    file = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield file
    finally:
        os.close(file)


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        # Asking after a program there ends it.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _first_line(path: str) -> str:
    with suppress(OSError, ValueError):
        return Path(path).read_text("ascii").strip()[:64]
    return ""


def _link(path: str) -> str:
    with suppress(OSError, AttributeError):
        return str(Path(path).readlink())
    return ""
