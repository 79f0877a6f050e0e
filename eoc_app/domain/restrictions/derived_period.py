"""Periods derived from rules: every rule times the calendar of elections.

A period is versioned by two calendars of knowledge: the wordings of its rule, and what became of
its election. Each version says what was known from one moment on, in one zone and territory.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.occasion import Fate, Occasion
from eoc_app.domain.elections.polls import found
from eoc_app.domain.restrictions.derived_states import current, states
from eoc_app.domain.restrictions.polls_of_rule import WHOLE, Applied, applied
from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.domain.restrictions.restriction_rule import Rule


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a derived period in one zone; `stretch` has its moments in UTC."""

    stretch: Stretch
    starts_local: datetime
    ends_local: datetime
    rule: Rule
    assumed: bool
    """Whether an hour of the polls was not known: the polling day's own start or end was taken."""
    of_old_day: bool = False
    """Whether it belongs to the days from which its election was moved."""
    unlisted: bool = False
    """Whether no polling day names its territory: the election's days were taken."""


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
    """What a rule gives for an election where its end would not lie after its start."""

    rule: Rule
    election: Election
    time_zone: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A rule for a territory that no polling day of an election names, without zones of its own."""

    rule: Rule
    election: Election


Given = Derived | Backwards | Nowhere
"""What a rule gives for an election, or why it gives nothing."""


@dataclass(slots=True)
class _Line:
    """The versions of one zone and territory as they come; `spread` as in `Applied`."""

    spread: bool
    versions: list[Version] = field(default_factory=list)


def periods(wordings: Sequence[Rule], occasions: Iterable[Occasion]) -> Iterator[Given]:
    """Every period that one rule's wordings, in their order, yield for occasions of its country.

    Raises:
        OutsideCalendar: a moment has no year.
        ValueError: a zone has no such name.
    """
    for occasion in occasions:
        governed = [one for one in occasion.members if any(rule.governs(one) for rule in wordings)]
        if governed:
            yield from _periods(current(wordings, occasion, governed), occasion, governed)


def _periods(
    wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]
) -> Iterator[Given]:
    lines: dict[str, dict[tuple[str, str | None], _Line]] = {}
    refused: dict[tuple[int, str | None], Backwards | Nowhere] = {}
    for rule, fate, known in states(wordings, occasion, governed):
        state: dict[str, dict[tuple[str, str | None], tuple[Version, bool]]] = {}
        if rule is not None and not fate.withdrawn:
            places = list(applied(rule.scope, occasion, fate.shift, whole=rule.is_whole))
            if not places:
                refused[rule.key, None] = Nowhere(rule, governed[0])
            for label, one in places:
                version = _version(rule, one, known, fate)
                if version is None:
                    zone = one.polls.time_zone
                    refused.setdefault((rule.key, zone), Backwards(rule, governed[0], zone))
                    continue
                place = one.polls.time_zone, version.stretch.territory
                state.setdefault(label, {})[place] = version, one.spread
        _announce(lines, state, known)
    yield from refused.values()
    several = len(lines) > 1
    for label, zones in lines.items():
        phase = label if several or label == WHOLE else None
        versions = tuple(_numbered(zones, whole=label == WHOLE))
        if versions:
            yield Derived(
                period_id(wordings[0].rule_id, occasion, phase),
                occasion,
                next(one for one in governed if versions[-1].rule.governs(one)),
                phase,
                all(one.status == "if_needed" for one in governed),
                versions,
            )


def period_id(rule_id: str, occasion: Occasion, phase: str | None) -> str:
    """A key that a period keeps when its election moves and when files are written anew.

    It is made of the rule (without the mark of its file), the day for which the election was first
    called, and the phase; a day on which elections with several fates were called has an ordinal.
    """
    parts = [rule_id.partition("~")[0], occasion.called_on.isoformat()]
    if phase is not None:
        parts.append(f"phase_{phase}" if phase != WHOLE else phase)
    if occasion.ordinal > 1:
        kinds = "|".join(sorted({f"{one.kind} {one.round}" for one in occasion.members}))
        parts.append(hashlib.sha256(kinds.encode()).hexdigest()[:12])
    return "-".join(parts)


def _version(rule: Rule, one: Applied, known: datetime | None, fate: Fate) -> Version | None:
    """What a rule says of one place, or None where its end would not lie after its start."""
    starts = found(rule.starts, "start", one.polls, one.election)
    ends = found(rule.ends, "end", one.polls, one.election)
    if ends.at <= starts.at:
        return None
    stretch = Stretch(
        one.polls.time_zone, starts.at.replace(tzinfo=UTC), ends.at.replace(tzinfo=UTC),
        one.polls.territory, known_from_at=known,
    )  # fmt: skip
    assumed = starts.assumed or ends.assumed
    old = bool(fate.shift)
    return Version(stretch, starts.civil, ends.civil, rule, assumed, old, one.unlisted)


def _announce(
    lines: dict[str, dict[tuple[str, str | None], _Line]],
    state: dict[str, dict[tuple[str, str | None], tuple[Version, bool]]],
    known: datetime | None,
) -> None:
    """Add to each line what a state says that its last version does not say."""
    for phase, zones in state.items():
        for place, (version, spread) in zones.items():
            line = lines.setdefault(phase, {}).setdefault(place, _Line(spread))
            line.spread &= spread
            _append(line.versions, version)
    for phase, known_zones in lines.items():
        for place, line in known_zones.items():
            last = line.versions[-1]
            if place not in state.get(phase, {}):
                gone = replace(last.stretch, withdrawn=True, known_from_at=known)
                _append(line.versions, replace(last, stretch=gone))


def _append(versions: list[Version], version: Version) -> None:
    """Add a version; one that says what the last says only tells since when that was known."""
    last = versions[-1] if versions else None
    if last is None or _says(last) != _says(version):
        versions.append(version)
        return
    moments = [one.stretch.known_from_at for one in (last, version)]
    known = min((one for one in moments if one is not None), default=None)
    known = None if None in moments else known
    versions[-1] = replace(last, stretch=replace(last.stretch, known_from_at=known))


def _says(version: Version) -> tuple[object, ...]:
    stretch = version.stretch
    return stretch.starts_at, stretch.ends_at, stretch.withdrawn, version.rule.says


def _numbered(zones: dict[tuple[str, str | None], _Line], *, whole: bool) -> Iterator[Version]:
    """The versions of each zone with their numbers.

    Of a country's own zones those whose clocks never differ stand once, and so do the territories
    of one zone in a period of a whole election.
    """
    seen: set[tuple[object, ...]] = set()
    territories = Counter(zone for zone, _ in zones)
    distinct = {
        zone: len({_told(line) for (other, _), line in zones.items() if other == zone})
        for zone, count in territories.items()
        if whole and count > 1
    }
    for (zone, territory), line in zones.items():
        alike = distinct.get(zone) == 1
        told = (None if alike else territory, None if line.spread else zone, _told(line))
        if told in seen:
            continue
        seen.add(told)
        for number, one in enumerate(line.versions, 1):
            place = None if alike else territory
            yield replace(one, stretch=replace(one.stretch, version=number, territory=place))


def _told(line: _Line) -> tuple[object, ...]:
    return tuple(
        (_says(one), one.stretch.known_from_at, one.rule.key, one.assumed) for one in line.versions
    )
