"""Rows of a table that was exported as CSV or Parquet, in the types of its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

import polars as pl

from eoc_app.builder.cells.canonical_cells import prepared
from eoc_app.builder.cells.day_columns import dated
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.records import BLANK
from eoc_app.builder.sources.source import Source
from eoc_app.snapshot.catalogue import Table

PARQUET: Final = b"PAR1"
OWN: Final = frozenset({"source_id", "source_row"})
"""Columns that a build writes itself: what a file says there is not read."""
BLOCK_BYTES: Final = 4 << 20
TYPED_ROWS: Final = 122_880
"""Rows of a Parquet file at once: a smaller part is had only by unpacking as much anew."""


def typed_header(source: Source) -> dict[str, pl.DataType] | None:
    """The columns of a Parquet file; None where it cannot be read."""
    try:
        with source.as_file() as path:
            return dict(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return None


def delimited_rows(
    source: Source, intake: Intake, table: Table, names: Sequence[str]
) -> Iterator[pl.DataFrame]:
    """Rows of a delimited file whose columns are called `names`; bad cells are reported."""
    kept = [
        pl.col(f"cell_{place}").alias(name)
        for place, name in enumerate(names)
        if name in table.columns and name not in OWN
    ]
    dates = {name for name, rule in table.columns.items() if rule.kind == "DATE"}
    days = {f"cell_{place}": name for place, name in enumerate(names) if name in dates}
    for frame in dated(source, intake, days, BLOCK_BYTES):
        yield prepared(frame.select("source_row", *kept), table, intake)
    intake.read(intake.skipped.get(BLANK, 0))  # rows read are those kept, refused and skipped


def typed_rows(
    source: Source, intake: Intake, table: Table, names: Collection[str]
) -> Iterator[pl.DataFrame]:
    """Rows of a Parquet file, of the columns `names`; bad cells are reported."""
    with source.as_file() as path:
        scan = pl.scan_parquet(path, glob=False)
        kept = [
            pl.col(name).alias(name.casefold())
            for name in scan.collect_schema().names()
            if name in names and name.casefold() in table.columns.keys() - OWN
        ]
        count = scan.select(pl.len()).collect().item()
        for start, end in pairwise([*range(0, count, TYPED_ROWS), count]):
            frame = scan.slice(start, end - start).select(kept).collect()
            intake.read(frame.height)
            numbered = frame.with_row_index("source_row", offset=start + 1)
            numbered = numbered.with_columns(pl.col("source_row").cast(pl.Int64))
            yield prepared(numbered, table, intake)
