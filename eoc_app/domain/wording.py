"""How numbers, days and instants are printed: the same everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

THIN: Final = "\u202f"
"""Narrow no-break space: groups digits and holds a number to its unit."""
DASH: Final = "\u2013"
MINUS: Final = "\u2212"
NONE: Final = "\u2014"
"""Printed where there is no figure; never 0."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day(on: date) -> str:
    """A day: `26 Oct 2024`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """A day without its year: `26 Oct`."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def weekday(on: date) -> str:
    """A day with its weekday: `Sat 26 Oct 2024`."""
    return f"{_DAYS[on.weekday()]} {day(on)}"


def moment(at: datetime, zone: str | None = None, *, year: bool = False) -> str:
    """An instant with its zone: `Sat 26 Oct 2024 06:00 UTC`, `Sat 26 Oct 10:00 Tbilisi`.

    Local times leave the year out unless it is asked for.
    """
    if zone is None:
        local = at.astimezone(UTC)
        return f"{weekday(local.date())} {local:%H:%M} UTC"
    local = at.astimezone(ZoneInfo(zone))
    on = weekday(local.date()) if year else weekday(local.date()).rsplit(" ", 1)[0]
    return f"{on} {local:%H:%M} {zone_name(zone)}"


def zone_name(zone: str) -> str:
    """The place that a zone is named after: `Tbilisi` for Asia/Tbilisi."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def grouped(number: float, places: int = 0) -> str:
    """A number with its thousands apart: `16 300 000`, `−1 204.5`."""
    text = f"{abs(number):,.{places}f}".replace(",", THIN)
    return f"{MINUS}{text}" if number < 0 and float(f"{abs(number):.{places}f}") else text


def compact(number: float) -> str:
    """A number in few characters: `950`, `12.4k`, `3.1M`, `1.2bn`."""
    size = abs(number)
    for floor, mark in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if size >= floor * 0.9995:
            return f"{_three(number / floor)}{mark}"
    return _three(number)


def _three(number: float) -> str:
    text = f"{abs(number):.{max(0, 2 - len(str(int(abs(number)))) + 1)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS}{text}" if number < 0 and text != "0" else text


def share(value: float) -> str:
    """A share (0-1) as per cent: `19 %`, `4.2 %`, `0.35 %`."""
    percent = value * 100
    places = 0 if percent >= 10 or percent == 0 else 1 if percent >= 1 else 2
    return f"{percent:.{places}f}{THIN}%"


def figure(value: float, form: str, unit: str) -> str:
    """A value with its unit by form: share, hours, money or count."""
    if form == "share":
        return share(value)
    if form == "hours":
        return f"{grouped(value, 0 if value >= 100 else 1)}{THIN}h"
    if form == "money":
        known = len(unit) == 3 and unit.isupper()
        return f"{grouped(value)}{THIN}{unit}" if known else f"{grouped(value)} ({unit})"
    places = 0 if value >= 100 or value == int(value) else 1
    return f"{grouped(value, places)} {unit}"


_QUALIFIED: Final = {
    "exact": "{}",
    "about": "about {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "less_than": "less than {}",
    "at_most": "at most {}",
    "nearly": "nearly {}",
    "rounded": "{} (rounded)",
}


def stated(value: float | None, lower: float | None, upper: float | None, qualifier: str) -> str:
    """A figure as its source states it: `more than 20 000 000`, `4 to 5`, or a dash."""
    if value is not None:
        return _QUALIFIED.get(qualifier, "{}").format(plain(value))
    if lower is not None and upper is not None:
        return f"{plain(lower)} to {plain(upper)}"
    if lower is not None:
        return f"at least {plain(lower)}"
    if upper is not None:
        return f"at most {plain(upper)}"
    return NONE


def plain(value: float) -> str:
    """A number with as many places as it has, at most four."""
    if value == int(value):
        return grouped(value)
    return grouped(value, 4).rstrip("0").rstrip(".")


def score_interval(lower: float | None, upper: float | None) -> str:
    """The bounds of a score: `bounds 5.2 to 5.8`, `at least 5.2`; nothing where they are one."""
    if lower is None and upper is None:
        return ""
    if upper is None:
        return f"at least {lower:.1f}"
    if lower is None:
        return f"at most {upper:.1f}"
    if f"{lower:.1f}" == f"{upper:.1f}":
        return ""
    return f"bounds {lower:.1f} to {upper:.1f}"


def bounds(lower: float | None, upper: float | None, form: str, unit: str) -> str:
    """An interval: `4 % to 6 %`, `at least 20 000 clicks`, or nothing where both are open."""
    if lower is not None and upper is not None:
        if lower == upper:
            return figure(lower, form, unit)
        return f"{figure(lower, form, unit)} to {figure(upper, form, unit)}"
    if lower is not None:
        return f"at least {figure(lower, form, unit)}"
    if upper is not None:
        return f"at most {figure(upper, form, unit)}"
    return ""


def t_minus(days: int | None) -> str:
    """Days to polling: `E-8`, `E-day`, `E+17`, or a dash."""
    if days is None:
        return NONE
    if days == 0:
        return "E-day"
    return f"E{MINUS}{days}" if days > 0 else f"E+{-days}"


def listed(names: list[str], most: int = 3) -> str:
    """Names in a sentence: `Georgia, Moldova and 3 more`."""
    if len(names) <= most:
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:most])} and {len(names) - most} more"
