"""Instants on the time axis of views: proleptic days, UTC, with the hour as a fraction."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

_DAY_SECONDS: Final = 86_400.0
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
FOREVER: Final = float(date.max.toordinal())
"""Where a period without an end on record is drawn to: beyond any window."""


def axis(at: datetime) -> float:
    """An instant as a day, `date.toordinal` at its UTC midnight."""
    return _EPOCH_DAY + at.timestamp() / _DAY_SECONDS


def instant(day: float) -> datetime | None:
    """The instant at a place on the axis, to the second; None for what never ends."""
    if day >= FOREVER:
        return None
    return _EPOCH + timedelta(seconds=round((day - _EPOCH_DAY) * _DAY_SECONDS))
