"""A zone's clock changes over some years, as the VTIMEZONE that a calendar file requires."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_Clock = tuple[timedelta, str, bool]
"""Offset from UTC, abbreviation, and whether it is daylight saving time."""


def observances(where: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Returns the VTIMEZONE of a zone, correct for every moment from `first` to `last`, both UTC.

    Onsets are civil times of the offset that they end (RFC 5545, 3.6.5). Every change is listed
    with its day, because a recurrence rule would promise more than is known of the future.
    """
    zone = Timezone()
    zone.add("TZID", where.key)
    was = _clock(where, first)
    onsets: dict[tuple[timedelta, _Clock], list[datetime]] = {
        (was[0], was): [(first + was[0]).replace(tzinfo=None)]
    }
    for at in _changes(where, first, last):
        now = _clock(where, at)
        onsets.setdefault((was[0], now), []).append((at + was[0]).replace(tzinfo=None))
        was = now
    for (before, (offset, name, is_daylight)), days in onsets.items():
        part = TimezoneDaylight() if is_daylight else TimezoneStandard()
        part.add("DTSTART", days[0])
        if len(days) > 1:
            part.add("RDATE", days[1:])
        part.add("TZNAME", name)
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", offset)
        zone.add_component(part)
    return zone


def _clock(where: ZoneInfo, at: datetime) -> _Clock:
    local = at.astimezone(where)
    return (
        local.utcoffset() or timedelta(),
        local.tzname() or "",
        (local.dst() or timedelta()) > timedelta(),
    )


def _changes(where: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yields the seconds, UTC, at which the clocks of a zone change."""
    day = timedelta(days=1)
    at, clock = first.astimezone(UTC), _clock(where, first)
    while at < last:
        after = at + day
        if _clock(where, after) != clock:
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if _clock(where, middle) == clock:
                    low = middle
                else:
                    high = middle
            after, clock = high, _clock(where, high)
            yield high
        at = after
