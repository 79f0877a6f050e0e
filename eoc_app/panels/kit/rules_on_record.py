"""Restriction rules on record: what a law says of every election, dated or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from eoc_app.core.column import Confidence, CountryCode, ImposedBy, RuleKind
from eoc_app.core.frame import Frame
from eoc_app.domain.restrictions.restriction import RULES
from eoc_app.panels.kit.instants import utc
from eoc_app.panels.kit.panel import Given


class RuleRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `restriction_rules`."""

    rule_id: str
    version: int
    known_from_at: datetime | None
    country_code: CountryCode
    territory: str | None
    rule: RuleKind
    medium: str
    platform: str | None
    starts: str
    ends: str
    applies_until_on: date | None
    imposed_by: ImposedBy
    stated_by: str | None
    citation: str | None
    confidence: Confidence
    synthetic: bool

    @property
    def title(self) -> str:
        """The rule's printed name, with its territory."""
        name = RULES.get(self.rule, self.rule)
        return f"{name} ({self.territory})" if self.territory else name


@dataclass(slots=True)
class Rulebook:
    """Every version of every rule; the last answer is kept for the next panel."""

    rows: list[RuleRow]
    last: tuple[tuple[datetime, date], dict[str, list[RuleRow]]] | None = None

    def standing(self, known_at: datetime, on: date) -> dict[str, list[RuleRow]]:
        """By country, the newest version known at a moment of each rule not lifted by a day."""
        if self.last is None or self.last[0] != (known_at, on):
            newest: dict[str, RuleRow] = {}
            for row in self.rows:
                if row.known_from_at is None or utc(row.known_from_at) <= known_at:
                    newest[row.rule_id] = row
            by_country: dict[str, list[RuleRow]] = {}
            for row in newest.values():
                if row.applies_until_on is None or row.applies_until_on >= on:
                    by_country.setdefault(row.country_code, []).append(row)
            self.last = (known_at, on), by_country
        return self.last[1]


def rules(given: Given) -> dict[str, list[RuleRow]]:
    """By country, the version of each rule known and not lifted at the moment looked at."""
    frame = given.frames.get("restriction_rules")
    if frame is None:
        return {}
    return frame.once(_rulebook).standing(given.known_at, given.as_of_on)


def _rulebook(frame: Frame) -> Rulebook:
    return Rulebook(
        sorted(frame.read(RuleRow), key=lambda row: (row.rule, row.rule_id, row.version))
    )
