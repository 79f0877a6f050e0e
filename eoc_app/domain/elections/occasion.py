"""Elections as occasions for rules: the polling days, and what became of them.

An occasion is everything that one country votes on from the same day and with the same fate. Rules
refer to polling days, and a day that elects both a president and a parliament is one polling day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election import NOT_STATED, Election, PollingDay, merged, rank
from eoc_app.domain.elections.election_anchor import Hour

FIRST_ROUND: Final = "1"
FURTHER_ROUND: Final = timedelta(days=60)
"""A later round within this time of an annulled round is annulled with it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What was known of an election's days from some moment: their shift, or their withdrawal."""

    shift: timedelta = timedelta()
    withdrawn: bool = False
    known_from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Elections on the same days with the same fate, the most informative first."""

    members: tuple[Election, ...]
    fates: tuple[Fate, ...]
    days: tuple[PollingDay, ...]
    opens: Hour | None
    closes: Hour | None
    time_zone: str | None
    ordinal: int = 1
    """Counts from 2 if elections once called for the same day had different fates."""

    @property
    def country_code(self) -> str:
        """The country that votes."""
        return self.members[0].country_code

    @property
    def called_on(self) -> date:
        """The first polling day as originally called, before any move."""
        return self.members[0].starts_on + self.fates[0].shift


def occasions(elections: Iterable[Election]) -> dict[str, list[Occasion]]:
    """Returns the occasions of each country, in order of their days.

    `elections` are in the order of preference of their sources. Two listings are the same election
    if country, kind and the day they were called for agree, and the round where both state one.
    """
    occasions_by_country: dict[str, list[Occasion]] = {}
    listed = sorted(elections, key=lambda election: election.country_code)
    for code, group in groupby(listed, key=lambda election: election.country_code):
        listed_once = merged(list(group))
        annulled: dict[str, list[Election]] = {}
        for election in listed_once:
            if election.annulled_on:
                annulled.setdefault(election.kind, []).append(election)
        together: dict[tuple[date, tuple[Fate, ...]], list[Election]] = {}
        for election in listed_once:
            fates = _fates(election, annulled.get(election.kind, []))
            together.setdefault((election.starts_on + fates[0].shift, fates), []).append(election)
        ordinals: dict[date, int] = {}
        for (called_on, fates), members in sorted(together.items(), key=_place):
            ordinals[called_on] = ordinals.get(called_on, 0) + 1
            members.sort(key=rank)
            occasions_by_country.setdefault(code, []).append(
                _occasion(members, fates, ordinals[called_on])
            )
    return occasions_by_country


def _place(item: tuple[tuple[date, tuple[Fate, ...]], list[Election]]) -> tuple[object, ...]:
    """Sorts by the day called; for one day, elections still held on it come first."""
    (called_on, fates), members = item
    return called_on, len(fates), members[0].starts_on, members[0].election_id


def _fates(election: Election, annulled: list[Election]) -> tuple[Fate, ...]:
    """Returns what was known of an election, state by state.

    `annulled` are the annulled elections of its kind.
    """
    known_from = election.known_from_at
    moved = election.previous_on is not None and election.previous_on != election.starts_on
    gone = election.status == "cancelled" or (election.status == "postponed" and not moved)
    fates = [Fate()]
    if moved and election.previous_on is not None:
        fates = _moved(
            election, election.previous_on - election.starts_on, None if gone else known_from
        )
    if election.annulled_on is not None and election.annulled_on <= election.starts_on:
        gone, known_from = True, _annulled_from(election, election.annulled_on)
    if gone:
        return (*fates, Fate(withdrawn=True, known_from_at=known_from))
    for other in annulled:
        if other.annulled_on is not None and falls_with(election, other):
            known_from = _annulled_from(other, other.annulled_on)
            return (*fates, Fate(withdrawn=True, known_from_at=known_from))
    return tuple(fates)


def _moved(election: Election, shift: timedelta, known_from: datetime | None) -> list[Fate]:
    """Returns the old day, then no day until the new one was known, then the new day."""
    later = election.new_day_from_at
    if later is None or (known_from is not None and later <= known_from):
        return [Fate(shift), Fate(known_from_at=known_from)]
    between = [] if known_from is None else [Fate(shift, withdrawn=True, known_from_at=known_from)]
    return [Fate(shift), *between, Fate(known_from_at=later)]


def falls_with(election: Election, annulled: Election) -> bool:
    """Returns whether an election is a later round of one that was annulled before it was held.

    A first round never is: near an annulled round it is the vote that takes its place.
    """
    return (
        annulled.annulled_on is not None
        and election.kind == annulled.kind
        and election.round not in {FIRST_ROUND, NOT_STATED, annulled.round}
        and election.status != "held"
        and annulled.annulled_on < election.starts_on
        and timedelta() < election.starts_on - annulled.ends_on <= FURTHER_ROUND
    )


def _annulled_from(election: Election, annulled_on: date) -> datetime:
    """Returns when an annulment was known: as stated, else the end of its day in the capital."""
    if election.known_from_at is not None:
        return election.known_from_at
    zone = civil_time.zone(election.time_zone or country(election.country_code).time_zone)
    day_over = civil_time.day_after(annulled_on)
    return (day_over if zone is None else civil_time.utc(day_over, zone, "end")).replace(tzinfo=UTC)


def _occasion(members: list[Election], fates: tuple[Fate, ...], ordinal: int) -> Occasion:
    hours = next((member for member in members if member.opens or member.closes), members[0])
    days = _detailed([day for member in members for day in member.days])
    if not _covers_country(days, members[0].country_code):
        days = (*_span(members[0]), *days)
    return Occasion(
        tuple(members), fates, days, hours.opens, hours.closes, hours.time_zone, ordinal
    )


def _covers_country(days: tuple[PollingDay, ...], code: str) -> bool:
    """Returns whether polling days cover the country, not just a few distant zones."""
    if not days or len({day.phase for day in days}) > 1:
        return bool(days)
    main = country(code).time_zone
    return any(day.time_zone is None or same_clock(day.time_zone, main, day) for day in days)


def same_clock(zone: str, other: str, day: PollingDay) -> bool:
    """Returns whether two zones' clocks agree from the start to the end of a polling day."""
    if zone == other:
        return True
    zones = civil_time.zone(zone), civil_time.zone(other)
    if zones[0] is None or zones[1] is None:
        return False
    ends = [datetime.combine(day.polling_on, time()), civil_time.day_after(day.polling_on)]
    return all(
        civil_time.utc(end, zones[0], "start") == civil_time.utc(end, zones[1], "start")
        for end in ends
    )


def _span(election: Election) -> tuple[PollingDay, ...]:
    """Returns the first and last polling day of an election with no polling days listed."""
    return tuple(PollingDay(day) for day in dict.fromkeys((election.starts_on, election.ends_on)))


def _detailed(days: list[PollingDay]) -> tuple[PollingDay, ...]:
    """Returns the polling days without rows that another row repeats in more detail."""
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
