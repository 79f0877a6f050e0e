"""How a restriction period differs from what was known before: new, gone, moved, reworded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from eoc_app.domain.restrictions.restriction import Stretch, is_elsewhere

Kind = Literal["new", "gone", "withdrawn", "again", "otherwise"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was known of a period at one moment: what it restricts, where and when."""

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
        """Whether it is withdrawn in every zone."""
        return all(stretch.withdrawn for stretch in self.stretches)


Pair = tuple[Terms | None, Terms | None]
"""A period as known before and as known now; None if it was unknown then, or is now."""


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """How a period differs from before; `moved` and `joined` are zones, `reworded` field names.

    `moved` holds, before and now, each zone whose start or end differs, or that was withdrawn or
    announced again.
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
        """The period as known now, or as known before if it is gone."""
        return self.now if self.now is not None else self.was

    @property
    def synthetic(self) -> bool:
        """Whether it is, or was, synthetic."""
        return any(terms.synthetic for terms in (self.before, self.now) if terms is not None)

    @property
    def was(self) -> Terms:
        """Returns the period as known before.

        Raises:
            LookupError: it was not known before.
        """
        if self.before is None:
            raise LookupError(self.kind)
        return self.before


REWORDED: Final = ("rule", "medium", "platform", "conditional", "citation")
"""The fields of a period's terms that are compared, besides its times."""


def paired(before: Iterable[Terms], now: Iterable[Terms]) -> list[Pair]:
    """Returns every period as it was and as it is, even if its publisher changed its key.

    A key that is gone and a new key belong together if they restrict the same thing at the same
    times; else if each is the only one of its country, rule, medium and election. The order of the
    arguments does not matter.
    """
    old, new = sorted(before, key=_key), sorted(now, key=_key)
    pairs: list[Pair] = []
    for identity, alone in ((_key, False), (_content, False), (_subject, True), (_times, True)):
        matched, old, new = _matched(old, new, identity, alone=alone)
        pairs += matched
    pairs += [(terms, None) for terms in old]
    pairs += [(None, terms) for terms in new]
    return pairs


def _matched(
    old: list[Terms], new: list[Terms], identity: Callable[[Terms], Hashable], *, alone: bool
) -> tuple[list[Pair], list[Terms], list[Terms]]:
    """Returns pairs with equal identity, and the rest; `alone` pairs only unique ones."""
    there: dict[Hashable, list[Terms]] = {}
    count: dict[Hashable, int] = {}
    for terms in new:
        there.setdefault(identity(terms), []).append(terms)
    for terms in old:
        count[identity(terms)] = count.get(identity(terms), 0) + 1
    pairs: list[Pair] = []
    left = []
    for terms in old:
        name = identity(terms)
        candidates = there.get(name, [])
        if not candidates or (alone and (count[name] > 1 or len(candidates) > 1)):
            left.append(terms)
        else:
            pairs.append((terms, candidates.pop(0)))
    return (
        pairs,
        left,
        sorted((terms for candidates in there.values() for terms in candidates), key=_key),
    )


def _key(terms: Terms) -> tuple[str, str]:
    return terms.country_code, terms.period_id


def _content(terms: Terms) -> Hashable:
    return *_times(terms), terms.medium, terms.platform


def _times(terms: Terms) -> tuple[Hashable, ...]:
    times = tuple(
        (
            stretch.time_zone,
            stretch.territory,
            stretch.starts_at,
            stretch.ends_at,
            stretch.withdrawn,
        )
        for stretch in sorted(terms.stretches, key=_place)
    )
    # Without a day on record, only its election distinguishes a period from others of its rule.
    voting = (
        None
        if any(stretch.starts_at for stretch in terms.stretches)
        else (terms.election, terms.round)
    )
    return terms.country_code, terms.rule, times, voting


def _subject(terms: Terms) -> Hashable:
    return terms.country_code, terms.rule, terms.medium, terms.platform, terms.election, terms.round


def _place(stretch: Stretch) -> tuple[str, str]:
    return stretch.time_zone, stretch.territory or ""


def change(before: Terms | None, now: Terms | None) -> PeriodChange | None:
    """Returns how a period differs from before, or None if it does not.

    A withdrawn period that is no longer listed is no change: it restricts nothing, as before.
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
    was = {_place(stretch): stretch for stretch in before.stretches}
    here = {_place(stretch): stretch for stretch in now.stretches}
    moved = tuple(
        (was[place], stretch)
        for place, stretch in here.items()
        if place in was and is_elsewhere(stretch, was[place])
    )
    joined = tuple(stretch for place, stretch in here.items() if place not in was)
    left = tuple(stretch for place, stretch in was.items() if place not in here)
    return moved, joined, left


def changes(pairs: Iterable[Pair]) -> Iterator[PeriodChange]:
    """Yields how periods differ from before; unchanged ones are left out."""
    for before, now in pairs:
        difference = change(before, now)
        if difference is not None:
            yield difference
