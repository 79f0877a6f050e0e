"""Digests of rows are equal where the rows are, and differ where any cell does."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.builder.verify.row_digests import RowDigests
from eoc_app.snapshot.connection import Snapshot

ROWS = "(values (1, 'a', 0.5), (2, 'b', null), (2, 'b', null)) as rows(x, y, z)"


@pytest.mark.parametrize(
    "other",
    [
        "(values (1, 'a', 0.5), (2, 'b', null)) as rows(x, y, z)",
        "(values (1, 'a', 0.5), (2, 'b', null), (2, 'b', 0.0)) as rows(x, y, z)",
        "(values (1, 'b', 0.5), (2, 'a', null), (2, 'b', null)) as rows(x, y, z)",
        "(values (1, 'a', 0.5), (1, 'a', 0.5), (2, 'b', null)) as rows(x, y, z)",
    ],
)
def test_that_rows_that_differ_have_other_digests(demo_snapshot: Path, other: str) -> None:
    snapshot = Snapshot(demo_snapshot)
    try:
        digests = RowDigests(snapshot)
        turned = "(values (2, 'b', null), (2, 'b', null), (1, 'a', 0.5)) as rows(x, y, z)"
        assert digests.of(ROWS, ["x", "y", "z"]) == digests.of(turned, ["x", "y", "z"])
        assert digests.of(ROWS, ["x", "y", "z"]) != digests.of(other, ["x", "y", "z"])
        assert digests.of(ROWS, ["x"]) != RowDigests(snapshot).of(ROWS, ["x"])
    finally:
        snapshot.close()
