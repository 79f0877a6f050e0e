"""Cells of a list of restriction rules; what cannot be read keeps the rule out and says why."""

from __future__ import annotations

from datetime import date

from eoc_app.builder.sources.named_rows import NamedRow, folded
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election_anchor import Hour, NoAnchor, edge, hour
from eoc_app.domain.restrictions.polls_of_rule import Scope
from eoc_app.domain.restrictions.restriction_rule import kinds_of, never_lasts
from eoc_app.snapshot.catalogue import catalogue


class Refused(Exception):  # noqa: N818 - what happened to the row
    """A cell that keeps a rule out: its column, why, and the remedy."""

    def __init__(self, column: str, why: str, remedy: str, what: str = "") -> None:
        super().__init__(why)
        self.column = column
        self.why = why
        self.remedy = remedy
        self.what = what or "A restriction rule cannot be imported"


def column_of(record: NamedRow, *names: str) -> str:
    """The first of these columns that the file has, for what must be named."""
    return next((name for name in names if name in record.cells), names[0])


def word(record: NamedRow, column: str, unsaid: str) -> str:
    """One of the format's words of a column, or what counts where it is empty."""
    words = catalogue().schema["restriction_rule"].values[column]
    said = folded(record.first(column)) or unsaid
    if said not in words:
        raise Refused(column, f"it is none of the format's words for {column}",
                       f"use {', '.join(words)}")  # fmt: skip
    return said


def hour_of(record: NamedRow, *names: str) -> Hour | None:
    """The hour in the first of these columns that the file has."""
    column = column_of(record, *names)
    if not record.first(*names):
        return None
    try:
        found = hour(record.first(*names))
    except ValueError as error:
        raise Refused(
            column, str(error), "write HH:MM in local time, 24:00 for midnight"
        ) from error
    if found.time_zone is not None and civil_time.zone(found.time_zone) is None:
        raise Refused(column, "the time zone of its hour is no IANA name",
                       "write 17:00 America/Sao_Paulo, or the hour alone")  # fmt: skip
    return found


def kinds(record: NamedRow) -> tuple[str, ...]:
    """The kinds of election that a rule governs; none means all."""
    column = column_of(record, "election_kinds", "elections")
    try:
        return kinds_of(record.first("election_kinds", "elections"))
    except ValueError as error:
        words = ", ".join(catalogue().schema["election"].values["kind"])
        raise Refused(column, str(error), f"use {words}, with ; between them, or all") from error


def application(record: NamedRow) -> dict[str, date | None]:
    """The first and the last polling day that a wording governs."""
    found: dict[str, date | None] = {}
    for name in ("applies_from", "applies_until"):
        column = column_of(record, name, f"{name}_on")
        said = record.first(name, f"{name}_on")
        moment = civil_time.moment(said) if said else None
        if said and moment is None:
            raise Refused(column, "it is no day", "write YYYY-MM-DD, or nothing")
        found[f"{name}_on"] = moment.civil.date() if moment else None
    first, last = found["applies_from_on"], found["applies_until_on"]
    if first and last and last < first:
        raise Refused(
            column_of(record, "applies_until", "applies_until_on"),
            f"the rule stops applying before it begins on {first}",
            "check both days",
        )
    return found


def check_edges(record: NamedRow, scope: Scope) -> None:
    """Refuse edges that cannot be read, have no anchor or never leave time between them."""
    found = []
    for column in ("starts", "ends"):
        try:
            found.append(edge(record.cells[column]))
        except NoAnchor as error:
            raise Refused(
                column,
                str(error),
                "say it from the election, such as 48 hours before polls close",
                "A rule without an anchor",
            ) from error
        except ValueError as error:
            raise Refused(
                column, str(error), "use the words that docs/restriction-rules.md lists"
            ) from error
    if never_lasts(found[0], found[1], scope):
        raise Refused(
            "ends", f"it ends at or before its start, {record.cells['starts']}", "check both edges"
        )
