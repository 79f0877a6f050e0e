"""The rules of a snapshot, as its facts have them; wordings that cannot be read are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final

import duckdb

from eoc_app.builder.expect.daily_figures import Ask
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election_anchor import Hour, NoAnchor, edge, hour
from eoc_app.domain.restrictions.polls_of_rule import Scope
from eoc_app.domain.restrictions.restriction_rule import Rule, kinds_of, never_lasts, rounds_of

_RULES: Final = "select rowid, * from restriction_rule order by rule_id, version, source_id"
_SAID: Final = ("medium", "platform", "imposed_by", "stated_by", "citation", "confidence")
_OWN: Final = frozenset({"rowid", "source_id", "source_row", "rule_id", "provenance", "note"})
"""Columns in which two files that state the same rule may differ."""


@dataclass(frozen=True)
class Wordings:
    """Every wording of one rule, and the rows that they stand in by `Rule.key`."""

    rules: tuple[Rule, ...]
    rows: Mapping[int, dict[str, Any]]

    @property
    def country_code(self) -> str:
        """The country whose rule it is."""
        return str(self.rows[self.rules[0].key]["country_code"])


class _Unread(Exception):  # noqa: N818 - what happened to the wording
    """A cell that keeps a wording out."""

    def __init__(self, column: str, why: str, remedy: str, what: str = "") -> None:
        super().__init__(why)
        self.column, self.why, self.remedy = column, why, remedy
        self.what = what or "A restriction rule was not imported"


def wordings(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> list[Wordings]:
    """The rules that are to be applied, by their keys.

    A rule that two files state alike is applied once and counted; one that they state differently
    is reported, and both are applied.
    """
    result = connection.execute(_RULES)
    names = [column[0] for column in result.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    found: list[Wordings] = []
    unread: list[int] = []
    for _, versions in groupby(rows, key=lambda row: row["rule_id"]):
        read = {}
        for row in versions:
            try:
                read[row["rowid"]] = (_rule(row), row)
            except _Unread as fault:
                unread.append(row["rowid"])
                intake = readings[row["source_id"] - 1].intake
                intake.rows_written -= 1
                intake.refuse(
                    fault.what, fault.why, fault.remedy, row=row["source_row"],
                    column=fault.column, value=str(row[fault.column]),
                )  # fmt: skip
        if read:
            rules = tuple(rule for rule, _ in read.values())
            found.append(Wordings(rules, {key: row for key, (_, row) in read.items()}))
    if unread:
        connection.execute(
            "delete from restriction_rule where list_contains(?::bigint[], rowid)", [unread]
        )
    return list(_once(found, readings))


def unread_rules(ask: Ask) -> list[tuple[dict[str, Any], str, str]]:
    """Rules of a snapshot that cannot be applied: the row, the column that is at fault, and why."""
    result = ask(_RULES, None)
    names = [column[0] for column in result.description or ()]
    found = []
    for values in result.fetchall():
        row = dict(zip(names, values, strict=True))
        try:
            _rule(row)
        except _Unread as fault:
            found.append((row, fault.column, fault.why))
    return found


def _once(found: list[Wordings], readings: Sequence[Reading]) -> Iterator[Wordings]:
    """Rules of the same name, which several files state."""
    same: dict[str, list[Wordings]] = {}
    for one in found:
        same.setdefault(one.rules[0].rule_id.partition("~")[0], []).append(one)
    for name, several in same.items():
        several.sort(key=lambda one: min(row["source_id"] for row in one.rows.values()))
        told: list[tuple[list[dict[str, Any]], Wordings]] = []
        for one in several:
            says = [_says(row) for row in one.rows.values()]
            row = next(iter(one.rows.values()))
            intake = readings[row["source_id"] - 1].intake
            twin = next((other for said, other in told if said == says), None)
            if twin is not None:
                first = next(iter(twin.rows.values()))
                path = readings[first["source_id"] - 1].intake.path
                intake.skip(f"rules applied once, as {path} states them too", len(says))
                continue
            if told:
                first = next(iter(told[0][1].rows.values()))
                path = readings[first["source_id"] - 1].intake.path
                intake.refuse(
                    "Two files state a rule differently",
                    f"{path}, row {first['source_row']}, says something else; both are applied",
                    "check both against the law, and keep one of them",
                    row=row["source_row"],
                    column="rule_id",
                    value=row["rule_id"],
                )
            again = f"{name}-{len(told) + 1}" if told else name
            told.append((says, one))
            yield Wordings(tuple(replace(rule, rule_id=again) for rule in one.rules), one.rows)


def _says(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _OWN}


def _rule(row: Mapping[str, Any]) -> Rule:
    zones = tuple(dict.fromkeys(re.findall(r"[^;,\s]+", row["time_zones"] or "")))
    if any(civil_time.zone(zone) is None for zone in zones):
        raise _Unread(
            "time_zones", "a time zone is no IANA name", "write names such as Europe/Paris"
        )
    scope = Scope(
        row["territory"], zones, _hour(row, "polls_open_local"), _hour(row, "polls_close_local")
    )
    edges = []
    for column in ("starts", "ends"):
        try:
            edges.append(edge(row[column]))
        except NoAnchor as error:
            remedy = "say it from the election, such as 48 hours before polls close"
            raise _Unread(column, str(error), remedy, "A rule without an anchor") from error
        except ValueError as error:
            remedy = "use the words that docs/restriction-rules.md lists"
            raise _Unread(column, str(error), remedy) from error
    if never_lasts(edges[0], edges[1], scope):
        raise _Unread(
            "ends", f"it ends at or before its start, {row['starts']}", "check both edges"
        )
    try:
        kinds = kinds_of(row["election_kinds"])
    except ValueError as error:
        remedy = "use the words of election.kind, with ; between them, or all"
        raise _Unread("election_kinds", str(error), remedy) from error
    known = row["known_from_at"]
    return Rule(
        row["rule_id"], row["version"], edges[0], edges[1], scope, frozenset(kinds),
        frozenset(rounds_of(row["rounds"])), row["applies_from_on"], row["applies_until_on"],
        known.replace(tzinfo=UTC) if isinstance(known, datetime) else None,
        row["rowid"], tuple(row[name] for name in _SAID),
    )  # fmt: skip


def _hour(row: Mapping[str, Any], column: str) -> Hour | None:
    if row[column] is None:
        return None
    try:
        found = hour(row[column])
    except ValueError as error:
        remedy = "write HH:MM in local time, 24:00 for midnight"
        raise _Unread(column, str(error), remedy) from error
    if found.time_zone is not None and civil_time.zone(found.time_zone) is None:
        raise _Unread(column, "the time zone of its hour is no IANA name",
                      "write 17:00 America/Sao_Paulo, or the hour alone")  # fmt: skip
    return found
