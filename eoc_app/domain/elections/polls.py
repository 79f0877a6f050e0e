"""Where and when people vote, and the moment that a rule's edge falls there.

Hours may be unknown. Then the widest period is assumed, so that none is shown as over, or as not
yet begun, while it may be in force: a start at an unknown hour is the start of the polling day, an
end at an unknown hour is the end of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from eoc_app.domain.dates import civil_time
from eoc_app.domain.dates.civil_time import Edge as Side
from eoc_app.domain.elections.election_anchor import DAY, Edge, Hour

_WHOLE: Final = timedelta()


class OutsideCalendar(Exception):  # noqa: N818 - names the moment's fault
    """A moment lies before the first or after the last year of the calendar."""


@dataclass(frozen=True, slots=True)
class Polls:
    """A place that votes by one zone's clocks, from its first to its last polling day."""

    time_zone: str
    first_on: date
    last_on: date
    opens: Hour | None = None
    closes: Hour | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class EdgeMoment:
    """The moment of an edge: local civil time, naive UTC, and how certain it is."""

    civil: datetime
    at: datetime
    assumed: bool = False
    """Whether the polling hours were unknown, so that the start or end of the day was assumed."""


def moment_of_edge(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> EdgeMoment:
    """Returns the moment of an edge at one place of an election.

    `election` holds all places that vote in it, in every phase. It serves only to find the first
    and last polls and polling days.

    Raises:
        OutsideCalendar: the moment is outside the years of the calendar.
        ValueError: a zone's name is unknown.
    """
    try:
        return _moment_of(edge, side, polls, election)
    except OverflowError as error:
        raise OutsideCalendar(polls.first_on) from error


@lru_cache(maxsize=65_536)
def _utc(civil: datetime, where: ZoneInfo, side: Side) -> datetime:
    try:
        return civil_time.utc(civil, where, side)
    except ValueError as error:
        # These times are naive, so the only possible reason is the edge of the calendar.
        raise OutsideCalendar(civil) from error


def _moment_of(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> EdgeMoment:
    where = _zone(polls.time_zone)
    if edge.anchor == "day":
        civil = datetime.combine(_day(edge, side, polls, election), time()) + edge.clock
        return EdgeMoment(civil, _utc(civil, where, side))
    if edge.extreme is None:
        event = _event(edge, side, polls)
    else:
        pick = min if edge.extreme == "first" else max
        event = pick((_event(edge, side, place) for place in election), key=lambda place: place.at)
    at = event.at + edge.elapsed
    local_clock = edge.extreme is None and edge.elapsed == _WHOLE and not _elsewhere(edge, polls)
    return EdgeMoment(
        event.civil if local_clock else civil_time.local(at, where), at, event.assumed
    )


def _zone(name: str) -> ZoneInfo:
    where = civil_time.zone(name)
    if where is None:
        raise ValueError(f"{name} is no IANA zone")
    return where


def _day(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> date:
    """Returns the civil day of an edge.

    With several polling days, edges before them count from the first and edges after them from the
    last; on the polling days, a start is on the first and an end on the last.
    """
    if edge.extreme == "first":
        day = min(place.first_on for place in election)
    elif edge.extreme == "last":
        day = max(place.last_on for place in election)
    elif edge.days < 0 or (edge.days == 0 and side == "start"):
        day = polls.first_on
    else:
        day = polls.last_on
    if edge.weekday is None:
        return day + edge.days * DAY
    if edge.days < 0:
        return day - ((day.weekday() - edge.weekday - 1) % 7 + 1) * DAY
    return day + ((edge.weekday - day.weekday() - 1) % 7 + 1) * DAY


def _hour(edge: Edge, polls: Polls) -> Hour | None:
    return polls.opens if edge.anchor == "open" else polls.closes


def _elsewhere(edge: Edge, polls: Polls) -> bool:
    """Returns whether the hour is on another zone's clocks."""
    hour = _hour(edge, polls)
    return hour is not None and hour.time_zone not in {None, polls.time_zone}


def _event(edge: Edge, side: Side, polls: Polls) -> EdgeMoment:
    """Returns the hour of the polls at one place, moved by the edge's days."""
    day = polls.first_on if edge.anchor == "open" else polls.last_on
    hour = _hour(edge, polls)
    clock = hour.clock if hour else (timedelta() if side == "start" else DAY)
    zone = hour.time_zone if hour and hour.time_zone else polls.time_zone
    civil = datetime.combine(day + edge.days * DAY, time()) + clock
    return EdgeMoment(civil, _utc(civil, _zone(zone), side), hour is None)
