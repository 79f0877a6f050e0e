"""Restriction rules on record: what a law says of every election, with or without a day."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from eoc_app.domain.restriction import RULES
from eoc_app.frame import Frame
from eoc_app.given.moments import utc
from eoc_app.given.panel import Given


class RuleRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `restriction_rules`."""

    rule_id: str
    version: int
    known_from_at: datetime | None
    country_code: str
    territory: str | None
    rule: str
    medium: str
    platform: str | None
    starts: str
    ends: str
    applies_until_on: date | None
    imposed_by: str
    stated_by: str | None
    citation: str | None
    confidence: str

    @property
    def title(self) -> str:
        """The rule's printed name, with its territory."""
        name = RULES.get(self.rule, self.rule)
        return f"{name} ({self.territory})" if self.territory else name


def rules(given: Given) -> dict[str, list[RuleRow]]:
    """By country the wording of each rule that was known and not lifted at the moment looked at."""
    frame = given.frames.get("restriction_rules")
    if frame is None:
        return {}
    found: dict[str, dict[str, RuleRow]] = {}
    for row in frame.once(_rows):
        if row.known_from_at is None or utc(row.known_from_at) <= given.known_at:
            found.setdefault(row.country_code, {})[row.rule_id] = row
    standing = {
        code: [
            rule
            for rule in newest.values()
            if rule.applies_until_on is None or rule.applies_until_on >= given.as_of_on
        ]
        for code, newest in found.items()
    }
    return {code: kept for code, kept in standing.items() if kept}


def _rows(frame: Frame) -> list[RuleRow]:
    return sorted(frame.read(RuleRow), key=lambda row: (row.rule, row.rule_id, row.version))
