"""Proof that local times are those of their moments, and that rules say what can be read."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from eoc_app.builder.derive.rule_rows import unread_rules
from eoc_app.core.problem import Problem
from eoc_app.domain.dates import civil_time
from eoc_app.snapshot.connection import Snapshot

_EDGES: Final[tuple[Literal["start", "end"], ...]] = ("start", "end")
_REMEDY: Final = (
    "the law's local time stands: correct the moment in UTC, or the zone, and build again"
)


def clocks_agree(snapshot: Snapshot) -> Problem | None:
    """Hold every moment of a restriction period to its local time in its zone.

    Where clocks show a local time twice or never, each of the moments that may be meant will do.
    """
    wrong, first = 0, None
    for edge in _EDGES:
        rows = snapshot.ask(
            f"select {edge}s_local, {edge}s_at, time_zone, period_id, source_id, source_row"
            f" from restriction_period where {edge}s_local is not null and {edge}s_at is not null"
            " order by source_id, source_row, period_id",
            None,
        ).fetchall()
        for row in rows:
            if not _agree(*row[:3]):
                wrong += 1
                first = first or (edge, row)
    if first is None:
        return None
    edge, (said, at, zone, period_id, source_id, source_row) = first
    return Problem(
        "Moments of restriction periods contradict their local times",
        f"{wrong:,} do, the first of {period_id} (source {source_id}, row {source_row}): it"
        f" {edge}s at {said} in {zone}, and at {at} in UTC",
        _REMEDY,
        file=snapshot.path.name,
        column=f"{edge}s_at",
        value=str(at),
    )


def _agree(local: datetime, at: datetime, zone: str) -> bool:
    where = civil_time.zone(zone)
    if where is None:
        return True  # that the zone is none is told of the row
    try:
        return civil_time.local(at, where) == local or at in {
            civil_time.utc(local, where, edge) for edge in _EDGES
        }
    except (ValueError, OverflowError):
        return False


def rules_read(snapshot: Snapshot) -> Problem | None:
    """Hold every stated rule to the words that its edges, hours and kinds are read by."""
    if snapshot.about["schema_version"] < snapshot.catalogue.schema["restriction_rule"].since:
        return None
    unread = unread_rules(snapshot.ask)
    if not unread:
        return None
    row, column, why = unread[0]
    return Problem(
        "Restriction rules cannot be read",
        f"{len(unread):,} cannot, the first of source {row['source_id']}, row {row['source_row']}:"
        f" {why}",
        "use the words that docs/restriction-rules.md lists, and build again",
        file=snapshot.path.name,
        column=column,
        value=str(row[column]),
    )
