"""How numbers, days and instants are printed everywhere."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

THIN: Final = "\u202f"
"""Narrow no-break space: groups digits and joins a number to its unit."""
DASH: Final = "\u2013"
MINUS: Final = "\u2212"
NONE: Final = "\u2014"
"""Printed where there is no figure; never 0."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day(on: date) -> str:
    """Prints a day: `26 Oct 2024`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """Prints a day without its year: `26 Oct`."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def near_day(on: date, today: date) -> str:
    """Prints a day near another, with its year only if the other's differs."""
    return short_day(on) if on.year == today.year else day(on)


def weekday(on: date) -> str:
    """Prints a day with its weekday: `Sat 26 Oct 2024`."""
    return f"{_DAYS[on.weekday()]} {day(on)}"


def moment(at: datetime, zone: str | None = None, *, year: bool = False) -> str:
    """Prints an instant with its zone: `Sat 26 Oct 2024 06:00 UTC`, `Sat 26 Oct 10:00 Tbilisi`.

    Local times have a year only with `year`.
    """
    if zone is None:
        local = at.astimezone(UTC)
        return f"{weekday(local.date())} {local:%H:%M} UTC"
    local = at.astimezone(ZoneInfo(zone))
    on = weekday(local.date()) if year else weekday(local.date()).rsplit(" ", 1)[0]
    return f"{on} {local:%H:%M} {zone_name(zone)}"


def zone_name(zone: str) -> str:
    """Returns the place that a zone is named after: `Tbilisi` for Asia/Tbilisi."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def grouped(number: float, places: int = 0) -> str:
    """Prints a number with grouped thousands: `16 300 000`, `−1 204.5`; a dash for NaN."""
    if not math.isfinite(number):
        return NONE
    text = f"{abs(number):,.{places}f}".replace(",", THIN)
    return f"{MINUS}{text}" if number < 0 and float(f"{abs(number):.{places}f}") else text


def compact(number: float) -> str:
    """Prints a number in few characters: `950`, `12.4k`, `3.1M`, `1.2bn`; a dash for NaN."""
    if not math.isfinite(number):
        return NONE
    size = abs(number)
    for floor, mark in ((1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if size >= floor * 0.9995:
            return f"{_three(number / floor)}{mark}"
    return _three(number)


def _three(number: float) -> str:
    size = abs(number)
    if 0 < size < 0.01:
        return _trimmed(number, _places(size, 2))
    return _trimmed(number, max(0, 3 - len(str(int(size)))))


def _trimmed(number: float, places: int) -> str:
    text = grouped(number, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(size: float, digits: int) -> int:
    """Returns the decimal places that show so many digits of a number below 1."""
    return min(12, digits - 1 - math.floor(math.log10(size)))


def share(value: float) -> str:
    """Prints a share (0-1) in per cent: `19 %`, `4.2 %`, `0.35 %`, `<0.01 %`.

    A share below 1 never prints as 100 %, and one above 0 never as 0.
    """
    percent = value * 100
    size = abs(percent)
    if 0 < size < 0.005:
        return f"{'<' if percent > 0 else f'>{MINUS}'}0.01{THIN}%"
    places = 0 if size >= 10 or size == 0 else 1 if size >= 1 else 2
    if size < 100 and float(f"{size:.{places}f}") >= 100:
        size, places = min(size, 99.9), 1
    return f"{grouped(math.copysign(size, percent), places)}{THIN}%"


def stated_share(value: float) -> str:
    """Prints a share (0-1) stated by a method, to three digits: an eighth is `12.5 %`, not 12 %."""
    return f"{value * 100:.3g}{THIN}%"


def coverage(seen: float, needed: float) -> str:
    """Prints a coverage in per cent; a shortfall never prints as the coverage needed."""
    text = share(seen)
    if seen < needed - 1e-9 and text == share(needed):
        return f"{math.floor(seen * 1000) / 10:.1f}{THIN}%"
    return text


def hundredths(score: float) -> str:
    """Prints a score with two places, never rounded up to a tenth: bands begin at tenths."""
    text = f"{score:.2f}"
    if text.endswith("0") and float(text) > score + 1e-9:
        return f"{math.floor(score * 100) / 100:.2f}"
    return text


def figure(value: float, form: str, unit: str) -> str:
    """Prints a value with its unit by form: share, hours, money or count."""
    number, suffix = _parts(value, form, unit)
    return f"{number}{suffix}"


def _parts(value: float, form: str, unit: str) -> tuple[str, str]:
    size = abs(value)
    small = 0 < size < 1
    if unit == "category":
        return f"category {plain(value)}", ""
    if form == "share":
        return share(value).removesuffix(f"{THIN}%"), f"{THIN}%"
    if form == "hours":
        return (plain(value) if small else grouped(value, 0 if size >= 100 else 1)), f"{THIN}h"
    if form == "money":
        is_currency = len(unit) == 3 and unit.isupper()
        return plain(value) if small else grouped(
            value
        ), f"{THIN}{unit}" if is_currency else f" ({unit})"
    if small or not math.isfinite(value):
        return plain(value), f" {unit}"
    return (
        grouped(value, 0 if size >= 100 or value == int(value) else 1),
        f" {one_of(unit) if value == 1 else unit}",
    )


def one_of(unit: str) -> str:
    """Returns a unit in the singular: `network`, `person`, `report a day`."""
    many, space, rest = unit.partition(" ")
    if many == "people":
        singular = "person"
    elif many.endswith("ies") and many != "series":
        singular = f"{many[:-3]}y"
    else:
        singular = many if many == "series" else many.removesuffix("s")
    return f"{singular}{space}{rest}"


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


def stated(
    value: float | None,
    lower: float | None,
    upper: float | None,
    qualifier: str,
    unit: str = "",
) -> str:
    """Prints a figure as its source states it: `more than 20 000 000`, `4 to 5`, or a dash."""
    if value is not None:
        return _QUALIFIED.get(qualifier, "{}").format(amount(value, unit))
    if lower is not None and upper is not None:
        return f"{amount(lower, unit)} to {amount(upper, unit)}"
    if lower is not None:
        return f"at least {amount(lower, unit)}"
    if upper is not None:
        return f"at most {amount(upper, unit)}"
    return NONE


def amount(value: float, unit: str) -> str:
    """Prints a figure without its unit, which the column states; a share still in per cent."""
    return share(value) if unit == "share" else plain(value)


def plain(value: float) -> str:
    """Prints a number with as many places as it has: at most four, unless all would be 0."""
    size = abs(value)
    if not math.isfinite(value) or value == int(value):
        return grouped(value)
    return _trimmed(value, _places(size, 2) if size < 0.001 else 4)


def score_ends(lower: float, upper: float, printed: str = "") -> tuple[str, str]:
    """Prints both ends of a score's interval, wide enough to hold the score as printed."""
    ends = lower, upper
    if printed not in {"", NONE}:
        ends = min(lower, float(printed)), max(upper, float(printed))
    low, high = f"{ends[0]:.1f}", f"{ends[1]:.1f}"
    return low, high


def score_interval(lower: float | None, upper: float | None, printed: str = "") -> str:
    """Prints the bounds of a score: `bounds 5.2 to 5.8`, `at least 5.2`; empty if they are equal.

    They are wide enough to hold the score as printed, if it is passed.
    """
    if lower is None and upper is None:
        return ""
    if upper is None:
        return f"at least {lower:.1f}"
    if lower is None:
        return f"at most {upper:.1f}"
    low, high = score_ends(lower, upper, printed)
    return "" if low == high else f"bounds {low} to {high}"


def bounds(lower: float | None, upper: float | None, form: str, unit: str) -> str:
    """Prints an interval: `4 % to 6 %`, `20 to 30 clicks`, `at least 20 000 clicks`, or nothing."""
    if lower is not None and upper is not None:
        low, high = _parts(lower, form, unit), _parts(upper, form, unit)
        if low == high:
            return "".join(low)
        return f"{low[0]}{low[1] if form == 'share' else ''} to {''.join(high)}"
    if lower is not None:
        return f"at least {figure(lower, form, unit)}"
    if upper is not None:
        return f"at most {figure(upper, form, unit)}"
    return ""


def known_value(
    value: float | None, lower: float | None, upper: float | None, form: str, unit: str
) -> str:
    """Prints what is known of a value: a bound never as a point, and nothing if unknown."""
    if value is None:
        return bounds(lower, upper, form, unit)
    text = figure(value, form, unit)
    if upper is None and lower == value:
        return f"at least {text}"
    if upper == value and (lower is None or lower < value):
        return f"at most {text}"
    return text


def t_minus(days: int | None) -> str:
    """Prints days to polling: `E-8`, `E-day`, `E+17`, or a dash."""
    if days is None:
        return NONE
    if days == 0:
        return "E-day"
    return f"E{MINUS}{days}" if days > 0 else f"E+{-days}"


def lower_first(text: str) -> str:
    """Returns a title for use inside a sentence: `share of ads`, but still `AI labels`."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def listed(names: list[str], most: int = 3) -> str:
    """Lists names in a sentence: `Georgia, Moldova and 3 more`."""
    if len(names) <= most:
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:most])} and {len(names) - most} more"
