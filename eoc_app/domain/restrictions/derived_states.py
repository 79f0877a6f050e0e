"""What was known when of a rule and an election: the wording in force, and the election's fate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.occasion import Fate, Occasion
from eoc_app.domain.restrictions.restriction_rule import Rule

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""Before any announcement: what is not dated counts as known all along."""
CALLED: Final = timedelta(days=400)
"""How long before polling a period may have been announced: no wording counts that was replaced
before then."""


def current(wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]) -> list[Rule]:
    """The wordings that may have been in force when an election's periods were announced."""
    return [
        one
        for number, one in enumerate(wordings)
        if not any(_replaced(one, later, occasion, governed) for later in wordings[number + 1 :])
    ]


def _replaced(one: Rule, later: Rule, occasion: Occasion, governed: list[Election]) -> bool:
    """Whether a wording gave way to a later one before anybody could announce this election's.

    A wording without a date of its own was known at the latest when it first applied.
    """
    known = later.known_from_at
    if known is None and later.applies_from_on is not None:
        known = datetime.combine(later.applies_from_on, time(), UTC)
    return (
        known is not None
        and known.date() <= occasion.called_on - CALLED
        and all(later.applies(_first_on(occasion, fate)) for fate in occasion.fates)
        and all(later.governs(election) for election in governed if one.governs(election))
    )


def _first_on(occasion: Occasion, fate: Fate) -> date:
    return occasion.members[0].starts_on + fate.shift


def states(
    wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]
) -> Iterator[tuple[Rule | None, Fate, datetime | None]]:
    """The wording in force and the election's fate after each announcement, in their order.

    The moment is the later of the two's: before it the pair was not known.
    """
    rule_from = _overtaken([one.known_from_at for one in wordings])
    fate_from = _overtaken([one.known_from_at for one in occasion.fates])
    events = [(rule_from[number], 0, number) for number in range(len(wordings))]
    events += [(fate_from[number], 1, number) for number in range(len(occasion.fates))]
    newest, fate_number = -1, -1
    for _from, what, number in sorted(events, key=lambda event: (event[0], event[2], event[1])):
        newest, fate_number = (number, fate_number) if what == 0 else (newest, number)
        if newest < 0 or fate_number < 0:
            continue
        fate = occasion.fates[fate_number]
        first_on = _first_on(occasion, fate)
        rule = next(
            (
                one
                for one in reversed(wordings[: newest + 1])
                if one.applies(first_on) and any(map(one.governs, governed))
            ),
            None,
        )
        moments = [wordings[newest].known_from_at, fate.known_from_at]
        yield rule, fate, max((one for one in moments if one is not None), default=None)


def _overtaken(known_from: Sequence[datetime | None]) -> list[datetime]:
    """For each announcement when it, or a later one that replaces it, was known."""
    earliest: list[datetime] = []
    for known in reversed(known_from):
        moment = known or _NEVER
        earliest.append(min(moment, earliest[-1]) if earliest else moment)
    return earliest[::-1]
