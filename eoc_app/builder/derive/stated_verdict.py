"""What stated periods say of one that a rule gives: the same, nothing, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eoc_app.builder.derive.stated_falls import (
    Fall,
    covers,
    falls,
    left_behind,
    says_same,
    told_last,
)
from eoc_app.builder.derive.stated_periods import (
    Beside,
    Said,
    Stated,
    Stretched,
    may_be_same_medium,
    meet,
    same_medium,
)
from eoc_app.domain.restrictions.derived_period import Derived, Version

Place = tuple[str, str | None]
"""A zone and a territory."""


@dataclass
class Verdict:
    """The places of which a stated period says the same, and the periods that say otherwise."""

    partner: Stated | None = None
    places: set[Place] = field(default_factory=set)
    against: list[tuple[Stated, Stretched, Stretched]] = field(default_factory=list)
    """Each with what the rule says and what is stated."""
    fallen: list[Fall] = field(default_factory=list)
    standing: set[int] = field(default_factory=set)
    """Rows of stated stretches that the rule still gives."""


def verdict(found: Derived, rows: Sequence[dict[str, Any]], beside: Beside) -> Verdict:
    """How a derived period, with its rows of the table, stands to the stated ones.

    Where an hour was not known and the whole day was taken, a stated period that lies within is
    the same one, told more closely. Of a period that fell with its election, what the rule said
    before is compared, and the stated period falls with it.
    """
    first = rows[0]
    said = Said(**{name: first[name] for name in Said.__dataclass_fields__})
    lines: dict[Place, list[tuple[Version, Stretched]]] = {}
    for version, row in zip(found.versions, rows, strict=True):
        place = row["time_zone"], row["territory"]
        stretch = Stretched(*place, row["starts_at"], row["ends_at"], row["withdrawn"])
        lines.setdefault(place, []).append((version, stretch))
    assumed = {place for place, line in lines.items() if any(one.assumed for one, _ in line)}
    latest = {place: told_last(found, line) for place, line in lines.items()}
    gone = {place: left_behind(found, line) for place, line in lines.items()}
    result = Verdict()
    told = [*latest.values(), *(left.stretch for lost in gone.values() for left in lost)]
    for stated in beside.near(said, told):
        if not may_be_same_medium(stated.said.medium, said.medium):
            continue
        same = {
            place
            for place, one in latest.items()
            if any(says_same(one, other, near=place in assumed) for other in stated.versions)
        }
        differing = [
            (stated, one, other)
            for place, one in latest.items()
            for other in stated.latest
            if place not in same and _contradict(one, other)
        ]
        if differing and same_medium(stated.said.medium, said.medium):
            result.against.append(differing[0])
        elif same:
            result.places |= same
            result.partner = result.partner or stated
        for place, lost in gone.items():
            one, near = latest[place], place in assumed
            if not lines[place][-1][1].withdrawn:
                result.standing |= {
                    other.row for other in stated.latest if says_same(one, other, near=near)
                }
            for fall in falls(found, stated, lost, near=near):
                if fall.is_denied:
                    withdrawn = replace(fall.left.stretch, withdrawn=True)
                    result.against.append((stated, withdrawn, fall.stretch))
                else:
                    result.fallen.append(fall)
    return result


def _contradict(one: Stretched, stated: Stretched) -> bool:
    """Whether two stretches speak of one zone and territory at one time, and of other ends."""
    return (
        covers(stated, one)
        and stated.starts_at is not None
        and not stated.withdrawn
        and meet([one], [stated])
    )
