"""Restriction periods: lists with local times and zones, and evidence in free words.

- A period is told by its `period_id`, else by country, election, rule, round, territory, medium,
  platform, and whether a platform imposes it: two platforms have two periods.
- A later row about the same period and zone that says anything else is its next version; both are
  kept, in file order or by the number in `version`. Where nothing says when each of two versions
  with other times counts, they contradict each other: both stay, the later one is marked.
- A row of our own export (it has `period_id` and `snapshot_id`) is taken at its word: what a list
  leaves open is not filled in, and where clocks show its times twice the UTC beside them counts.
- An end of `23:59` (or `23:59:59`) means the whole of that day: it is imported as the next
  midnight, not included, and the note says so. `24:00` is the same moment.
- A version whose citation is a notice `after election day` was not known before that day ended,
  unless the row says from when it was.
- A rule without an election day is kept without times; a start without an end is kept open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from eoc_app.builder.calendars.calendar_contradictions import Told, contradictions, report
from eoc_app.builder.cells import foreign_zones
from eoc_app.builder.cells.canonical_cells import CONTRADICTION, contradicts
from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, batch, columns, folded, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.domain.dates import civil_time
from eoc_app.domain.dates.civil_time import Edge
from eoc_app.domain.restrictions.restriction_words import rule_of
from eoc_app.snapshot.catalogue import catalogue

LIST: Final = frozenset({"rule", "starts_local", "ends_local", "time_zone"})
EVIDENCE: Final = frozenset({"what", "start_local", "start_tz", "end_local", "end_tz"})
COUNTRY: Final = ("country_code", "country", "country_iso2")
KNOWN_FROM: Final = ("known_from_at", "known_from", "announced_at", "announced_on")
SAID_BY: Final = ("regulator_or_platform", "regulator", "publisher", "compiler")
"""Columns that name who says so, where none is called that."""

_AFTER_ELECTION: Final = re.compile(r"after (?:the )?(?:election|polling) day", re.IGNORECASE)
_PLATFORM: Final = re.compile(r"one platform|platform(?:'s)? (?:policy|notice|rule)", re.IGNORECASE)
_PLATFORM_NAMES: Final = re.compile(
    r"meta|facebook|instagram|whatsapp|threads|google|youtube|tiktok|snap|x corp|twitter|microsoft",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """The two local ends of a row, or why they cannot be read."""

    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    notes: tuple[str, ...] = ()


@dataclass
class Ledger:
    """Periods of one source with their versions."""

    source: Source
    intake: Intake
    facts: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[tuple[str, ...], list[Told]] = field(default_factory=dict)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    digests: Digests = field(default_factory=Digests)

    def refuse(self, record: NamedRow, why: str, remedy: str, column: str) -> None:
        """Report a row that gives no period."""
        self.intake.refuse(
            "A restriction period cannot be imported",
            why,
            remedy,
            row=record.line,
            column=column,
            value=record.cells.get(column),
        )

    def moment(self, record: NamedRow, column: str, edge: Edge) -> tuple[datetime, str] | None:
        """One end as local civil time with a note, or None after reporting it."""
        said = record.cells[column]
        if edge == "start":  # of an end, `midnight` leaves open which of the day's two is meant
            said = re.sub(r"\s*\(?\b(?:at )?midnight\)?$", "T00:00", said)
        found = civil_time.moment(said)
        if found is None or found.offset is not None:
            self.refuse(
                record,
                "no single local date and time can be read"
                if found is None
                else "a local time carries no offset: its zone has a column of its own",
                "write YYYY-MM-DDTHH:MM in local time",
                column,
            )
            return None
        if edge == "end" and not found.has_hour:
            return civil_time.day_after(found.civil.date()), f"{said} taken as that whole day"
        if edge == "end" and time(23, 59) <= found.civil.time():
            end = civil_time.day_after(found.civil.date())
            return end, f"the source ends it at {said}, taken as the end of that day"
        return found.civil, ""

    def zone(self, record: NamedRow, column: str) -> ZoneInfo | None:
        """The zone of a row, or None after reporting it."""
        where = civil_time.zone(record.cells[column])
        if where is None:
            self.refuse(
                record,
                "the time zone is no IANA name",
                "write a name such as Europe/Paris",
                column,
            )
        return where

    def period(
        self, record: NamedRow, start: str, end: str, zones: tuple[ZoneInfo, ZoneInfo]
    ) -> Period | None:
        """Both ends of a row, or None after reporting what is wrong with them."""
        first, last = record.cells[start], record.cells[end]
        if not first and not last:
            return Period(None, None, None, None, ("a rule without an election day",))
        if not first:
            self.refuse(record, "it has an end and no start", "state both ends", start)
            return None
        begins = self.moment(record, start, "start")
        ends = self.moment(record, end, "end") if last else None
        if begins is None or (last and ends is None):
            return None
        notes = [begins[1], ends[1] if ends else "the source states no end"]
        for column, utc_column, where in (
            (start, "starts_at", zones[0]),
            (end, "ends_at", zones[1]),
        ):
            notes.append(self.contradiction(record, column, utc_column, where))
        starts_local, starts_at = _exact(record, start, "starts_at", zones[0]) or (
            begins[0],
            _utc(begins[0], zones[0], "start", notes),
        )
        ends_local, ends_at = ends[0] if ends else None, None
        if ends_local is not None:
            ends_local, ends_at = _exact(record, end, "ends_at", zones[1]) or (
                ends_local,
                _utc(ends_local, zones[1], "end", notes),
            )
            if ends_at <= starts_at:
                self.refuse(record, f"it ends at or before its start {first}", "check both", end)
                return None
            if zones[0].key != zones[1].key:
                notes.append(f"the source gives the end in {zones[1].key}: {last}")
                ends_local = civil_time.local(ends_at, zones[0])
        return Period(
            starts_local, ends_local, starts_at, ends_at, tuple(note for note in notes if note)
        )

    def contradiction(self, record: NamedRow, column: str, utc_column: str, where: ZoneInfo) -> str:
        """Report UTC that is another moment than the local time beside it, which stands."""
        said = record.first(utc_column)
        if not contradicts(said, record.cells[column], where.key):
            return ""
        self.intake.refuse(
            CONTRADICTION,
            f"{record.cells[column]} in {where.key} is another moment; the local time stands,"
            " as the law says it",
            "correct the one that is wrong, or leave the UTC out",
            row=record.line,
            column=utc_column,
            value=said,
        )
        return f"its source gives {said} UTC as {utc_column}, which is another moment"

    def foreign(self, code: str, where: ZoneInfo) -> str | None:
        """What to note of a zone that is another country's, counted."""
        said = foreign_zones.note_of(code, where.key)
        if said is not None:
            self.intake.skip(foreign_zones.FOREIGN)
        return said

    def code(self, record: NamedRow) -> str | None:
        """The country of a row, or None after reporting it."""
        column = next((name for name in COUNTRY if name in record.cells), COUNTRY[0])
        code = country_code(record.cells[column])
        if code is None:
            self.refuse(
                record,
                "its country is no country or territory of ISO 3166",
                "write the two-letter code; a rule of a union is one row for each member",
                column,
            )
        return code

    def add(self, record: NamedRow, key: tuple[str | None, ...], fact: dict[str, Any]) -> None:
        """Keep a row as a version of its period in its zone; a repetition is skipped."""
        stated = record.first("period_id")
        parts = (stated,) if stated else _folded(key)
        zone = *parts, fact["time_zone"], fact.get("territory") or ""
        number = self._number(record)
        said = (zone, number, *fact.items())
        if said in self.seen:
            self.intake.skip("rows that repeat an earlier row")
            return
        self.seen.add(said)
        if fact["citation"] is None:
            self.intake.refuse(
                "A restriction period has no citation",
                "nothing says on which law or policy it rests; it is kept and marked",
                "add the law and article, or the policy text",
                row=record.line,
                column="citation",
            )
        period_id = stated or (
            f"{fact['country_code']}-{fact['rule']}-{self.digests.of(*parts)}"
            f"~{self.source.digest[:8]}"
        )
        self.facts.append(
            {
                "source_row": record.line,
                "provenance": _provenance(record),
                "counts_of": "a period in which a rule restricts campaigning, ads or polls",
                "period_id": period_id,
                "version": number,
                "known_from_at": None,
                **fact,
            }
        )
        named = (name for name in KNOWN_FROM if name in record.cells)
        column = next((name for name in KNOWN_FROM if record.cells.get(name)), next(named, None))
        told = Told(
            self.facts[-1],
            column or "known_from",
            record.cells.get(column or "") or None,
            is_numbered=number is not None,
        )
        self.versions.setdefault(zone, []).append(told)

    def _number(self, record: NamedRow) -> int | None:
        """The version that a row says it is; None where it says none, or none that can be read."""
        said = record.first("version")
        if not said or re.fullmatch(r"0*[1-9][0-9]{0,5}", said, re.ASCII):
            return int(said) if said else None
        self.intake.refuse(
            "The version of a period cannot be read",
            "it is no whole number from 1 on; the row is kept in the order of the file",
            "number the versions 1, 2, 3, or leave the column out",
            row=record.line,
            column="version",
            value=said,
        )
        return None

    def settle(self) -> None:
        """Number the versions of each zone, and report those that contradict each other."""
        for zone in self.versions.values():
            self._order(zone)
            for later, earlier, why in contradictions(zone):
                report(self.intake, later, earlier.fact["source_row"], why)

    def _order(self, zone: list[Told]) -> None:
        """Versions by their numbers; one without a number of its own comes after those before."""
        if all(told.is_numbered for told in zone):
            zone.sort(key=lambda told: told.fact["version"])
        last = 0
        for place, told in enumerate(zone):
            number = told.fact["version"]
            if number is None or number <= last:
                zone[place] = replace(told, is_numbered=False)
                told.fact["version"] = number = last + 1
            last = number


def _folded(key: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"[^\w]+", "_", (part or "").casefold()).strip("_") for part in key)


def _is_own(record: NamedRow) -> bool:
    """Whether a row is one that we exported."""
    return bool(record.first("period_id") and record.first("snapshot_id"))


def _exact(
    record: NamedRow, column: str, utc_column: str, where: ZoneInfo
) -> tuple[datetime, datetime] | None:
    """An end that we exported, civil and UTC; None where the two are not the same moment."""
    if not _is_own(record):
        return None
    civil = civil_time.moment(record.cells[column])
    at = civil_time.moment(record.first(utc_column))
    if civil is None or at is None or at.offset is None:
        return None
    edges: tuple[Edge, Edge] = ("start", "end")
    if at.utc not in {civil_time.utc(civil.civil, where, edge) for edge in edges}:
        return None
    return civil.civil, at.utc


def _utc(civil: datetime, where: ZoneInfo, edge: Edge, notes: list[str]) -> datetime:
    shown = civil_time.occurrence(civil, where)
    if shown != "once":
        notes.append(f"clocks in {where.key} show {civil:%Y-%m-%dT%H:%M} {shown}")
    return civil_time.utc(civil, where, edge)


def _join(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


def _known_from(ledger: Ledger, record: NamedRow, where: ZoneInfo) -> datetime | None:
    column = next((name for name in KNOWN_FROM if record.cells.get(name)), None)
    if column is None:
        return None if _is_own(record) else _not_before(record, where)
    found = civil_time.moment(record.cells[column])
    if found is None:
        ledger.intake.refuse(
            "The moment from which a period was known cannot be read",
            "it is no ISO date or time; the period is kept without it",
            "write YYYY-MM-DDTHH:MM, with an offset or in the row's zone",
            row=record.line,
            column=column,
            value=record.cells[column],
        )
        return None
    if found.offset is not None:
        return found.utc
    return civil_time.utc(found.civil, where, "start")


def _not_before(record: NamedRow, where: ZoneInfo) -> datetime | None:
    """The end of election day, of a version that its citation says was given notice of later."""
    if not _AFTER_ELECTION.search(record.first("citation")):
        return None
    days = re.findall(r"\d{4}-\d{2}-\d{2}", record.first("election"))
    found = civil_time.moment(days[0]) if len(days) == 1 else None
    if found is None:
        return None
    return civil_time.utc(civil_time.day_after(found.civil.date()), where, "start")


def _imposed_by(record: NamedRow) -> str:
    stated = record.first("imposed_by").casefold()
    if stated in catalogue().schema["restriction_period"].values["imposed_by"]:
        return stated
    if _PLATFORM.search(f"{record.first('medium')} {record.first('citation')}"):
        return "platform"
    return "law"


def _whose(platform: str | None, imposed_by: str) -> Iterator[str]:
    """What of a period's key says whose policy it is; nothing of a law."""
    if platform:
        yield f"platform {platform}"
    if imposed_by == "platform":
        yield "by a platform"


def _provenance(record: NamedRow) -> str:
    stated = record.first("provenance").casefold()
    words = catalogue().schema["restriction_period"].values["provenance"]
    return stated if stated in words else "published"


def _is_marked(record: NamedRow, column: str) -> bool | None:
    return True if record.first(column).casefold() in {"true", "yes", "1"} else None


def _list(ledger: Ledger) -> Iterator[Batch]:
    values = catalogue().schema["restriction_period"].values
    for record in named_rows(ledger.source, ledger.intake):
        if record.first("state") == "no_rule" and not record.cells["rule"]:
            ledger.intake.skip("countries with no rule on record")
            continue
        rule = folded(record.cells["rule"])
        code = ledger.code(record)
        if code is None:
            continue
        if rule not in values["rule"]:
            words = ", ".join(values["rule"])
            ledger.refuse(record, "its rule is not one of the format's", f"use {words}", "rule")
            continue
        confidence = record.first("confidence").casefold() or "low"
        if confidence not in values["confidence"]:
            ledger.refuse(
                record, "its confidence is no level", "use high, medium or low", "confidence"
            )
            continue
        where = ledger.zone(record, "time_zone")
        if where is None:
            continue
        period = ledger.period(record, "starts_local", "ends_local", (where, where))
        if period is None:
            continue
        own = _is_own(record)
        election = record.first("election") or None
        round_ = record.first("round") or (None if own else "all")
        territory = record.first("territory") or None
        medium = record.first("medium") or "not stated"
        unsaid = "" if record.first("confidence") else "the source states no confidence"
        known_from_at = _known_from(ledger, record, where)
        if known_from_at and not any(record.cells.get(name) for name in KNOWN_FROM):
            unsaid = _join(unsaid, "known from the end of election day, by its citation") or ""
        platform, imposed_by = record.first("platform") or None, _imposed_by(record)
        ledger.add(
            record,
            (code, election, rule, round_, territory, medium, *_whose(platform, imposed_by)),
            {
                "known_from_at": known_from_at,
                "country_code": code,
                "territory": territory,
                "election": election,
                "round": round_,
                "rule": rule,
                "medium": medium,
                "platform": platform,
                "starts_local": period.starts_local,
                "ends_local": period.ends_local,
                "time_zone": where.key,
                "starts_at": period.starts_at,
                "ends_at": period.ends_at,
                "imposed_by": imposed_by,
                "stated_by": record.first("stated_by")
                or (None if own else record.first(*SAID_BY) or None),
                "withdrawn": _is_marked(record, "withdrawn"),
                "conditional": _is_marked(record, "conditional"),
                "citation": record.first("citation") or None,
                "confidence": confidence,
                "note": _join(
                    record.first("note"),
                    *(() if own else (*period.notes, unsaid, ledger.foreign(code, where))),
                ),
            },
        )
    if ledger.facts:
        ledger.settle()
        yield batch("restriction_period", ledger.facts)


def _evidence(ledger: Ledger) -> Iterator[Batch]:
    for record in named_rows(ledger.source, ledger.intake):
        what, by = record.cells["what"], record.first("regulator_or_platform")
        code = ledger.code(record)
        if code is None:
            continue
        rule = rule_of(what)
        if rule is None:
            ledger.refuse(record, "its words name no rule of the format", "name the rule", "what")
            continue
        start = ledger.zone(record, "start_tz") if record.cells["start_tz"] else None
        if start is None and not record.cells["start_tz"]:
            ledger.refuse(
                record, "no time zone is stated, so no moment is known", "add it", "start_local"
            )
        if start is None:
            continue
        end = ledger.zone(record, "end_tz") if record.cells["end_tz"] else start
        if end is None:
            continue
        period = ledger.period(record, "start_local", "end_local", (start, end))
        if period is None:
            continue
        by_platform = bool(_PLATFORM_NAMES.search(by))
        ledger.add(
            record,
            (code, by, rule, what, str(period.starts_local)),
            {
                "country_code": code,
                "round": "all",
                "rule": rule,
                "medium": what,
                "platform": by if by_platform else None,
                "starts_local": period.starts_local,
                "ends_local": period.ends_local,
                "time_zone": start.key,
                "starts_at": period.starts_at,
                "ends_at": period.ends_at,
                "imposed_by": "platform" if by_platform else "regulator" if by else "law",
                "stated_by": by or None,
                "citation": record.first("source_url", "citation") or None,
                "confidence": "low",
                "note": _join(
                    record.first("note"),
                    *period.notes,
                    f"stated of {by}" if by else "",
                    ledger.foreign(code, start),
                ),
            },
        )
    if ledger.facts:
        ledger.settle()
        yield batch("restriction_period", ledger.facts)


def _recognises(source: Source) -> bool:
    names = set(columns(source))
    return bool(names & set(COUNTRY)) and (names >= LIST or names >= EVIDENCE)


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every restriction period of a list or of a page of evidence."""
    intake.title = "Restriction periods"
    intake.publisher = "as compiled by others"
    ledger = Ledger(source, intake)
    for found in _list(ledger) if set(columns(source)) >= LIST else _evidence(ledger):
        ends = [day for fact in ledger.facts for day in _days(fact)]
        intake.period_starts_on = min(ends, default=None)
        intake.period_ends_on = max(ends, default=None)
        if any(fact["provenance"] == "synthetic" for fact in ledger.facts):
            intake.provenance = "synthetic"
        yield found


def _days(fact: dict[str, Any]) -> list[date]:
    starts, ends = fact["starts_local"], fact["ends_local"]
    last = ends - timedelta(microseconds=1) if ends else None
    return [moment.date() for moment in (starts, last) if moment]


IMPORTER = Importer("Restriction calendar", _recognises, read, specificity=20)
