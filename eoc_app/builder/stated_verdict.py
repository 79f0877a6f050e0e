"""What stated periods say of one that a rule gives: the same, nothing, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eoc_app.builder.stated_periods import (
    Beside,
    Said,
    Stated,
    Stretched,
    may_be_same_medium,
    meet,
    same_medium,
)

Place = tuple[str, str | None]
"""A zone and a territory."""


@dataclass
class Verdict:
    """The places of which a stated period says the same, and the periods that say otherwise."""

    partner: Stated | None = None
    places: set[Place] = field(default_factory=set)
    against: list[tuple[Stated, Stretched, Stretched]] = field(default_factory=list)
    """Each with what the rule says and what is stated."""


def verdict(rows: Sequence[dict[str, Any]], assumed: set[Place], beside: Beside) -> Verdict:
    """How a derived period, given as rows of the table, stands to the stated ones.

    In the places `assumed` an hour was not known and the whole day was taken: a stated period that
    lies within is the same one, told more closely.
    """
    first = rows[0]
    said = Said(**{name: first[name] for name in Said.__dataclass_fields__})
    latest = {
        (row["time_zone"], row["territory"]): Stretched(
            row["time_zone"], row["territory"], row["starts_at"], row["ends_at"], row["withdrawn"]
        )
        for row in rows
    }
    found = Verdict()
    for stated in beside.near(said, list(latest.values())):
        if not may_be_same_medium(stated.said.medium, said.medium):
            continue
        same = {
            place
            for place, one in latest.items()
            if any(_same(one, other, near=place in assumed) for other in stated.versions)
        }
        differing = [
            (stated, one, other)
            for place, one in latest.items()
            for other in stated.latest
            if place not in same and _contradict(one, other)
        ]
        if differing and same_medium(stated.said.medium, said.medium):
            found.against.append(differing[0])
        elif same:
            found.places |= same
            found.partner = found.partner or stated
    return found


def _same(one: Stretched, stated: Stretched, *, near: bool) -> bool:
    """Whether a stated stretch says what a derived one says."""
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


def _contradict(one: Stretched, stated: Stretched) -> bool:
    """Whether two stretches speak of one zone and territory at one time, and of other ends."""
    return (
        one.time_zone == stated.time_zone
        and (stated.territory is None or stated.territory == one.territory)
        and stated.starts_at is not None
        and not stated.withdrawn
        and meet([one], [stated])
    )
