"""Restriction periods: half-open intervals per zone, and whether they are in force at a moment.

A period has one stretch for each zone (and territory) where it applies; each stretch may have been
announced several times. All moments are zone-aware UTC; nothing is known after `known_until`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Standing = Literal["in_force", "upcoming", "ended", "moved", "not_known", "no_rule", "undated"]
"""`moved`: withdrawn because its election was postponed, annulled or cancelled."""

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
"""If zones or periods differ, the first of these that occurs is shown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A version of a period in one zone, `[starts_at, ends_at)`; None means not on record."""

    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    territory: str | None = None
    version: int = 1
    known_from_at: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A period as known at one moment; `before` holds the versions that it replaced."""

    period_id: str
    stretches: tuple[Stretch, ...]
    before: tuple[Stretch | None, ...]
    """For each stretch, the version announced before it, or None."""

    @property
    def starts_at(self) -> datetime | None:
        """The first moment it applies in any zone."""
        if len(self.stretches) == 1:
            return self.stretches[0].starts_at
        return min(
            (stretch.starts_at for stretch in self.stretches if stretch.starts_at), default=None
        )

    @property
    def ends_at(self) -> datetime | None:
        """The end of the zone that ends last; None if any zone has no end on record."""
        if len(self.stretches) == 1:
            return self.stretches[0].ends_at
        dated = [stretch for stretch in self.stretches if stretch.starts_at is not None]
        ends = [stretch.ends_at for stretch in dated if stretch.ends_at is not None]
        return max(ends) if dated and len(ends) == len(dated) else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is withdrawn in every zone."""
        return all(stretch.withdrawn for stretch in self.stretches)

    @property
    def is_moved(self) -> bool:
        """Whether a start or end in any zone differs from its earlier announcement."""
        return any(
            was is not None and is_elsewhere(stretch, was)
            for stretch, was in zip(self.stretches, self.before, strict=True)
        )


def is_elsewhere(stretch: Stretch, was: Stretch) -> bool:
    """Returns whether two versions of a stretch differ in start, end or withdrawal."""
    return (
        stretch.starts_at != was.starts_at
        or stretch.ends_at != was.ends_at
        or stretch.withdrawn != was.withdrawn
    )


@dataclass(frozen=True, slots=True)
class History:
    """Every version of a period: the stretches of each zone and territory, in order."""

    period_id: str
    zones: tuple[tuple[Stretch, ...], ...]

    def as_known(self, at: datetime) -> Period | None:
        """Returns the period as known at a moment; None if none of it had been announced.

        In each zone the latest version announced by then counts. A version without an announcement
        date counts as known all along, so that a rule that may have been known is never shown as
        "no rule on record".
        """
        current: list[Stretch] = []
        before: list[Stretch | None] = []
        for versions in self.zones:
            newest: Stretch | None = None
            earlier: Stretch | None = None
            for version in versions:
                if version.known_from_at is None or version.known_from_at <= at:
                    newest, earlier = version, newest
            if newest is not None:
                current.append(newest)
                before.append(earlier)
        if not current:
            return None
        return Period(self.period_id, tuple(current), tuple(before))


def histories(stretches: Iterable[tuple[str, Stretch]]) -> dict[str, History]:
    """Groups versions of stretches, each with its period's key, by period.

    The order of the input does not matter. A period's zones are sorted by start, then by name.
    """
    versions_by_place: dict[str, dict[tuple[str, str], list[Stretch]]] = {}
    for period_id, stretch in stretches:
        place = stretch.time_zone, stretch.territory or ""
        versions_by_place.setdefault(period_id, {}).setdefault(place, []).append(stretch)
    gathered = {}
    for period_id, zones in versions_by_place.items():
        lines = [
            sorted(versions, key=lambda stretch: stretch.version) for versions in zones.values()
        ]
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
    """Returns the state of a stretch at a moment, if nothing is known after `known_until`.

    A stretch is in force between its dates at any moment, because a law stands until it is changed;
    without an end on record, from its start on. But after `known_until` no period is called ended
    or next.
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
    """Returns the state of a period at a moment: in force if it is in any of its zones."""
    stretches = period.stretches
    if len(stretches) == 1:
        return standing(stretches[0], at, known_until)
    return most_pressing(standing(stretch, at, known_until) for stretch in stretches)


def most_pressing(standings: Iterable[Standing]) -> Standing:
    """Returns the most important of several standings; `no_rule` if there are none."""
    occurring = set(standings)
    return next((state for state in MOST_PRESSING if state in occurring), "no_rule")


def zones_in_force(period: Period, at: datetime) -> tuple[int, int]:
    """Returns in how many zones a period is in force at a moment, and how many it has."""
    running = sum(1 for stretch in period.stretches if standing(stretch, at, at) == "in_force")
    return running, len(period.stretches)


Edge = Literal["starts", "ends"]


def zones_of_edges(period: Period) -> dict[tuple[datetime, Edge], list[Stretch]]:
    """Returns the moments when a period changes in any zone, each with its zones.

    A moment when one zone ends and another starts appears as both.
    """
    shared: dict[tuple[datetime, Edge], list[Stretch]] = {}
    for stretch in period.stretches:
        if stretch.withdrawn:
            continue
        if stretch.starts_at is not None:
            shared.setdefault((stretch.starts_at, "starts"), []).append(stretch)
        if stretch.ends_at is not None:
            shared.setdefault((stretch.ends_at, "ends"), []).append(stretch)
    return shared


def edges(period: Period) -> Iterator[tuple[datetime, Edge]]:
    """Yields the moments when a period changes in any zone, each once, in order."""
    yield from sorted(zones_of_edges(period))


def next_edge(period: Period, at: datetime) -> tuple[datetime, Edge] | None:
    """Returns the next moment after `at` when a period changes in any zone, or None."""
    if len(period.stretches) == 1:
        stretch = period.stretches[0]
        if stretch.withdrawn:
            return None
        if stretch.starts_at is not None and stretch.starts_at > at:
            return stretch.starts_at, "starts"
        return (
            (stretch.ends_at, "ends")
            if stretch.ends_at is not None and stretch.ends_at > at
            else None
        )
    return next((edge for edge in edges(period) if edge[0] > at), None)
