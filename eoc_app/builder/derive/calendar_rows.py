"""The calendar of a snapshot, as its facts have it: elections with their polling days and hours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice, takewhile
from typing import Any, Final

import duckdb

from eoc_app.builder.derive.polling_links import NEAR
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.domain.dates import civil_time
from eoc_app.domain.elections.election import Election, PollingDay
from eoc_app.domain.elections.election_anchor import Hour, hour
from eoc_app.domain.restrictions.restriction_rule import Rule, kinds_meant

YEARS: Final = range(1900, 2200)
"""Elections of other years are slips of the pen, and no zone's clocks are known then."""

ELECTIONS: Final = """
select source_id, source_row, provenance, election_id, country_code, name, kind, round,
    polling_starts_on, coalesce(polling_ends_on, polling_starts_on) as polling_ends_on,
    date_precision, status, previous_polling_on, annulled_on, status_known_from_at,
    new_day_known_from_at, polls_open_local, polls_close_local, time_zone
from election
where country_code is null or list_contains(?::varchar[], country_code)
order by higher_risk is null, source_id, source_row
"""
# A list by hand, with hours, says more than days counted from a note.
DAYS: Final = """
select source_id, source_row, election_id, country_code, polling_on, phase, territory, time_zone,
    polls_open_local, polls_close_local
from polling_day
order by source_id, source_row
"""
READS: Final = (ELECTIONS, DAYS)
"""What periods are derived from, which views then read."""


@dataclass
class Calendar:
    """Elections of the countries that have rules, and the rows that they stand in."""

    elections: list[Election] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    undated: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By country, the rows of elections whose day no source knows."""


class CalendarRows:
    """Reads the calendar; what cannot be read is reported of the file that says it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> None:
        self._connection = connection
        self._readings = readings

    def calendar(self, countries: Sequence[str]) -> Calendar:
        """The elections of some countries in the order in which their sources are preferred."""
        found = Calendar()
        listed = self._rows(ELECTIONS, [list(countries)])
        days: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows(DAYS):
            days.setdefault(row["election_id"], []).append(row)
        for row in listed:
            found.rows[row["election_id"]] = row
            mine = days.get(row["election_id"], [])
            if row["country_code"] is None:
                # A union votes in each member by the days and hours listed for it.
                for code in sorted({day["country_code"] for day in mine} & set(countries)):
                    there = [day for day in mine if day["country_code"] == code]
                    span = {"polling_starts_on": min(day["polling_on"] for day in there),
                            "polling_ends_on": max(day["polling_on"] for day in there)}  # fmt: skip
                    found.elections.append(self._election(row | span, code, there))
            elif (dated := _dated(row)) is None:
                found.undated.setdefault(row["country_code"], []).append(row)
            else:
                found.elections.append(self._election(dated, row["country_code"], mine))
        known: dict[str, list[Election]] = {}
        for one in sorted(found.elections, key=lambda one: one.starts_on):
            known.setdefault(one.country_code, []).append(one)
        for code, rows in found.undated.items():
            mine_known = known.get(code, [])
            rows[:] = [row for row in rows if not _has_day(row, mine_known)]
        return found

    def _rows(self, sql: str, parameters: object = None) -> list[dict[str, Any]]:
        result = self._connection.execute(sql, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _election(
        self, row: Mapping[str, Any], code: str, days: Sequence[Mapping[str, Any]]
    ) -> Election:
        return Election(
            row["election_id"], code, row["name"], row["kind"], row["round"],
            row["polling_starts_on"], row["polling_ends_on"], row["status"],
            row["previous_polling_on"], row["annulled_on"],
            _utc(row["status_known_from_at"]), _utc(row["new_day_known_from_at"]),
            self._hour(row, "polls_open_local"), self._hour(row, "polls_close_local"),
            self._zone(row),
            tuple(day for one in days if (day := self._day(row, one)) is not None),
        )  # fmt: skip

    def _day(self, election: Mapping[str, Any], row: Mapping[str, Any]) -> PollingDay | None:
        first, last = election["polling_starts_on"], election["polling_ends_on"]
        on: date = row["polling_on"]
        if max((first - on).days, (on - last).days) > NEAR:
            self._tell(
                row, "polling_on", "A polling day lies outside its election",
                f"polls are open from {first} to {last}; no rule is applied to it",
                "check the day and its election",
            )  # fmt: skip
            return None
        zone = self._zone(row)
        if zone is None and row["time_zone"] is not None:
            return None
        opens, closes = (self._hour(row, f"polls_{verb}_local") for verb in ("open", "close"))
        return PollingDay(on, row["phase"], row["territory"], zone, opens, closes)

    def _hour(self, row: Mapping[str, Any], column: str) -> Hour | None:
        if row[column] is None:
            return None
        try:
            found = hour(row[column])
        except ValueError as error:
            why = str(error)
        else:
            if found.time_zone is None or civil_time.zone(found.time_zone) is not None:
                return found
            why = "the time zone of its hour is no IANA name"
        remedy = "write HH:MM in local time, 24:00 for midnight"
        self._tell(row, column, "An hour of the polls cannot be read",
                   f"{why}; rules take it as unknown", remedy)  # fmt: skip
        return None

    def _zone(self, row: Mapping[str, Any]) -> str | None:
        name = row["time_zone"]
        if name is None or civil_time.zone(name) is not None:
            return None if name is None else str(name)
        self._tell(row, "time_zone", "A time zone of the polls is unknown",
                   "it is no IANA name; no rule is applied by its clocks",
                   "write a name such as Europe/Paris")  # fmt: skip
        return None

    def _tell(self, row: Mapping[str, Any], column: str, what: str, why: str, remedy: str) -> None:
        intake = self._readings[row["source_id"] - 1].intake
        value = str(row[column])
        intake.refuse(what, why, remedy, row=row["source_row"], column=column, value=value)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


def _dated(row: dict[str, Any]) -> dict[str, Any] | None:
    """A row whose days are known, or were before it was postponed without a new day; else None."""
    first, last, before = (
        row[name] for name in ("polling_starts_on", "polling_ends_on", "previous_polling_on")
    )
    if row["date_precision"] != "day" or first is None:
        if before is None or before.year not in YEARS:
            return None
        gone = "cancelled" if row["status"] == "cancelled" else "postponed"
        days = {"polling_starts_on": before, "polling_ends_on": before}
        return row | days | {"previous_polling_on": None, "status": gone}
    sane = all(day is None or day.year in YEARS for day in (first, last, before))
    return row if sane and first <= last else None


def undated_for(calendar: Calendar, rules: Sequence[Rule], code: str) -> list[dict[str, Any]]:
    """Elections without a day for which one of a country's rules would give a period."""
    probe = Election("", code, "", "other", "", date(2000, 1, 1), date(2000, 1, 1))
    rows = calendar.undated.get(code, ())
    governed = {
        (kind, round_)
        for kind, round_ in {(row["kind"], row["round"]) for row in rows}
        if any(rule.governs(replace(probe, kind=kind, round=round_)) for rule in rules)
    }
    return [row for row in rows if (row["kind"], row["round"]) in governed]


def _has_day(row: Mapping[str, Any], known: Sequence[Election]) -> bool:
    """Whether an election known by month or year may be one of those, in order, with a day."""
    first, last = row["polling_starts_on"], row["polling_ends_on"]
    if first is None or last is None:
        return False
    meant = kinds_meant(row["kind"])
    start = bisect_left(known, first, key=lambda one: one.starts_on)
    within = takewhile(lambda one: one.starts_on <= last, islice(known, start, None))
    return any(meant & kinds_meant(one.kind) for one in within)
