"""Elections, as they were known at the moment looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

import msgspec

from eoc_app.core.column import CountryCode, ElectionKind, ElectionStatus
from eoc_app.core.frame import Frame
from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.occasion import falls_with
from eoc_app.panels.kit.instants import utc
from eoc_app.panels.kit.panel import Given

UNNAMED_ROUNDS = frozenset({"", "1", "not stated"})
"""Rounds that are not printed after an election's name."""


class ElectionRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `elections`."""

    election_id: str
    country_code: CountryCode
    name: str
    kind: ElectionKind
    round: str
    polling_starts_on: date
    polling_ends_on: date
    status: ElectionStatus
    previous_polling_on: date | None
    annulled_on: date | None
    status_known_from_at: datetime | None
    new_day_known_from_at: datetime | None
    higher_risk: bool | None
    source_id: int
    synthetic: bool


def elections(given: Given) -> dict[str, list[ElectionRow]]:
    """Elections with a day, by country, earliest first, as they were known at the moment."""
    return _known(given.frames["elections"], given.known_at)


def elections_now(given: Given) -> dict[str, list[ElectionRow]]:
    """Elections with a day by all that the snapshot knows, as the wall clock counts them."""
    return _known(given.frames["elections"], given.wall_known_at)


def _known(frame: Frame, at: datetime) -> dict[str, list[ElectionRow]]:
    by_country = frame.once(_elections)
    changed = {
        code: sorted(
            (_as_known(row, at) for row in by_country[code]), key=lambda row: row.polling_starts_on
        )
        for code in frame.once(_changed)
    }
    return by_country | changed if changed else by_country


def _changed(frame: Frame) -> set[str]:
    """Countries with an election whose outcome became known at a recorded moment."""
    return {
        row.country_code
        for row in frame.read(ElectionRow)
        if row.status_known_from_at is not None or row.annulled_on is not None
    }


def _as_known(row: ElectionRow, at: datetime) -> ElectionRow:
    """An election as it was known at a moment, without later changes to its status or day."""
    known_from = row.status_known_from_at
    if known_from is None:
        if row.annulled_on is None or datetime.combine(row.annulled_on, time(), UTC) < at:
            return row
    elif utc(known_from) <= at:
        new_day = row.new_day_known_from_at
        if new_day is None or utc(new_day) <= at:
            return row
        return msgspec.structs.replace(_on_its_first_day(row), status="postponed")
    row = msgspec.structs.replace(row, annulled_on=None)
    row = _on_its_first_day(row)
    if row.status in _FATES:
        held = row.polling_ends_on < at.date()
        row = msgspec.structs.replace(row, status="held" if held else "scheduled")
    return row


def _on_its_first_day(row: ElectionRow) -> ElectionRow:
    """The election on its original days, before it was moved."""
    if row.previous_polling_on is None:
        return row
    return msgspec.structs.replace(
        row,
        polling_starts_on=row.previous_polling_on,
        polling_ends_on=row.previous_polling_on + (row.polling_ends_on - row.polling_starts_on),
        previous_polling_on=None,
    )


_FATES = frozenset({"annulled", "cancelled", "postponed", "moved"})
"""What may happen to an election that had been scheduled."""


def _elections(frame: Frame) -> dict[str, list[ElectionRow]]:
    by_country: dict[str, list[ElectionRow]] = {}
    for row in frame.read(ElectionRow):
        by_country.setdefault(row.country_code, []).append(row)
    for code, rows in by_country.items():
        annulled = [row for row in rows if row.annulled_on is not None]
        if annulled:
            by_country[code] = [_fallen(row, annulled) for row in rows]
    return by_country


def _fallen(row: ElectionRow, annulled: Sequence[ElectionRow]) -> ElectionRow:
    """A later round, annulled with the round before it where that was annulled in time."""
    if row.annulled_on is not None:
        return row
    for other in annulled:
        if falls_with(_election(row), _election(other)):
            return msgspec.structs.replace(
                row,
                annulled_on=other.annulled_on,
                status="annulled",
                status_known_from_at=other.status_known_from_at,
            )
    return row


def _election(row: ElectionRow) -> Election:
    return Election(
        row.election_id, row.country_code, row.name, row.kind, row.round, row.polling_starts_on,
        row.polling_ends_on, row.status, annulled_on=row.annulled_on,
    )  # fmt: skip


def days_to_polling(rows: Iterable[ElectionRow], on: date) -> tuple[int | None, ElectionRow | None]:
    """Days to the next polling day (0 on polling days), or since the last within 90 days."""
    nearest: tuple[int, ElectionRow] | None = None
    for row in rows:
        if row.status in ("cancelled", "postponed"):
            continue
        if row.polling_starts_on <= on <= row.polling_ends_on:
            return 0, row
        days = (
            (row.polling_starts_on - on).days
            if row.polling_starts_on > on
            else (row.polling_ends_on - on).days
        )
        if days < -90:
            continue
        if nearest is None or _rank(days) < _rank(nearest[0]):
            nearest = (days, row)
    return nearest or (None, None)


def _rank(days: int) -> tuple[int, int]:
    # What is ahead comes before what is over, unless it is ahead by months and over by weeks.
    if days >= 0:
        return (0 if days <= 60 else 2, days)
    return (1 if days >= -30 else 3, -days)
