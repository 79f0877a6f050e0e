"""Elections around the moment looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from eoc_app.frame import Frame
from eoc_app.given.panel import Given

UNNAMED_ROUNDS = frozenset({"", "1", "not stated"})
"""Rounds that an election's name is printed without."""


class ElectionRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `elections`."""

    election_id: str
    country_code: str
    name: str
    kind: str
    round: str
    polling_starts_on: date
    polling_ends_on: date
    status: str
    previous_polling_on: date | None
    annulled_on: date | None
    higher_risk: bool | None
    source_id: int
    synthetic: bool


def elections(given: Given) -> dict[str, list[ElectionRow]]:
    """Elections with a day, by country, earliest first, as they stood on the day looked at."""
    by_country = given.frames["elections"].once(_elections)
    unknown = {
        code: [_before_annulment(row, given.as_of_on) for row in by_country[code]]
        for code in given.frames["elections"].once(_annulled)
    }
    return by_country | unknown if unknown else by_country


def _annulled(frame: Frame) -> list[str]:
    return [
        row.country_code
        for row in frame.read(ElectionRow)
        if row.status == "annulled" and row.annulled_on is not None
    ]


def _before_annulment(row: ElectionRow, on: date) -> ElectionRow:
    """An election as it stood on a day: what was annulled later was not annulled then."""
    if row.annulled_on is None or row.annulled_on <= on:
        return row
    status = "held" if row.polling_ends_on < on else "scheduled"
    return msgspec.structs.replace(row, status=status, annulled_on=None)


def _elections(frame: Frame) -> dict[str, list[ElectionRow]]:
    found: dict[str, list[ElectionRow]] = {}
    for row in frame.read(ElectionRow):
        found.setdefault(row.country_code, []).append(row)
    return found


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
