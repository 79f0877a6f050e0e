"""Elections as occasions for rules: the days on which one votes, and what became of them.

An occasion is all that is voted on from one day on in one country and shares one fate: rules speak
of polling days, and a day on which a president and a parliament are elected is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election import Election, PollingDay, merged, rank
from eoc_app.domain.elections.election_anchor import Hour

FURTHER_ROUND: Final = timedelta(days=60)
"""A later round within this time after an annulled one falls with it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What was known of an election's days from a moment on: how far off they were, or no more."""

    shift: timedelta = timedelta()
    withdrawn: bool = False
    known_from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Elections on the same days with the same fate, the most telling first."""

    members: tuple[Election, ...]
    fates: tuple[Fate, ...]
    days: tuple[PollingDay, ...]
    opens: Hour | None
    closes: Hour | None
    time_zone: str | None
    ordinal: int = 1
    """2 and on where others that were once called for the same day have another fate."""

    @property
    def country_code(self) -> str:
        """The country that votes."""
        return self.members[0].country_code

    @property
    def called_on(self) -> date:
        """The first polling day for which it was called, before any move."""
        return self.members[0].starts_on + self.fates[0].shift


def occasions(elections: Iterable[Election]) -> dict[str, list[Occasion]]:
    """The occasions of each country in order of their days.

    Elections come in the order in which a reader would prefer their sources. The same election is
    one of the same country and kind, called for the same day, with the same round where both state
    one.
    """
    found: dict[str, list[Occasion]] = {}
    listed = sorted(elections, key=lambda one: one.country_code)
    for code, group in groupby(listed, key=lambda one: one.country_code):
        listed_once = merged(list(group))
        annulled: dict[str, list[Election]] = {}
        for one in listed_once:
            if one.annulled_on:
                annulled.setdefault(one.kind, []).append(one)
        together: dict[tuple[date, tuple[Fate, ...]], list[Election]] = {}
        for one in listed_once:
            fates = _fates(one, annulled.get(one.kind, []))
            together.setdefault((one.starts_on + fates[0].shift, fates), []).append(one)
        ordinals: dict[date, int] = {}
        for (called_on, fates), members in sorted(together.items(), key=_place):
            ordinals[called_on] = ordinals.get(called_on, 0) + 1
            members.sort(key=rank)
            found.setdefault(code, []).append(_occasion(members, fates, ordinals[called_on]))
    return found


def _place(item: tuple[tuple[date, tuple[Fate, ...]], list[Election]]) -> tuple[object, ...]:
    """Called days in order; of one day what still stands on it first."""
    (called_on, fates), members = item
    return called_on, len(fates), members[0].starts_on, members[0].election_id


def _fates(one: Election, annulled: list[Election]) -> tuple[Fate, ...]:
    """What was known of an election, one state after the other.

    `annulled` are those of its kind that were.
    """
    known = one.known_from_at
    moved = one.previous_on is not None and one.previous_on != one.starts_on
    gone = one.status == "cancelled" or (one.status == "postponed" and not moved)
    fates = [Fate()]
    if moved and one.previous_on is not None:
        fates = _moved(one, one.previous_on - one.starts_on, None if gone else known)
    if one.annulled_on is not None and one.annulled_on <= one.starts_on:
        gone, known = True, _annulled_from(one, one.annulled_on)
    if gone:
        return (*fates, Fate(withdrawn=True, known_from_at=known))
    for other in annulled:
        if other.annulled_on is not None and _falls_with(one, other, other.annulled_on):
            known = _annulled_from(other, other.annulled_on)
            return (*fates, Fate(withdrawn=True, known_from_at=known))
    return tuple(fates)


def _moved(one: Election, shift: timedelta, known: datetime | None) -> list[Fate]:
    """Its old day, none where its new one became known later, and its new day."""
    later = one.new_day_from_at
    if later is None or (known is not None and later <= known):
        return [Fate(shift), Fate(known_from_at=known)]
    between = [] if known is None else [Fate(shift, withdrawn=True, known_from_at=known)]
    return [Fate(shift), *between, Fate(known_from_at=later)]


def _falls_with(one: Election, annulled: Election, annulled_on: date) -> bool:
    """Whether an election is a later round of one that was annulled before it was held."""
    return (
        one.round != annulled.round
        and one.status != "held"
        and annulled_on < one.starts_on
        and one.starts_on - annulled.ends_on <= FURTHER_ROUND
    )


def _annulled_from(one: Election, annulled_on: date) -> datetime:
    """When an annulment was known: as stated, else surely when its day was over in the capital."""
    if one.known_from_at is not None:
        return one.known_from_at
    zone = civil_time.zone(one.time_zone or country(one.country_code).time_zone)
    day_over = civil_time.day_after(annulled_on)
    return (day_over if zone is None else civil_time.utc(day_over, zone, "end")).replace(tzinfo=UTC)


def _occasion(members: list[Election], fates: tuple[Fate, ...], ordinal: int) -> Occasion:
    hours = next((one for one in members if one.opens or one.closes), members[0])
    days = _detailed([day for one in members for day in one.days])
    if not _covers_country(days, members[0].country_code):
        days = (*_span(members[0]), *days)
    return Occasion(
        tuple(members), fates, days, hours.opens, hours.closes, hours.time_zone, ordinal
    )


def _covers_country(days: tuple[PollingDay, ...], code: str) -> bool:
    """Whether polling days are more than the exceptions of a few far-off zones."""
    if not days or len({day.phase for day in days}) > 1:
        return bool(days)
    main = country(code).time_zone
    return any(day.time_zone is None or same_clock(day.time_zone, main, day) for day in days)


def same_clock(one: str, other: str, day: PollingDay) -> bool:
    """Whether two zones' clocks agree from the start to the end of a polling day."""
    if one == other:
        return True
    zones = civil_time.zone(one), civil_time.zone(other)
    if zones[0] is None or zones[1] is None:
        return False
    ends = [datetime.combine(day.polling_on, time()), civil_time.day_after(day.polling_on)]
    return all(
        civil_time.utc(end, zones[0], "start") == civil_time.utc(end, zones[1], "start")
        for end in ends
    )


def _span(one: Election) -> tuple[PollingDay, ...]:
    """The first and the last polling day of an election of which no more is listed."""
    return tuple(PollingDay(day) for day in dict.fromkeys((one.starts_on, one.ends_on)))


def _detailed(days: list[PollingDay]) -> tuple[PollingDay, ...]:
    """Polling days without those of which another row says the same and more."""
    plain = [replace(day, phase=_phase(day.phase)) for day in dict.fromkeys(days)]
    kept = [
        day for day in dict.fromkeys(plain) if not any(_says_more(other, day) for other in plain)
    ]
    return tuple(sorted(kept, key=_day_order))


def _phase(words: str) -> str:
    return words.casefold().removeprefix("phase").strip(" -_") or "1"


def _day_order(day: PollingDay) -> tuple[date, str, str, str]:
    return day.polling_on, day.phase, day.territory or "", day.time_zone or ""


def _says_more(other: PollingDay, day: PollingDay) -> bool:
    pairs = (
        (day.territory, other.territory), (day.time_zone, other.time_zone),
        (day.opens, other.opens), (day.closes, other.closes),
    )  # fmt: skip
    return (
        other.polling_on == day.polling_on
        and all(mine is None or mine == theirs for mine, theirs in pairs)
        and any(mine is None and theirs is not None for mine, theirs in pairs)
    )
