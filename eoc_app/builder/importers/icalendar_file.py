"""Restriction periods from calendars (.ics): our own exports, and those that others keep.

- What we exported comes back as it was, from its `X-EOC-` properties; earlier versions too.
- In other calendars rule and country are told from the words of category, place and title. A
  whole day is a local day; a time in UTC is told in the country's main zone; a time without a
  zone is one of the country's if it has one clock, else of the calendar's zone.
- One event that a file holds several times has versions, in the order of SEQUENCE. The moment of
  a change is when that version became known; when the first was known no calendar says. Two of the
  same SEQUENCE with other times contradict each other, unless LAST-MODIFIED says which is later.
- Events that repeat are refused: each occurrence would be a period of its own.
- Descriptions are not read: calendars of offices speak of private persons there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from eoc_app.builder.calendars import calendar_words
from eoc_app.builder.calendars.calendar_days import Days, days_of
from eoc_app.builder.calendars.calendar_lines import (
    MOST_EVENTS,
    CalendarPart,
    Event,
    calendars,
    is_calendar,
)
from eoc_app.builder.calendars.calendar_times import Unreadable
from eoc_app.builder.calendars.calendar_versions import Fact, Versions, utc
from eoc_app.builder.cells import foreign_zones
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import batch
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import civil_time

_REPEATS: Final = ("RRULE", "RDATE", "RECURRENCE-ID")
_EACH_ZONE: Final = "further zones in which a whole day of a country was told"
_COUNTS_OF: Final = "a period in which a rule restricts campaigning, ads or polls"


@dataclass
class Ledger:
    """The periods of one file with their versions."""

    intake: Intake
    versions: Versions

    def take(self, part: CalendarPart) -> None:
        """Take in every event of a calendar; what cannot be is reported."""
        if part.fault is not None:
            line, why = part.fault
            remedy = "export it again; what could be read of it was imported"
            self.intake.refuse("A calendar is not whole", why, remedy, row=line)
        if part.others:
            self.intake.read(part.others)
            self.intake.skip("parts of a calendar that are no events", part.others)
        if part.unread:
            self.intake.read(part.unread)
            what, why = f"{part.unread:,} events were not read", f"a file may hold {MOST_EVENTS:,}"
            self.intake.refuse(what, why, "split the file")
        for event in part.events:
            self.intake.read()
            if event.fault is not None:
                line, why = event.fault
                what, remedy = "An event of a calendar is damaged", "export the calendar again"
                self.intake.refuse(what, why, remedy, row=line)
                continue
            try:
                self._take_event(part, event)
            except Unreadable as unreadable:
                found = unreadable.found
                self.intake.refuse(
                    "An event of a calendar cannot be imported",
                    unreadable.why,
                    unreadable.remedy,
                    row=found.line,
                    column=found.name,
                    value=found.text or None,
                )

    def _take_event(self, part: CalendarPart, event: Event) -> None:
        for found in (one for several in event.properties.values() for one in several):
            if "\ufffd" in found.raw:
                why = "it holds bytes that are not in the file's encoding"
                raise Unreadable(found, why, "save the file as UTF-8")
            if found.name in _REPEATS:
                why = "it repeats, and each time would be a period of its own"
                raise Unreadable(found, why, "write one event for each time")
        categories = [text for one in event.properties.get("CATEGORIES", []) for text in one.texts]
        rule = calendar_words.rule(event, categories)
        if event.first("X-EOC-ELECTION-ID") or (
            rule is None and "election" in {text.casefold() for text in categories}
        ):
            self.intake.skip("polling days, which a calendar of elections states")
            return
        if rule is None:
            why = "neither its categories nor its title name a rule of the format"
            remedy = "name the rule in the title, such as electoral silence"
            raise Unreadable(event.one_of("SUMMARY"), why, remedy)
        code = calendar_words.code(part, event, categories)
        told = days_of(part, event, code)
        if len(told) > 1:
            self.intake.skip(_EACH_ZONE, len(told) - 1)
        for days in told:
            fact = self._fact(part, event, categories, (rule, code), days)
            self.versions.keep(event, fact, days.time_zone if len(told) > 1 else "")

    def _fact(
        self,
        part: CalendarPart,
        event: Event,
        categories: list[str],
        about: tuple[str, str],
        days: Days,
    ) -> Fact:
        rule, code = about
        title = event.text("SUMMARY")
        own = event.first("X-EOC-PERIOD-ID") is not None
        exercise = "EXERCISE" in categories or title.startswith("EXERCISE")
        withdrawn = event.text("STATUS").upper() == "CANCELLED" or part.method == "CANCEL"
        fact: Fact = {
            "source_row": event.line,
            "provenance": event.text("X-EOC-PROVENANCE").casefold()
            or ("synthetic" if exercise else "published"),
            "counts_of": _COUNTS_OF,
            "known_from_at": self._known_from(event),
            "country_code": code,
            "territory": event.text("X-EOC-TERRITORY") or None,
            "election": event.text("X-EOC-ELECTION") or None,
            "platform": event.text("X-EOC-PLATFORM") or None,
            "round": event.text("X-EOC-ROUND") or (None if own else "all"),
            "rule": rule,
            "medium": event.text("X-EOC-MEDIUM") or title or "not stated",
            "starts_local": days.starts_local,
            "ends_local": days.ends_local,
            "time_zone": days.time_zone,
            "starts_at": days.starts_at,
            "ends_at": days.ends_at,
            "imposed_by": event.text("X-EOC-IMPOSED-BY").casefold() or "law",
            "stated_by": event.text("X-EOC-STATED-BY") or (None if own else part.name or None),
            "citation": event.text("X-EOC-CITATION")
            or (None if own else event.text("URL") or None),
            "confidence": event.text("X-EOC-CONFIDENCE").casefold() or "low",
            "withdrawn": True if withdrawn else None,
            "conditional": True if event.text("X-EOC-CONDITIONAL").upper() == "TRUE" else None,
            "note": _note(event, days, own=own),
        }
        foreign = foreign_zones.note_of(code, days.time_zone)
        if foreign and not own:
            self.intake.skip(foreign_zones.FOREIGN)
            fact["note"] = "; ".join(filter(None, (fact["note"], foreign)))
        if fact["citation"] is None:
            self.intake.refuse(
                "A restriction period has no citation",
                "nothing says on which law or policy it rests; it is kept and marked",
                "add the law and article, or the policy text",
                row=event.line,
                column="citation",
            )
        return fact

    def _known_from(self, event: Event) -> datetime | None:
        said = event.first("X-EOC-KNOWN-FROM")
        if said is None:
            return None
        found = civil_time.moment(said.text)
        if found is None:
            self.intake.refuse(
                "The moment from which a period was known cannot be read",
                "it is no ISO date or time; the period is kept without it",
                "write YYYY-MM-DDTHH:MMZ",
                row=said.line,
                column=said.name,
                value=said.raw,
            )
        return found.utc if found else None


def _note(event: Event, days: Days, *, own: bool) -> str | None:
    if own:
        return event.text("X-EOC-NOTE") or None
    changed_at = utc(event, "LAST-MODIFIED")
    marked = event.text("CLASS").casefold()
    notes = [
        event.text("X-EOC-NOTE"),
        *days.notes,
        "the calendar calls it tentative" if event.text("STATUS").upper() == "TENTATIVE" else "",
        f"marked {marked} in the calendar" if marked not in ("", "public") else "",
        f"last changed in the calendar {changed_at:%Y-%m-%dT%H:%M}Z" if changed_at else "",
    ]
    return "; ".join(note for note in notes if note) or None


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every restriction period of a calendar file."""
    intake.title = "Restriction calendar"
    intake.publisher = "as compiled by others"
    ledger = Ledger(intake, Versions(intake, source.digest[:8]))
    for part in calendars(source):
        intake.title = part.name or intake.title
        ledger.take(part)
    facts = ledger.versions.settle()
    if not facts:
        return
    if any(fact["provenance"] == "synthetic" for fact in facts):
        intake.provenance = "synthetic"
    days = [day for fact in facts for day in _days(fact)]
    intake.period_starts_on = min(days, default=None)
    intake.period_ends_on = max(days, default=None)
    yield batch("restriction_period", facts)


def _days(fact: Fact) -> list[date]:
    starts, ends = fact["starts_local"], fact["ends_local"]
    last = ends - timedelta(microseconds=1) if ends else None
    return [moment.date() for moment in (starts, last) if moment]


IMPORTER = Importer(
    "Calendar of restrictions (.ics)",
    lambda source: is_calendar(source.head),
    read,
    specificity=30,
)
