"""Elections as calendars list them, and the merging of several listings of one election."""

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
"""Rank of a listing by how much its status says of what became of the election: lowest first."""


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A day on which a place votes, in its phase. None means: as for the election or country."""

    polling_on: date
    phase: str = "1"
    territory: str | None = None
    time_zone: str | None = None
    opens: Hour | None = None
    closes: Hour | None = None


@dataclass(frozen=True, slots=True)
class Election:
    """An election, round or phase as one source lists it; moments are zone-aware UTC.

    An election postponed to a day not yet known keeps the day from which it was postponed.
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
    """When the new day became known, if that was after the postponement."""
    opens: Hour | None = None
    closes: Hour | None = None
    time_zone: str | None = None
    days: tuple[PollingDay, ...] = ()


def rank(election: Election) -> int:
    """Returns how much a listing says of what became of its election; the lowest says most."""
    return 0 if election.previous_on or election.annulled_on else _TELLING.get(election.status, 5)


def merged(elections: list[Election]) -> list[Election]:
    """Returns each election once, with what any source states of its days, hours and fate."""
    moved = {
        (election.kind, election.starts_on): election.previous_on
        for election in elections
        if election.previous_on
    }
    groups: dict[tuple[str, date], list[list[Election]]] = {}
    # Listings with a round form the groups; those without a round join them.
    for election in sorted(elections, key=lambda election: election.round == NOT_STATED):
        called_on = (
            election.previous_on
            or moved.get((election.kind, election.starts_on))
            or election.starts_on
        )
        same = groups.setdefault((election.kind, called_on), [])
        fits = [group for group in same if election.round in {group[0].round, NOT_STATED}]
        if fits:
            fits[0].append(election)
        else:
            same.append([election])
    order = {id(election): number for number, election in enumerate(elections)}
    return [
        _merged(sorted(group, key=lambda election: (rank(election), order[id(election)])))
        for same in groups.values()
        for group in same
    ]


def _merged(listed: list[Election]) -> Election:
    """Returns the most informative listing, completed by the others that agree on its day."""
    best = listed[0]
    others = [listing for listing in listed if listing.starts_on == best.starts_on]
    hours = next((listing for listing in others if listing.opens or listing.closes), best)
    return replace(
        best,
        round=next(
            (listing.round for listing in listed if listing.round != NOT_STATED), best.round
        ),
        annulled_on=next((listing.annulled_on for listing in others if listing.annulled_on), None),
        known_from_at=next(
            (listing.known_from_at for listing in others if listing.known_from_at), None
        ),
        new_day_from_at=next(
            (listing.new_day_from_at for listing in others if listing.new_day_from_at), None
        ),
        opens=hours.opens,
        closes=hours.closes,
        time_zone=hours.time_zone,
        days=tuple(dict.fromkeys(day for listing in others for day in listing.days)),
    )
