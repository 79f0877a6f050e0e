"""Rules on restrictions: what a law or a policy says for every election, each wording of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from eoc_app.domain.election import NOT_STATED, Election
from eoc_app.domain.polls_of_rule import Scope
from eoc_app.domain.restriction_edge import Edge

NATIONAL: Final = frozenset({"general", "presidential", "legislative"})
"""A general election is one of a president, of a parliament, or of both."""


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
        return (not self.kinds or bool(self.kinds & _kinds(election.kind))) and (
            not self.rounds or bool(self.rounds & rounds)
        )

    def applies(self, first_on: date) -> bool:
        """Whether it was in force for an election whose first polling day that is."""
        return (self.applies_from_on or first_on) <= first_on <= (self.applies_until_on or first_on)


def _kinds(kind: str) -> frozenset[str]:
    """The kinds by which a rule may mean an election of a kind."""
    if kind == "general":
        return NATIONAL
    return frozenset({kind, "general"} if kind in NATIONAL else {kind})
