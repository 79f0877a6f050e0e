"""Days, instants and figures as charts word them; days are proleptic ordinals."""

from __future__ import annotations

import math
from datetime import date

FIRST = float(date.min.toordinal())
LAST = float(date.max.toordinal())
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
THIN = "\u202f"
"""A narrow no-break space: between groups of digits, and before a unit."""


def day_of(at: float) -> date:
    """The calendar day that an instant lies in, held to the calendar's ends."""
    return date.fromordinal(int(min(max(math.floor(at), FIRST), LAST)))


def day_text(at: float) -> str:
    """A day as people write it, such as `Sat 26 Oct 2024`."""
    day = day_of(at)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_text(at: float) -> str:
    """A day without its year, such as `26 Oct`."""
    day = day_of(at)
    return f"{day.day} {MONTHS[day.month - 1]}"


def period_text(starts: float, ends: float) -> str:
    """The days of a half-open period, such as `24 Oct to 6 Nov 2024`, or its one day."""
    first, last = day_of(starts), day_of(max(starts, math.ceil(ends) - 1))
    if first == last:
        return day_text(starts)
    begins = short_day_text(first.toordinal())
    if first.year != last.year:
        begins += f" {first.year}"
    return f"{begins} to {short_day_text(last.toordinal())} {last.year}"


def instant_text(at: float) -> str:
    """A day with its hour where it has one, such as `Sat 26 Oct 2024 08:00`."""
    if at >= LAST:
        return "no end on record"
    minutes = round((at - math.floor(at)) * 1440)
    if minutes == 1440:
        return day_text(at + 1)
    if minutes == 0:
        return day_text(at)
    return f"{day_text(at)} {minutes // 60:02d}:{minutes % 60:02d}"


def figure(value: float, form: str, unit: str) -> str:
    """A value in full, with its unit: `12 345 ads`, `19.0 %`, `2 500 EUR`, `31.5 hours`."""
    if form == "share":
        return f"{value * 100:.{1 if abs(value) >= 0.01 or value == 0 else 3}f}{THIN}%"
    digits = 0 if value == round(value) else 1 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}".replace(",", THIN) + (f" {unit}" if unit else "")


def bounds(lower: float | None, upper: float | None, form: str, unit: str) -> str:
    """An interval in words, or nothing where neither end is stated or both are one."""
    if lower is not None and upper is not None:
        if lower == upper:
            return ""
        return f"between {figure(lower, form, '')} and {figure(upper, form, unit)}"
    if lower is not None:
        return f"at least {figure(lower, form, unit)}"
    if upper is not None:
        return f"at most {figure(upper, form, unit)}"
    return ""
