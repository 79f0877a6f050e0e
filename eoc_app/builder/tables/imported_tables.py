"""The tables that sources may fill: those of the format, and signals that were precomputed."""

from __future__ import annotations

from functools import cache

from eoc_app.builder.tables.precomputed_table import PRECOMPUTED, precomputed_table
from eoc_app.snapshot.catalogue import Table, catalogue


@cache
def imported_tables() -> dict[str, Table]:
    """The tables by name."""
    return {**catalogue().schema, PRECOMPUTED: precomputed_table()}
