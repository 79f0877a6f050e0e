"""What a build did with every file: the account that the command prints and the report holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from typing import Any

from eoc_app.builder.staging.unseen import Unseen
from eoc_app.core.fault import Fault
from eoc_app.core.printable import well_formed
from eoc_app.core.problem import Problem


@dataclass(frozen=True)
class SourceReport:
    """One file: which importer read it, the rows it held and gave, and what was wrong with it.

    `problems` may end with one that only counts the rest; `problem_count` counts them all.
    """

    path: str
    importer: str | None
    rows_read: int
    rows_written: int
    problems: tuple[Problem, ...]
    problem_count: int
    skipped: dict[str, int]
    notes: tuple[str, ...] = ()
    """How the file was read where it is not written as usual."""

    def as_record(self) -> dict[str, Any]:
        """The account as plain values."""
        return {
            "path": self.path,
            "importer": self.importer,
            "rows_read": self.rows_read,
            "rows_written": self.rows_written,
            "problem_count": self.problem_count,
            "problems": [problem.as_record() for problem in self.problems],
            "skipped": self.skipped,
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class BuildReport:
    """A finished build: the snapshot, its sources, and the files that could not be read at all."""

    out: Path
    snapshot_id: str
    sources: tuple[SourceReport, ...]
    problems: tuple[Problem, ...]
    skipped: dict[str, str]
    """Files that were left out on purpose, with the reason."""
    table_rows: dict[str, int]
    faults: tuple[Fault, ...] = ()
    """Faults of the program itself; of each there is a problem with its ticket too."""
    unseen: tuple[Unseen, ...] = ()
    """What was imported and nobody sees; nothing is wrong with it."""

    @property
    def refused(self) -> int:
        """Files, rows and cells that were refused; each is a Problem of the report."""
        return len(self.problems) + sum(source.problem_count for source in self.sources)

    def as_record(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "out": str(self.out),
            "snapshot_id": self.snapshot_id,
            "refused": self.refused,
            "table_rows": self.table_rows,
            "problems": [problem.as_record() for problem in self.problems],
            "skipped": self.skipped,
            "sources": [source.as_record() for source in self.sources],
            "faults": [asdict(fault) for fault in self.faults],
            "unseen": [asdict(one) for one in self.unseen],
        }

    def as_json(self) -> str:
        """The report as JSON text."""
        return well_formed(json.dumps(self.as_record(), ensure_ascii=False, indent=2)) + "\n"


def by_row(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems of rows in the order of the rows, however many were looked at together.

    What is said of the whole file stays before or after them, as it was found.
    """
    first = next((n for n, one in enumerate(problems) if one.place.row is not None), len(problems))
    yield from problems[:first]
    yield from sorted(problems[first:], key=lambda problem: problem.place.row or inf)
