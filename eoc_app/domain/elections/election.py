"""Elections as calendars list them, and each once where several calendars list it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from eoc_app.domain.elections.election_anchor import Hour

NOT_STATED: Final = "not stated"
_TELLING: Final = {
    "held": 1, "cancelled": 2, "postponed": 2, "confirmed": 3, "if_needed": 4,
    "moved": 4, "snap": 4,
}  # fmt: skip
"""Of sources that list the same election, which says more of what became of it: the lowest."""


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A day on which a place votes, in its phase; None is left to the election and the country."""

    polling_on: date
    phase: str = "1"
    territory: str | None = None
    time_zone: str | None = None
    opens: Hour | None = None
    closes: Hour | None = None


@dataclass(frozen=True, slots=True)
class Election:
    """An election, round or phase as one source lists it; moments are UTC with their zone mark.

    One that was postponed to a day not yet known stands on the day from which it was postponed.
    """

    election_id: str
    country_code: str
    name: str
    kind: str
    round: str
    starts_on: date
    ends_on: date
    status: str = "scheduled"
    previous_on: date | None = None
    annulled_on: date | None = None
    known_from_at: datetime | None = None
    new_day_from_at: datetime | None = None
    """When the day to which it was moved became known, where that was after its postponement."""
    opens: Hour | None = None
    closes: Hour | None = None
    time_zone: str | None = None
    days: tuple[PollingDay, ...] = ()


def rank(one: Election) -> int:
    """Which of several listings says more of what became of an election: the lowest."""
    return 0 if one.previous_on or one.annulled_on else _TELLING.get(one.status, 5)


def merged(elections: list[Election]) -> list[Election]:
    """Each election once, with what any source knows of its days, hours and fate."""
    moved = {(one.kind, one.starts_on): one.previous_on for one in elections if one.previous_on}
    groups: dict[tuple[str, date], list[list[Election]]] = {}
    # Rounds that are stated make the groups, into which those without one fall.
    for one in sorted(elections, key=lambda one: one.round == NOT_STATED):
        called_on = one.previous_on or moved.get((one.kind, one.starts_on)) or one.starts_on
        same = groups.setdefault((one.kind, called_on), [])
        fits = [group for group in same if one.round in {group[0].round, NOT_STATED}]
        if fits:
            fits[0].append(one)
        else:
            same.append([one])
    order = {id(one): number for number, one in enumerate(elections)}
    return [
        _one(sorted(group, key=lambda one: (rank(one), order[id(one)])))
        for same in groups.values()
        for group in same
    ]


def _one(listed: list[Election]) -> Election:
    """The most telling of several listings, completed by the others that agree on its day."""
    best = listed[0]
    others = [one for one in listed if one.starts_on == best.starts_on]
    hours = next((one for one in others if one.opens or one.closes), best)
    return replace(
        best,
        round=next((one.round for one in listed if one.round != NOT_STATED), best.round),
        annulled_on=next((one.annulled_on for one in others if one.annulled_on), None),
        known_from_at=next((one.known_from_at for one in others if one.known_from_at), None),
        new_day_from_at=next((one.new_day_from_at for one in others if one.new_day_from_at), None),
        opens=hours.opens,
        closes=hours.closes,
        time_zone=hours.time_zone,
        days=tuple(dict.fromkeys(day for one in others for day in one.days)),
    )
