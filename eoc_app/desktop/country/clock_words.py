"""What the restriction clock says of a row, counted down to the second where that is awaited."""

from __future__ import annotations

from datetime import datetime

from eoc_app.desktop.kit import chip
from eoc_app.domain.dates.countdown import countdown_text
from eoc_app.views.clock_view import ClockRow, ClockView

_DOT = " \N{MIDDLE DOT} "
_BOUND = "\N{NO-BREAK SPACE}"
"""Holds the figures of a countdown together on one line."""


def at_snapshot(row: ClockRow) -> str:
    """What a row is at the snapshot's moment; what was withdrawn is called so."""
    if row.standing == "moved" and "withdrawn" not in row.at_snapshot:
        return _DOT.join(part for part in ("withdrawn", row.at_snapshot) if part)
    return row.at_snapshot


def at_wall(row: ClockRow, now: datetime | None) -> str:
    """What a row is by the wall clock; without one, as it was when it was asked for."""
    if row.wall_standing == "moved" and not row.at_wall:
        return "withdrawn"
    if now is None or row.wall_edge_at is None:
        return row.at_wall
    left = row.wall_edge_at - now
    edge = f"next zone {row.wall_edge}" if row.zones else row.wall_edge
    counted = f"{edge} now"
    if left.total_seconds() > 0:
        counted = f"{edge} in {countdown_text(left).replace(' ', _BOUND)}"
    if row.wall_standing == "upcoming":
        return counted
    # What is in force says for how long; the countdown takes the place of that.
    head = row.at_wall.partition(_DOT)[0] if row.wall_standing == "in_force" else row.at_wall
    return _DOT.join(part for part in (head, counted) if part)


def below(row: ClockRow) -> tuple[tuple[str, str], ...]:
    """The smaller lines of a row, each with the role of its colour."""
    zones = "" if row.zones in row.at_snapshot else row.zones
    pairs = (
        (row.moved, "warning"), (zones, "dim"), (row.detail, "dim"), (row.citation, "mute"),
    )  # fmt: skip
    return tuple(pair for pair in pairs if pair[0])


def spoken(view: ClockView, now: datetime | None) -> str:
    """All rows as plain text, a line each."""
    lines = []
    for row in view.rows:
        parts = [
            _named(row),
            f"{view.snapshot_clock}: {at_snapshot(row)}" if at_snapshot(row) else "",
            f"{view.wall_clock}: {at_wall(row, now)}" if at_wall(row, now) else "",
            *(words for words, _ in below(row)),
        ]
        lines.append("; ".join(part for part in parts if part))
    return "\n".join(lines).replace(_BOUND, " ")


def _named(row: ClockRow) -> str:
    if row.kind == "election":
        return f"election day: {row.title}"
    return f"{chip.SPOKEN[row.standing]}: {row.title}"
