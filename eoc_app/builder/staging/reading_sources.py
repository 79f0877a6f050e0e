"""Runs the importers: one source after the other, its rows guarded and staged."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer, known_below
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.download import Download
from eoc_app.builder.sources.intake import Batch, FileRefused, Intake, ReadAgain
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.archive import DAMAGED
from eoc_app.builder.staging.digests import digest_of, digesting
from eoc_app.builder.staging.engine_faults import writing
from eoc_app.builder.staging.guard import NAMED_PROBLEMS, Guard
from eoc_app.builder.staging.importer_bugs import of_one_file
from eoc_app.builder.staging.report import SourceReport, by_row
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.staging.unknown_files import STRANGE_SHEET, unknown, unknown_book
from eoc_app.builder.staging.walk import Findings
from eoc_app.builder.tables.imported_tables import imported_tables
from eoc_app.core.problem import Problem

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
    download: Download | None = None
    """Which download of its kind it is, where its kind is downloaded again and again."""

    def report(self) -> SourceReport:
        """The account of this source for the build report."""
        problems = [self.intake.named(problem) for problem in by_row(self.intake.problems)]
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


@dataclass(frozen=True)
class _Known:
    """A source with its importer, and what keeps the same rows from being read twice."""

    source: Source
    name: str
    importer: Importer
    key: tuple[int, str, str]
    covers: str | None
    download: Download | None


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
    _sheets: dict[str, list[Source]] = field(default_factory=dict)
    _known_books: set[str | None] = field(default_factory=set)

    def read(self, source: Source) -> None:
        """Import one file, or report why not.

        Raises:
            Problem: the build was cancelled, or the scratch files cannot be written.
        """
        self.watch()
        try:
            with of_one_file(source.path, self.found.faults):
                known = self._known(source)
        except FileRefused as problem:
            self.found.problems.append(problem)
            return
        if known is None:
            return
        with digesting(known.source) as digest:
            intake, unnamed = self._taken(known.source, known.importer)
        reading = Reading(known.source, known.name, intake, digest(), unnamed, known.download)
        known.source.forget()
        self._seen[known.key].append(reading)
        if known.covers is not None and intake.rows_written:
            self._covered[known.name, known.covers] = reading
        self.done.append(reading)

    def _known(self, source: Source) -> _Known | None:
        """Who reads a source; None where nobody does or it gives nothing new, which is told."""
        below = known_below(source)
        if below is None:
            if source.workbook is None:
                self.found.problems.append(unknown(source))
            else:
                self._sheets.setdefault(source.workbook, []).append(source)
            return None
        source, name, importer = below
        self._known_books.add(source.workbook)
        key = (source.byte_count, name, importer.identity(source))
        before = self._seen.setdefault(key, [])
        twin = next((one for one in before if one.digest == digest_of(source)), None)
        if twin is not None:
            self.found.skipped[source.path] = SEEN_BEFORE.format(twin.source.path)
            return None
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
            return None
        return _Known(source, name, importer, key, covers, importer.download(source))

    def finish(self) -> None:
        """Tell of workbooks without a known sheet, and of strange sheets beside known ones."""
        for path, sheets in self._sheets.items():
            if path in self._known_books:
                self.found.skipped.update((sheet.path, STRANGE_SHEET) for sheet in sheets)
            else:
                self.found.problems.append(unknown_book(path, sheets))

    def watch(self) -> None:
        """Stop here if the person no longer wants the snapshot."""
        if self.cancelled():
            raise Problem(
                "The build was cancelled", "it was asked to stop", "start it again when it suits"
            )

    def _taken(self, source: Source, importer: Importer) -> tuple[Intake, int]:
        """What a source gave, and how many of its problems are not named."""
        while True:
            intake = Intake(source.path, header=tuple(header(source)), may_read_again=True)
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
        held = self._held(replace(source, meter=meter), importer, intake, guard)
        for table, frame, common in held:
            intake.rows_written += frame.height
            with writing(self.staging.folder):
                self.staging.add(table, frame, {**common, "source_id": number})
            tell(intake.rows_read)
            self.watch()
        self.progress(source.path, intake.rows_read, total, total)

    def _held(
        self, source: Source, importer: Importer, intake: Intake, guard: Guard
    ) -> Iterator[tuple[str, pl.DataFrame, dict[str, Any]]]:
        """Rows of a source that hold to the format; what goes wrong refuses this source alone."""
        tables = imported_tables()
        with of_one_file(source.path, self.found.faults):
            batches = importer.read(source, intake)
        while True:
            with of_one_file(source.path, self.found.faults):
                batch = _next(batches, intake)
                if batch is None:
                    return
                rows = guard.hold(tables[batch.table], batch.frame)
            yield batch.table, *rows


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
