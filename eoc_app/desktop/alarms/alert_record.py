"""The record of our own alarms beside the snapshot on screen: read, watched and added to.

Reading and writing run in threads of their own: the folder may lie on a slow share, and another
program may hold the file for seconds.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QFileSystemWatcher, QSettings, QTimer

from eoc_app.core.problem import Problem
from eoc_app.desktop.alarms.record_view import RecordView, record_view
from eoc_app.desktop.kit import preferences
from eoc_app.domain.alarms.alarm_record import Role, Withdrawal
from eoc_app.ledger import NAME, Check, Record, append, read_ledger, still_standing
from eoc_app.views.problem_view import ProblemView

_SETTLE: Final = 60
"""Milliseconds after which a file that was touched is read, once for many touches."""
_PATROL: Final = 20_000
"""Milliseconds between looks at the file: not every share tells of what others write there."""

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class _Read:
    path: Path
    stamp: Stamp | None
    line_count: int
    view: RecordView | None  # None where nothing had changed


@dataclass(frozen=True)
class _Added:
    number: int
    told: str
    undid: int | None  # the record that was taken back by undoing


class AlertRecord(QtCore.QObject):
    """One ledger file at a time; what is not there yet is an empty one."""

    changed = QtCore.Signal(object)
    """The `RecordView` of the file as it is now."""
    unreadable = QtCore.Signal(object)
    """The `ProblemView` of a file that cannot be read at all."""
    added = QtCore.Signal(str)
    """What went on record, in words."""
    refused = QtCore.Signal(object)
    """The `ProblemView` of what did not go on record."""
    bug_met = QtCore.Signal(str)
    """The traceback of a fault in the program."""
    _done = QtCore.Signal(object)

    def __init__(self, settings: QSettings, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._path: Path | None = None
        self._stamp: Stamp | None = None
        self._read, self._most = False, 0
        self._reading, self._again = False, False
        self._own: list[int] = []
        self.view: RecordView | None = None
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self.renew)
        for change in (self._watcher.fileChanged, self._watcher.directoryChanged):
            change.connect(lambda _path: self._settle.start())
        self._patrol = QTimer(self)
        self._patrol.setInterval(_PATROL)
        self._patrol.timeout.connect(self.renew)
        self._done.connect(self._take, QtCore.Qt.ConnectionType.QueuedConnection)

    @property
    def role(self) -> Role | None:
        """The role that marks from this machine, once it was chosen."""
        return preferences.role(self._settings)

    @role.setter
    def role(self, role: Role | None) -> None:
        preferences.keep_role(self._settings, role)

    @property
    def is_followed(self) -> bool:
        """Whether any record is watched yet."""
        return self._path is not None

    @property
    def can_undo(self) -> bool:
        """Whether this window has put anything on record that it can take back."""
        return bool(self._own)

    def now(self) -> datetime:
        """The wall clock in whole seconds."""
        return self.clock().replace(microsecond=0)

    def follow(self, snapshot: Path) -> None:
        """Watch the record beside a snapshot, and no other."""
        path = snapshot.parent / NAME
        if path == self._path:
            self.renew()
            return
        self._path, self._stamp, self._read, self._most = path, None, False, 0
        self._own.clear()
        self.view = None
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._watcher.addPath(str(path.parent))
        self._patrol.start()
        self.renew()

    def renew(self) -> None:
        """Read the file if it is not as it was."""
        if self._path is None:
            return
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        path, stamp, most, fresh = self._path, self._stamp, self._most, not self._read
        self._start(lambda: _look(path, stamp, most, fresh=fresh), lasting=False)

    def add(
        self, record: Record, text: str, check: Check | None = None, undid: int | None = None
    ) -> None:
        """Put one record into the file, after all that is there."""
        if (path := self._path) is not None:
            self._start(lambda: _Added(append(path, [record], check)[0], text, undid), lasting=True)

    def withdraw(self, number: int, text: str, role: Role, *, undone: bool = False) -> None:
        """Take a record back; it stays in the file."""
        back = Withdrawal(number=number, marked_by=role, marked_at=self.now())
        self.add(back, text, still_standing(number), number if undone else None)

    def undo(self, role: Role) -> None:
        """Take back what this window put on record last, a withdrawal as well."""
        if self._own:
            number = self._own[-1]
            self.withdraw(number, f"Record {number} is taken back", role, undone=True)

    def close(self) -> None:
        """Watch nothing any more."""
        self._patrol.stop()
        self._path = None

    def _start(self, act: Callable[[], object], *, lasting: bool) -> None:
        def run() -> None:
            done: object
            try:
                done = act()
            except Problem as problem:
                done = problem
            except Exception as error:  # noqa: BLE001 - told in the window, for a thread has nobody
                done = error
            try:
                self._done.emit((lasting, done))
            except RuntimeError:
                # The window has been closed meanwhile; what was written is there all the same.
                return

        # What is being written is written to its end, even where the window closes.
        threading.Thread(target=run, name="record of alarms", daemon=not lasting).start()

    @QtCore.Slot(object)
    def _take(self, result: tuple[bool, object]) -> None:
        lasting, done = result
        if not lasting:
            self._reading = False
        if self._path is None:
            return
        if isinstance(done, Problem):
            self._tell(ProblemView(**done.as_record()), lasting=lasting)
        elif isinstance(done, Exception):
            self.bug_met.emit("".join(traceback.format_exception(done)))
        elif isinstance(done, _Added):
            self._count(done)
        elif isinstance(done, _Read):
            self._show(done)
        if self._again and not self._reading:
            self.renew()

    def _tell(self, problem: ProblemView, *, lasting: bool) -> None:
        if lasting:
            # What another has withdrawn already is not to be undone again and again.
            self._own = [number for number in self._own if str(number) != problem.value]
            self.refused.emit(problem)
        else:
            self._read, self.view = False, None
            self.unreadable.emit(problem)

    def _count(self, done: _Added) -> None:
        if done.undid is None:
            self._own.append(done.number)
        elif done.undid in self._own:
            self._own.remove(done.undid)
        self.added.emit(done.told)
        self.renew()

    def _show(self, done: _Read) -> None:
        if done.path != self._path:
            self._again = True
            return
        self._read, self._stamp = True, done.stamp
        self._most = max(self._most, done.line_count)
        # A file that was put in another's place is not watched any more.
        if done.stamp is not None and str(done.path) not in self._watcher.files():
            self._watcher.addPath(str(done.path))
        if done.view is not None:
            self.view = done.view
            self.changed.emit(done.view)


def _look(path: Path, last_stamp: Stamp | None, most: int, *, fresh: bool) -> _Read:
    stamp = _stamp(path)
    if not fresh and stamp == last_stamp:
        return _Read(path, stamp, most, None)
    ledger = read_ledger(path)
    damage = [] if ledger.line_count >= most else [_shorter(path, most, ledger.line_count)]
    return _Read(path, stamp, ledger.line_count, record_view(ledger, path.name, damage))


def _shorter(path: Path, before: int, now: int) -> Problem:
    return Problem(
        "The record of alarms is shorter than it was",
        f"{before} lines were read before, and {now} are there now",
        "lines are never deleted: compare it with a copy, and ask who changed it",
        file=path.name,
    )


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
