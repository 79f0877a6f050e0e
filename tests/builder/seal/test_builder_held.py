"""Many rows come out the same whether they fit into memory or not, and however they are packed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.builder.staging import staging
from eoc_app.builder.staging.batch_cells import LARGE

BUILT_AT = datetime(2026, 1, 2, tzinfo=UTC)
HEADER = "Page ID,Page name,Disclaimer,Amount spent (KES),Number of ads in Library\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    path = folder / "FacebookAdLibraryReport_2025-07-05_KE_last_30_days_advertisers.csv"
    rows = (
        f"{place * 7919 % 999983},Page {place},Payer {place % 97},{place},1\n"
        for place in range(LARGE * 2)
    )
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def stored(report: Path, out: Path) -> tuple[list[tuple[Any, ...]], str]:
    account = build([report], out, built_at=BUILT_AT)
    assert account.refused == 0
    connection = duckdb.connect(out, read_only=True)
    try:
        pages = connection.execute("select * from ad_page order by rowid").fetchall()
    finally:
        connection.close()
    return pages, account.snapshot_id


def test_that_rows_put_down_on_the_way_are_the_rows_held_in_memory(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = stored(report, tmp_path / "held.duckdb")
    monkeypatch.setattr(staging, "HELD_BYTES", 1)
    put_down = stored(report, tmp_path / "put_down.duckdb")
    assert len(held[0]) == LARGE * 2
    assert put_down == held


def test_that_a_large_table_lies_in_its_order_with_each_value_at_its_row(
    report: Path, tmp_path: Path
) -> None:
    pages, _ = stored(report, tmp_path / "out.duckdb")
    names = [(row[10], row[11], row[1]) for row in pages]
    expected = sorted(
        (str(place * 7919 % 999983), f"Page {place}", place + 2) for place in range(LARGE * 2)
    )
    assert names == expected
    assert {row[3] for row in pages} == {pages[0][3]}
