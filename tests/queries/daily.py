"""Series of daily figures, and what is read of them by settled weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from tests.queries.tables import Tables

LAST: Final = "partner_reports_per_day"  # the last figure, settles in 2 days, fresh for 14
QUICK: Final = "ads_listed"  # the last figure, nothing known of settling, fresh for 7
SHARE: Final = "spend_without_disclaimer_share"  # one day, nothing known of settling
SUM: Final = "attacks_on_candidates"  # four weeks, settles in 3 days
EVENTS: Final = "networks_removed_targeting"  # things that happened
FIRST: Final = date(2024, 1, 1)  # a Monday
WEEK: Final = (70.0, 55.0, 66.0, 58.0, 64.0, 31.0, 18.0)
MEAN: Final = sum(WEEK) / 7

Figures = Mapping[date, float | None]


def on_day(number: int) -> date:
    """A day by its number; 0 is a Monday."""
    return FIRST + timedelta(number)


def weekly(days: int, pattern: tuple[float | None, ...] = WEEK) -> dict[date, float | None]:
    """A pattern over and over; a weekday of None has no row."""
    return {
        on_day(number): pattern[number % 7]
        for number in range(days)
        if pattern[number % 7] is not None
    }


def tables_of(
    signal: str, figures: Figures, platforms: tuple[str, ...] = ("facebook",), **row: Any
) -> Tables:
    """Tables in which a signal has these figures, None for a withheld one."""
    tables = Tables()
    tables.method(level_days=7)
    for on, figure in figures.items():
        for platform in platforms:
            cell = {} if figure is not None else {"cell": "suppressed"}
            tables.signal_day(signal, str(on), figure, platform=platform, **(cell | row))
    return tables


def read(tables: Tables, first: date, last: date) -> dict[date, dict[str, Any]]:
    """What is read on each day of a window."""
    return {row["day"]: row for row in tables.readings(str(first), str(last))}


def values_of(found: Mapping[date, dict[str, Any]], bound: str = "value") -> set[float]:
    """All values that are read, but for the last digits of their sums."""
    return {round(row[bound], 9) for row in found.values()}


def read_on(tables: Tables, on: date) -> dict[str, Any]:
    """What is read on one day."""
    return read(tables, on, on)[on]
