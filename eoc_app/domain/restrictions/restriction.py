"""Restriction periods: half-open intervals in each zone that they cover, and what they are when.

A period has one stretch for each zone (and territory) in which it applies; every stretch may have
been announced several times. All moments are UTC with their zone mark; `known_until` is the moment
after which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Standing = Literal["in_force", "upcoming", "ended", "moved", "not_known", "no_rule", "undated"]
"""`moved`: withdrawn from its days, since its election was postponed, annulled or cancelled."""

RULES: Final = {
    "electoral_silence": "Electoral silence",
    "new_political_ads_ban": "Ban on new political ads",
    "political_ads_ban": "Ban on political ads",
    "opinion_poll_ban": "Opinion-poll ban",
    "exit_poll_ban": "Exit-poll ban",
    "results_publication_ban": "Ban on publishing results",
    "campaign_limits": "Campaign-period limits",
    "high_risk_measures": "High-risk location measures",
    "crisis_measures": "Crisis measures",
}
"""Printed names of the format's rules."""

MOST_PRESSING: Final[tuple[Standing, ...]] = (
    "in_force", "not_known", "upcoming", "undated", "moved", "ended", "no_rule",
)  # fmt: skip
"""Of a period in several zones, and of several periods, the first of these that occurs is told."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One version of a period in one zone, `[starts_at, ends_at)`; None is not on record."""

    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    territory: str | None = None
    version: int = 1
    known_from_at: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it was known at one moment; `before` are the versions that it replaced."""

    period_id: str
    stretches: tuple[Stretch, ...]
    before: tuple[Stretch | None, ...]
    """For each stretch the version announced before it, or None."""

    @property
    def starts_at(self) -> datetime | None:
        """The first moment at which it applies in any zone."""
        if len(self.stretches) == 1:
            return self.stretches[0].starts_at
        return min((one.starts_at for one in self.stretches if one.starts_at), default=None)

    @property
    def ends_at(self) -> datetime | None:
        """The end of the zone that ends last; None where one has no end on record."""
        if len(self.stretches) == 1:
            return self.stretches[0].ends_at
        dated = [one for one in self.stretches if one.starts_at is not None]
        ends = [one.ends_at for one in dated if one.ends_at is not None]
        return max(ends) if dated and len(ends) == len(dated) else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it takes place in no zone."""
        return all(one.withdrawn for one in self.stretches)

    @property
    def is_moved(self) -> bool:
        """Whether an end or a start in any zone is not where it was announced before."""
        return any(
            was is not None and is_elsewhere(one, was)
            for one, was in zip(self.stretches, self.before, strict=True)
        )


def is_elsewhere(one: Stretch, was: Stretch) -> bool:
    """Whether two versions of a stretch have other ends, or one of them was withdrawn."""
    return (
        one.starts_at != was.starts_at
        or one.ends_at != was.ends_at
        or one.withdrawn != was.withdrawn
    )


@dataclass(frozen=True, slots=True)
class History:
    """Every version of a period: for each zone and territory the stretches in their order."""

    period_id: str
    zones: tuple[tuple[Stretch, ...], ...]

    def as_known(self, at: datetime) -> Period | None:
        """The period as it was known at a moment; None where none of it had been announced.

        In each zone the latest version announced by then counts. A version whose announcement is
        not dated counts as known all along: a rule that may have been known is never shown as no
        rule on record.
        """
        current: list[Stretch] = []
        before: list[Stretch | None] = []
        for versions in self.zones:
            newest: Stretch | None = None
            earlier: Stretch | None = None
            for one in versions:
                if one.known_from_at is None or one.known_from_at <= at:
                    newest, earlier = one, newest
            if newest is not None:
                current.append(newest)
                before.append(earlier)
        if not current:
            return None
        return Period(self.period_id, tuple(current), tuple(before))


def histories(stretches: Iterable[tuple[str, Stretch]]) -> dict[str, History]:
    """Versions of stretches, each with its period's key, gathered by period.

    The order of what is given changes nothing; the zones of a period are in the order of their
    start, then of their names.
    """
    found: dict[str, dict[tuple[str, str], list[Stretch]]] = {}
    for period_id, one in stretches:
        place = one.time_zone, one.territory or ""
        found.setdefault(period_id, {}).setdefault(place, []).append(one)
    gathered = {}
    for period_id, zones in found.items():
        lines = [sorted(versions, key=lambda one: one.version) for versions in zones.values()]
        lines.sort(key=_zone_order)
        gathered[period_id] = History(period_id, tuple(map(tuple, lines)))
    return gathered


def _zone_order(versions: list[Stretch]) -> tuple[bool, float, str, str]:
    last = versions[-1]
    starts = last.starts_at
    return (
        starts is None, starts.timestamp() if starts else 0.0, last.time_zone, last.territory or "",
    )  # fmt: skip


def standing(stretch: Stretch, at: datetime, known_until: datetime) -> Standing:
    """What a stretch is at a moment, when nothing is known after `known_until`.

    What is in force by its own dates is in force at any moment, for a law stands until it is
    changed; without an end on record it is so from its start. But past what is known no period is
    called ended, nor the next one called next.
    """
    starts, ends = stretch.starts_at, stretch.ends_at
    if stretch.withdrawn:
        return "moved"
    if starts is None:
        return "undated"
    if starts <= at and (ends is None or at < ends):
        return "in_force"
    if at > known_until:
        return "ended" if ends is not None and ends <= known_until else "not_known"
    return "upcoming" if at < starts else "ended"


def standing_of(period: Period, at: datetime, known_until: datetime) -> Standing:
    """What a period is at a moment: in force where it is so in any of its zones."""
    stretches = period.stretches
    if len(stretches) == 1:
        return standing(stretches[0], at, known_until)
    return most_pressing(standing(one, at, known_until) for one in stretches)


def most_pressing(standings: Iterable[Standing]) -> Standing:
    """The one of several standings that must be told; `no_rule` where there is none."""
    found = set(standings)
    return next((one for one in MOST_PRESSING if one in found), "no_rule")


def zones_in_force(period: Period, at: datetime) -> tuple[int, int]:
    """In how many of its zones a period is in force at a moment, and how many it has."""
    running = sum(1 for one in period.stretches if standing(one, at, at) == "in_force")
    return running, len(period.stretches)


Edge = Literal["starts", "ends"]


def zones_of_edges(period: Period) -> dict[tuple[datetime, Edge], list[Stretch]]:
    """The moments at which a period changes in any zone, with the zones that share each.

    A moment at which one zone ends and another starts is given as both.
    """
    shared: dict[tuple[datetime, Edge], list[Stretch]] = {}
    for one in period.stretches:
        if one.withdrawn:
            continue
        if one.starts_at is not None:
            shared.setdefault((one.starts_at, "starts"), []).append(one)
        if one.ends_at is not None:
            shared.setdefault((one.ends_at, "ends"), []).append(one)
    return shared


def edges(period: Period) -> Iterator[tuple[datetime, Edge]]:
    """The moments at which a period changes in any zone, each once, in order."""
    yield from sorted(zones_of_edges(period))


def next_edge(period: Period, at: datetime) -> tuple[datetime, Edge] | None:
    """The next moment after `at` at which a period changes in any zone, or None."""
    if len(period.stretches) == 1:
        one = period.stretches[0]
        if one.withdrawn:
            return None
        if one.starts_at is not None and one.starts_at > at:
            return one.starts_at, "starts"
        return (one.ends_at, "ends") if one.ends_at is not None and one.ends_at > at else None
    return next((edge for edge in edges(period) if edge[0] > at), None)
