"""Requests of governments as platforms report them: Google's table of removals, and Meta's reports.

Google has one row a half-year, country and requestor; each stays a row of its own, and the figure
of the country is their sum. Meta's reports are one table a half-year, which the file's name states
where no column does. Shares of requests that were complied with are rounded and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eoc_app.builder.cells.country_facts import CountryFacts, exact, first_of
from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, folded, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import Span

GOOGLE: Final = frozenset({"period_ending", "number_of_requests"})
GOOGLE_PLACE: Final = ("cldr_territory_code", "country_region", "country")
PLACE: Final = ("country", "country_region", "country_name")
PERIOD: Final = ("period", "time_period", "reporting_period", "half", "half_year")
DATA: Final = ("requests_for_user_data", "total_data_requests", "total_requests_for_user_data",
               "total_disclosure_requests", "data_requests", "total_requests")  # fmt: skip
ITEMS: Final = ("items_requested_to_be_removed", "number_of_items")
RESTRICTED: Final = ("content_restrictions", "content_restrictions_total",
                     "total_content_restrictions", "pieces_of_content_restricted")  # fmt: skip
UNSTATED: Final = "cells without a figure"


def _is_google(names: list[str]) -> bool:
    return set(names) >= GOOGLE and first_of(names, GOOGLE_PLACE) is not None


def _is_meta(source: Source, names: list[str]) -> bool:
    counted = first_of(names, DATA) or first_of(names, RESTRICTED)
    spoken = f"{source.name} {' '.join(names)}".casefold()
    known = re.search(r"facebook|instagram|meta|government|content_restriction|user_data", spoken)
    return bool(counted and first_of(names, PLACE) and known)


def _recognises(source: Source) -> bool:
    names = columns(source)
    return _is_google(names) or _is_meta(source, names)


def _half_ending(row: NamedRow, facts: CountryFacts, dated: NamedDays) -> Span | None:
    """The half-year that ends on the day of a row, or None after reporting that none does."""
    said = dated.spoken(row.cells["period_ending"], "period_ending")
    if said is not None and said.precision == "day":
        on = said.starts_on
        half = span.half(on.year, 1 if on.month <= 6 else 2)
        if half.ends_on == on:
            return half
    facts.refuse(row, "period_ending", "no half-year ends on it", "write 30 June or 31 December")
    return None


def _facts(intake: Intake, words: str) -> CountryFacts:
    return CountryFacts(intake, "government_request", words, "A figure of requests")


def _add(
    facts: CountryFacts, row: NamedRow, code: str, period: Span, column: str, **what: str
) -> None:
    """Keep the figure in a cell, if there is one."""
    if not row.cells.get(column, "").strip():
        facts.intake.skip(UNSTATED)
        return
    value = facts.count(row, column)
    if value is None:
        return
    facts.add(
        row, scope="country", country_code=code, period_starts_on=period.starts_on,
        period_ends_on=period.ends_on, **what, **exact(value),
    )  # fmt: skip
    facts.covers(period.starts_on, period.ends_on)


def _google(source: Source, intake: Intake) -> Iterator[Batch]:
    intake.title, intake.publisher = "Government requests to remove content", "Google"
    facts = _facts(intake, "requests of governments and courts to remove content, by requestor")
    dated, items = NamedDays(source), first_of(columns(source), ITEMS)
    for row in named_rows(source, intake):
        code, period = facts.country(row, *GOOGLE_PLACE), _half_ending(row, facts, dated)
        if code is None or period is None:
            continue
        who = folded(row.cells.get("requestor", "")).replace("_", " ")
        kind = {"platform": "google", "request_kind": f"content: {who}" if who else "content"}
        _add(facts, row, code, period, "number_of_requests",
             metric="requests_received", unit="requests", **kind)  # fmt: skip
        if items:
            _add(facts, row, code, period, items,
                 metric="items_requested", unit="items", **kind)  # fmt: skip
        yield from facts.batches()
    yield from facts.batches(at_least=1)


def _platform(source: Source, row: NamedRow) -> str:
    """The platform of a report: what a column or the name says, else Meta's platforms together."""
    said = f"{row.first('platform', 'product', 'service')} {source.name}".casefold()
    return next((word for word in ("instagram", "whatsapp", "facebook") if word in said), "several")


def _meta(source: Source, intake: Intake) -> Iterator[Batch]:
    intake.title, intake.publisher = "Government requests and content restrictions", "Meta"
    names = columns(source)
    in_name = span.found_in(source.name)
    column = first_of(names, PERIOD)
    facts = _facts(intake, "requests of governments, as Meta reports them")
    if in_name is None and column is None:
        intake.refuse(
            "A report of requests was not imported",
            "neither a column nor the file's name says of which half-year it is",
            "write the half-year into the name, such as requests_2024-H1.csv",
            row=1,
        )
        return
    data, restricted = first_of(names, DATA), first_of(names, RESTRICTED)
    for row in named_rows(source, intake):
        period = span.found_in(row.cells[column].replace(" ", "_")) if column else in_name
        code = facts.country(row, *PLACE)
        if period is None:
            facts.refuse(row, column or "", "it is no half-year", "write it as 2024-H1")
        if code is None or period is None:
            continue
        platform = _platform(source, row)
        if data:
            _add(facts, row, code, period, data, metric="requests_received", unit="requests",
                 platform=platform, request_kind="data")  # fmt: skip
        if restricted:
            _add(facts, row, code, period, restricted, metric="items_restricted", unit="items",
                 platform=platform, request_kind="content")  # fmt: skip
        yield from facts.batches()
    yield from facts.batches(at_least=1)


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every figure of a table of requests."""
    return (_google if _is_google(columns(source)) else _meta)(source, intake)


IMPORTER = Importer("Requests of governments", _recognises, _read, specificity=20)
