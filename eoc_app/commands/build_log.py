"""The log of a build: sources by their importer, never by file name."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from eoc_app import log
from eoc_app.builder import BuildReport
from eoc_app.builder.importers import importers

_NOTED: Final = 20
"""How many problems of one source are logged one by one."""


class BuildLog:
    """Logs how long each source takes to read and, at the end, the result of the build."""

    def __init__(self, show: Callable[[str, int, int, int], object]) -> None:
        self._show = show
        self._path: str | None = None
        self._begun_at = time.monotonic()

    def follow(self, path: str, rows: int, done: int, total: int) -> None:
        """Receive the progress of a build, and show it."""
        if path != self._path:
            self._note_source()
            self._path, self._begun_at = path, time.monotonic()
        self._show(path, rows, done, total)

    def finish(self, report: BuildReport) -> None:
        """Log each source with its counts and Problems, and the snapshot that was built."""
        self._note_source()
        names = importers()
        for source in report.sources:
            log.note(
                "source",
                file=log.digest_of(Path(source.path)),
                importer=log.known(source.importer, names),
                read=source.rows_read,
                written=source.rows_written,
                problems=source.problem_count,
            )
            for problem in source.problems[:_NOTED]:
                log.note_problem(problem)
        for problem in report.problems[:_NOTED]:
            log.note_problem(problem)
        for fault in report.faults:
            log.note("fault of a file", ticket=log.hexadecimal(fault.ticket))
        log.note(
            "built",
            id=log.hexadecimal(report.snapshot_id),
            rows=sum(row_count for row_count in report.table_rows.values()),
            refused=report.refused,
        )

    def _note_source(self) -> None:
        if self._path is not None:
            seconds = time.monotonic() - self._begun_at
            log.detail("read", file=log.digest_of(Path(self._path)), seconds=seconds)
