"""Where the ticks of a time axis stand and what they say; days are proleptic ordinals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise

from eoc_app.domain.wording.axis_words import FIRST, LAST, MONTHS, WEEKDAYS, day_of, short_day_text


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis, in days, and its label; a strong tick begins a larger unit."""

    at: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """One way to divide time: at least `days` from tick to tick."""

    days: float
    ticks: Callable[[float, float], Iterator[Tick]]


def middle(at: float) -> float:
    """Where a day stands on the axis: at its noon; an instant inside a day stays where it is."""
    return at + 0.5 if at == math.floor(at) else at


def ticks(
    starts: float,
    ends: float,
    pixels: float,
    width: Callable[[str], float],
    most: int | None = None,
    *,
    centred: bool = True,
) -> tuple[Tick, ...]:
    """The finest ticks whose labels do not touch; at most `most` of them.

    `pixels` is the length of the axis, `width` measures a label in pixels. Labels are centred
    on their ticks, or else begin at them.
    """
    starts, ends = max(starts, FIRST), min(ends, LAST)
    if not ends > starts or pixels <= 0:
        return ()
    scale = pixels / (ends - starts)
    room = most if most is not None else int(pixels // 24) + 2
    for step in _STEPS:
        if (ends - starts) / step.days > room + 1:
            continue
        ticks_inside = tuple(t for t in step.ticks(starts, ends) if starts <= t.at <= ends)
        if len(ticks_inside) > room:
            continue
        wide = [width(tick.text) for tick in ticks_inside]
        if all(
            (after.at - before.at) * scale >= ((left + right) / 2 if centred else left) + 8
            for (before, after), (left, right) in zip(
                pairwise(ticks_inside), pairwise(wide), strict=True
            )
        ):
            return ticks_inside
    return ()


def _hours(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def make(starts: float, ends: float) -> Iterator[Tick]:
        first = math.ceil(starts * 24 / every) * every
        for hour in range(first, math.floor(ends * 24) + 1, every):
            day, rest = divmod(hour, 24)
            if rest:
                yield Tick(hour / 24, f"{rest:02d}:00")
            else:
                yield Tick(float(day), _weekday_text(day), strong=True)

    return make


def _weekday_text(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


def _days(starts: float, ends: float) -> Iterator[Tick]:
    for ordinal in range(math.ceil(starts), math.floor(ends) + 1):
        yield Tick(float(ordinal), _weekday_text(ordinal), strong=day_of(ordinal).weekday() == 0)


def _spaced(every: int) -> Callable[[float, float], Iterator[Tick]]:
    """Ticks every so many days, counted from a Monday (ordinal 1 is one)."""

    def make(starts: float, ends: float) -> Iterator[Tick]:
        first = math.ceil((starts - 1) / every) * every + 1
        for ordinal in range(first, math.floor(ends) + 1, every):
            yield Tick(float(ordinal), short_day_text(ordinal))

    return make


def _months(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def make(starts: float, ends: float) -> Iterator[Tick]:
        day = day_of(starts)
        month = day.year * 12 + day.month - 1
        month += -month % every
        while month // 12 <= MAXYEAR:
            year, index = divmod(month, 12)
            at = float(date(year, index + 1, 1).toordinal())
            if at > ends:
                return
            if index == 0:
                yield Tick(at, str(year), strong=True)
            else:
                yield Tick(at, MONTHS[index] if every > 1 else f"1 {MONTHS[index]}")
            month += every

    return make


def _years(every: int) -> Callable[[float, float], Iterator[Tick]]:
    def make(starts: float, ends: float) -> Iterator[Tick]:
        year = day_of(starts).year
        for number in range(year + -year % every, day_of(ends).year + 1, every):
            yield Tick(float(date(number, 1, 1).toordinal()), str(number), strong=True)

    return make


_STEPS = (
    *(_Step(hours / 24, _hours(hours)) for hours in (1, 3, 6, 12)),
    _Step(1, _days),
    _Step(2, _spaced(2)),
    _Step(7, _spaced(7)),
    _Step(14, _spaced(14)),
    *(_Step(28 * months, _months(months)) for months in (1, 2, 3, 6)),
    *(_Step(365 * years, _years(years)) for years in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000)),
)
