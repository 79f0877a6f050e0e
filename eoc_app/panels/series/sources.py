"""Files that the snapshot was built from."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import Count, Provenance
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import count, on, text
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS = (
    Column(key="source_id", title="No.", number=True),
    Column(key="path", title="File", stretch=6),
    Column(key="title", title="What", stretch=4),
    Column(key="publisher", title="Publisher", stretch=3),
    Column(key="provenance", title="Provenance"),
    Column(key="ends", title="Covers until", stretch=2),
    Column(key="rows_read", title="Rows read", number=True),
    Column(key="rows_written", title="Rows written", number=True),
    Column(key="problems", title="Problems", number=True),
    Column(key="bytes", title="Size", unit="bytes", number=True),
    Column(key="digest", title="SHA-256", stretch=3),
    Column(key="licence", title="Terms", stretch=3),
)


class SourceRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `sources`."""

    source_id: int
    path: str
    importer: str
    title: str
    publisher: str
    licence: str | None
    period_starts_on: date | None
    period_ends_on: date | None
    provenance: Provenance
    digest: str
    byte_count: Count
    rows_read: Count
    rows_written: Count
    problem_count: Count


def build(given: Given) -> TableView:
    """The table of sources: one row for each file, in the order of reading."""
    rows = given.frames["sources"].read(SourceRow)
    return TableView(
        title=f"{len(rows)} sources",
        subtitle=f"snapshot {given.about['snapshot_id'][:8]}, built by {given.about['builder']}",
        columns=_COLUMNS,
        rows=tuple(
            (
                count(row.source_id),
                text(row.path),
                Cell(row.title or row.importer, row.importer),
                text(row.publisher),
                Cell(row.provenance, row.provenance, exercise=row.provenance == "synthetic"),
                on(row.period_ends_on),
                count(row.rows_read),
                count(row.rows_written),
                count(row.problem_count),
                count(row.byte_count),
                Cell(row.digest[:16], row.digest),
                text(row.licence),
            )
            for row in rows
        ),
        empty="" if rows else "The snapshot names no source: it cannot be traced.",
    )


PANEL = Panel(
    "Sources",
    "sources",
    0,
    ("sources",),
    build,
    explained=(
        "Every file that the snapshot was built from, with what was read from it, what was"
        " refused, and its digest. Whoever has the same file can compute the same SHA-256 and"
        " so know that it is the one that was read."
    ),
)
