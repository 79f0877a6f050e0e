"""Which file is on screen, what becomes of it there, and opening another in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QFileSystemWatcher

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation import reader_words
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.reader_process import ReaderProcess


class SnapshotFiles(QtCore.QObject):
    """Watches the file on screen; opens another, which takes over once it has answered."""

    read = QtCore.Signal(object)
    """A `ReaderClient` whose snapshot can be read."""
    refused = QtCore.Signal(object)
    """The `ProblemView` of a file that cannot; what was on screen stays."""
    changed = QtCore.Signal(str, str)
    """What became of the file on screen, and what can be done about it."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._candidate: ReaderClient | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._tell)

    def watch(self, path: Path) -> None:
        """Watch this file and no other."""
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        if path.exists():
            self._watcher.addPath(str(path))

    def open(self, path: Path, selection: Selection) -> None:
        """Try another file; one that was being tried before is let go."""
        self.close()
        candidate = ReaderClient(ReaderProcess(path), parent=self)
        self._candidate = candidate
        candidate.answered.connect(lambda _answer: self._accept(candidate))
        candidate.refused.connect(self._refuse)
        candidate.given_up.connect(
            lambda how: self.changed.emit(
                f"{path.name} cannot be read: the reader stopped ({how})", ""
            )
        )
        candidate.stalled.connect(
            lambda seconds: self.changed.emit(
                reader_words.stalled_elsewhere(path.name, seconds), reader_words.STOP_OPENING
            )
        )
        candidate.ask(selection, ("header",))

    def close(self) -> None:
        """Let go of a file that is being tried."""
        if self._candidate is not None:
            self._candidate.close()
            self._candidate = None

    def _accept(self, candidate: ReaderClient) -> None:
        if candidate is not self._candidate:
            return
        self._candidate = None
        for told in (
            candidate.answered, candidate.refused, candidate.given_up, candidate.stalled
        ):  # fmt: skip
            told.disconnect()
        self.read.emit(candidate)

    def _refuse(self, problem: object) -> None:
        self._candidate = None
        self.refused.emit(problem)

    def _tell(self, name: str) -> None:
        if Path(name).exists():
            self.changed.emit(
                f"{Path(name).name} was replaced. You still see the snapshot that was opened.",
                reader_words.OPEN_NEW,
            )
            self._watcher.addPath(name)
        else:
            self.changed.emit(
                f"{Path(name).name} is no longer where it was. You still see what was read;"
                " put the file back or open another (Ctrl+O).",
                reader_words.TRY_AGAIN,
            )
