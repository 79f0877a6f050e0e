"""Rules on restrictions: lists that anchor them to elections in words.

- A rule is told by its `rule_id`, else by country, rule, platform, medium, territory, kinds and
  rounds. A later row about the same rule that says anything else is its next version, in file
  order. After `~` the `rule_id` names the source, as other sources may list the same rule.
- Edges stay in the words of the source; docs/restriction-rules.md lists those that are understood.
- What could make a rule apply where it does not (an unknown zone, kind, hour or day) refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.cells.rule_cells import (
    Refused,
    application,
    check_edges,
    column_of,
    hour_of,
    kinds,
    word,
)
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, batch, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country, country_code
from eoc_app.domain.dates import civil_time
from eoc_app.domain.restrictions.polls_of_rule import Scope
from eoc_app.domain.restrictions.restriction_rule import rounds_of

COUNTRY: Final = ("country_code", "country", "country_iso2")
NEEDED: Final = frozenset({"rule", "starts", "ends"})
OF_THE_FORMAT: Final = frozenset({"provenance", "counts_of", "version"})
"""Columns that only an exported table has; that is read as one."""
KNOWN_FROM: Final = ("known_from_at", "known_from", "announced_at", "announced_on")


@dataclass
class Rulebook:
    """Rules of one source with their versions."""

    source: Source
    intake: Intake
    facts: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[tuple[str, ...], list[dict[str, Any]]] = field(default_factory=dict)
    digests: Digests = field(default_factory=Digests)

    def add(self, record: NamedRow) -> None:
        """Keep a row as the next version of its rule, or report why it gives none."""
        try:
            fact = self._fact(record)
        except Refused as refused:
            self.intake.refuse(
                refused.what, refused.why, refused.remedy, row=record.line, column=refused.column,
                value=record.cells.get(refused.column),
            )  # fmt: skip
            return
        key = _key(record, fact)
        before = self.versions.setdefault(key, [])
        if fact in before:
            self.intake.skip("rows that repeat an earlier row")
            return
        before.append(fact)
        if fact["citation"] is None:
            self.intake.refuse(
                "A restriction rule has no citation",
                "nothing says on which law or policy it rests; it is kept and marked",
                "add the law and article, or the policy text",
                row=record.line,
                column="citation",
            )
        self.facts.append(
            {
                "source_row": record.line,
                "provenance": "published",
                "counts_of": "a rule that restricts campaigning, ads or polls at elections",
                "rule_id": f"{self._name(key, fact)}~{self.source.digest[:8]}",
                "version": len(before),
                **fact,
            }
        )

    def _name(self, key: tuple[str, ...], fact: dict[str, Any]) -> str:
        if len(key) == 1:
            return key[0]
        return f"{fact['country_code']}-{fact['rule']}-{self.digests.of(*key)}"

    def _fact(self, record: NamedRow) -> dict[str, Any]:
        code = country_code(record.first(*COUNTRY))
        if code is None:
            raise Refused(
                column_of(record, *COUNTRY),
                "its country is no country or territory of ISO 3166",
                "write the two-letter code; a rule of a union is one row for each member",
            )
        zones = tuple(dict.fromkeys(re.findall(r"[^;,\s]+", record.first("time_zones"))))
        if any(civil_time.zone(zone) is None for zone in zones):
            raise Refused(
                "time_zones",
                "a time zone is no IANA name",
                "write names such as Europe/Paris, with ; between them",
            )
        scope = Scope(
            opens=hour_of(record, "polls_open_local", "polls_open"),
            closes=hour_of(record, "polls_close_local", "polls_close"),
        )
        check_edges(record, scope)
        platform = record.first("platform") or None
        unsaid = "" if record.first("confidence") else "the source states no confidence"
        return {
            "known_from_at": self._known_from(record, zones, code),
            "country_code": code,
            "territory": record.first("territory") or None,
            "rule": word(record, "rule", ""),
            "medium": record.first("medium") or "not stated",
            "platform": platform,
            "election_kinds": ";".join(kinds(record)) or "all",
            "rounds": ";".join(rounds_of(record.first("rounds", "round"))) or "all",
            "starts": record.cells["starts"],
            "ends": record.cells["ends"],
            "time_zones": ";".join(zones) or None,
            "polls_open_local": record.first("polls_open_local", "polls_open") or None,
            "polls_close_local": record.first("polls_close_local", "polls_close") or None,
            **application(record),
            "imposed_by": word(record, "imposed_by", "platform" if platform else "law"),
            "stated_by": record.first("stated_by") or None,
            "citation": record.first("citation") or None,
            "confidence": word(record, "confidence", "low"),
            "note": "; ".join(filter(None, (record.first("note"), unsaid))) or None,
        }

    def _known_from(self, record: NamedRow, zones: tuple[str, ...], code: str) -> datetime | None:
        said = record.first(*KNOWN_FROM)
        moment = civil_time.moment(said) if said else None
        if said and moment is None:
            self.intake.refuse(
                "The moment from which a rule was known cannot be read",
                "it is no ISO date or time; the rule is kept without it",
                "write YYYY-MM-DDTHH:MM, with an offset or in the rule's first zone",
                row=record.line,
                column=column_of(record, *KNOWN_FROM),
                value=said,
            )
        if moment is None:
            return None
        where = civil_time.zone(zones[0] if zones else country(code).time_zone)
        if moment.offset is not None or where is None:
            return moment.utc
        return civil_time.utc(moment.civil, where, "start")


def _key(record: NamedRow, fact: dict[str, Any]) -> tuple[str, ...]:
    """What tells a rule from others: the one name that its row gives it, else what it is about."""
    if stated := record.first("rule_id"):
        return (stated.replace("~", "_"),)
    parts = [fact[name] for name in ("country_code", "rule", "platform", "medium", "territory")]
    parts += [";".join(sorted(fact[name].split(";"))) for name in ("election_kinds", "rounds")]
    return tuple(re.sub(r"[^\w]+", "_", (part or "").casefold()).strip("_") for part in parts)


def _recognises(source: Source) -> bool:
    names = set(columns(source))
    return names >= NEEDED and bool(names & set(COUNTRY)) and not names >= OF_THE_FORMAT


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every rule of a list, each of its versions."""
    intake.title = "Restriction rules"
    intake.publisher = "as compiled by others"
    rulebook = Rulebook(source, intake)
    for record in named_rows(source, intake):
        rulebook.add(record)
    if rulebook.facts:
        yield batch("restriction_rule", rulebook.facts)


# Above the exported tables, which would claim a list by a name such as restriction_rule_2024.csv.
IMPORTER = Importer("Restriction rules", _recognises, read, specificity=60)
