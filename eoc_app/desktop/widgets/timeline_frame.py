"""What part of a timeline is seen, and what lies under a point of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from eoc_app.desktop.widgets import time_axis
from eoc_app.desktop.widgets.timeline_layout import PlacedLane
from eoc_app.views import Bar, Mark

HEADER = 36.0
"""Height of the dates and of the clocks' names under them."""
STANDINGS = {
    "in_force": "in force",
    "upcoming": "next",
    "ended": "ended",
    "not_known": "not known",
    "no_rule": "no rule on record",
    "undated": "no date on record",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is seen: a size in pixels, a window in days, and how far the lanes are scrolled."""

    width: float
    height: float
    names: float
    """Width of the column of names."""
    starts: float
    ends: float
    scrolled: float
    row: float
    """Height of a row of bars."""
    pad: float
    """Room over and under the rows of a lane."""
    zones: bool

    @property
    def scale(self) -> float:
        """Pixels a day."""
        return (self.width - self.names) / (self.ends - self.starts)

    def x(self, at: float) -> float:
        return self.names + (at - self.starts) * self.scale

    def at(self, x: float) -> float:
        return self.starts + (x - self.names) / self.scale

    def top(self, number: int, lane: PlacedLane) -> float:
        """The upper edge of a lane, the `number`th from above."""
        return HEADER + lane.top * self.row + number * 2 * self.pad - self.scrolled

    def tall(self, lane: PlacedLane) -> float:
        return lane.height * self.row + 2 * self.pad


@dataclass(frozen=True, slots=True)
class Focus:
    """What the pointer or the keyboard is on: a lane, and perhaps a bar or a mark in it."""

    lane: int
    bar: Bar | None = None
    mark: Mark | None = None


def total_height(lanes: tuple[PlacedLane, ...], frame: Frame) -> float:
    """How tall all lanes are together, without the header."""
    if not lanes:
        return 0.0
    last = lanes[-1]
    return (last.top + last.height) * frame.row + 2 * frame.pad * len(lanes)


def seen(lanes: tuple[PlacedLane, ...], frame: Frame) -> range:
    """The numbers of the lanes that are at least partly seen."""
    first = lane_at(lanes, frame, HEADER)
    last = lane_at(lanes, frame, frame.height)
    if first is None:
        return range(0)
    return range(first, len(lanes) if last is None else last + 1)


def lane_at(lanes: tuple[PlacedLane, ...], frame: Frame, y: float) -> int | None:
    """The number of the lane at a height, or None below the last one."""
    low, high = 0, len(lanes)
    while low < high:
        middle = (low + high) // 2
        if frame.top(middle, lanes[middle]) + frame.tall(lanes[middle]) <= y:
            low = middle + 1
        else:
            high = middle
    return low if low < len(lanes) else None


def hit(lanes: tuple[PlacedLane, ...], frame: Frame, x: float, y: float) -> Focus | None:
    """What lies under a point: a diamond before a bar before the lane itself."""
    number = lane_at(lanes, frame, y) if y >= HEADER else None
    if number is None:
        return None
    lane = lanes[number]
    if x < frame.names:
        return Focus(number)
    for mark in lane.lane.elections:
        if abs(frame.x(time_axis.middle(mark.at)) - x) <= 8:
            return Focus(number, None, mark)
    index = int((y - frame.top(number, lane) - frame.pad) // frame.row)
    if 0 <= index < len(lane.rows):
        row = lane.rows[index]
        near = bisect_left(row.ends, frame.at(x - 3))
        for bar in row.bars[near : near + 2]:
            left, right = frame.x(bar.starts), max(frame.x(bar.ends), frame.x(bar.starts) + 3)
            if left - 3 <= x <= right + 3:
                return Focus(number, bar)
    return Focus(number)


def details(lane: PlacedLane, focus: Focus) -> list[str]:
    """What is told of a bar, a mark or a lane; the first line is its name."""
    if focus.mark is not None:
        return [
            focus.mark.label or "election day",
            lane.lane.name,
            time_axis.instant_text(focus.mark.at),
        ]
    if focus.bar is not None:
        bar = focus.bar
        lines = [bar.label, f"{lane.lane.name} · {STANDINGS[bar.standing]}", *bar.detail]
        if bar.moved_from is not None:
            lines.append(f"end moved, was {time_axis.instant_text(bar.moved_from)}")
        if bar.exercise:
            lines.append("synthetic, for exercise")
        return lines
    lines = [lane.lane.name, lane.lane.zone, lane.lane.note]
    for bar in lane.undated:
        lines += [f"no date on record: {bar.label}", *bar.detail]
    return [line for line in lines if line]
