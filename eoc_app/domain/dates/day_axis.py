"""The time axis of views: days since year 1 in UTC, with the time of day as a fraction."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

_DAY_SECONDS: Final = 86_400.0
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
FOREVER: Final = float(date.max.toordinal())
"""Where the bar of a period without an end on record stops: beyond any visible window."""


def axis(at: datetime) -> float:
    """Returns an instant as a position on the axis; `date.toordinal` at UTC midnight."""
    return _EPOCH_DAY + at.timestamp() / _DAY_SECONDS


def instant(day: float) -> datetime | None:
    """Returns the instant at a position on the axis, to the second; None for "never ends"."""
    if day >= FOREVER:
        return None
    return _EPOCH + timedelta(seconds=round((day - _EPOCH_DAY) * _DAY_SECONDS))
