"""Conversion between local civil time in a named zone and UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

Edge = Literal["start", "end"]
"""Which end of a half-open interval a local time marks."""

_MOMENT: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<part>\d{1,9}))?)?)?"
    r"\s*(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A moment as written: civil time, and the offset from UTC if one is written."""

    civil: datetime
    offset: timedelta | None
    has_hour: bool

    @property
    def utc(self) -> datetime:
        """The moment as naive UTC. A moment without an offset is taken as UTC."""
        return self.civil - (self.offset or timedelta())


@cache
def zone(name: str) -> ZoneInfo | None:
    """Returns the IANA zone of that name, or None if there is none.

    Only place names and `UTC` are accepted: `PST` or `Etc/GMT+5` do not follow a country's clock.
    Names are case-sensitive on every file system.
    """
    if name not in zone_names():
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def zone_names() -> frozenset[str]:
    """Returns the place names in the zone database, and `UTC`."""
    places = {name for name in available_timezones() if "/" in name}
    kept = (name for name in places if not name.startswith(("right/", "posix/", "Etc/")))
    return frozenset({"UTC", *kept})


def _offset(text: str) -> timedelta:
    if text in {"Z", "z"}:
        return timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -span if text[0] == "-" else span


def moment(text: str) -> Moment | None:
    """Reads a moment in ISO 8601, with `T` or a space; None if it is not one.

    `24:00` is midnight of the next day. A bare date is its midnight, with `has_hour` False.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = datetime.fromisoformat(match["day"])
    except ValueError:
        return None
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    second, part = int(match["second"] or 0), int((match["part"] or "").ljust(6, "0")[:6])
    at_the_end = hour == 24 and minute == second == part == 0
    if not at_the_end and (hour > 23 or minute > 59 or second > 59):
        return None
    offset = _offset(match["offset"]) if match["offset"] else None
    if offset is not None and abs(offset) > timedelta(hours=15):
        return None
    try:
        civil = day + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)
        _ = civil - (offset or timedelta())
    except OverflowError:
        return None
    return Moment(civil, offset, match["hour"] is not None)


def occurrence(civil: datetime, where: ZoneInfo) -> Literal["once", "never", "twice"]:
    """Returns how often a zone's clocks show a civil time: never in a gap, twice in a fold."""
    first, second = _offsets(civil, where)
    if first == second:
        return "once"
    return "never" if first < second else "twice"


def _offsets(civil: datetime, where: ZoneInfo) -> tuple[timedelta, timedelta]:
    # PEP 495: fold 0 uses the offset before a transition, fold 1 the one after it.
    first = civil.replace(tzinfo=where, fold=0).utcoffset() or timedelta()
    second = civil.replace(tzinfo=where, fold=1).utcoffset() or timedelta()
    return first, second


def utc(civil: datetime, where: ZoneInfo, edge: Edge) -> datetime:
    """Returns a local civil time as naive UTC.

    If the clocks show the time twice, a start is the first and an end the second, so that the
    ambiguous hour always lies inside the interval. If the clocks skip the time, the result is the
    moment of the skip.

    Raises:
        ValueError: `civil` carries a zone, or lies at the edge of the calendar.
    """
    if civil.tzinfo is not None:
        raise ValueError(civil)
    try:
        before, after = _offsets(civil, where)
        if before == after:
            return civil - before
        if before > after:
            return civil - (before if edge == "start" else after)
        return _transition(civil - after, civil - before, where)
    except OverflowError as error:
        raise ValueError(civil) from error


def _transition(low: datetime, high: datetime, where: ZoneInfo) -> datetime:
    """Returns the second at which the offset changes between two UTC moments."""
    then = low.replace(tzinfo=UTC).astimezone(where).utcoffset()
    seconds = round((high - low).total_seconds())
    below, above = 0, seconds
    while above - below > 1:
        middle = (below + above) // 2
        moved = (low + timedelta(seconds=middle)).replace(tzinfo=UTC).astimezone(where)
        if moved.utcoffset() == then:
            below = middle
        else:
            above = middle
    return low + timedelta(seconds=above)


def local(at: datetime, where: ZoneInfo) -> datetime:
    """Returns a naive UTC moment as the civil time on a zone's clocks."""
    return at.replace(tzinfo=UTC).astimezone(where).replace(tzinfo=None)


def day_after(day: date) -> datetime:
    """Returns the midnight that starts the next day: the excluded end of a whole day."""
    return datetime.combine(day, datetime.min.time()) + timedelta(days=1)


@cache
def clock_changes(where: ZoneInfo, year: int) -> tuple[tuple[datetime, timedelta], ...]:
    """Returns the offsets of a zone in a UTC year, each with the moment it takes effect.

    Two zones with the same changes show the same times all year. A change that is undone within a
    week may be missed.
    """
    last = datetime(year, 1, 1, tzinfo=UTC)
    offset = last.astimezone(where).utcoffset() or timedelta()
    changes = [(last.replace(tzinfo=None), offset)]
    while last.year == year:
        following = last + timedelta(days=7)
        then = following.astimezone(where).utcoffset() or timedelta()
        if then != offset:
            changed_at = _transition(
                last.replace(tzinfo=None), following.replace(tzinfo=None), where
            )
            changes.append((changed_at, then))
        last, offset = following, then
    return tuple(changes)
