"""What was known, and when, of a rule and an election: the wording in force and the fate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.occasion import Fate, Occasion
from eoc_app.domain.restrictions.restriction_rule import Rule

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""Before any announcement: an undated announcement counts as known all along."""
CALLED: Final = timedelta(days=400)
"""How long before polling a period may be announced; a wording replaced earlier does not count."""


def current(wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]) -> list[Rule]:
    """Returns the wordings that may have been in force when the periods were announced."""
    return [
        wording
        for number, wording in enumerate(wordings)
        if not any(
            _replaced(wording, later, occasion, governed) for later in wordings[number + 1 :]
        )
    ]


def _replaced(wording: Rule, later: Rule, occasion: Occasion, governed: list[Election]) -> bool:
    """Returns whether a later wording replaced this one before its periods could be announced.

    A wording without a date was known at the latest when it first applied.
    """
    known_from = later.known_from_at
    if known_from is None and later.applies_from_on is not None:
        known_from = datetime.combine(later.applies_from_on, time(), UTC)
    return (
        known_from is not None
        and known_from.date() <= occasion.called_on - CALLED
        and all(later.applies(_first_on(occasion, fate)) for fate in occasion.fates)
        and all(later.governs(election) for election in governed if wording.governs(election))
    )


def _first_on(occasion: Occasion, fate: Fate) -> date:
    return occasion.members[0].starts_on + fate.shift


def states(
    wordings: Sequence[Rule], occasion: Occasion, governed: list[Election]
) -> Iterator[tuple[Rule | None, Fate, datetime | None]]:
    """Yields the wording in force and the election's fate after each announcement, in order.

    The moment is the later of their two: before it, the pair was not known.
    """
    rule_from = _overtaken([wording.known_from_at for wording in wordings])
    fate_from = _overtaken([fate.known_from_at for fate in occasion.fates])
    events = [(rule_from[number], 0, number) for number in range(len(wordings))]
    events += [(fate_from[number], 1, number) for number in range(len(occasion.fates))]
    newest, fate_number = -1, -1
    for _from, kind, number in sorted(events, key=lambda event: (event[0], event[2], event[1])):
        newest, fate_number = (number, fate_number) if kind == 0 else (newest, number)
        if newest < 0 or fate_number < 0:
            continue
        fate = occasion.fates[fate_number]
        first_on = _first_on(occasion, fate)
        rule = next(
            (
                wording
                for wording in reversed(wordings[: newest + 1])
                if wording.applies(first_on) and any(map(wording.governs, governed))
            ),
            None,
        )
        moments = [wordings[newest].known_from_at, fate.known_from_at]
        yield rule, fate, max((moment for moment in moments if moment is not None), default=None)


def _overtaken(known_from: Sequence[datetime | None]) -> list[datetime]:
    """Returns for each announcement when it, or a later one that replaces it, was known."""
    earliest: list[datetime] = []
    for announced_at in reversed(known_from):
        moment = announced_at or _NEVER
        earliest.append(min(moment, earliest[-1]) if earliest else moment)
    return earliest[::-1]
