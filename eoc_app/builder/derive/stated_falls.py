"""Stated periods whose election no longer takes place: they fall as the rule's do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from eoc_app.builder.derive.derived_rows import fallen
from eoc_app.builder.derive.stated_conflicts import days_named
from eoc_app.builder.derive.stated_periods import Stated, Stretched, meet
from eoc_app.domain.elections import election_words
from eoc_app.domain.restrictions.derived_period import Derived, Version
from eoc_app.domain.restrictions.restriction_rule import kinds_meant

NEAR: Final = timedelta(days=3)
"""How far the day that a stated period names may lie from its election's, as far places vote."""


@dataclass(frozen=True)
class Left:
    """A stretch on days that an election left, the version that says so, and why."""

    stretch: Stretched
    version: Version
    why: str


@dataclass(frozen=True)
class Fall:
    """A stated stretch whose election left its days."""

    stretch: Stretched
    left: Left

    @property
    def is_denied(self) -> bool:
        """Whether its source still stated it after the election had left its days."""
        known = self.left.version.stretch.known_from_at
        stated = self.stretch.known_from_at
        return known is not None and stated is not None and stated > known.replace(tzinfo=None)


def told_last(found: Derived, line: Sequence[tuple[Version, Stretched]]) -> Stretched:
    """What the rule says last of a place; of one that fell with its election what it said then."""
    version, stretch = line[-1]
    if len(line) > 1 and stretch.withdrawn and fallen(found, version):
        return line[-2][1]
    return stretch


def left_behind(found: Derived, line: Sequence[tuple[Version, Stretched]]) -> list[Left]:
    """The stretches of a place on days that its election left for good."""
    gone = []
    for number, ((before, was), (version, stretch)) in enumerate(pairwise(line), 1):
        why = fallen(found, version) if stretch.withdrawn else None
        if before.of_old_day and not version.of_old_day:
            why = f"the election was moved to {found.election.starts_on}"
        stands = any(meet([was], [one]) for _, one in line[number:] if not one.withdrawn)
        if why is not None and not was.withdrawn and not stands:
            gone.append(Left(was, version, why))
    return gone


def falls(found: Derived, stated: Stated, lost: Sequence[Left], *, near: bool) -> Iterator[Fall]:
    """The stretches of a stated period that are of this election, on days that it left.

    `near` as for `says_same`.
    """
    kind = election_words.kind(stated.election or "")
    kinds = {name for one in found.occasion.members for name in kinds_meant(one.kind)}
    if not lost or (kind != "other" and not kinds & kinds_meant(kind)):
        return
    days = []
    for day in days_named(stated.election):
        with suppress(ValueError):
            days.append(date.fromisoformat(day))
    shifts = [fate.shift for fate in found.occasion.fates]
    voted = [day.polling_on + shift for day in found.occasion.days for shift in shifts]
    if days and not any(abs(day - on) <= NEAR for day in days for on in voted):
        return
    for left in lost:
        was = left.stretch
        for one in stated.latest:
            if one.withdrawn or not covers(one, was) or not meet([was], [one]):
                continue
            same_end = was.starts_at == one.starts_at or was.ends_at == one.ends_at
            if days or same_end or says_same(was, one, near=near):
                yield Fall(one, left)


def covers(stated: Stretched, one: Stretched) -> bool:
    """Whether a stated stretch speaks of the zone and territory of another."""
    return stated.time_zone == one.time_zone and stated.territory in {None, one.territory}


def says_same(one: Stretched, stated: Stretched, *, near: bool) -> bool:
    """Whether a stated stretch says what a derived one says.

    `near` where no hour was known for the derived one: what lies within it is the same.
    """
    if stated.territory not in {None, one.territory} or one.withdrawn != stated.withdrawn:
        return False
    if one.starts_at is None or one.ends_at is None or stated.starts_at is None:
        return False
    if (stated.starts_at, stated.ends_at) == (one.starts_at, one.ends_at):
        return True
    within = stated.ends_at is not None and stated.ends_at <= one.ends_at
    return (
        near and stated.time_zone == one.time_zone and within and stated.starts_at >= one.starts_at
    )
