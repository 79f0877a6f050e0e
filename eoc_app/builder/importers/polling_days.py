"""Polling days: lists of when and by which clocks the parts of an election vote.

An author of such a list cannot know the key of the election in the snapshot. The `election_id` of a
row is what the row says of it, `country/round/election`, and the build puts the key in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, batch, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.domain.dates import civil_time, span
from eoc_app.domain.elections.election_anchor import hour

COUNTRY: Final = ("country_code", "country", "country_iso2")
DAY: Final = "polling_on"
KIND: Final = frozenset({"kind", "election_type", "type"})
OF_A_DAY: Final = frozenset(
    {"election_id", "election", "name", "phase", "territory", "time_zone", "polls_open_local",
     "polls_open", "polls_close_local", "polls_close"}
)  # fmt: skip
"""What only a list of days inside an election says."""
OF_THE_FORMAT: Final = frozenset({"provenance", "counts_of"})
"""Columns that only an exported table has; that is read as one."""


def _refuse(intake: Intake, record: NamedRow, column: str, why: str, remedy: str) -> None:
    intake.refuse(
        "A polling day cannot be imported", why, remedy, row=record.line, column=column,
        value=record.cells.get(column),
    )  # fmt: skip


def _hour(intake: Intake, record: NamedRow, *names: str) -> str | None:
    """An hour as it stands, or None after reporting that it is none; the day is kept."""
    column = next((name for name in names if name in record.cells), names[0])
    said = record.first(*names)
    if not said:
        return None
    try:
        found = hour(said)
    except ValueError as error:
        why = str(error)
    else:
        if found.time_zone is None or civil_time.zone(found.time_zone) is not None:
            return said
        why = "the time zone of its hour is no IANA name"
    intake.refuse(
        "An hour of the polls cannot be read",
        f"{why}; the day is kept without it",
        "write HH:MM in local time, 24:00 for midnight",
        row=record.line,
        column=column,
        value=said,
    )
    return None


def _fact(intake: Intake, record: NamedRow, dated: NamedDays) -> dict[str, Any] | None:
    """A row of the table, or None after reporting why it gives none."""
    place = next((name for name in COUNTRY if name in record.cells), COUNTRY[0])
    code = country_code(record.first(*COUNTRY))
    if code is None:
        why = "its country is no country or territory of ISO 3166"
        _refuse(intake, record, place, why, "write the two-letter code")
        return None
    day = civil_time.moment(dated.iso(record.cells[DAY], DAY))
    if day is None or day.has_hour:
        why = span.unsure(record.cells[DAY]) or "it is no day in ISO 8601"
        _refuse(intake, record, DAY, why, "write YYYY-MM-DD")
        return None
    zone = record.first("time_zone")
    if zone and civil_time.zone(zone) is None:
        why = "the time zone is no IANA name"
        _refuse(intake, record, "time_zone", why, "write a name such as Europe/Paris, or nothing")
        return None
    words = (code, record.first("round"), record.first("election", "name"))
    return {
        "election_id": record.first("election_id") or "/".join(words),
        "country_code": code,
        "polling_on": day.civil.date(),
        "phase": record.first("phase") or "1",
        "territory": record.first("territory") or None,
        "time_zone": zone or None,
        "polls_open_local": _hour(intake, record, "polls_open_local", "polls_open"),
        "polls_close_local": _hour(intake, record, "polls_close_local", "polls_close"),
    }


def _recognises(source: Source) -> bool:
    names = set(columns(source))
    if names & KIND and not names & OF_A_DAY:
        return False  # a list of elections, each on one day
    return DAY in names and bool(names & set(COUNTRY)) and not names >= OF_THE_FORMAT


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every polling day of a list."""
    intake.title = "Polling days"
    intake.publisher = "as compiled by others"
    facts: list[dict[str, Any]] = []
    seen: set[tuple[Any, ...]] = set()
    dated = NamedDays(source)
    for record in named_rows(source, intake):
        fact = _fact(intake, record, dated)
        if fact is None:
            continue
        if tuple(fact.values()) in seen:
            intake.skip("rows that repeat an earlier row")
            continue
        seen.add(tuple(fact.values()))
        facts.append(
            {
                "source_row": record.line,
                "provenance": "published",
                "counts_of": "a polling day as a calendar lists it",
                **fact,
            }
        )
    if facts:
        days = [fact["polling_on"] for fact in facts]
        intake.period_starts_on, intake.period_ends_on = min(days), max(days)
        yield batch("polling_day", facts)


# Above the exported tables, which would claim a list by a name such as polling_day_2024.csv.
IMPORTER = Importer("Polling days", _recognises, read, specificity=60)
