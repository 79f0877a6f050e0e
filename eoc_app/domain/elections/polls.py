"""Where and when one votes, and the moment that an edge of a rule means there.

Hours may be unknown. Then the widest reading is taken, so that no period is shown as over, or as
not yet begun, while it may be in force: a start at an unknown hour is the start of that polling
day, an end at an unknown hour is its end.
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


class OutsideCalendar(Exception):  # noqa: N818 - what happened to the moment
    """A moment lies before the first or after the last year that a calendar has."""


@dataclass(frozen=True, slots=True)
class Polls:
    """One place that votes by the clocks of one zone, from its first to its last polling day."""

    time_zone: str
    first_on: date
    last_on: date
    opens: Hour | None = None
    closes: Hour | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The moment of an edge: local civil time, UTC without a zone mark, and how sure it is."""

    civil: datetime
    at: datetime
    assumed: bool = False
    """Whether no hour of the polls was known, so that the start or end of the day was taken."""


def found(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> Found:
    """Where an edge lies for one place of an election.

    `election` are all places that vote in it, in every phase; only the first and last polls and
    polling days are looked for there.

    Raises:
        OutsideCalendar: the moment has no year.
        ValueError: a zone has no such name.
    """
    try:
        return _found(edge, side, polls, election)
    except OverflowError as error:
        raise OutsideCalendar(polls.first_on) from error


@lru_cache(maxsize=65_536)
def _utc(civil: datetime, where: ZoneInfo, side: Side) -> datetime:
    try:
        return civil_time.utc(civil, where, side)
    except ValueError as error:
        # These times carry no zone, so that only the edge of the calendar is left as its reason.
        raise OutsideCalendar(civil) from error


def _found(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> Found:
    where = _zone(polls.time_zone)
    if edge.anchor == "day":
        civil = datetime.combine(_day(edge, side, polls, election), time()) + edge.clock
        return Found(civil, _utc(civil, where, side))
    if edge.extreme is None:
        event = _event(edge, side, polls)
    else:
        pick = min if edge.extreme == "first" else max
        event = pick((_event(edge, side, one) for one in election), key=lambda one: one.at)
    at = event.at + edge.elapsed
    own = edge.extreme is None and edge.elapsed == _WHOLE and not _elsewhere(edge, polls)
    return Found(event.civil if own else civil_time.local(at, where), at, event.assumed)


def _zone(name: str) -> ZoneInfo:
    where = civil_time.zone(name)
    if where is None:
        raise ValueError(f"{name} is no IANA zone")
    return where


def _day(edge: Edge, side: Side, polls: Polls, election: Sequence[Polls]) -> date:
    """The civil day of an edge.

    Of several polling days what lies before them is counted from the first, what lies after from
    the last; on them, a start is on the first and an end on the last.
    """
    if edge.extreme == "first":
        day = min(one.first_on for one in election)
    elif edge.extreme == "last":
        day = max(one.last_on for one in election)
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
    """Whether the hour is one of another zone's clocks."""
    hour = _hour(edge, polls)
    return hour is not None and hour.time_zone not in {None, polls.time_zone}


def _event(edge: Edge, side: Side, polls: Polls) -> Found:
    """The hour of the polls at one place, moved by the edge's days."""
    day = polls.first_on if edge.anchor == "open" else polls.last_on
    hour = _hour(edge, polls)
    clock = hour.clock if hour else (timedelta() if side == "start" else DAY)
    zone = hour.time_zone if hour and hour.time_zone else polls.time_zone
    civil = datetime.combine(day + edge.days * DAY, time()) + clock
    return Found(civil, _utc(civil, _zone(zone), side), hour is None)
