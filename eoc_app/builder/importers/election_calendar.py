"""Election calendars: scraped guides, lists of holidays, encyclopaedia tables, fact lists.

Four shapes of one kind, told apart by their header; they share what a row becomes, so they stay
in one file. Rules that hold for all of them:

- `election_id` is country, first polling day, kind and round, then twelve digits of the name (two
  chambers elected on one day are two elections), an ordinal where the source says the same thing
  twice, and after `~` the source: sources may overlap, views match them by country, day and kind.
- With the precision `month` or `year` the first and last polling day bound the unknown one.
- A calendar that says nothing of a status says no more than that the day is `scheduled`.
- Where no round is named the round is `not stated`: a guide lists second rounds like first ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from eoc_app.builder.cells.election_harvest import Harvest
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import clean, looks_like_text, rows
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, folded, named_rows
from eoc_app.builder.sources.sieve import REPEATS
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import civil_time, spoken_date
from eoc_app.domain.dates.spoken_date import SpokenDate
from eoc_app.domain.elections import election_words

COUNTRY: Final = ("country", "country_code", "country_iso2", "country_name", "iso2", "countrycode")
DAY: Final = ("date", "election_date", "polling_day", "ds")
ELECTION: Final = ("election", "election_for", "election_name", "election_type")
STATUS: Final = ("status", "election_status")
HOLIDAY: Final = ("holiday_name", "holiday", "localname", "local_name")
FIRST: Final = ("first_polling_day", "polling_starts_on", "first_day")
LAST: Final = ("last_polling_day", "polling_ends_on", "last_day")
KNOWN_FROM: Final = {
    "status_known_from_at": ("status_known_from_at", "status_known_from"),
    "new_day_known_from_at": ("new_day_known_from_at", "new_day_known_from"),
}
KINDS: Final = frozenset({*election_words.KINDS, "other"})

_ELECTORAL: Final = re.compile(r"elect|\bpoll|\bvot(?:e|ing)\b|referend|plebiscit|ballot")
_CEREMONY: Final = re.compile(r"inaugurat|swearing|oath|handover|installation of|conclave")
_AROUND: Final = re.compile(
    r"day after|day before|\beve\b|victory|anniversar|result|additional|holiday for|in lieu"
    r"|observed|substitut|bridge"
)
_POLLING_DAYS: Final = re.compile(
    r"polling days:?\s*((?:(?:\d{4}-)?\d{2}-\d{2}[\s,;]*(?:and\s+)?)+)", re.IGNORECASE
)


def _column(record: NamedRow, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in record.cells), names[0])


def _guide(harvest: Harvest) -> Iterator[Batch]:
    """A scraped guide: day, country, election and status in words."""
    harvest.intake.title = "Election guide"
    known: set[tuple[str, ...]] = set()
    for record in named_rows(harvest.source, harvest.intake, apart=False):
        said, stated = record.first(*DAY), record.first(*STATUS)
        place = harvest.place(record.first(*COUNTRY), record.line, _column(record, COUNTRY))
        if place is None:
            continue
        when = None
        if not spoken_date.says_no_date(said):
            when = harvest.when(said, record.line, _column(record, DAY))
            if when is None:
                continue
        name = record.first(*ELECTION) or "election"
        status = election_words.status(stated) if stated else "scheduled"
        kind = election_words.kind(name)
        names_body = "election_for" in record.cells or name.casefold().startswith("election for ")
        if kind == "other" and names_body:
            kind = "legislative"  # guides name the body; offices are told by their own words
        words = tuple(record.cells.values())
        if words in known and kind != "referendum":  # several of a day are listed in one wording
            harvest.intake.skip(REPEATS)
            continue
        known.add(words)
        round_ = election_words.round_of(name) or ("2" if status == "if_needed" else None)
        harvest.add(
            record.line,
            place,
            name,
            kind,
            when,
            round_ or "not stated",
            status=status,
            note=f"status as stated: {stated}" if folded(stated) != status and stated else None,
        )
        yield from harvest.batches()


def _holidays(harvest: Harvest) -> Iterator[Batch]:
    """Public holidays: only those that are polling days, days in a row taken together."""
    intake = harvest.intake
    intake.title = "Election-day holidays"
    last: tuple[str, str, date] | None = None
    for record in named_rows(harvest.source, intake):
        name = record.first(*HOLIDAY, "name")
        words = f"{name} {record.first('name')}".casefold()
        if not _ELECTORAL.search(words) and not _CEREMONY.search(words):
            intake.skip("holidays that are no election")
        elif _CEREMONY.search(words):
            intake.skip("inaugurations and oaths, no polling days")
        elif _AROUND.search(words):
            intake.skip("holidays around an election, which need not be its polling day")
        else:
            place = harvest.place(record.first(*COUNTRY), record.line, _column(record, COUNTRY))
            when = place and harvest.when(record.first(*DAY), record.line, _column(record, DAY))
            if place is None or when is None:
                continue
            here = (place[1] or "", name)
            if last and last[:2] == here and when.starts_on == last[2] + timedelta(days=1):
                intake.skip("further days of a holiday already counted")
                fact = harvest.elections[-1]
                fact["polling_ends_on"] = when.ends_on
                fact["note"] = "a holiday of several days; polls may be open on only one of them"
            else:
                yield from harvest.batches()
                round_ = election_words.round_of(words) or "not stated"
                kind = election_words.kind(words)
                harvest.add(record.line, place, name, kind, when, round_, status="scheduled")
            last = (*here, when.ends_on)


def _facts(harvest: Harvest) -> Iterator[Batch]:
    """A list of facts: first and last polling day, round, and a note that may say more."""
    intake = harvest.intake
    intake.title = "Election calendar"
    for record in named_rows(harvest.source, intake):
        place = harvest.place(record.first(*COUNTRY), record.line, _column(record, COUNTRY))
        if place is None:
            continue
        first = harvest.when(record.first(*FIRST), record.line, _column(record, FIRST))
        said = record.first(*LAST)
        last = harvest.when(said, record.line, _column(record, LAST)) if said else first
        if first is None or last is None:
            continue
        if last.ends_on < first.starts_on:
            intake.refuse(
                "An election ends before it begins",
                f"its first polling day is {first.starts_on}",
                "check both days",
                row=record.line,
                column=_column(record, LAST),
                value=said,
            )
            continue
        coarse = first if first.precision != "day" else last
        when = SpokenDate(first.starts_on, last.ends_on, coarse.precision, first.vague)
        name, note = record.first("name", *ELECTION) or "election", record.first("note")
        stated = record.first("kind", "election_type").casefold()
        identifier = harvest.add(
            record.line,
            place,
            name,
            stated if stated in KINDS else election_words.kind(f"{stated} {name}"),
            when,
            record.first("round") or election_words.round_of(name) or "not stated",
            note=note,
            higher_risk=_yes_or_no(harvest, record),
            **_hours(harvest, record),
            **_fate(record.first(*STATUS), note),
        )
        _phases(harvest, record.line, identifier, place[1], when, note)
        yield from harvest.batches()


def _yes_or_no(harvest: Harvest, record: NamedRow) -> bool | None:
    names = ("higher_risk_in_report", "higher_risk")
    said = record.first(*names).casefold()
    if said in {"yes", "true", "1", "y"}:
        return True
    if said in {"no", "false", "0", "n"}:
        return False
    if said:
        harvest.intake.refuse(
            "A cell is neither yes nor no",
            "the election is kept, without a statement of its risk",
            "write yes, no or nothing",
            row=record.line,
            column=_column(record, names),
            value=said,
        )
    return None


def _hours(harvest: Harvest, record: NamedRow) -> dict[str, Any]:
    """The hours of the polls, their zone, and when status and new day were known, if a list says.

    A zone or a moment that cannot be read is reported, and the election is kept without it; hours
    stay in the source's words, which are read where a rule needs them.
    """
    found: dict[str, Any] = {
        "polls_open_local": record.first("polls_open_local", "polls_open") or None,
        "polls_close_local": record.first("polls_close_local", "polls_close") or None,
        "time_zone": record.first("time_zone") or None,
        **dict.fromkeys(KNOWN_FROM),
    }
    zone = record.first("time_zone")
    if zone and civil_time.zone(zone) is None:
        _unread(harvest, record, "time_zone", "it is no IANA name", "a name such as Europe/Paris")
        found["time_zone"] = None
    for column, names in KNOWN_FROM.items():
        if not (said := record.first(*names)):
            continue
        moment = civil_time.moment(said)
        if moment is None:
            why, how = "it is no ISO date or time", "YYYY-MM-DDTHH:MM, in UTC or with an offset"
            _unread(harvest, record, _column(record, names), why, how)
        else:
            found[column] = moment.utc
    return found


def _unread(harvest: Harvest, record: NamedRow, column: str, why: str, remedy: str) -> None:
    harvest.intake.refuse(
        "A cell of an election cannot be read",
        f"{why}; the election is kept without it",
        f"write {remedy}, or nothing",
        row=record.line,
        column=column,
        value=record.cells.get(column),
    )


def _fate(stated: str, note: str) -> Mapping[str, Any]:
    """What became of an election by its status and by `annulled on` and `postponed from`."""
    fate: dict[str, Any] = {"status": election_words.status(stated) if stated else "scheduled"}
    if annulled := re.search(r"annulled on (\d{4}-\d{2}-\d{2})", note, re.IGNORECASE):
        when = spoken_date.parse(annulled[1])
        fate |= {"status": "annulled", "annulled_on": when and when.starts_on}
    if moved := re.search(
        r"(?:postponed|moved|brought forward|rescheduled) from (\d{4}-\d{2}-\d{2})",
        note,
        re.IGNORECASE,
    ):
        when = spoken_date.parse(moved[1])
        fate["previous_polling_on"] = when and when.starts_on
        # Its new day is known, so it is awaited on that day; `postponed` has none.
        if not annulled and (not stated or fate["status"] == "postponed"):
            fate["status"] = "moved"
    elif not stated and (
        said := re.match(r"\s*(postponed|cancel+ed|called off)\b", note, re.IGNORECASE)
    ):
        fate["status"] = election_words.status(said[1])
    return fate


def _phases(
    harvest: Harvest, line: int, identifier: str, code: str | None, when: SpokenDate, note: str
) -> None:
    """The polling days that a note lists, the year taken from the first day."""
    listed = _POLLING_DAYS.search(note)
    if listed is None or code is None:
        return
    found: list[date] = []
    for said in re.findall(r"(?:\d{4}-)?\d{2}-\d{2}", listed[1]):
        years = [when.starts_on.year, when.ends_on.year]
        tried = [said] if len(said) > len("04-19") else [f"{year}-{said}" for year in years]
        parsed = [spoken_date.parse(text) for text in tried]
        fits = [day.starts_on for day in parsed if day and day.starts_on >= when.starts_on]
        if not fits or fits[0] > when.ends_on:
            harvest.intake.refuse(
                "A listed polling day lies outside its election",
                f"the election runs from {when.starts_on} to {when.ends_on}",
                "check the list of days in the note",
                row=line,
                column="note",
                value=said,
            )
        else:
            found.append(fits[0])
    harvest.days.extend(
        {
            "source_row": line,
            "provenance": "published",
            "counts_of": "a polling day as a calendar lists it",
            "election_id": identifier,
            "country_code": code,
            "polling_on": day,
            "phase": str(phase),
        }
        for phase, day in enumerate(sorted(set(found)), 1)
    )


@dataclass(frozen=True)
class Span:
    """A column of an encyclopaedia table that holds the last or the next polling day."""

    index: int
    name: str
    kind: str
    status: str


@dataclass(frozen=True)
class Layout:
    """Where an encyclopaedia table keeps what: after how many lines, and in which columns."""

    header_rows: int
    country: int
    spans: tuple[Span, ...]


def _layout(source: Source) -> Layout | None:
    """The layout of a table with `Last election` and `Next election` under their kinds."""
    if not looks_like_text(source.head):
        return None
    top: list[list[str]] = []
    for _line, cells in rows(source):
        if any(clean(cell) for cell in cells):
            top.append([spoken_date.without_citations(clean(cell)) for cell in cells])
        if len(top) == 2:
            break
    for count in (2, 1):
        if len(top) < count or len(top[0]) != len(top[count - 1]):
            continue
        headings = _headings(top[0], top[count - 1])
        countries = [index for index, pair in enumerate(headings) if "country" in map(folded, pair)]
        spans = [
            span
            for index, (group, below) in enumerate(headings)
            if (span := _span(index, group, below)) is not None
        ]
        if spans and countries:
            return Layout(count, countries[0], tuple(spans))
    return None


def _headings(upper: list[str], lower: list[str]) -> list[tuple[str, str]]:
    """Each column's group, filled forward where cells were merged, and its own heading."""
    group, pairs = "", []
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        pairs.append((group, below))
    return pairs


def _span(index: int, group: str, below: str) -> Span | None:
    edge = re.search(r"\b(last|latest|previous|next)\b", below.casefold())
    kind = election_words.kind(group)
    if edge is None or kind == "other":
        return None
    return Span(index, group, kind, "scheduled" if edge[1] == "next" else "held")


def _encyclopaedia(harvest: Harvest, layout: Layout) -> Iterator[Batch]:
    """A table with a row for each country and several elections in it."""
    intake = harvest.intake
    intake.title = "Last and next elections, from an encyclopaedia"
    width = 1 + max(layout.country, *(span.index for span in layout.spans))
    headings = 0
    for line, cells in rows(harvest.source):
        said = [spoken_date.without_citations(clean(cell)) for cell in cells]
        if headings < layout.header_rows:
            headings += any(said)
            continue
        intake.read()
        if not any(said):
            intake.skip("blank rows")
            continue
        said += [""] * (width - len(said))
        dated = [span for span in layout.spans if not spoken_date.says_no_date(said[span.index])]
        if not dated:
            intake.skip("countries without a polling day")
            continue
        place = harvest.place(said[layout.country], line, "Country")
        if place is None:
            continue
        for span in dated:
            column = f"{span.name}, column {span.index + 1}"
            when = harvest.when(said[span.index], line, column)
            if when is not None:
                harvest.add(
                    line, place, span.name, span.kind, when, "not stated", status=span.status
                )
        yield from harvest.batches()


def _shape(source: Source) -> str | None:
    names = set(columns(source))
    if not names & set(COUNTRY):
        return "encyclopaedia" if _layout(source) else None
    if names & set(FIRST) and names & {"name", *ELECTION}:
        return "facts"
    if names & set(DAY) and names & set(HOLIDAY):
        return "holidays"
    known = {*COUNTRY, *DAY, *ELECTION, *STATUS}
    if names & set(DAY) and names & set(ELECTION) and (names & set(STATUS) or names <= known):
        return "guide"
    return "encyclopaedia" if _layout(source) else None


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every election of a calendar, in any of its four shapes."""
    harvest = Harvest(source, intake)
    intake.publisher = "as compiled by others"
    match _shape(source):
        case "facts":
            yield from _facts(harvest)
        case "holidays":
            yield from _holidays(harvest)
        case "guide":
            yield from _guide(harvest)
        case _:
            layout = _layout(source)
            if layout is not None:
                yield from _encyclopaedia(harvest, layout)
    yield from harvest.batches(at_least=1)


IMPORTER = Importer("Election calendar", lambda source: _shape(source) is not None, read)
