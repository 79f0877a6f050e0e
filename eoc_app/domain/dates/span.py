"""Spans of days as sources write them: quarters, half-years, months, and days in either order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

DayOrder = Literal["month_first", "day_first"]

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

_GAP: Final = r"[ _-]*"
_YEAR: Final = r"((?:19|20)\d\d)(?!\d)"
_HALVES: Final = re.compile(
    rf"(?<![A-Za-z0-9])H([12]){_GAP}{_YEAR}|(?<!\d){_YEAR}{_GAP}H([12])(?!\d)", re.IGNORECASE
)
_QUARTERS: Final = re.compile(
    rf"(?<![A-Za-z0-9])Q([1-4])(?:[ _]*-[ _]*Q?([1-4]))?{_GAP}{_YEAR}"
    rf"|(?<!\d){_YEAR}{_GAP}Q([1-4])(?!\d)",
    re.IGNORECASE,
)
_MONTHS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[_-](0[1-9]|1[0-2])(?=[_ -]|$)")
_NUMBERS: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY: Final = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")


@dataclass(frozen=True)
class Span:
    """A first and a last day, both included, and how precisely they are known."""

    starts_on: date
    ends_on: date
    precision: str
    label: str


def of_months(year: int, first: int, last: int, precision: str, label: str) -> Span:
    """Returns the span from the first day of one month to the last day of another in a year."""
    end = date(year, last, monthrange(year, last)[1])
    return Span(date(year, first, 1), end, precision, label)


def quarter(year: int, number: int) -> Span:
    """Returns a calendar quarter."""
    return of_months(year, 3 * number - 2, 3 * number, "quarter", f"{year}Q{number}")


def half(year: int, number: int) -> Span:
    """Returns a calendar half-year."""
    return of_months(year, 6 * number - 5, 6 * number, "half", f"{year}H{number}")


def _of_quarters(match: re.Match[str]) -> Span | None:
    if match[4]:
        return quarter(int(match[4]), int(match[5]))
    first, year = int(match[1]), int(match[3])
    last = int(match[2] or first)
    if first == last:
        return quarter(year, first)
    if (first, last) == (4, 1):
        # The publisher titles its report on H1 2026 `Q4-1_2026`.
        return half(year, 1)
    if first > last:
        return None
    label = f"{year}Q{first}Q{last}"
    return of_months(year, 3 * first - 2, 3 * last, "half", label)


def found_in(text: str) -> Span | None:
    """Returns the half-year, quarter, run of quarters or month that a name states, else None.

    A half-year outranks quarters, because names such as `Q4-1_2026 … H1_2026` state both. None if
    the name states two different spans of the same rank.
    """
    halves = {half(int(m[2] or m[3]), int(m[1] or m[4])) for m in _HALVES.finditer(text)}
    quarters = {_of_quarters(match) for match in _QUARTERS.finditer(text)}
    months = {
        of_months(int(m[1]), int(m[2]), int(m[2]), "month", f"{m[1]}{m[2]}")
        for m in _MONTHS.finditer(text)
    }
    spans = halves or quarters or months
    return spans.pop() if len(spans) == 1 else None


def removed_from(text: str) -> str:
    """Returns a name without the spans that it states."""
    for pattern in (_HALVES, _QUARTERS, _MONTHS):
        text = pattern.sub(" ", text)
    return text


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """Returns whether day or month comes first in numeric dates, if the values prove it.

    A number above 12 proves that it is a day. None if nothing is proved, or both orders are.
    """
    orders: set[DayOrder] = set()
    for text in texts:
        match = _NUMBERS.fullmatch(text.strip())
        if match and int(match[1]) > 12:
            orders.add("day_first")
        elif match and int(match[3]) > 12:
            orders.add("month_first")
    return orders.pop() if len(orders) == 1 else None


def _real(year: int, month: int | None, day: int) -> date | None:
    if month is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day(text: str, order: DayOrder | None) -> date | None:
    """Reads a day written in digits or with the month's name; None if it is ambiguous or none."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(text):
        return _real(int(match[3]), MONTHS.get(match[2][:3].lower()), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _real(int(match[3]), MONTHS.get(match[1][:3].lower()), int(match[2]))
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    order = order or day_order([text])
    if first == second or order == "month_first":
        return _real(year, first, second)
    return _real(year, second, first) if order == "day_first" else None


def readings(text: str) -> tuple[date, ...]:
    """Returns the days that a numeric date may mean: two if either part may be the month."""
    both: tuple[DayOrder, ...] = ("month_first", "day_first")
    days = (day(text, order) for order in (day_order([text]), *both))
    return tuple(dict.fromkeys(each for each in days if each))


def unsure(text: str) -> str | None:
    """Returns why a numeric date is ambiguous, with both days it may mean; None if it is clear.

    For dates in a column where `day_order` proves nothing.
    """
    match = _NUMBERS.fullmatch(text.strip())
    days = readings(text) if match and day_order([text]) is None else ()
    if len(days) < 2:
        return None
    return (
        f"it may be {days[0]} or {days[1]}: no day above 12 in its column says which part is"
        " the month"
    )


def month_or_year(text: str) -> Span | None:
    """Reads `May-14` as May 2014 (as spreadsheets abbreviate it), `May 2014`, or a bare year."""
    text = text.strip()
    if match := re.fullmatch(r"([A-Za-z]{3,9})[- ](\d{2}|\d{4})", text):
        number = MONTHS.get(match[1][:3].lower())
        year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        if number:
            return of_months(year, number, number, "month", f"{year}{number:02}")
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return of_months(int(text), 1, 12, "year", text)
    return None
