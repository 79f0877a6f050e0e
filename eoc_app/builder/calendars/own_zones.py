"""Time zones that a calendar file defines itself (VTIMEZONE, RFC 5545, 3.6.5)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

Observance = Mapping[str, str]
"""The properties of one STANDARD or DAYLIGHT part, by name."""

_MOMENT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)
_OFFSET: Final = re.compile(r"([+-])(\d\d)(\d\d)(?:\d\d)?", re.ASCII)
_DAY: Final = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN: Final = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST"})


@dataclass(frozen=True)
class _Change:
    """One kind of change of the clocks: when it comes, and the offsets before and after it."""

    first: datetime
    before: timedelta
    after: timedelta
    rule: Mapping[str, str] | None
    dates: tuple[datetime, ...]

    def in_year(self, year: int) -> Iterator[datetime]:
        """The civil times, by the clock before, at which it comes in a year."""
        yield from (at for at in (self.first, *self.dates) if at.year == year)
        if self.rule is None or year <= self.first.year:
            return
        until = _moment(self.rule.get("UNTIL", ""))
        for month in _numbers(self.rule.get("BYMONTH", str(self.first.month))):
            for day in _days(year, month, self.rule, self.first):
                at = datetime.combine(day, self.first.time())
                # UNTIL is a moment, and a change that is due on its very day still comes.
                if until is None or at.date() <= until.date():
                    yield at


def offset_at(civil: datetime, parts: Sequence[Observance]) -> timedelta | None:
    """How far the clocks of a defined zone are from UTC at a civil time; None if not defined.

    Where clocks show the time twice, it is the first of the two.
    """
    changes = [_change(part) for part in parts]
    if not changes or any(change is None for change in changes):
        return None
    stated = [change for change in changes if change is not None]
    offsets: list[tuple[datetime, timedelta]] = []
    years = {
        civil.year - 1,
        civil.year,
        *(at.year for one in stated for at in (one.first, *one.dates)),
    }
    for change in stated:
        offsets += [(at, change.after) for year in years for at in change.in_year(year)]
    past = [one for one in offsets if one[0] <= civil]
    if past:
        return max(past)[1]
    return min(stated, key=lambda change: change.first).before


def _change(part: Observance) -> _Change | None:
    first, before, after = (
        _moment(part.get("DTSTART", "")),
        _offset(part.get("TZOFFSETFROM", "")),
        _offset(part.get("TZOFFSETTO", "")),
    )
    if first is None or before is None or after is None:
        return None
    rule: dict[str, str] | None = None
    if part.get("RRULE"):
        rule = dict(one.partition("=")[::2] for one in part["RRULE"].upper().split(";") if one)
        if (
            rule.get("FREQ") != "YEARLY"
            or not set(rule) <= _KNOWN
            or rule.get("INTERVAL", "1") != "1"
        ):
            return None
        days, dates = rule.get("BYDAY", "").split(","), rule.get("BYMONTHDAY", "")
        if rule.get("BYDAY") and not all(map(_DAY.fullmatch, days)):
            return None
        if not re.fullmatch(r"(?:-?\d\d?(?:,-?\d\d?)*)?", dates):
            return None
        if not re.fullmatch(r"\d\d?(?:,\d\d?)*", rule.get("BYMONTH", "1")):
            return None
    stated = (_moment(text) for text in part.get("RDATE", "").split(",") if text)
    return _Change(first, before, after, rule, tuple(at for at in stated if at))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _days(year: int, month: int, rule: Mapping[str, str], first: datetime) -> Iterator[date]:
    """The days of a month on which a yearly rule falls."""
    if not 1 <= month <= 12:
        return
    count = monthrange(year, month)[1]
    month_days = [date(year, month, number) for number in range(1, count + 1)]
    if rule.get("BYMONTHDAY"):
        wanted = {n if n > 0 else count + 1 + n for n in _numbers(rule["BYMONTHDAY"])}
        month_days = [day for day in month_days if day.day in wanted]
    elif not rule.get("BYDAY"):
        month_days = [day for day in month_days if day.day == first.day]
    if not rule.get("BYDAY"):
        yield from month_days
        return
    for weekday in rule["BYDAY"].split(","):
        match = _DAY.fullmatch(weekday)
        if match is None:
            continue
        alike = [day for day in month_days if day.weekday() == _WEEKDAYS.index(match[2])]
        if match[1] is None:
            yield from alike
            continue
        number = int(match[1])
        place = number - 1 if number > 0 else len(alike) + number
        if number and 0 <= place < len(alike):
            yield alike[place]


def _moment(text: str) -> datetime | None:
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - civil
    except ValueError:
        return None


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    span = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return None if span > timedelta(hours=15) else -span if match[1] == "-" else span
