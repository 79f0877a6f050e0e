"""Whoever calls rows precomputed, or alters precomputed ones, is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.builder.tables.precomputed_table import figure_rules
from eoc_app.builder.verify.proof import proofs
from eoc_app.snapshot.connection import Snapshot
from tests.builder.derive.handed_in import SIGNAL, handed, made, rows
from tests.snapshots import altered


@pytest.fixture
def table(small_snapshot: Path, tmp_path: Path) -> Path:
    """The signals of the small snapshot as one Parquet file."""
    path = tmp_path / "signal_day.parquet"
    handed(small_snapshot).write_parquet(path)
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "update source set importer = 'canonical'",
        f"update signal_day set numerator_upper = 1 where signal = '{SIGNAL}'",
        f"insert into signal_day select * from signal_day where signal = '{SIGNAL}' limit 1",
    ],
)
def test_that_verify_finds_rows_that_are_no_precomputed_ones(
    table: Path, tmp_path: Path, statement: str
) -> None:
    out, _ = made(tmp_path, [table])
    snapshot = Snapshot(altered(out, tmp_path / "altered.duckdb", statement))
    assert any(proof.problem is not None for proof in proofs(snapshot))
    snapshot.close()


def test_that_facts_that_are_called_precomputed_are_found(
    small_snapshot: Path, tmp_path: Path
) -> None:
    hidden = altered(
        small_snapshot,
        tmp_path / "altered.duckdb",
        "update source set importer = 'precomputed_signals' where path = 'user_report.csv'",
    )
    snapshot = Snapshot(hidden)
    assert snapshot.precomputed == {SIGNAL}
    told = [proof for proof in proofs(snapshot) if proof.problem is not None]
    assert [proof.name.split()[1] for proof in told] == [SIGNAL]
    snapshot.close()


def test_that_rows_which_the_program_computes_hold_to_the_rules_of_precomputed_ones(
    small_snapshot: Path, exercise_snapshot: Path
) -> None:
    for path in (small_snapshot, exercise_snapshot):
        for rule in figure_rules():
            assert rows(path, f"select * from signal_day where {rule.sql}") == []
