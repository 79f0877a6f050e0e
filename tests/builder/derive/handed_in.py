"""Signals of a snapshot as a cluster hands them in, and builds that take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from eoc_app.builder import build
from eoc_app.builder.staging.report import BuildReport
from eoc_app.core.problem import Problem
from tests.snapshots import AS_OF, BUILT_AT

SIGNAL: Final = "messaging_user_reports_per_day"


def handed(snapshot: Path, condition: str = "true") -> pl.DataFrame:
    """Rows of signal_day as a cluster hands them in, with the digest and unit of their signal."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        answer = connection.execute(
            "select signal_day.* exclude (source_id), query_digest, unit"
            f" from signal_day join signal using (signal) where {condition} order by all"
        )
        names = [column[0] for column in answer.description or ()]
        return pl.DataFrame(answer.fetchall(), names, orient="row", infer_schema_length=None)


def made(folder: Path, sources: list[Path], as_of: Any = AS_OF) -> tuple[Path, BuildReport]:
    """A snapshot of some sources, and what its build says."""
    out = folder / "out.duckdb"
    return out, build(sources, out, built_at=BUILT_AT, as_of=as_of, title="Small")


def said(report: BuildReport) -> list[Problem]:
    """Every problem of a build."""
    return [*report.problems, *(one for source in report.sources for one in source.problems)]


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """The answer of a snapshot to a statement."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()
