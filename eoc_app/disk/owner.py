"""Which program works on a file: by a note beside it, and by a lock if the disk has locks."""

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
"""The errors of disks without locks, such as some network shares."""
_LONGEST: Final = 65_536
_UNTOUCHED: Final = 3_600.0
"""Seconds after which a file left from before a reboot belongs to nobody."""


@dataclass(frozen=True)
class Owner:
    """A running program as in its note; `boot` and `space` say where its process id is valid."""

    target: str
    pid: int
    machine: str
    boot: str
    space: str
    started: int
    token: str

    @classmethod
    def here(cls, target: str) -> Self:
        """Returns this program, working on a file of that name."""
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
        """Returns the program that a note names, or None if the note is not valid."""
        try:
            fields = json.loads(read_ordinary(note, _LONGEST))
            owner = cls(**fields)
            fits = all(type(getattr(owner, name)) is type(value) for name, value in fields.items())
        except (OSError, Problem, ValueError, TypeError, AttributeError):
            return None
        return owner if fits and owner.pid > 0 else None

    def as_note(self) -> bytes:
        """Returns the content of its note."""
        return json.dumps(asdict(self)).encode()

    def is_gone(self, note: Path) -> bool:
        """Returns whether it has surely ended; that can be known only on this machine."""
        here = Owner.here("")
        if self.machine != here.machine:
            return False
        if self.boot != here.boot:
            return _age(note) > _UNTOUCHED
        return self.space == here.space and not _runs(self.pid) and not is_locked(note)

    def words(self) -> str:
        """Returns who it is, for a person."""
        at = time.strftime("%Y-%m-%d %H:%M", time.gmtime(self.started / 1e9))
        return f"program {self.pid} on {self.machine.partition(' ')[0]} since {at} UTC"


def lock(file: int) -> bool | None:
    """Takes the lock of an open file; returns whether it is ours, None if the disk has no locks."""
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
    """Returns whether a program holds the lock of a file."""
    try:
        with opened(path, os.O_RDWR) as file:
            return lock(file) is False
    except OSError:
        return False


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """Opens a file of our own, never through a link."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    file = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield file
    finally:
        os.close(file)


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        # There, a signal to query a program would end it.
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
