"""Where the engine can make a snapshot: beside its place, or else on this machine's own disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from eoc_app.builder.staging.engine_faults import COULD_NOT, writing
from eoc_app.core.problem import Problem
from eoc_app.disk import Unfinished
from eoc_app.snapshot.engine_path import hold_to_engine, takes_options


@contextmanager
def workshop(unfinished: Unfinished) -> Iterator[Path]:
    """A folder for the unfinished snapshot and whatever its making puts aside.

    Some shares have no locks, without which the engine writes no file; and it takes what follows a
    `?` in a path for options. What is made elsewhere must be copied.

    Raises:
        Problem: no path to the snapshot is one that the engine can open.
    """
    out = unfinished.target
    hold_to_engine(out, COULD_NOT)
    with writing(out):
        beside = _writes_in(unfinished.folder)
    if beside:
        yield unfinished.folder
        return
    own = Path(tempfile.gettempdir()) / f"{unfinished.folder.name}.duckdb"
    with Unfinished(own, COULD_NOT) as elsewhere:
        with writing(own):
            if not _writes_in(elsewhere.folder):
                raise Problem(
                    COULD_NOT,
                    "neither its folder nor the one for temporary files takes a database",
                    "choose another folder with --out, or set TMPDIR to one on a disk of your own",
                    file=str(out),
                )
        yield elsewhere.folder


def _writes_in(folder: Path) -> bool:
    """Whether the engine can write a file of its own in a folder."""
    probe = folder / "probe.duckdb"
    if takes_options(probe):
        return False
    try:
        duckdb.connect(str(probe)).close()
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        return False
    finally:
        probe.unlink(missing_ok=True)
    return True
