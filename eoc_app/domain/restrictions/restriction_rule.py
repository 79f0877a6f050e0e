"""Rules on restrictions: what a law or a policy says for every election, each wording of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Final

from eoc_app.domain.elections import election_words
from eoc_app.domain.elections.election import NOT_STATED, Election
from eoc_app.domain.elections.election_anchor import Edge, Hour
from eoc_app.domain.elections.polls import Polls, found
from eoc_app.domain.restrictions.polls_of_rule import Scope

NATIONAL: Final = frozenset({"general", "presidential", "legislative"})
"""A general election is one of a president, of a parliament, or of both."""

_KINDS: Final = {"national": "general", "european": "supranational", "municipal": "local"}
_ROUNDS: Final = {
    "first": "1",
    "second": "2",
    "1st": "1",
    "2nd": "2",
    "run-off": "2",
    "runoff": "2",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording of a rule; no kinds or rounds mean all of them.

    `key` tells it from the caller's other wordings, and `says` is what else it says: two wordings
    that give the same moments are two versions only where that differs.
    """

    rule_id: str
    version: int
    starts: Edge
    ends: Edge
    scope: Scope
    kinds: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()
    applies_from_on: date | None = None
    applies_until_on: date | None = None
    known_from_at: datetime | None = None
    key: int = 0
    says: tuple[str | None, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it gives one period for a whole election, not one for each phase."""
        return self.starts.extreme is not None or self.ends.extreme is not None

    def governs(self, election: Election) -> bool:
        """Whether it speaks of elections of that kind and round."""
        rounds = {election.round} if election.round != NOT_STATED else {"1", NOT_STATED}
        return (not self.kinds or bool(self.kinds & kinds_meant(election.kind))) and (
            not self.rounds or bool(self.rounds & rounds)
        )

    def applies(self, first_on: date) -> bool:
        """Whether it was in force for an election whose first polling day that is."""
        return (self.applies_from_on or first_on) <= first_on <= (self.applies_until_on or first_on)


def kinds_meant(kind: str) -> frozenset[str]:
    """The kinds by which a rule may mean an election of a kind."""
    if kind == "general":
        return NATIONAL
    return frozenset({kind, "general"} if kind in NATIONAL else {kind})


def kinds_of(words: str) -> tuple[str, ...]:
    """The kinds of election that words such as `presidential; parliamentary` name; none means all.

    Raises:
        ValueError: a word names no kind.
    """
    said_of: dict[str, None] = {}
    for word in re.split(r"[;,/&+]|\band\b", words.casefold()):
        said = " ".join(word.split()).removesuffix(" elections").removesuffix(" election")
        if said in {"all", "any"}:
            return ()
        kind = said if said in {*election_words.KINDS, "other"} else _KINDS.get(said, "")
        kind = kind or election_words.kind(f"{said} election")
        if said and kind == "other" != said:
            raise ValueError(f"{said} is no kind of election")
        if said:
            said_of[kind] = None
    return tuple(said_of)


def rounds_of(words: str) -> tuple[str, ...]:
    """The rounds that words such as `1; 2` or `second` name; none means all."""
    said_of: dict[str, None] = {}
    for word in re.split(r"[;,/&+]|\band\b", words.casefold()):
        said = " ".join(word.split()).removeprefix("round ").removesuffix(" round")
        if said in {"all", "any"}:
            return ()
        if said:
            said_of[_ROUNDS.get(said, said)] = None
    return tuple(said_of)


def never_lasts(starts: Edge, ends: Edge, scope: Scope) -> bool:
    """Whether a rule gives no period for an election of one polling day, whatever its weekday.

    False where it speaks of the first or last polls, which may lie any days apart.
    """
    if starts.extreme == "first" or ends.extreme == "last":
        return False
    opens = [scope.opens] if scope.opens else [Hour(timedelta(hours=h)) for h in (0, 7, 12)]
    closes = [scope.closes] if scope.closes else [Hour(timedelta(hours=h)) for h in (13, 18, 24)]
    for weekday, opening, closing in product(range(7), opens, closes):
        day = date(2024, 1, 1 + weekday)
        polls = Polls("UTC", day, day, opening, closing)
        if found(starts, "start", polls, (polls,)).at < found(ends, "end", polls, (polls,)).at:
            return False
    return True
