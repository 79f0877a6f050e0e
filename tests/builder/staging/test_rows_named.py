"""Which refused rows are named is the same for a CSV and a Parquet file of the same rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from eoc_app.builder import build
from eoc_app.builder.cells.exported_rows import BLOCK_BYTES, TYPED_ROWS
from eoc_app.builder.staging.guard import NAMED_PROBLEMS
from eoc_app.builder.staging.report import SourceReport
from tests.snapshots import AS_OF, BUILT_AT

ROWS = 60_000
"""Several blocks of a CSV file, and one part of a Parquet file."""


def _rows() -> pl.DataFrame:
    """Rows of which many have one of three faults, each kind all over the file."""
    number = pl.int_range(ROWS, dtype=pl.Int64)
    return pl.select(
        provenance=pl.when(number % 31 == 7).then(pl.lit("hearsay")).otherwise(pl.lit("measured")),
        counts_of=pl.lit("reports of items, by partners on all surfaces"),
        scope=pl.lit("country"),
        country_code=pl.when(number % 37 == 5).then(pl.lit("QQ")).otherwise(pl.lit("KE")),
        period_starts_on=pl.lit(date(1700, 1, 1)) + pl.duration(days=number),
        period_ends_on=pl.lit(date(1700, 1, 1)) + pl.duration(days=number),
        platform=pl.lit("facebook"),
        metric=pl.lit("items_reported"),
        value=number.cast(pl.Float64),
        lower=pl.when(number % 41 == 3).then(number + 1.0).otherwise(number.cast(pl.Float64)),
        upper=number.cast(pl.Float64),
        qualifier=pl.lit("range"),
        unit=pl.lit("reports"),
        cell=pl.lit("observed"),
    )


def _report(path: Path, folder: Path) -> SourceReport:
    report = build([path], folder / "out.duckdb", built_at=BUILT_AT, as_of=AS_OF)
    return report.sources[0]


def test_that_the_same_rows_are_named_whatever_the_file_is(tmp_path: Path) -> None:
    rows = _rows()
    as_text, as_parquet = tmp_path / "partner_report.csv", tmp_path / "partner_report.parquet"
    rows.write_csv(as_text)
    rows.write_parquet(as_parquet)
    assert as_text.stat().st_size > 1.5 * BLOCK_BYTES
    assert rows.height < TYPED_ROWS
    reports = [_report(path, tmp_path) for path in (as_text, as_parquet)]
    assert reports[0].problem_count == reports[1].problem_count > NAMED_PROBLEMS
    named = [
        [
            (place.row - header, place.column, problem.why)
            for problem in report.problems
            if (place := problem.place).row is not None
        ]
        for report, header in zip(reports, (1, 0), strict=True)
    ]
    assert len(named[0]) == NAMED_PROBLEMS
    assert named[0] == named[1]
    assert [row for row, _, _ in named[0]] == sorted(row for row, _, _ in named[0])
    assert {column for _, column, _ in named[0]} >= {"provenance", "country_code"}
