"""What is otherwise of a restriction period than was known before: new, gone, moved, reworded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from eoc_app.domain.restrictions.restriction import Stretch, is_elsewhere

Kind = Literal["new", "gone", "withdrawn", "again", "otherwise"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was known of a period at one moment: what it restricts, for what, where and when."""

    period_id: str
    country_code: str
    rule: str
    medium: str
    platform: str | None
    election: str | None
    round: str | None
    conditional: bool
    citation: str | None
    stretches: tuple[Stretch, ...]
    synthetic: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Whether it takes place in no zone."""
        return all(one.withdrawn for one in self.stretches)


Pair = tuple[Terms | None, Terms | None]
"""A period as it was known before and as it is known now; None where it was or is not known."""


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """How a period is otherwise than before; `moved` and `joined` are zones, `reworded` is names.

    `moved` holds the zones of which an end or a start lies elsewhere, or that were withdrawn or
    announced again, as they were and as they are.
    """

    kind: Kind
    before: Terms | None
    now: Terms | None
    moved: tuple[tuple[Stretch, Stretch], ...] = ()
    joined: tuple[Stretch, ...] = ()
    left: tuple[Stretch, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def terms(self) -> Terms:
        """The period as it is known now, or as it was where it is gone."""
        return self.now if self.now is not None else self.was

    @property
    def synthetic(self) -> bool:
        """Whether it is, or was, invented."""
        return any(one.synthetic for one in (self.before, self.now) if one is not None)

    @property
    def was(self) -> Terms:
        """The period as it was known.

        Raises:
            LookupError: it was not.
        """
        if self.before is None:
            raise LookupError(self.kind)
        return self.before


REWORDED: Final = ("rule", "medium", "platform", "conditional", "citation")
"""What of a period's terms is compared, beside its times."""


def paired(before: Iterable[Terms], now: Iterable[Terms]) -> list[Pair]:
    """Every period as it was and as it is, whatever keys its publisher gave it.

    Of keys that are gone and keys that are new, those belong together that restrict the same at
    the same times; else those that are the only one of their country, rule, medium and election.
    The order of what is given changes nothing.
    """
    old, new = sorted(before, key=_key), sorted(now, key=_key)
    pairs: list[Pair] = []
    for told, alone in ((_key, False), (_content, False), (_subject, True), (_times, True)):
        found, old, new = _matched(old, new, told, alone=alone)
        pairs += found
    pairs += [(one, None) for one in old]
    pairs += [(None, one) for one in new]
    return pairs


def _matched(
    old: list[Terms], new: list[Terms], told: Callable[[Terms], Hashable], *, alone: bool
) -> tuple[list[Pair], list[Terms], list[Terms]]:
    """Pairs of the same telling in order, and what is left; `alone` takes no one of several."""
    there: dict[Hashable, list[Terms]] = {}
    count: dict[Hashable, int] = {}
    for one in new:
        there.setdefault(told(one), []).append(one)
    for one in old:
        count[told(one)] = count.get(told(one), 0) + 1
    pairs: list[Pair] = []
    left = []
    for one in old:
        name = told(one)
        found = there.get(name, [])
        if not found or (alone and (count[name] > 1 or len(found) > 1)):
            left.append(one)
        else:
            pairs.append((one, found.pop(0)))
    return pairs, left, sorted((one for found in there.values() for one in found), key=_key)


def _key(one: Terms) -> tuple[str, str]:
    return one.country_code, one.period_id


def _content(one: Terms) -> Hashable:
    return *_times(one), one.medium, one.platform


def _times(one: Terms) -> tuple[Hashable, ...]:
    times = tuple(
        (each.time_zone, each.territory, each.starts_at, each.ends_at, each.withdrawn)
        for each in sorted(one.stretches, key=_place)
    )
    # Without a day on record, its election is all that tells a rule from the same rule's others.
    which = None if any(each.starts_at for each in one.stretches) else (one.election, one.round)
    return one.country_code, one.rule, times, which


def _subject(one: Terms) -> Hashable:
    return one.country_code, one.rule, one.medium, one.platform, one.election, one.round


def _place(one: Stretch) -> tuple[str, str]:
    return one.time_zone, one.territory or ""


def change(before: Terms | None, now: Terms | None) -> PeriodChange | None:
    """How a period is otherwise than before, or None where it is as it was.

    One that was withdrawn and is no longer listed restricts now what it did then: nothing.
    """
    if before is None or now is None:
        if before is None:
            return PeriodChange("new", None, now)
        return None if before.is_withdrawn else PeriodChange("gone", before, None)
    moved, joined, left = _zones(before, now)
    reworded = tuple(name for name in REWORDED if getattr(before, name) != getattr(now, name))
    if not (moved or joined or left or reworded):
        return None
    kind: Kind = "otherwise"
    if now.is_withdrawn != before.is_withdrawn:
        kind = "withdrawn" if now.is_withdrawn else "again"
    return PeriodChange(kind, before, now, moved, joined, left, reworded)


def _zones(
    before: Terms, now: Terms
) -> tuple[tuple[tuple[Stretch, Stretch], ...], tuple[Stretch, ...], tuple[Stretch, ...]]:
    was = {_place(one): one for one in before.stretches}
    here = {_place(one): one for one in now.stretches}
    moved = tuple(
        (was[place], one)
        for place, one in here.items()
        if place in was and is_elsewhere(one, was[place])
    )
    joined = tuple(one for place, one in here.items() if place not in was)
    left = tuple(one for place, one in was.items() if place not in here)
    return moved, joined, left


def changes(pairs: Iterable[Pair]) -> Iterator[PeriodChange]:
    """How periods are otherwise than before, of those that are."""
    for before, now in pairs:
        found = change(before, now)
        if found is not None:
            yield found
