"""One build from paths to a sealed snapshot; what was there stays until the new one is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

import duckdb

from eoc_app.builder.derive import calendar_rows
from eoc_app.builder.seal.imprint import Imprint
from eoc_app.builder.seal.kept_previous import Previous, read_previous
from eoc_app.builder.seal.seal import Seal
from eoc_app.builder.staging.engine_faults import COULD_NOT, writing
from eoc_app.builder.staging.reading_sources import Progress, Readings
from eoc_app.builder.staging.report import BuildReport
from eoc_app.builder.staging.snapshot_moment import in_utc
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.staging.unseen import unseen
from eoc_app.builder.staging.walk import Findings, walk
from eoc_app.builder.workshop import workshop
from eoc_app.core.problem import Problem
from eoc_app.disk import Unfinished
from eoc_app.snapshot.catalogue import PLATFORM, catalogue

STORAGE_VERSION: Final = "v1.0.0"
"""The oldest storage that every DuckDB 1.x opens."""
MEMORY: Final = "512MB"
MARKING: Final = "TLP:AMBER"


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    built_at: datetime,
    as_of: datetime | date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    serial: int | None = None,
    marking: str = MARKING,
    method: Path = Path(PLATFORM),
    previous: Path | None = None,
    progress: Progress = lambda _path, _rows, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BuildReport:
    """Import files and folders, and write one sealed snapshot.

    Instants without a zone are UTC; `as_of` may be a day, which means its end. `progress` is told
    the source's path, its rows so far, its bytes so far and in all; `cancelled` is asked between
    batches. `method` names a profile of the program or the file of another one. What cannot be
    imported is in the report; the rest is in the snapshot. What changed since `previous` is kept in
    it; unless one is named, that is the snapshot that `out` replaces.

    Raises:
        Problem: the method cannot be used, the snapshot cannot be written, or was cancelled; what
            was at `out` is still there.
    """
    markings = catalogue().schema["snapshot"].values["marking"]
    if marking not in markings:
        raise Problem(
            "The snapshot was not built",
            "its marking is not one of the Traffic Light Protocol",
            f"choose one of {', '.join(markings)}",
            value=marking,
        )
    out = Path(out).absolute()
    imprint = Imprint(
        title or "Election signals",
        publisher or "unknown",
        serial or 1,
        marking,
        in_utc(built_at),
        None if as_of is None else in_utc(as_of),
        catalogue().profile(method),
    )
    found = Findings()
    with Unfinished(out, COULD_NOT) as unfinished, workshop(unfinished) as scratch:
        made = scratch / "snapshot.duckdb"
        staging = Staging(scratch)
        readings = Readings(staging, found, progress, cancelled)
        sources = walk([Path(path) for path in paths], found, scratch, out)
        with writing(out):
            for source in sources:
                readings.read(source)
            readings.finish()
        before = _previous(previous, out, found)
        with writing(out), _database(made, scratch) as connection:
            seal = Seal(connection, staging, readings.done, imprint, before)
            identity, table_rows = seal.write(readings.watch)
            unread = unseen(connection, catalogue(), calendar_rows.READS)
        if seal.objection is not None:
            _object(previous, out, found, seal.objection)
        readings.watch()
        with writing(out):
            _put_in_place(made, unfinished)
    reports = tuple(reading.report() for reading in readings.done)
    return BuildReport(
        out,
        identity,
        reports,
        tuple(found.problems),
        dict(found.skipped),
        table_rows,
        tuple(found.faults),
        unread,
    )


def _previous(named: Path | None, out: Path, found: Findings) -> Previous | None:
    """The snapshot to compare with: the one that is named, else the one that is replaced."""
    if named is None and not out.exists():
        return None
    try:
        return read_previous(named or out)
    except Problem as problem:
        _object(named, out, found, problem)
        return None


def _object(named: Path | None, out: Path, found: Findings, problem: Problem) -> None:
    """A snapshot that was named and cannot be used is a problem; one that is replaced is not."""
    if named is not None:
        found.problems.append(problem)
    else:
        found.skipped[str(out)] = f"not compared with what was there before: {problem.why}"


@contextmanager
def _database(made: Path, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The unfinished snapshot, in use on a connection of its own; no log is left beside it."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(scratch / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        },
    )
    try:
        connection.execute("set timezone = 'UTC'")
        name = str(made).replace("'", "''")
        connection.execute(
            f"attach '{name}' as snapshot_file (storage_version '{STORAGE_VERSION}')"
        )
        connection.execute("use snapshot_file")
        yield connection
        connection.execute("checkpoint snapshot_file")
        connection.execute("use memory")
        connection.execute("detach snapshot_file")
    finally:
        connection.close()


def _put_in_place(made: Path, unfinished: Unfinished) -> None:
    """Replace the target at once; the log of the old file must not be replayed on the new one."""
    out = unfinished.target
    if made.parent != unfinished.folder:
        made = shutil.copyfile(made, unfinished.folder / made.name)
    unfinished.put_in_place(made)
    out.with_name(f"{out.name}.wal").unlink(missing_ok=True)
