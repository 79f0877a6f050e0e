"""Internet shutdowns of the #KeepItOn STOP list of Access Now.

One row is one shutdown of one list year. A row with several countries becomes a row of each with
the same reference, so that the world counts it once. What describes it in words stays outside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from eoc_app.builder.cells.country_facts import CountryFacts, first_of
from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.cells.known_from import assumed
from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import spoken_date

LAG_DAYS: Final = 151
"""The list of a year appears in the spring of the next, by the end of May."""
PLACE: Final = ("country_code", "country", "countries", "country_name")
YEAR: Final = ("count_year", "list_year", "year")
KEYS: Final = ("shutdown_id", "id", "uid", "unique_id", "case_id")
TOLD_APART: Final = ("area_name", "area", "location", "event")
"""What tells two shutdowns of a country and day apart; it is looked at and not imported."""
NEEDED: Final = frozenset({"start_date", "shutdown_type"})
ALIKE: Final = "shutdowns that are alike in all that the file says of them were all kept"
_REACHES: Final = (
    (r"more than one state|several (?:states|provinces|regions)", "several_regions"),
    (r"more than one city", "regional"),
    (r"one city|one county|village|\blocal", "local"),
    (r"nation|whole country|entire country|country-?wide", "national"),
)


def _recognises(source: Source) -> bool:
    names = columns(source)
    return set(names) >= NEEDED and bool(first_of(names, YEAR)) and bool(first_of(names, PLACE))


def _kind(row: NamedRow) -> str:
    how = row.cells["shutdown_type"].casefold()
    extent = row.cells.get("shutdown_extent", "").casefold()
    if "throttl" in how and "shutdown" not in how:
        return "throttling"
    whole, service = "full" in extent, "service" in extent
    if whole and service:
        return "both"
    return "full_network" if whole else "service_based" if service else "unknown"


def _reach(row: NamedRow) -> str:
    text = row.cells.get("geo_scope", "").casefold()
    return next((reach for words, reach in _REACHES if re.search(words, text)), "unknown")


def _electoral(row: NamedRow) -> str:
    """What the flag says; where it says nothing, a cause that is an election says yes."""
    flag = row.first("election", "election_related").casefold()
    if flag in {"yes", "no"}:
        return flag
    return "yes" if "election" in row.cells.get("actual_cause", "").casefold() else "unknown"


def _day(row: NamedRow, column: str, facts: CountryFacts, dated: NamedDays) -> date | None:
    """The day in a cell; None where it says none, after a word where it cannot be read."""
    text = row.cells.get(column, "")
    if spoken_date.says_no_date(text) or text.casefold() == "ongoing":
        return None
    said = dated.spoken(text, column)
    if said is None or said.precision != "day":
        facts.refuse(row, column, "it is no day", "write YYYY-MM-DD", kept=True)
        return None
    return said.starts_on


def _precision(row: NamedRow, started_on: date | None) -> str:
    said = row.first("start_date_type", "start_type").casefold()
    if started_on is None or not said:
        return "unknown"
    return "approximate" if re.search("approx|estimat|about", said) else "day"


def _fact(row: NamedRow, year: int, facts: CountryFacts, dated: NamedDays) -> dict[str, Any]:
    started_on = _day(row, "start_date", facts, dated)
    ended_on = _day(row, "end_date", facts, dated)
    if started_on and ended_on and ended_on < started_on:
        facts.refuse(
            row, "end_date", "it ends before it starts",
            "correct one of the two", kept=True,
        )  # fmt: skip
        ended_on = None
    return {
        "list_year": year,
        "started_on": started_on,
        "start_precision": _precision(row, started_on),
        "ended_on": ended_on,
        "shutdown_kind": _kind(row),
        "reach": _reach(row),
        "electoral": _electoral(row),
        **assumed(date(year, 12, 31), LAG_DAYS),
    }


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every shutdown of a list, once for each of its countries."""
    intake.title, intake.publisher = "Internet shutdowns (#KeepItOn STOP)", "Access Now"
    facts = CountryFacts(
        intake, "internet_shutdown", "an internet shutdown that the list has verified", "A shutdown"
    )
    names = columns(source)
    key, year_column = first_of(names, KEYS), first_of(names, YEAR) or YEAR[0]
    apart = key or first_of(names, TOLD_APART)
    dated, digests, alike = NamedDays(source), Digests(), Counter[str]()
    for row in named_rows(source, intake, apart=apart is not None):
        year, codes = facts.year(row, year_column), facts.countries(row, *PLACE)
        if year is None or not codes:
            continue
        fact = _fact(row, year, facts, dated)
        places = [row.cells.get(name, "") for name in (*TOLD_APART, *PLACE)]
        made = digests.of(*(str(cell) for cell in fact.values()), *places)
        reference = (row.cells[key] if key else "") or made
        alike[reference] += 1
        if alike[reference] > 1:
            intake.note(ALIKE)
            reference = f"{reference}-{alike[reference]}"
        for code in codes:
            facts.add(row, country_code=code, shutdown_ref=reference, **fact)
        facts.covers(date(year, 1, 1), date(year, 12, 31))
        yield from facts.batches()
    yield from facts.batches(at_least=1)


IMPORTER = Importer("Internet shutdowns", _recognises, _read, specificity=20)
