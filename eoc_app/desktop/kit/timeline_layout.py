"""Where bars of a timeline lie: rows in which none overlaps, and the room around marks."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from eoc_app.views.timeline_view import Bar, Lane

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
    headings: int
    """How many headings of groups lie above it, its own one included."""
    heading: str
    """The name of the group that begins with it; empty inside a group."""


def placed(lanes: Iterable[Lane], *, headings: bool = True) -> tuple[PlacedLane, ...]:
    """Give every lane the rows that its bars need, at least one; groups have headings, or not."""
    lanes_placed = []
    top = count = 0
    group = ""
    for lane in lanes:
        dated = [bar for bar in lane.bars if bar.standing != "undated"]
        undated = tuple(bar for bar in lane.bars if bar.standing == "undated")
        rows = _rows(dated)
        parts = [f"no date on record: {bar.label}" for bar in undated]
        words = " · ".join(text for text in (lane.note, *parts) if text)
        height = max(len(rows) + (1 if words else 0), 1)
        heading = lane.group if headings and lane.group != group else ""
        count += 1 if heading else 0
        group = lane.group
        lanes_placed.append(PlacedLane(lane, rows, undated, words, top, height, count, heading))
        top += height
    return tuple(lanes_placed)


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
    # Of those that start together the longest is above; sorting keeps that order.
    ordered = sorted(bars, key=attrgetter("ends"), reverse=True)
    for bar in sorted(ordered, key=attrgetter("starts")):
        starts = bar.starts
        while free and free[0][0] <= starts:
            heapq.heappush(spare, heapq.heappop(free)[1])
        if spare:
            row = heapq.heappop(spare)
        else:
            row = len(rows)
            rows.append([])
        rows[row].append(bar)
        heapq.heappush(free, (max(bar.ends, starts), row))
    return tuple(
        Row(tuple(row), tuple(b.starts for b in row), tuple(b.ends for b in row)) for row in rows
    )
