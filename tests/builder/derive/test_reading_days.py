"""Readings that are computed some countries at a time are those of the whole query."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose
from pathlib import Path
from typing import Any

from eoc_app.builder.derive.reading_days import reading_statements
from eoc_app.builder.staging.rows import bare
from eoc_app.builder.verify.row_digests import RowDigests
from eoc_app.snapshot.connection import Snapshot

Row = tuple[Any, ...]


def rows(snapshot: Snapshot, statements: Iterable[tuple[str, dict[str, Any]]]) -> list[Row]:
    reads = snapshot.catalogue.build["reading_day"].reads
    return sorted(
        (row for sql, given in statements for row in snapshot.compute(sql, reads, given)),
        key=lambda row: row[:3],
    )


def alike(one: Any, other: Any) -> bool:
    """Cells are the same; sums of fractions up to the order in which they were added."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-12)
    return bool(one == other)


def test_that_readings_of_one_country_after_the_other_are_those_of_all(
    demo_snapshot: Path,
) -> None:
    snapshot = Snapshot(demo_snapshot)
    try:
        window = snapshot.about["window_starts_on"], snapshot.about["window_ends_on"]
        sql = bare(snapshot.catalogue.build["reading_day"].sql)
        given = {
            "window_starts_on": window[0], "window_ends_on": window[1], "platforms": [],
        }  # fmt: skip
        one_by_one = list(reading_statements(snapshot.ask, window, most_rows=1))
        assert len(one_by_one) > 10
        whole, apart = rows(snapshot, [(sql, given)]), rows(snapshot, one_by_one)
    finally:
        snapshot.close()
    assert len(whole) == len(apart) > 1000
    for one, other in zip(whole, apart, strict=True):
        assert all(map(alike, one, other)), (one, other)


def test_that_stored_readings_are_those_computed_again_to_the_last_digit(
    demo_snapshot: Path,
) -> None:
    snapshot = Snapshot(demo_snapshot)
    try:
        window = snapshot.about["window_starts_on"], snapshot.about["window_ends_on"]
        columns = list(snapshot.catalogue.schema["reading_day"].columns)
        reads = snapshot.catalogue.build["reading_day"].reads
        digests = RowDigests(snapshot)
        again = digests.of_all(reading_statements(snapshot.ask, window), columns, reads)
        assert digests.of("reading_day", columns) == again
    finally:
        snapshot.close()
