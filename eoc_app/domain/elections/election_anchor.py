"""Edges of restriction rules: the grammar that anchors them to an election, and its parser.

    edge  := [amount ("before" | "after")] event
           | clock "on" day
           | clock amount-in-days ("before" | "after") day
           | clock "on the" weekday ("before" | "after") [day]
    event := ["the first" | "the last"] ("polls open" | "polls close")
    day   := ["the day before" | "the day after"] ["the first" | "the last"] "polling day"

Hours and minutes are elapsed time; days and weeks are calendar days, at the same clock time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Final, Literal

Anchor = Literal["open", "close", "day"]
Extreme = Literal["first", "last"]
"""The first or last of the whole election, across all its phases and zones."""

DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(days=731)
"""The farthest an edge may lie from polling day."""

_WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_UNITS: Final = {
    "minute": timedelta(minutes=1), "min": timedelta(minutes=1), "hour": timedelta(hours=1),
    "hr": timedelta(hours=1), "h": timedelta(hours=1), "day": DAY, "week": 7 * DAY,
}  # fmt: skip
_AMOUNT: Final = rf"(?:\d{{1,4}}|{'|'.join(_NUMBERS)}) ?(?:{'|'.join(_UNITS)})s?"
_AMOUNTS: Final = rf"(?P<amount>{_AMOUNT}(?:(?: and|,)? {_AMOUNT})*)"
_CLOCK: Final = r"(?P<clock>\d{1,2}:\d{2}|midnight|noon)"
_EXTREME: Final = r"(?:(?:the )?(?P<extreme>first|last) )?"
_EVENT: Final = (
    rf"(?:the )?(?:{_EXTREME}(?:the )?polls? (?P<verb>open|close)s?"
    r"|(?P<noun>opening|close|closing) of (?:the )?(?:(?P<extreme_of>first|last) )?polls?)"
)
_DAY: Final = rf"{_EXTREME}(?:the )?(?:polling|election) day"
_ON_POLLS: Final = re.compile(rf"(?:{_AMOUNTS} (?P<side>before|after) )?{_EVENT}")
_ON_DAY: Final = re.compile(
    rf"{_CLOCK} (?:on )?(?:(?:the )?(?P<next>day) (?P<side>before|after) )?{_DAY}"
)
_NEAR_DAY: Final = re.compile(rf"{_CLOCK} (?:on )?{_AMOUNTS} (?P<side>before|after) {_DAY}")
_ON_WEEKDAY: Final = re.compile(
    rf"{_CLOCK} (?:on )?(?:the )?(?P<weekday>{'|'.join(_WEEKDAYS)}) (?P<side>before|after)"
    rf"(?: {_DAY})?"
)
_HOUR: Final = re.compile(r"(\d{1,2}):(\d{2})(?::00)?(?:\s+\(?([A-Za-z_]+(?:/[\w+-]+)*)\)?)?")


class NoAnchor(ValueError):  # noqa: N818 - names the fault
    """The words of an edge mention neither the polls nor polling day."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a rule's period starts or ends, relative to the polls.

    With the anchor `day` it is `clock` on a day: `days` after polling day (before it, if negative),
    or the `weekday` (0 is Monday) strictly before or after it, as `days` is -1 or 1. With the other
    anchors it is the hour at which polls open or close, moved by `days` and by `elapsed` time.
    """

    anchor: Anchor
    extreme: Extreme | None = None
    clock: timedelta = timedelta()
    days: int = 0
    elapsed: timedelta = timedelta()
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """A clock time of the polls. With its own zone it is the same moment in every zone."""

    clock: timedelta
    time_zone: str | None = None


@cache
def edge(words: str) -> Edge:
    """Parses an edge, ignoring case and extra spaces.

    Raises:
        NoAnchor: the words mention neither the polls nor polling day.
        ValueError: they do, but not in the grammar above; the message says what is wrong.
    """
    text = " ".join(words.casefold().replace("\u2019", "'").split()).rstrip(".")
    text = re.sub(r"^(?:from|until|till|at|up to)(?: the)? ", "", text)
    if match := _ON_POLLS.fullmatch(text):
        days, elapsed = _amount(match["amount"], match["side"])
        opening = (match["verb"] or match["noun"]).startswith("open")
        extreme = _extreme(match["extreme"] or match["extreme_of"])
        return Edge("open" if opening else "close", extreme, days=days, elapsed=elapsed)
    if match := _ON_DAY.fullmatch(text):
        side = 0 if match["next"] is None else _sign(match["side"])
        return Edge("day", _extreme(match["extreme"]), _clock(match["clock"]), side)
    if match := _NEAR_DAY.fullmatch(text):
        days, elapsed = _amount(match["amount"], match["side"])
        if elapsed:
            raise ValueError("beside a clock time only days and weeks can be counted")
        return Edge("day", _extreme(match["extreme"]), _clock(match["clock"]), days)
    if match := _ON_WEEKDAY.fullmatch(text):
        weekday = _WEEKDAYS.index(match["weekday"])
        sign = _sign(match["side"])
        return Edge(
            "day", _extreme(match["extreme"]), _clock(match["clock"]), sign, weekday=weekday
        )
    if not re.search(r"\bpolls?\b|\b(?:polling|election) day\b", text):
        raise NoAnchor("it names neither the polls nor polling day")
    if re.search(r"\d+ ?(?:hour|day|week)s? (?:before|after) .*day\b", text):
        raise ValueError("beside polling day it names no clock time")
    raise ValueError("its words are not those of an edge")


@cache
def hour(words: str) -> Hour:
    """Parses a clock time such as `18:00`, `24:00` or `17:00 America/Sao_Paulo`.

    Raises:
        ValueError: it is not a clock time. The zone's name is not checked here.
    """
    match = _HOUR.fullmatch(" ".join(words.split()))
    if match is None:
        raise ValueError("it is no clock time")
    return Hour(_clock(f"{match[1]}:{match[2]}"), match[3])


def _clock(text: str) -> timedelta:
    if text in {"midnight", "noon"}:
        return timedelta(hours=12 if text == "noon" else 0)
    hours, minutes = map(int, text.split(":"))
    clock = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or clock > DAY:
        raise ValueError("its clock time is none of a day's")
    return clock


def _sign(side: str | None) -> int:
    return -1 if side == "before" else 1


def _extreme(word: str | None) -> Extreme | None:
    return None if word is None else ("first" if word == "first" else "last")


def _amount(text: str | None, side: str | None) -> tuple[int, timedelta]:
    """Returns calendar days and elapsed time, both negative before the anchor."""
    days, elapsed = timedelta(), timedelta()
    for number, unit in re.findall(r"(\d+|[a-z]+) ?([a-z]+)", (text or "").replace(" and ", " ")):
        many = _NUMBERS.get(number) or int(number)
        span = _UNITS[unit if unit in _UNITS else unit.removesuffix("s")] * many
        if unit.startswith(("day", "week")):
            days += span
        else:
            elapsed += span
    if days + elapsed > LONGEST:
        raise ValueError(f"it lies more than {LONGEST.days} days from polling day")
    return _sign(side) * days.days, _sign(side) * elapsed
