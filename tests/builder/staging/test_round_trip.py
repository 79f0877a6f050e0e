"""What a snapshot holds can be exported as tables and built again without a difference."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.snapshot.catalogue import catalogue

MOMENT = datetime(2024, 10, 26, 6, tzinfo=UTC)
COMPUTED = ("country", "signal_day", "reading_day", "score_day")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_that_every_table_of_the_demo_survives_export_and_import(
    ending: str, demo_snapshot: Path, tmp_path: Path
) -> None:
    tables = [name for name, table in catalogue().schema.items() if table.kind != "built"]
    folder = tmp_path / "export"
    folder.mkdir()
    exported = []
    with duckdb.connect(str(demo_snapshot), read_only=True) as connection:
        for name in tables:
            if connection.execute(f"from {name} limit 1").fetchone():
                connection.execute(f"copy {name} to '{folder / name}.{ending}'")
                exported.append(name)
    assert len(exported) > 20

    again = tmp_path / "again.duckdb"
    report = build([folder], again, built_at=MOMENT, as_of=MOMENT)
    assert report.refused == 0

    with duckdb.connect() as connection:
        connection.execute(f"attach '{demo_snapshot}' as before (read_only)")
        connection.execute(f"attach '{again}' as after (read_only)")
        for name in (*tables, *COMPUTED):
            given = {"source_id", "source_row"} & {
                row[0] for row in connection.execute(f"describe before.{name}").fetchall()
            }
            columns = f"* exclude ({', '.join(given)})" if given else "*"
            one, other = (f"select {columns} from {side}.{name}" for side in ("before", "after"))
            lost = connection.execute(f"{one} except all {other}").fetchall()
            gained = connection.execute(f"{other} except all {one}").fetchall()
            assert (lost, gained) == ([], []), name
