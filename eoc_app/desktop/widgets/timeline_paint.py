"""Paints restriction periods by country: one code for the timeline and for the strip."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from eoc_app.desktop.theme import Theme
from eoc_app.desktop.widgets import ink, time_axis
from eoc_app.desktop.widgets.timeline_layout import Interval, PlacedLane, Row, gaps
from eoc_app.views import Bar, Mark, TimelineView

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
_ROUND_FROM = 8.0
"""Narrower bars have no room for round corners."""
_LEAST_LABEL = 22.0


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


def paint(
    painter: QPainter,
    view: TimelineView,
    lanes: tuple[PlacedLane, ...],
    frame: Frame,
    focus: Focus | None,
    look: Theme,
) -> None:
    """Paint all that is seen; cost grows with what is seen, not with what there is."""
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), look.surface)
    bottom = min(frame.height, HEADER + total_height(lanes, frame) - frame.scrolled)
    if frame.width - frame.names < 20:
        return
    ticks = time_axis.ticks(
        frame.starts,
        frame.ends,
        frame.width - frame.names,
        lambda text: ink.text_width(text, look.size.small),
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    numbers = seen(lanes, frame)
    for number in numbers:
        _ground(painter, view, number, lanes[number], frame, focus, look)
    for tick in ticks:
        painter.setPen(look.line if tick.strong else look.grid)
        x = round(frame.x(tick.at))
        painter.drawLine(QLineF(x, 18, x, bottom))
    painter.save()
    painter.setClipRect(QRectF(frame.names, HEADER, frame.width - frame.names, frame.height - HEADER))
    _unknown(painter, view, frame, bottom, look)
    brushes = _Brushes(look)
    for number in numbers:
        _bars(painter, number, lanes[number], frame, focus, brushes)
    _clock_lines(painter, view, frame, bottom, look)
    clocks = [
        (frame.x(at) - 4, frame.x(at) + 4)
        for at in (view.snapshot_at, view.wall_at)
        if frame.starts <= at <= frame.ends
    ]
    for number in numbers:
        _marks(painter, number, lanes[number], frame, look)
        _labels(painter, number, lanes[number], frame, clocks, look)
    painter.restore()
    for number in numbers:
        _name(painter, view, number, lanes[number], frame, look)
    _header(painter, view, frame, ticks, look)


def details(lane: PlacedLane, focus: Focus) -> list[str]:
    """What is told of a bar, a mark or a lane; the first line is its name."""
    if focus.mark is not None:
        return [focus.mark.label or "election day", lane.lane.name, time_axis.instant_text(focus.mark.at)]
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


def _ground(
    painter: QPainter,
    view: TimelineView,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    focus: Focus | None,
    look: Theme,
) -> None:
    rect = QRectF(0, frame.top(number, lane), frame.width, frame.tall(lane))
    if lane.lane.code == view.selected:
        painter.fillRect(rect, look.selection)
    elif focus is not None and focus.lane == number:
        painter.fillRect(rect, look.hover)
    painter.setPen(look.grid)
    painter.drawLine(QLineF(0, round(rect.bottom()), frame.width, round(rect.bottom())))


def _unknown(
    painter: QPainter, view: TimelineView, frame: Frame, bottom: float, look: Theme
) -> None:
    if view.known_until >= frame.ends:
        return
    left = max(frame.x(view.known_until), frame.names)
    painter.fillRect(
        QRectF(left, HEADER, frame.width - left, bottom - HEADER),
        look.hatch(look.faded(look.not_assessable, 0.3)),
    )


class _Brushes:
    """Fill and rim of each standing."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        dashed = QPen(look.mute, 1.0)
        dashed.setDashPattern([3.0, 2.0])
        self.of: dict[str, tuple[QColor, QPen]] = {
            "in_force": (look.faded(look.warning, 0.32), QPen(look.warning, 1.0)),
            "upcoming": (look.surface, QPen(look.dim, 1.0)),
            "ended": (look.faded(look.mute, 0.2), QPen(look.line, 1.0)),
            "not_known": (look.surface, dashed),
        }
        self.other = self.of["not_known"]
        self.exercise = ink.exercise_hatch(look, 0.4)


def _bars(
    painter: QPainter,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    focus: Focus | None,
    brushes: _Brushes,
) -> None:
    look = brushes.look
    y = frame.top(number, lane) + frame.pad + 2
    height = frame.row - 4
    left, right, scale = frame.names, frame.width, frame.scale
    zero = left - frame.starts * scale
    narrow: dict[str, list[QRectF]] = {}
    for row in lane.rows:
        if y > frame.height or y + frame.row < HEADER:
            y += frame.row
            continue
        first = bisect_right(row.ends, frame.starts)
        last = bisect_left(row.starts, frame.ends)
        edge = float("-inf")
        for bar in row.bars[first:last]:
            # Cut at the edge, never dropped; the rim is left open there.
            x0, x1 = max(zero + bar.starts * scale, left - 6), min(zero + bar.ends * scale, right + 6)
            if x1 - x0 < _ROUND_FROM:
                if x1 - edge < 0.5:
                    continue  # nothing of it would be seen beside what is painted there
                edge = x1
                rect = QRectF(round(x0), y, max(round(x1 - x0), 3), height)
                narrow.setdefault(bar.standing, []).append(rect)
                if bar.exercise:
                    narrow.setdefault("exercise", []).append(rect)
            else:
                rect = QRectF(round(x0) + 0.5, y + 0.5, round(x1 - x0) - 1, height - 1)
                fill, pen = brushes.of.get(bar.standing, brushes.other)
                # Fills let through: what is chosen or pointed at must not tint them.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.surface)
                painter.drawRoundedRect(rect, 3, 3)
                painter.setPen(pen)
                painter.setBrush(fill)
                painter.drawRoundedRect(rect, 3, 3)
                if bar.exercise:
                    painter.fillRect(rect, brushes.exercise)
            if bar.moved_from is not None:
                _moved(painter, frame.x(bar.moved_from), frame.x(bar.ends), y, height, look)
            if focus is not None and focus.bar is bar:
                painter.setPen(QPen(look.accent, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
        y += frame.row
    for standing, rects in narrow.items():
        if standing == "exercise":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brushes.exercise)
            painter.drawRects(rects)
            continue
        fill, pen = brushes.of.get(standing, brushes.other)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRects([rect.adjusted(0, 0, -1, -1) for rect in rects])


def _moved(painter: QPainter, was: float, now: float, y: float, height: float, look: Theme) -> None:
    """The old end as a dashed tick, with a point towards the new one."""
    pen = QPen(look.text, 1.4)
    pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    x = round(was)
    painter.drawLine(QLineF(x, y - 2, x, y + height + 2))
    way = 5.0 if now >= was else -5.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.text)
    middle = y + height / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x + way / 2, middle - 4),
                QPointF(x + way / 2 + way, middle),
                QPointF(x + way / 2, middle + 4),
            ]
        )
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _clock_lines(
    painter: QPainter, view: TimelineView, frame: Frame, bottom: float, look: Theme
) -> None:
    for at, pen in _clocks(view, look):
        if frame.starts <= at <= frame.ends:
            painter.setPen(pen)
            x = round(frame.x(at))
            painter.drawLine(QLineF(x, HEADER, x, bottom))


def _clocks(view: TimelineView, look: Theme) -> list[tuple[float, QPen]]:
    wall = QPen(look.text, 1.5)
    wall.setDashPattern([4.0, 3.0])
    return [(view.snapshot_at, QPen(look.accent, 2.0)), (view.wall_at, wall)]


def _marks(painter: QPainter, number: int, lane: PlacedLane, frame: Frame, look: Theme) -> None:
    top = frame.top(number, lane)
    for mark in lane.lane.elections:
        at = time_axis.middle(mark.at)
        if not frame.starts <= at <= frame.ends:
            continue
        x = round(frame.x(at))
        pen = QPen(look.text, 1.0)
        pen.setDashPattern([1.0, 2.0])
        painter.setPen(pen)
        middle = top + frame.pad + frame.row / 2
        if lane.height > 1:
            painter.drawLine(QLineF(x, middle, x, top + frame.tall(lane) - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(look.surface, 1.5))
        painter.setBrush(look.text)
        painter.drawPolygon(ink.diamond(QPointF(x + 0.5, middle), 7.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _labels(
    painter: QPainter,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    clocks: list[Interval],
    look: Theme,
) -> None:
    """Words where no mark, line or bar is in their way: inside the bar, after it, before it."""
    days = [frame.x(time_axis.middle(mark.at)) for mark in lane.lane.elections]
    size = look.size.small
    painter.setFont(look.font(size))
    face = ink.metrics(size)
    base = frame.top(number, lane) + frame.pad + frame.row / 2 + face.capHeight() / 2
    for index, row in enumerate(lane.rows):
        reach = 9.0 if index == 0 else 4.0
        line = base + index * frame.row
        if HEADER <= line <= frame.height + frame.row:
            marks = [*clocks, *((x - reach, x + reach) for x in days)]
            _row_labels(painter, row, frame, marks, line, look)
    if lane.words:
        marks = [*clocks, *((x - 9, x + 9) for x in days)]
        words = " ".join(lane.words.split())
        width = ink.text_width(words, size)
        y = base + len(lane.rows) * frame.row
        free = gaps(frame.names + 6, frame.width - 4, marks)
        place = next((a for a, b in free if b - a >= width + 4), None)
        painter.setPen(look.mute)
        if place is not None:
            painter.drawText(QPointF(place + 2, y), words)
        elif free:
            # The details of the lane have the whole text.
            a, b = max(free, key=lambda slot: slot[1] - slot[0])
            cut = face.elidedText(words, Qt.TextElideMode.ElideRight, b - a - 4)
            painter.drawText(QPointF(a + 2, y), cut)


def _row_labels(
    painter: QPainter, row: Row, frame: Frame, marks: list[Interval], base: float, look: Theme
) -> None:
    first = bisect_right(row.ends, frame.starts)
    last = bisect_left(row.starts, frame.ends)
    if (last - first) * _LEAST_LABEL * 2 > (frame.width - frame.names) * 1.5:
        return  # too dense for words: the details have them
    edge = frame.names
    for at in range(first, last):
        bar = row.bars[at]
        x0, x1 = max(frame.x(bar.starts), frame.names), min(frame.x(bar.ends), frame.width)
        after = frame.x(row.starts[at + 1]) if at + 1 < len(row.bars) else frame.width
        taken = marks
        if bar.moved_from is not None:
            was = frame.x(bar.moved_from)
            taken = [*marks, (was - 9, was + 9)]
        label = " ".join(bar.label.split())
        width = ink.text_width(label, look.size.small)
        place = _slot(gaps(x0 + 3, x1 - 3, taken), width)
        colour = look.mute if bar.standing == "ended" else look.text
        if place is None:
            colour = look.dim
            place = _beside(gaps(x1 + 5, min(after, frame.width) - 4, taken), x1 + 5, width)
        if place is None:
            free = gaps(edge + 4, x0 - 5, taken)
            if free and free[-1][1] == x0 - 5 and free[-1][1] - free[-1][0] >= width:
                place = x0 - 5 - width
        edge = x1
        if place is not None:
            painter.setPen(colour)
            painter.drawText(QPointF(place, base), label)
            edge = max(x1, place + width)


def _slot(free: list[Interval], width: float) -> float | None:
    return next((a + 2 for a, b in free if b - a >= width + 4), None)


def _beside(free: list[Interval], x: float, width: float) -> float | None:
    """Right after the bar, or after the mark that touches it there."""
    return next((a for a, b in free if a - x <= 22 and b - a >= width), None)


def _name(
    painter: QPainter,
    view: TimelineView,
    number: int,
    lane: PlacedLane,
    frame: Frame,
    look: Theme,
) -> None:
    top = frame.top(number, lane)
    chosen = lane.lane.code == view.selected
    if chosen:
        painter.fillRect(QRectF(0, top + 1, 3, frame.tall(lane) - 1), look.accent)
    size = look.size.label
    room = frame.names - 16
    zone = lane.lane.zone if frame.zones else ""
    zone_width = ink.text_width(zone, look.size.small) if zone else 0.0
    name = lane.lane.name
    painter.setFont(look.font(size, bold=True))
    painter.setPen(look.text)
    base = top + frame.pad + frame.row / 2 + ink.metrics(size, True).capHeight() / 2
    width = ink.text_width(name, size, True)
    below = lane.height > 1 and width + zone_width + 8 > room
    space = room if below or not zone else room - zone_width - 8
    if width > space and zone and not below:
        zone, space = "", room  # the details have the zone
    shown = ink.metrics(size, True).elidedText(name, Qt.TextElideMode.ElideRight, space)
    painter.drawText(QPointF(8, base), shown)
    if zone:
        painter.setFont(look.font(look.size.small))
        painter.setPen(look.mute)
        x = 8 if below else frame.names - 8 - zone_width
        painter.drawText(QPointF(x, base + (frame.row if below else 0)), zone)


def _header(
    painter: QPainter,
    view: TimelineView,
    frame: Frame,
    ticks: tuple[time_axis.Tick, ...],
    look: Theme,
) -> None:
    size = look.size.small
    face = ink.metrics(size)
    painter.fillRect(QRectF(0, 0, frame.width, HEADER - 1), look.surface)
    painter.setPen(look.line)
    painter.drawLine(QLineF(0, HEADER - 1, frame.width, HEADER - 1))
    painter.setFont(look.font(size))
    base = 3 + face.ascent()
    painter.setPen(look.mute)
    painter.drawText(QPointF(8, base), time_axis.period_text(frame.starts, frame.ends))
    for tick in ticks:
        x = frame.x(tick.at)
        painter.setPen(look.grid)
        painter.drawLine(QLineF(round(x), 4, round(x), HEADER - 1))
        if x + 4 + ink.text_width(tick.text, size) <= frame.width:
            painter.setPen(look.dim if tick.strong else look.mute)
            painter.drawText(QPointF(x + 4, base), tick.text)
    _clock_names(painter, view, frame, base + 16, look)


def _clock_names(
    painter: QPainter, view: TimelineView, frame: Frame, base: float, look: Theme
) -> None:
    """Each clock by name over its line; at the edge, with a point, where it is outside."""
    size = look.size.small
    entries = [(view.snapshot_at, "snapshot", look.accent), (view.wall_at, "now", look.text)]
    if frame.starts < view.known_until < frame.ends:
        entries.append((view.known_until, "nothing is known after this", look.mute))
    inside = [frame.x(at) for at, _, _ in entries if frame.starts <= at <= frame.ends]
    taken: list[Interval] = [(x - 2, x + 2) for x in inside]
    # The later clock first: its name goes to the right, which leaves the left to the earlier one.
    for at, name, colour in sorted(entries, key=lambda entry: -entry[0]):
        width = ink.text_width(name, size)
        way = 0 if frame.starts <= at <= frame.ends else (-1 if at < frame.starts else 1)
        x = min(max(frame.x(at), frame.names), frame.width)
        if way < 0:
            places = [frame.names + 10, *(ends + 4 for _, ends in taken)]
        elif way > 0:
            places = [x - 10 - width, *(starts - 4 - width for starts, _ in taken)]
        else:
            places = [x + 5, x - 5 - width]
        for place in places:
            slot = (place - 2, place + width + 2)
            if slot[0] < frame.names or slot[1] > frame.width:
                continue
            if any(a < slot[1] and slot[0] < b for a, b in taken):
                continue
            taken.append(slot)
            painter.setPen(colour)
            painter.drawText(QPointF(place, base), name)
            break
        if way:
            _edge(painter, x, base - 4, way, colour)
        else:
            painter.setPen(QPen(colour, 1.5))
            painter.drawLine(QLineF(round(x), base - 9, round(x), HEADER))


def _edge(painter: QPainter, x: float, y: float, way: int, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    tip = x - 1 if way > 0 else x + 1
    painter.drawPolygon(
        QPolygonF([QPointF(tip - 5 * way, y - 4), QPointF(tip, y), QPointF(tip - 5 * way, y + 4)])
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
