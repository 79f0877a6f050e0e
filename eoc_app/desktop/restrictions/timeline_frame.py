"""What part of a timeline is seen, and what lies under a point of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from eoc_app.desktop.kit import time_axis
from eoc_app.desktop.kit.timeline_layout import PlacedLane
from eoc_app.views.series_view import Mark
from eoc_app.views.timeline_view import Bar

HEADER = 36.0
"""Height of the dates and of the clocks' names under them."""
HEADING = 22.0
"""Height of the name of a group of lanes."""


_NARROW_DAY = 14.0
"""Pixels a day under which an election's diamond would hide a silence of two days."""


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

    @property
    def diamond(self) -> tuple[float, float]:
        """Half the size of an election's diamond, and its middle below the upper edge of a lane.

        Where a day is but a few pixels wide the diamond would hide the bar that leads to it: there
        it is small and stands on the bar's upper edge.
        """
        if self.scale < _NARROW_DAY:
            return 4.5, self.pad + 3.5
        return 7.0, self.pad + self.row / 2

    def x(self, at: float) -> float:
        return self.names + (at - self.starts) * self.scale

    def at(self, x: float) -> float:
        return self.starts + (x - self.names) / self.scale

    def top(self, number: int, lane: PlacedLane) -> float:
        """The upper edge of a lane, the `number`th from above, below its group's heading."""
        rows = lane.top * self.row + number * 2 * self.pad
        return HEADER + rows + lane.headings * HEADING - self.scrolled

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
    rows = (last.top + last.height) * frame.row + 2 * frame.pad * len(lanes)
    return rows + last.headings * HEADING


def sticky(lanes: tuple[PlacedLane, ...], frame: Frame) -> tuple[str, float] | None:
    """The group of the lane that is seen first, and where its name stands; it stays above it."""
    numbers = seen(lanes, frame)
    group = lanes[numbers[0]].lane.group if numbers else ""
    if not group or not lanes[-1].headings:
        return None
    following = next((n for n in numbers[1:] if lanes[n].heading), None)
    top = HEADER
    if following is not None:
        top = min(top, frame.top(following, lanes[following]) - 2 * HEADING)
    return group, top


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
    above = sticky(lanes, frame)
    number = lane_at(lanes, frame, y) if y >= (above[1] + HEADING if above else HEADER) else None
    if number is None:
        return None
    lane = lanes[number]
    if y < frame.top(number, lane):
        return None  # on the name of its group
    if x < frame.names:
        return Focus(number)
    size, middle = frame.diamond
    small = frame.scale < _NARROW_DAY
    over = abs(y - frame.top(number, lane) - middle) <= size + 1
    for mark in lane.lane.elections:
        if (over or not small) and abs(frame.x(time_axis.middle(mark.at)) - x) <= size + 1:
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
