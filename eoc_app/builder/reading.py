"""Runs the importers: one source after the other, its rows guarded and staged."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from eoc_app.builder.archive import DAMAGED
from eoc_app.builder.faults import writing
from eoc_app.builder.guard import NAMED_PROBLEMS, Guard
from eoc_app.builder.report import SourceReport
from eoc_app.builder.staging import Staging
from eoc_app.builder.strange import unknown
from eoc_app.builder.walk import Findings
from eoc_app.catalogue import catalogue
from eoc_app.importers import Importer, known_below
from eoc_app.problem import Problem
from eoc_app.sources.intake import Batch, FileRefused, Intake, ReadAgain
from eoc_app.sources.source import Source

WORTH_A_THREAD: Final = 8 << 20
SEEN_BEFORE: Final = "the same bytes were already imported from {}"

Progress = Callable[[str, int, int, int], None]
"""Told of the source's path, its rows so far, its bytes so far, its bytes in all."""


@dataclass
class Reading:
    """One source that was read, with what the snapshot keeps of it."""

    source: Source
    importer: str
    intake: Intake
    digest: str
    unnamed: int = 0

    def report(self) -> SourceReport:
        """The account of this source for the build report."""
        problems = self.intake.problems
        named = tuple(problems[:NAMED_PROBLEMS])
        rest = len(problems) - len(named) + self.unnamed
        if rest:
            why = f"only the first {len(named):,} are named"
            more = Problem(
                f"{rest:,} more rows were not imported",
                why,
                "mend those that are named, then build again",
                file=self.intake.path,
            )
            named = (*named, more)
        return SourceReport(
            self.intake.path,
            self.importer,
            self.intake.rows_read,
            self.intake.rows_written,
            named,
            len(problems) + self.unnamed,
            dict(self.intake.skipped),
            tuple(self.intake.notes),
        )


@dataclass
class Readings:
    """All sources of a build; `read` takes them one by one."""

    staging: Staging
    found: Findings
    progress: Progress
    cancelled: Callable[[], bool]
    done: list[Reading] = field(default_factory=list)
    _seen: dict[tuple[int, str, str], list[Reading]] = field(default_factory=dict)
    _covered: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def read(self, source: Source) -> None:
        """Import one file, or report why not.

        Raises:
            Problem: the build was cancelled, or the scratch files cannot be written.
        """
        self.watch()
        known = known_below(source)
        if known is None:
            self.found.problems.append(unknown(source))
            return
        source, name, importer = known
        key = (source.byte_count, name, importer.identity(source))
        before = self._seen.setdefault(key, [])
        twin = next((one for one in before if one.digest == _fingerprint(source)), None)
        if twin is not None:
            self.found.skipped[source.path] = SEEN_BEFORE.format(twin.source.path)
            return
        covers = importer.covers(source)
        first = None if covers is None else self._covered.get((name, covers))
        if first is not None:
            self.found.problems.append(
                Problem(
                    "A file was left out",
                    f"{first.source.path} is of the same place and window, and says something else",
                    "keep the one that is right, and move the other away",
                    file=source.path,
                )
            )
            return
        with _digest(source) as digest:
            intake, unnamed = self._taken(source, importer)
        reading = Reading(source, name, intake, digest(), unnamed)
        before.append(reading)
        if covers is not None and intake.rows_written:
            self._covered[name, covers] = reading
        self.done.append(reading)

    def watch(self) -> None:
        """Stop here if the person no longer wants the snapshot."""
        if self.cancelled():
            raise Problem(
                "The build was cancelled", "it was asked to stop", "start it again when it suits"
            )

    def _taken(self, source: Source, importer: Importer) -> tuple[Intake, int]:
        """What a source gave, and how many of its problems are not named."""
        while True:
            intake = Intake(source.path, may_read_again=True)
            guard = Guard(intake)
            try:
                self._batches(source, importer, intake, guard)
            except FileRefused as problem:
                self._withdraw()
                intake.rows_written = 0
                intake.problems[:] = [problem]
                return intake, 0
            except ReadAgain:
                self._withdraw()
            else:
                return intake, guard.unnamed

    def _withdraw(self) -> None:
        """Forget the rows of the source that is read now."""
        with writing(self.staging.folder):
            self.staging.withdraw(len(self.done) + 1)

    def _batches(self, source: Source, importer: Importer, intake: Intake, guard: Guard) -> None:
        total = source.byte_count
        taken = 0

        def meter(count: int) -> None:
            nonlocal taken
            taken += count

        def tell(rows: int) -> None:
            self.progress(source.path, rows, min(taken, total), total)

        intake.progress = tell
        number = len(self.done) + 1
        tables = catalogue().schema
        batches = importer.read(replace(source, meter=meter), intake)
        while (batch := _next(batches, intake)) is not None:
            frame, common = guard.hold(tables[batch.table], batch.frame)
            intake.rows_written += frame.height
            with writing(self.staging.folder):
                self.staging.add(batch.table, frame, {**common, "source_id": number})
            tell(intake.rows_read)
            self.watch()
        self.progress(source.path, intake.rows_read, total, total)


def _next(batches: Iterator[Batch], intake: Intake) -> Batch | None:
    """The next batch; what a damaged file raises in the middle becomes a Problem of that file."""
    try:
        return next(batches, None)
    except FileRefused:
        raise
    except Problem as problem:
        intake.problems.append(problem)
    except (*DAMAGED, OSError, csv.Error, UnicodeError) as error:
        intake.refuse(
            "A file could not be read to its end",
            str(error) or type(error).__name__,
            "download or export it again",
        )
    return None


def _fingerprint(source: Source) -> str:
    """The digest of a source; empty where its bytes cannot be read, which its import has told."""
    try:
        return source.digest
    except (*DAMAGED, OSError):
        return ""


@contextmanager
def _digest(source: Source) -> Iterator[Callable[[], str]]:
    """The digest of a source, computed beside the import where the file is large."""
    if source.byte_count < WORTH_A_THREAD:
        yield lambda: _fingerprint(source)
        return
    thread = threading.Thread(target=_fingerprint, args=(source,), daemon=True)
    thread.start()

    def finished() -> str:
        thread.join()
        return _fingerprint(source)

    try:
        yield finished
    finally:
        thread.join()
