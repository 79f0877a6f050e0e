"""Periods derived from rules: every rule applied to every election in the calendar.

A period changes version when its rule is reworded and when its election's fate changes. Each
version says what was known from one moment on, in one zone and territory.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.occasion import Fate, Occasion
from eoc_app.domain.elections.polls import moment_of_edge
from eoc_app.domain.restrictions.derived_states import current, states
from eoc_app.domain.restrictions.polls_of_rule import WHOLE, Applied, applied
from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.domain.restrictions.restriction_rule import Rule


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a derived period in one zone; `stretch` has its moments in UTC."""

    stretch: Stretch
    starts_local: datetime
    ends_local: datetime
    rule: Rule
    assumed: bool
    """Whether polling hours were unknown, so that the start or end of the day was assumed."""
    of_old_day: bool = False
    """Whether it belongs to the days before its election was moved."""
    unlisted: bool = False
    """Whether no polling day names its territory, so that the election's days were used."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A period that a rule yields for an election, or for one phase of it."""

    period_id: str
    occasion: Occasion
    election: Election
    phase: str | None
    conditional: bool
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Backwards:
    """A rule that would end a period no later than it starts."""

    rule: Rule
    election: Election
    time_zone: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A rule without zones, for a territory that no polling day of the election names."""

    rule: Rule
    election: Election


RuleResult = Derived | Backwards | Nowhere
"""What a rule yields for an election, or why it yields nothing."""


@dataclass(slots=True)
class _Line:
    """The versions of one zone and territory in order; `spread` as in `Applied`."""

    spread: bool
    versions: list[Version] = field(default_factory=list)


def periods(wordings: Sequence[Rule], occasions: Iterable[Occasion]) -> Iterator[RuleResult]:
    """Yields every period that a rule's wordings, in order, give for its country's occasions.

    Raises:
        OutsideCalendar: a moment is outside the years of the calendar.
        ValueError: a zone's name is unknown.
    """
    for occasion in occasions:
        governed = [
            election
            for election in occasion.members
            if any(rule.governs(election) for rule in wordings)
        ]
        if governed:
            yield from _periods(current(wordings, occasion, governed), occasion, governed)


def _periods(
    wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]
) -> Iterator[RuleResult]:
    lines: dict[str, dict[tuple[str, str | None], _Line]] = {}
    refused: dict[tuple[int, str | None], Backwards | Nowhere] = {}
    for rule, fate, known_from in states(wordings, occasion, governed):
        state: dict[str, dict[tuple[str, str | None], tuple[Version, bool]]] = {}
        if rule is not None and not fate.withdrawn:
            places = list(applied(rule.scope, occasion, fate.shift, whole=rule.is_whole))
            if not places:
                refused[rule.key, None] = Nowhere(rule, governed[0])
            for label, site in places:
                version = _version(rule, site, known_from, fate)
                if version is None:
                    zone = site.polls.time_zone
                    refused.setdefault((rule.key, zone), Backwards(rule, governed[0], zone))
                    continue
                place = site.polls.time_zone, version.stretch.territory
                state.setdefault(label, {})[place] = version, site.spread
        _announce(lines, state, known_from)
    yield from refused.values()
    several = len(lines) > 1
    for label, zones in lines.items():
        phase = label if several or label == WHOLE else None
        versions = tuple(_numbered(zones, whole=label == WHOLE))
        if versions:
            yield Derived(
                period_id(wordings[0].rule_id, occasion, phase),
                occasion,
                next(election for election in governed if versions[-1].rule.governs(election)),
                phase,
                all(election.status == "if_needed" for election in governed),
                versions,
            )


def period_id(rule_id: str, occasion: Occasion, phase: str | None) -> str:
    """Returns a key that survives a move of the election and a rewrite of the files.

    It consists of the rule (without its file's suffix), the day for which the election was first
    called, and the phase; with an ordinal if elections called for that day had different fates.
    """
    parts = [rule_id.partition("~")[0], occasion.called_on.isoformat()]
    if phase is not None:
        parts.append(f"phase_{phase}" if phase != WHOLE else phase)
    if occasion.ordinal > 1:
        kinds = "|".join(sorted({f"{member.kind} {member.round}" for member in occasion.members}))
        parts.append(hashlib.sha256(kinds.encode()).hexdigest()[:12])
    return "-".join(parts)


def _version(rule: Rule, site: Applied, known_from: datetime | None, fate: Fate) -> Version | None:
    """Returns a rule's version for a place, or None if it would not end after its start."""
    starts = moment_of_edge(rule.starts, "start", site.polls, site.election)
    ends = moment_of_edge(rule.ends, "end", site.polls, site.election)
    if ends.at <= starts.at:
        return None
    stretch = Stretch(
        site.polls.time_zone, starts.at.replace(tzinfo=UTC), ends.at.replace(tzinfo=UTC),
        site.polls.territory, known_from_at=known_from,
    )  # fmt: skip
    assumed = starts.assumed or ends.assumed
    old = bool(fate.shift)
    return Version(stretch, starts.civil, ends.civil, rule, assumed, old, site.unlisted)


def _announce(
    lines: dict[str, dict[tuple[str, str | None], _Line]],
    state: dict[str, dict[tuple[str, str | None], tuple[Version, bool]]],
    known_from: datetime | None,
) -> None:
    """Adds to each line what a state changes about its last version."""
    for phase, zones in state.items():
        for place, (version, spread) in zones.items():
            line = lines.setdefault(phase, {}).setdefault(place, _Line(spread))
            line.spread &= spread
            _append(line.versions, version)
    for phase, known_zones in lines.items():
        for place, line in known_zones.items():
            last = line.versions[-1]
            if place not in state.get(phase, {}):
                gone = replace(last.stretch, withdrawn=True, known_from_at=known_from)
                _append(line.versions, replace(last, stretch=gone))


def _append(versions: list[Version], version: Version) -> None:
    """Adds a version; if it repeats the last, it only moves the moment it was known from."""
    last = versions[-1] if versions else None
    if last is None or _says(last) != _says(version):
        versions.append(version)
        return
    moments = [either.stretch.known_from_at for either in (last, version)]
    known_from = min((moment for moment in moments if moment is not None), default=None)
    known_from = None if None in moments else known_from
    versions[-1] = replace(last, stretch=replace(last.stretch, known_from_at=known_from))


def _says(version: Version) -> tuple[object, ...]:
    stretch = version.stretch
    return stretch.starts_at, stretch.ends_at, stretch.withdrawn, version.rule.says


def _numbered(zones: dict[tuple[str, str | None], _Line], *, whole: bool) -> Iterator[Version]:
    """Yields the versions of each zone, numbered.

    A country's zones that never differ appear once, and so do the territories of one zone in a
    period that covers a whole election.
    """
    seen: set[tuple[object, ...]] = set()
    territories = Counter(zone for zone, _ in zones)
    distinct = {
        zone: len({_history(line) for (other, _), line in zones.items() if other == zone})
        for zone, count in territories.items()
        if whole and count > 1
    }
    for (zone, territory), line in zones.items():
        alike = distinct.get(zone) == 1
        identity = (None if alike else territory, None if line.spread else zone, _history(line))
        if identity in seen:
            continue
        seen.add(identity)
        for number, version in enumerate(line.versions, 1):
            place = None if alike else territory
            yield replace(
                version, stretch=replace(version.stretch, version=number, territory=place)
            )


def _history(line: _Line) -> tuple[object, ...]:
    return tuple(
        (_says(version), version.stretch.known_from_at, version.rule.key, version.assumed)
        for version in line.versions
    )
