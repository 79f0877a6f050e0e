"""Counts of political violence by country and month or year, as ACLED publishes them.

The workbook is one row a country and month (`COUNTRY, MONTH, YEAR, EVENTS`) or a country and year;
what its numbers count stands in the file's name alone. A grid made from it says of each month
whether the country was covered at all. A month without a row stays no row: whether nothing happened
in it is a matter of what the list is complete for. A list of the years from which countries are
covered says just that.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date
from typing import Final

from eoc_app.builder.cells.country_facts import CountryFacts, exact
from eoc_app.builder.cells.known_from import assumed
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.coverage import Coverage
from eoc_app.builder.sources.edition import stated_on
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span, spoken_date
from eoc_app.domain.dates.span import Span

LAG_DAYS: Final = 14
"""ACLED publishes every week and goes on adding to the last weeks; a month is whole in two."""
METRICS: Final = {"events": ("events", "events"), "fatalities": ("deaths", "people")}
PLACE: Final = ("country", "country_code", "iso", "iso3", "iso2")
FIRST_YEAR: Final = ("covered_from_year", "start_year")
_KINDS: Final = (("demonstration", "demonstrations"), ("civilian", "civilian_targeting"))
_MADE_ON: Final = re.compile(r"as[-_ ]of[-_ ]?(\d{1,2})[-_ ]?([a-z]{3,9})[-_ ]?(\d{4})")
_MONTHS: Final = {name.casefold(): number for number, name in enumerate(month_name) if name}
NOT_COVERED: Final = "months before the source covered the country"
COVERAGE: Final = "years from which a country is covered: a statement, no figure"
UNFINISHED: Final = "months that were not over when the file was made"


def _metric(names: list[str]) -> str | None:
    return next((name for name in METRICS if name in names), None)


def _place(names: list[str]) -> str | None:
    return next((name for name in PLACE if name in names), None)


def _is_coverage(names: list[str]) -> bool:
    return bool(set(names) & set(FIRST_YEAR)) and _place(names) is not None and len(names) <= 4


def _recognises(source: Source) -> bool:
    names = columns(source)
    if _is_coverage(names):
        return True
    counted = _metric(names) is not None and _place(names) is not None
    dated = bool({"month", "year"} & set(names))
    return counted and dated and len(names) <= 8 and "event_date" not in names


def _names(source: Source) -> str:
    """The names of the file and of the workbook that it is a sheet of, in small letters."""
    return " ".join((source.name, source.workbook or "", *source.around[:1])).casefold()


def _period(facts: CountryFacts, row: NamedRow) -> Span | None:
    """The month or year of a row, or None after reporting that it says none."""
    if "month" not in row.cells:
        year = facts.year(row, "year")
        return None if year is None else span.of_months(year, 1, 12, "year", str(year))
    text = row.cells["month"]
    number = _MONTHS.get(text.casefold()) or (int(text) if re.fullmatch(r"\d{1,2}", text) else 0)
    if 1 <= number <= 12 and "year" in row.cells:
        year = facts.year(row, "year")
        return None if year is None else span.of_months(year, number, number, "month", text)
    said = spoken_date.parse(text) if "year" not in row.cells else None
    if said is None or said.precision != "month":
        facts.refuse(row, "month", "it is no month", "write its English name, or YYYY-MM")
        return None
    return Span(said.starts_on, said.ends_on, "month", text)


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every count of a table, or the years from which countries are covered."""
    names = columns(source)
    intake.publisher = "ACLED"
    if _is_coverage(names):
        _coverage(source, intake, names)
        return
    metric, unit = METRICS[_metric(names) or "events"]
    kind = next((kind for words, kind in _KINDS if words in _names(source)), None)
    counted = {None: "political violence", "demonstrations": "demonstrations"}.get(
        kind, "violence that targets civilians"
    )
    intake.title = f"{'Deaths in' if metric == 'deaths' else 'Events of'} {counted} by country"
    if kind is None and "political_violence" not in _names(source).replace(" ", "_"):
        intake.note("its numbers were taken as political violence: its name says nothing else")
    of = "people killed in events" if metric == "deaths" else "events"
    facts = CountryFacts(
        intake, "political_violence", f"{of} of {counted}, as ACLED counts them", "A count"
    )
    made_on = stated_on(source, months=False)
    seen: set[tuple[str, date]] = set()
    for row in named_rows(source, intake, apart=False):
        if row.cells.get("state", "").casefold().startswith("not covered"):
            intake.skip(NOT_COVERED)
            continue
        period, code = _period(facts, row), facts.country(row, *PLACE)
        if period is None or code is None:
            continue
        value = facts.count(row, _metric(names) or "events")
        if value is None:
            continue
        if made_on is not None and period.ends_on > made_on:
            intake.skip(UNFINISHED)
            continue
        if period.precision == "year" and (code, period.starts_on) in seen:
            facts.refuse(
                row, "year", "the country has another row for this year, so the months are missing",
                "add the column with the month",
            )  # fmt: skip
            facts.facts = [
                fact for fact in facts.facts
                if (fact["country_code"], fact["period_starts_on"]) != (code, period.starts_on)
            ]  # fmt: skip
            continue
        seen.add((code, period.starts_on))
        facts.add(
            row,
            scope="country",
            country_code=code,
            period_starts_on=period.starts_on,
            period_ends_on=period.ends_on,
            platform="offline",
            publisher="acled",
            event_kind=kind,
            metric=metric,
            unit=unit,
            **exact(value),
            **assumed(period.ends_on, LAG_DAYS),
        )
        facts.covers(period.starts_on, period.ends_on)
    yield from facts.batches(at_least=1)


def _coverage(source: Source, intake: Intake, names: list[str]) -> None:
    intake.title = "Years from which political violence is covered, by country"
    facts = CountryFacts(intake, "political_violence", "", "A statement of coverage")
    column = next(name for name in FIRST_YEAR if name in names)
    for row in named_rows(source, intake):
        code, year = facts.country(row, *PLACE), facts.year(row, column)
        if code is not None and year is not None:
            intake.coverage.append(
                Coverage(row.line, "political_violence", "events", code, date(year, 1, 1))
            )
            intake.skip(COVERAGE)


IMPORTER = Importer("Political violence by country and month", _recognises, _read, specificity=20)
