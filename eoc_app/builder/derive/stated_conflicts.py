"""Stated periods of several sources that contradict each other.

A period is compared with the one of each other source that is nearest to it in time, for that is
the one which most likely speaks of the same election. Where both name a day, it must be the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

from eoc_app.builder.derive.stated_periods import Said, Stated, may_be_same, same_medium, span

NEIGHBOURS: Final = 8
"""How many periods before and after one are compared with it, of those that may be the same."""
_OPEN: Final = datetime(9999, 12, 31)  # noqa: DTZ001 - moments of the table carry no zone
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

_Dated = tuple[datetime, datetime, int]
"""A start, an end, and a place in the list of all periods."""


@dataclass
class _Kin:
    """Periods of one source with the same words, in the order of their times."""

    every: list[_Dated] = field(default_factory=list)
    by_day: dict[str | None, list[_Dated]] = field(default_factory=dict)
    """By each day that their election names; under None those that name none."""


def days_named(election: str | None) -> frozenset[str]:
    """The days, as ISO dates, that the words for an election name."""
    return frozenset(_DAY.findall(election or ""))


def contradictions(stated: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Pairs of periods of two sources that are the same restriction with other ends in one zone.

    Of each pair the one whose source comes first is the first.
    """
    by_rule = groupby(stated, key=lambda one: (one.said.country_code, one.said.rule))
    for _, group in by_rule:
        several = list(group)
        if len({one.source_id for one in several}) > 1:
            yield from _among(several)


def _among(several: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    dated: list[tuple[_Dated, Stated, frozenset[str]]] = []
    kin: dict[int, dict[Said, _Kin]] = {}
    for number, one in enumerate(several):
        if (time := span(one.latest)) is None:
            continue
        mine = time[0], time[1] or _OPEN, number
        days = days_named(one.election)
        dated.append((mine, one, days))
        found = kin.setdefault(one.source_id, {}).setdefault(one.said, _Kin())
        insort(found.every, mine)
        for day in days or (None,):
            insort(found.by_day.setdefault(day, []), mine)
    alike: dict[tuple[Said, int], list[_Kin]] = {}
    told: set[tuple[int, int]] = set()
    for mine, one, days in dated:
        for source_id, kins in kin.items():
            if source_id == one.source_id:
                continue
            if (one.said, source_id) not in alike:
                alike[one.said, source_id] = [
                    them for said, them in kins.items() if _may_speak_of_same(one.said, said)
                ]
            other = _opposed(mine, one, days, alike[one.said, source_id], several)
            if other is None:
                continue
            first, later = sorted((mine[2], other), key=lambda n: (several[n].source_id, n))
            if (first, later) not in told:
                told.add((first, later))
                yield several[first], several[later]


def _may_speak_of_same(one: Said, other: Said) -> bool:
    return may_be_same(one, other) and same_medium(one.medium, other.medium)


def _opposed(
    time: _Dated,
    one: Stated,
    days: frozenset[str],
    kins: Sequence[_Kin],
    several: Sequence[Stated],
) -> int | None:
    """The nearest period of a source that says otherwise; None where one says the same."""
    nearest: tuple[float, int] | None = None
    for them in kins:
        named = [them.by_day.get(day, []) for day in (*sorted(days), None)]
        for listed in named if days else [them.every]:
            at = bisect_left(listed, time)
            for starts, ends, number in listed[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS]:
                other = several[number]
                if starts >= time[1] or ends <= time[0] or not _share_a_place(one, other):
                    continue
                if _agree(one, other):
                    return None
                away = abs((starts - time[0]).total_seconds())
                away += abs((ends - time[1]).total_seconds())
                if nearest is None or (away, number) < nearest:
                    nearest = away, number
    return nearest and nearest[1]


def _share_a_place(one: Stated, other: Stated) -> bool:
    mine, theirs = ({(late.time_zone, late.territory) for late in p.latest} for p in (one, other))
    return bool(mine & theirs)


def _agree(one: Stated, other: Stated) -> bool:
    """Whether any version of one has the times of any version of the other."""
    mine, theirs = ({(late.starts_at, late.ends_at) for late in p.versions} for p in (one, other))
    return bool(mine & theirs)
