"""Coup attempts by country and month, or day, as Powell and Thyne list them.

Two layouts are published: one row an attempt with `coup` 1 (failed) or 2 (successful), and one row
a country and month with the numbers of attempts and of successful ones. A month without an attempt
is no row here: whether the list is complete is another statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from eoc_app.builder.cells.country_facts import CountryFacts, first_of
from eoc_app.builder.cells.known_from import assumed
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span

LAG_DAYS: Final = 31
"""The list is brought up to date about once a month."""
PLACE: Final = ("country_code", "country", "country_name")
TRIED: Final = ("coup_attempt", "coup_attempts", "attempts")
DONE: Final = ("coup_successful", "coup_success", "successful")
NONE: Final = "months without an attempt"
_ALL: Final = ("1", "2")


def _recognises(source: Source) -> bool:
    names = columns(source)
    counted = first_of(names, TRIED) and first_of(names, DONE)
    listed = {"coup", "month"} <= set(names)
    return (
        bool(first_of(names, PLACE))
        and "year" in names
        and "month" in names
        and bool(counted or listed)
    )


def _attempts(row: NamedRow, facts: CountryFacts, names: list[str]) -> tuple[int, int] | None:
    """How many attempts a row lists and how many of them succeeded, or None after reporting."""
    tried_in, done_in = first_of(names, TRIED), first_of(names, DONE)
    if tried_in is None or done_in is None:
        word = row.cells["coup"].removesuffix(".0")
        if word not in _ALL:
            facts.refuse(row, "coup", "it is neither 1 (failed) nor 2 (successful)", "write 1 or 2")
            return None
        return 1, int(word) - 1
    tried, done = facts.whole(row, tried_in), facts.whole(row, done_in)
    if tried is None or done is None:
        return None
    if not 0 <= done <= tried <= 31:
        facts.refuse(row, done_in, f"of {tried} attempts {done} cannot succeed", "correct the row")
        return None
    return tried, done


def _when(row: NamedRow, facts: CountryFacts) -> tuple[date, str, date] | None:
    """The day that a row says, how precise it is, and the last day that it may have been."""
    year, month = facts.year(row, "year"), facts.whole(row, "month")
    if year is None or month is None:
        return None
    if not 1 <= month <= 12:
        facts.refuse(row, "month", "it is no month", "write 1 to 12")
        return None
    whole = span.of_months(year, month, month, "month", "")
    text = row.cells.get("day", "").removesuffix(".0")
    if not text.isdecimal() or not 1 <= int(text) <= whole.ends_on.day:
        return whole.starts_on, "month", whole.ends_on
    day = whole.starts_on.replace(day=int(text))
    return day, "day", day


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every attempt of a list."""
    intake.title, intake.publisher = "Coup attempts", "Powell and Thyne"
    facts = CountryFacts(
        intake, "coup_attempt", "an attempt to seize power, as Powell and Thyne list it", "A coup"
    )
    names = columns(source)
    numbers: Counter[tuple[str, date, str]] = Counter()
    for row in named_rows(source, intake):
        code, when = facts.country(row, *PLACE), _when(row, facts)
        counted = _attempts(row, facts, names)
        if code is None or when is None or counted is None:
            continue
        day, precision, until = when
        tried, done = counted
        if not tried:
            intake.skip(NONE)
        for place in range(tried):
            outcome = "successful" if place < done else "failed"
            numbers[code, day, outcome] += 1
            facts.add(
                row,
                country_code=code,
                attempted_on=day,
                attempt_precision=precision,
                outcome=outcome,
                attempt_ref=f"{code}-{day.isoformat()}-{outcome}-{numbers[code, day, outcome]}",
                **assumed(until, LAG_DAYS),
            )
        facts.covers(day, until)
    yield from facts.batches(at_least=1)


IMPORTER = Importer("Coup attempts", _recognises, _read, specificity=20)
