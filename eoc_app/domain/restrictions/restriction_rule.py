"""Restriction rules: what a law or a policy says for every election, in each of its wordings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Final

from eoc_app.domain.elections import election_words
from eoc_app.domain.elections.election import NOT_STATED, Election
from eoc_app.domain.elections.election_anchor import Edge, Hour
from eoc_app.domain.elections.polls import Polls, moment_of_edge
from eoc_app.domain.restrictions.polls_of_rule import Scope

NATIONAL: Final = frozenset({"general", "presidential", "legislative"})
"""A general election may elect a president, a parliament, or both."""

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
    """One wording of a rule; empty kinds or rounds mean all of them.

    `key` distinguishes it from the caller's other wordings. `says` is the rest of its content: two
    wordings with the same moments are two versions only if that differs.
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
        """Whether it yields one period for a whole election, not one per phase."""
        return self.starts.extreme is not None or self.ends.extreme is not None

    def governs(self, election: Election) -> bool:
        """Returns whether it covers elections of that kind and round."""
        rounds = {election.round} if election.round != NOT_STATED else {"1", NOT_STATED}
        return (not self.kinds or bool(self.kinds & kinds_meant(election.kind))) and (
            not self.rounds or bool(self.rounds & rounds)
        )

    def applies(self, first_on: date) -> bool:
        """Returns whether it was in force for an election with that first polling day."""
        return (self.applies_from_on or first_on) <= first_on <= (self.applies_until_on or first_on)


def kinds_meant(kind: str) -> frozenset[str]:
    """Returns the kinds in a rule that cover an election of a kind."""
    if kind == "general":
        return NATIONAL
    return frozenset({kind, "general"} if kind in NATIONAL else {kind})


def kinds_of(words: str) -> tuple[str, ...]:
    """Parses kinds of election such as `presidential; parliamentary`; empty means all.

    Raises:
        ValueError: a word is not a kind of election.
    """
    kinds: dict[str, None] = {}
    for word in re.split(r"[;,/&+]|\band\b", words.casefold()):
        term = " ".join(word.split()).removesuffix(" elections").removesuffix(" election")
        if term in {"all", "any"}:
            return ()
        kind = term if term in {*election_words.KINDS, "other"} else _KINDS.get(term, "")
        kind = kind or election_words.kind(f"{term} election")
        if term and kind == "other" != term:
            raise ValueError(f"{term} is no kind of election")
        if term:
            kinds[kind] = None
    return tuple(kinds)


def rounds_of(words: str) -> tuple[str, ...]:
    """Parses rounds such as `1; 2` or `second`; empty means all."""
    rounds: dict[str, None] = {}
    for word in re.split(r"[;,/&+]|\band\b", words.casefold()):
        term = " ".join(word.split()).removeprefix("round ").removesuffix(" round")
        if term in {"all", "any"}:
            return ()
        if term:
            rounds[_ROUNDS.get(term, term)] = None
    return tuple(rounds)


def never_lasts(starts: Edge, ends: Edge, scope: Scope) -> bool:
    """Returns whether a rule can yield no period for a one-day election on any weekday.

    False if the rule refers to the first or last polls, which may be any number of days apart.
    """
    if starts.extreme == "first" or ends.extreme == "last":
        return False
    opens = [scope.opens] if scope.opens else [Hour(timedelta(hours=h)) for h in (0, 7, 12)]
    closes = [scope.closes] if scope.closes else [Hour(timedelta(hours=h)) for h in (13, 18, 24)]
    for weekday, opening, closing in product(range(7), opens, closes):
        day = date(2024, 1, 1 + weekday)
        polls = Polls("UTC", day, day, opening, closing)
        if (
            moment_of_edge(starts, "start", polls, (polls,)).at
            < moment_of_edge(ends, "end", polls, (polls,)).at
        ):
            return False
    return True
