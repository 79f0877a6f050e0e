"""The polls to which a rule applies: its own zones, else those of the calendar and the country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election import PollingDay
from eoc_app.domain.elections.election_anchor import Hour
from eoc_app.domain.elections.occasion import Occasion, same_clock
from eoc_app.domain.elections.polls import Polls

WHOLE: Final = "all"
"""The phase of a period that is one for a whole election."""

_NOT_BY_LAW: Final = frozenset({"Asia/Urumqi", "Europe/Simferopol"})
"""Clocks that people in a place go by, other than those of the country whose rule is applied."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies, and the usual hours of the polls where the calendar has none."""

    territory: str | None = None
    time_zones: tuple[str, ...] = ()
    opens: Hour | None = None
    closes: Hour | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """One place to which a rule applies, beside all places that vote in the election.

    These are told only where the period is one for the whole election.
    `spread` where nothing names its zone, so that it stands for all zones of the country that
    show the same time; `unlisted` where polling days name territories, but not the rule's own.
    """

    polls: Polls
    election: tuple[Polls, ...]
    spread: bool
    unlisted: bool = False


def applied(
    scope: Scope, occasion: Occasion, shift: timedelta, *, whole: bool
) -> Iterator[tuple[str, Applied]]:
    """Each phase with each place in which a rule applies to it; none where it has no place.

    A territory that no polling day names votes by the rule's own zones on the election's days.
    `shift` is how far off the polling days were; `whole` asks for one period of all phases, which
    are then told as one, `all`.
    """
    days = [replace(day, polling_on=day.polling_on + shift) for day in occasion.days]
    phases: dict[str, list[PollingDay]] = {}
    for day in days:
        phases.setdefault(day.phase, []).append(day)
    unlisted = not any(_within(day, scope.territory) for day in days)
    if unlisted and not scope.time_zones:
        return
    places = {
        phase: _places(scope, occasion, [_bare(day) for day in mine] if unlisted else mine)
        for phase, mine in phases.items()
    }
    if not whole:
        election: tuple[Polls, ...] = ()
    elif scope.time_zones and not any(day.time_zone for day in days):
        election = tuple(polls for mine in places.values() for polls, _ in mine)
    else:
        anywhere = replace(scope, territory=None, time_zones=())
        election = tuple(
            polls for mine in phases.values() for polls, _ in _places(anywhere, occasion, mine)
        )
    if whole and len(places) > 1:
        every = [place for mine in places.values() for place in mine]
        for polls, spread in _joined(every):
            yield WHOLE, Applied(polls, election, spread, unlisted)
        return
    for phase, mine in places.items():
        for polls, spread in mine:
            yield phase, Applied(polls, election, spread, unlisted)


def _within(day: PollingDay, territory: str | None) -> bool:
    """Whether a polling day may be one of a territory; one that names none is of all."""
    return None in {territory, day.territory} or _folded(day.territory) == _folded(territory)


def _folded(territory: str | None) -> str:
    return (territory or "").casefold()


def _bare(day: PollingDay) -> PollingDay:
    """The day alone: another territory's zone and hours say nothing of this one's."""
    return PollingDay(day.polling_on, day.phase)


def _places(
    scope: Scope, occasion: Occasion, days: Sequence[PollingDay]
) -> list[tuple[Polls, bool]]:
    """The places of one phase, and whether each stands for several zones of the country."""
    if scope.territory is not None:
        days = [
            replace(day, territory=scope.territory) for day in days if _within(day, scope.territory)
        ]
    found: dict[tuple[str, str | None], tuple[list[PollingDay], bool]] = {}
    for zone, day, spread in _zoned(scope, occasion, days):
        found.setdefault((zone, day.territory), ([], spread))[0].append(day)
    return [
        (_polls(zone, territory, mine, scope, occasion), spread)
        for (zone, territory), (mine, spread) in found.items()
    ]


def _zoned(
    scope: Scope, occasion: Occasion, days: Sequence[PollingDay]
) -> Iterator[tuple[str, PollingDay, bool]]:
    """Every polling day with each zone in which the rule applies on it."""
    for zone in scope.time_zones:
        mine = [day for day in days if day.time_zone and same_clock(day.time_zone, zone, day)]
        mine = mine or [day for day in days if day.time_zone is None]
        # A zone in which no polls are listed follows the days of all, by its own clocks.
        others = [PollingDay(day.polling_on, day.phase, scope.territory) for day in days]
        yield from ((zone, day, False) for day in mine or dict.fromkeys(others))
    if scope.time_zones:
        return
    named = {day.time_zone for day in days if day.time_zone}
    zones = _country_zones(occasion)
    free = [zone for zone in zones if zone not in named] or zones
    for day in days:
        if day.time_zone is not None:
            yield day.time_zone, day, False
        else:
            yield from ((zone, day, len(zones) > 1) for zone in free)


def _country_zones(occasion: Occasion) -> list[str]:
    """The zones of polls whose zone nothing says: the election's, else all of the country."""
    if occasion.time_zone is not None:
        return [occasion.time_zone]
    return _distinct_zones(occasion.country_code, occasion.members[0].starts_on.year)


@cache
def _distinct_zones(code: str, year: int) -> list[str]:
    """A country's zones, of those whose clocks agree for years around only the first."""
    zones = [name for name in country(code).zones if name not in _NOT_BY_LAW]
    if len(zones) == 1:
        return zones
    found: dict[object, str] = {}
    for name in zones:
        where = civil_time.zone(name)
        if where is not None:
            clocks = (civil_time.clock_changes(where, year + near) for near in range(-3, 4))
            found.setdefault(tuple(clocks), name)
    return list(found.values())


def _polls(
    zone: str, territory: str | None, days: list[PollingDay], scope: Scope, occasion: Occasion
) -> Polls:
    """The polls of one place; of several hours for one day the widest count."""
    first_on = min(day.polling_on for day in days)
    last_on = max(day.polling_on for day in days)
    opens = [day.opens for day in days if day.opens and day.polling_on == first_on]
    closes = [day.closes for day in days if day.closes and day.polling_on == last_on]
    return Polls(
        zone,
        first_on,
        last_on,
        min(opens, key=_clock, default=_hour(occasion, occasion.opens) or scope.opens),
        max(closes, key=_clock, default=_hour(occasion, occasion.closes) or scope.closes),
        territory,
    )


def _clock(hour: Hour) -> timedelta:
    return hour.clock


def _hour(occasion: Occasion, hour: Hour | None) -> Hour | None:
    """An election's hour; where it says by which zone's clocks, it is that moment everywhere."""
    if hour is None or hour.time_zone or occasion.time_zone is None:
        return hour
    return Hour(hour.clock, occasion.time_zone)


def _joined(places: Sequence[tuple[Polls, bool]]) -> Iterator[tuple[Polls, bool]]:
    """Each place of an election once, from its first to its last polling day in any phase."""
    found: dict[tuple[str, str | None], list[tuple[Polls, bool]]] = {}
    for polls, spread in places:
        found.setdefault((polls.time_zone, polls.territory), []).append((polls, spread))
    for mine in found.values():
        first = min((polls for polls, _ in mine), key=lambda polls: polls.first_on)
        last = max((polls for polls, _ in mine), key=lambda polls: polls.last_on)
        joined = replace(first, last_on=last.last_on, closes=last.closes)
        yield joined, all(spread for _, spread in mine)
