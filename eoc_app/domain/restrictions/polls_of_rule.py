"""The polls to which a rule applies: in its own zones, else in those of calendar and country."""

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
"""The phase of a period that covers a whole election."""

_NOT_BY_LAW: Final = frozenset({"Asia/Urumqi", "Europe/Simferopol"})
"""Places whose people go by other clocks than those of the country whose rule applies."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies, and the usual polling hours if the calendar states none."""

    territory: str | None = None
    time_zones: tuple[str, ...] = ()
    opens: Hour | None = None
    closes: Hour | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A place to which a rule applies, and all the places that vote in the election.

    The latter are listed only if the period covers the whole election.
    `spread`: nothing states its zone, so it stands for all zones of the country with the same
    time. `unlisted`: the polling days name territories, but not the rule's own.
    """

    polls: Polls
    election: tuple[Polls, ...]
    spread: bool
    unlisted: bool = False


def applied(
    scope: Scope, occasion: Occasion, shift: timedelta, *, whole: bool
) -> Iterator[tuple[str, Applied]]:
    """Yields each phase with each place where the rule applies to it; nothing if there is none.

    A territory that no polling day names votes in the rule's own zones on the election's days.
    `shift` is how far the polling days were moved. `whole` yields all phases as one, named `all`.
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
    """Returns whether a territory may vote on a polling day; all do if the day names none."""
    return None in {territory, day.territory} or _folded(day.territory) == _folded(territory)


def _folded(territory: str | None) -> str:
    return (territory or "").casefold()


def _bare(day: PollingDay) -> PollingDay:
    """Returns only the day: another territory's zone and hours say nothing of this one's."""
    return PollingDay(day.polling_on, day.phase)


def _places(
    scope: Scope, occasion: Occasion, days: Sequence[PollingDay]
) -> list[tuple[Polls, bool]]:
    """Returns the places of a phase, and whether each stands for several zones of the country."""
    if scope.territory is not None:
        days = [
            replace(day, territory=scope.territory) for day in days if _within(day, scope.territory)
        ]
    days_by_place: dict[tuple[str, str | None], tuple[list[PollingDay], bool]] = {}
    for zone, day, spread in _zoned(scope, occasion, days):
        days_by_place.setdefault((zone, day.territory), ([], spread))[0].append(day)
    return [
        (_polls(zone, territory, mine, scope, occasion), spread)
        for (zone, territory), (mine, spread) in days_by_place.items()
    ]


def _zoned(
    scope: Scope, occasion: Occasion, days: Sequence[PollingDay]
) -> Iterator[tuple[str, PollingDay, bool]]:
    """Yields every polling day with each zone where the rule applies on it."""
    for zone in scope.time_zones:
        mine = [day for day in days if day.time_zone and same_clock(day.time_zone, zone, day)]
        mine = mine or [day for day in days if day.time_zone is None]
        # A zone without listed polls follows everybody's polling days, by its own clocks.
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
    """Returns the zones of polls without a stated zone: the election's, else the country's."""
    if occasion.time_zone is not None:
        return [occasion.time_zone]
    return _distinct_zones(occasion.country_code, occasion.members[0].starts_on.year)


@cache
def _distinct_zones(code: str, year: int) -> list[str]:
    """Returns a country's zones, only the first of those that agree in the years around."""
    zones = [name for name in country(code).zones if name not in _NOT_BY_LAW]
    if len(zones) == 1:
        return zones
    zone_by_clocks: dict[object, str] = {}
    for name in zones:
        where = civil_time.zone(name)
        if where is not None:
            clocks = (civil_time.clock_changes(where, year + near) for near in range(-3, 4))
            zone_by_clocks.setdefault(tuple(clocks), name)
    return list(zone_by_clocks.values())


def _polls(
    zone: str, territory: str | None, days: list[PollingDay], scope: Scope, occasion: Occasion
) -> Polls:
    """Returns the polls of a place; of several hours for one day, the widest count."""
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
    """Returns an election's hour; if it states a zone, it is that moment everywhere."""
    if hour is None or hour.time_zone or occasion.time_zone is None:
        return hour
    return Hour(hour.clock, occasion.time_zone)


def _joined(places: Sequence[tuple[Polls, bool]]) -> Iterator[tuple[Polls, bool]]:
    """Yields each place of an election once, from first to last polling day in any phase."""
    places_by_key: dict[tuple[str, str | None], list[tuple[Polls, bool]]] = {}
    for polls, spread in places:
        places_by_key.setdefault((polls.time_zone, polls.territory), []).append((polls, spread))
    for mine in places_by_key.values():
        first = min((polls for polls, _ in mine), key=lambda polls: polls.first_on)
        last = max((polls for polls, _ in mine), key=lambda polls: polls.last_on)
        joined = replace(first, last_on=last.last_on, closes=last.closes)
        yield joined, all(spread for _, spread in mine)
