"""Snapshots of earlier versions of the format: read as they are, what they lack left empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.catalogue import catalogue
from eoc_app.problem import Problem
from eoc_app.snapshot import Snapshot
from tests.snapshots import altered


def test_that_a_snapshot_of_the_first_format_is_read_with_what_it_lacks_left_empty(
    small_snapshot: Path, tmp_path: Path
) -> None:
    lacking = [
        *(f"drop table {table.name}" for table in catalogue().schema.values() if table.since > 1),
        *(
            f"alter table {table.name} drop column {column}"
            for table in catalogue().schema.values()
            if table.since == 1
            for column in table.added
        ),
    ]
    old = altered(
        small_snapshot, tmp_path / "old.duckdb", *lacking, "update snapshot set schema_version = 1"
    )
    for path, stated in ((small_snapshot, 2), (old, 1)):
        snapshot = Snapshot(path)
        assert snapshot.about["schema_version"] == stated
        frame = snapshot.run(snapshot.catalogue.views["periods"], {})
        assert [row[0] for row in frame.rows] == ["ke-silence", "tz-poll", "us-ads", "us-ads"]
        assert {row[frame.columns.index("stated_by")] for row in frame.rows} == {None}
        snapshot.close()


def test_that_a_snapshot_that_claims_the_present_format_must_have_all_of_it(
    small_snapshot: Path, tmp_path: Path
) -> None:
    cut = altered(
        small_snapshot,
        tmp_path / "cut.duckdb",
        "alter table election drop column status_known_from_at",
    )
    with pytest.raises(Problem) as refused:
        Snapshot(cut)
    assert "election.status_known_from_at is missing" in refused.value.why
