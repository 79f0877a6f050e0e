"""Where bars of a timeline lie: rows in which none overlaps, and the room around marks."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from eoc_app.views import Bar, Lane

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Bars in order of time, none of which overlaps another; ends are in order too."""

    bars: tuple[Bar, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane with its rows, and where it lies below the first lane, in rows."""

    lane: Lane
    rows: tuple[Row, ...]
    undated: tuple[Bar, ...]
    words: str
    """What stands in the lane as text: undated periods, or why there is none."""
    top: int
    height: int


def placed(lanes: Iterable[Lane]) -> tuple[PlacedLane, ...]:
    """Give every lane the rows that its bars need, at least one."""
    found = []
    top = 0
    for lane in lanes:
        dated = [bar for bar in lane.bars if bar.standing != "undated"]
        undated = tuple(bar for bar in lane.bars if bar.standing == "undated")
        rows = _rows(dated)
        parts = [f"no date on record: {bar.label}" for bar in undated]
        words = " · ".join(text for text in (lane.note, *parts) if text)
        height = max(len(rows) + (1 if words else 0), 1)
        found.append(PlacedLane(lane, rows, undated, words, top, height))
        top += height
    return tuple(found)


def gaps(left: float, right: float, taken: Iterable[Interval]) -> list[Interval]:
    """What of an interval is left outside those taken, from left to right."""
    free = []
    at = left
    for starts, ends in sorted(taken):
        if ends <= at:
            continue
        if starts >= right:
            break
        if starts > at:
            free.append((at, starts))
        at = max(at, ends)
    if at < right:
        free.append((at, right))
    return free


def _rows(bars: list[Bar]) -> tuple[Row, ...]:
    """Every bar in the first row that is free when it starts."""
    rows: list[list[Bar]] = []
    free: list[tuple[float, int]] = []
    spare: list[int] = []
    for bar in sorted(bars, key=lambda bar: (bar.starts, -bar.ends)):
        while free and free[0][0] <= bar.starts:
            heapq.heappush(spare, heapq.heappop(free)[1])
        if spare:
            row = heapq.heappop(spare)
        else:
            row = len(rows)
            rows.append([])
        rows[row].append(bar)
        heapq.heappush(free, (max(bar.ends, bar.starts), row))
    return tuple(
        Row(tuple(row), tuple(b.starts for b in row), tuple(b.ends for b in row)) for row in rows
    )
