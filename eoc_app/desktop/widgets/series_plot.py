"""Paints one signal over time into a rectangle: the same strokes at every size and scale.

Knows neither widgets nor pyqtgraph, so that small multiples, panels and the large plot that pans
and zooms cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from eoc_app.desktop.theme import Theme
from eoc_app.desktop.widgets import ink, time_axis, value_axis
from eoc_app.desktop.widgets.timeline_layout import gaps
from eoc_app.views import SeriesView, Span

STRIP = 20.0
"""Height of the strip over the data where figures of another size are drawn, not to scale."""
# Longer figures beyond this multiple of the daily ones would press the line flat.
OFF_SCALE = 4.0
# A threshold further away than this would do the same, and is told in words only.
FAR = 3.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels and what it shows, in days and in the signal's unit."""

    rect: QRectF
    starts: float
    ends: float
    bottom: float
    top: float

    def x(self, day: float) -> float:
        return self.rect.left() + (day - self.starts) * self.rect.width() / (self.ends - self.starts)

    def y(self, value: float) -> float:
        return self.rect.bottom() - (value - self.bottom) * self.rect.height() / (
            self.top - self.bottom
        )

    def moved(self, by: QPointF) -> Area:
        """The same in the pixels of a widget around it."""
        return replace(self, rect=self.rect.translated(by))

    def day(self, x: float) -> float:
        return self.starts + (x - self.rect.left()) * (self.ends - self.starts) / self.rect.width()


def window(view: SeriesView) -> tuple[float, float]:
    """The days that the axis spans: the view's own, and its last day whole."""
    ends = max(view.ends, view.starts + 1)
    if view.days and ends <= view.days[-1] < ends + 1:
        ends = view.days[-1] + 1.0
    return view.starts, ends


def has_values(view: SeriesView) -> bool:
    """Whether any figure is there to draw."""
    return bool(view.spans) or any(
        value is not None for series in (view.values, view.lower, view.upper) for value in series
    )


def off_scale(view: SeriesView) -> tuple[Span, ...]:
    """Figures over longer periods that would press the daily line flat."""
    daily = max((v for v in view.values if v is not None), default=None)
    if daily is None:
        return ()
    limit = max(daily, 1e-12) * OFF_SCALE
    return tuple(span for span in view.spans if _highest(span) > limit)


def value_scale(view: SeriesView, most: int) -> value_axis.Scale:
    """The value axis of a view: all that is drawn to scale, and zero."""
    drawn = [v for series in (view.values, view.lower, view.upper) for v in series if v is not None]
    apart = off_scale(view)
    drawn += [_highest(span) * 1.1 for span in view.spans if span not in apart]
    high = max(drawn, default=0.0)
    # A threshold is part of the picture unless it would press the data flat.
    drawn += [level for level in (view.watch, view.alert) if level and level <= high * FAR]
    if view.knowledge == "below_threshold":
        drawn.append(high * 1.3)
    if drawn and not high and view.watch:
        drawn.append(view.watch)
    if not drawn:
        # An axis with figures on it would say that something was measured.
        return value_axis.Scale(0.0, 1.0, ())
    return value_axis.scale(drawn, view.form, most)


def line_colour(view: SeriesView, look: Theme) -> QColor:
    """The colour of the axis that the signal is on."""
    return look.role(view.axis)


def last_known(view: SeriesView) -> float:
    """The end of the last day with a figure; the window's start where there is none."""
    known = [
        day + 1.0 for day, value in zip(view.days, view.values, strict=True) if value is not None
    ]
    return max([view.starts, *known[-1:], *(span.ends for span in view.spans)])


def paint(painter: QPainter, area: Area, view: SeriesView, look: Theme, ticks: tuple[float, ...]) -> None:
    """Paint everything that stands between the axes, except the day cursor and the read-out."""
    painter.save()
    painter.setClipRect(area.rect.adjusted(-1, -1, 1, 1), Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _grid(painter, area, look, ticks)
    _shades(painter, area, view, look)
    _knowledge(painter, area, view, look)
    _thresholds(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    pieces = _pieces(area, view)
    _synthetic(painter, area, view, look, pieces)
    _bounds(painter, area, view, look)
    labels = _spans(painter, area, view, look)
    _line(painter, view, look, pieces)
    _alarms(painter, area, view, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _marks(painter, area, view, look)
    for rect, text in labels:
        # The patch parts the words from the lines that they would cross.
        painter.fillRect(rect, look.surface)
        text.draw(painter, rect.left() + 3, rect.top(), look.text)
    painter.restore()
    _words(painter, area, view, look)


def paint_cursor(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """The day cursor: a line through the plot and the value it meets."""
    at = time_axis.middle(view.cursor)
    if not area.starts <= at <= area.ends:
        return
    x = round(area.x(at)) + 0.5
    painter.setPen(QPen(look.accent, 1.0))
    painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    foot = area.rect.bottom()
    painter.drawPolygon(
        QPolygonF([QPointF(x, foot), QPointF(x - 4, foot + 5), QPointF(x + 4, foot + 5)])
    )


def paint_focus(painter: QPainter, area: Area, at: int, view: SeriesView, look: Theme) -> QPointF:
    """Marks the day that the read-out speaks of; returns the point."""
    x = area.x(view.days[at] + 0.5)
    value = view.values[at]
    painter.setPen(QPen(look.dim, 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
    if value is None:
        return QPointF(x, area.rect.center().y())
    point = QPointF(x, area.y(value))
    painter.setPen(QPen(look.surface, 2.0))
    painter.setBrush(line_colour(view, look))
    painter.drawEllipse(point, 4.5, 4.5)
    return point


def _grid(painter: QPainter, area: Area, look: Theme, ticks: tuple[float, ...]) -> None:
    for value in ticks:
        y = round(area.y(value))
        painter.setPen(look.line if value == 0 else look.grid)
        painter.drawLine(QLineF(area.rect.left(), y, area.rect.right(), y))


def _shades(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for shade in view.shades:
        if shade.ends <= area.starts or shade.starts >= area.ends:
            continue
        left, right = area.x(max(shade.starts, area.starts)), area.x(min(shade.ends, area.ends))
        # Even an hour is seen.
        right = max(right, left + 1.0)
        painter.fillRect(
            QRectF(left, area.rect.top(), right - left, area.rect.height()),
            look.faded(look.warning, 0.16),
        )
        painter.setPen(look.faded(look.warning, 0.7))
        for end, x in ((shade.starts, left), (shade.ends, right - 1)):
            if area.starts < end < area.ends:
                painter.drawLine(QLineF(round(x), area.rect.top(), round(x), area.rect.bottom()))


def _knowledge(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """What is not known is hatched, each kind in its own way."""
    if view.knowledge == "fresh":
        return
    rect = QRectF(area.rect)
    brush = look.hatch(look.faded(look.not_assessable, 0.55))
    if view.knowledge == "stale":
        rect.setLeft(area.x(max(area.starts, min(last_known(view), area.ends))))
        until = area.x(min(max(time_axis.middle(view.cursor) + 0.5, area.starts), area.ends))
        rect.setRight(max(until, rect.left()))
    elif view.knowledge == "suppressed":
        # Upright strokes: cells taken out on purpose, not missing.
        brush.setTransform(QTransform().rotate(-45))
    elif view.knowledge == "below_threshold":
        brush.setTransform(QTransform().rotate(45))
        known = [u for u in view.upper if u is not None]
        top = area.y(known[-1]) if known else area.rect.bottom() - area.rect.height() / 5
        rect.setTop(max(area.rect.top(), top))
        painter.setPen(QPen(look.not_assessable, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(rect.left(), rect.top(), rect.right(), rect.top()))
    if rect.width() > 0:
        painter.fillRect(rect, brush)


def _thresholds(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for level, colour in ((view.watch, look.mute), (view.alert, look.harm)):
        if level is None or not area.bottom < level <= area.top:
            continue
        pen = QPen(look.faded(colour, 0.75), 1.0)
        pen.setDashPattern([4.0, 4.0])
        painter.setPen(pen)
        y = round(area.y(level))
        painter.drawLine(QLineF(area.rect.left(), y, area.rect.right(), y))


def _pieces(area: Area, view: SeriesView) -> list[list[QPointF]]:
    """The line without its gaps, as runs of points; a run may be a single point."""
    pieces: list[list[QPointF]] = []
    before: int | None = None
    left, bottom = area.rect.left(), area.rect.bottom()
    across = area.rect.width() / (area.ends - area.starts)
    up = area.rect.height() / (area.top - area.bottom)
    # One day outside on either side, so that the line runs to the edge.
    first, last = area.starts - 2, area.ends + 1
    for day, value in zip(view.days, view.values, strict=True):
        if value is None or not first <= day <= last:
            continue
        point = QPointF(left + (day + 0.5 - area.starts) * across, bottom - (value - area.bottom) * up)
        if before is not None and day == before + 1:
            pieces[-1].append(point)
        else:
            pieces.append([point])
        before = day
    return pieces


def _synthetic(
    painter: QPainter, area: Area, view: SeriesView, look: Theme, pieces: list[list[QPointF]]
) -> None:
    """Invented days are hatched down to zero."""
    runs = _runs([day for day, made in zip(view.days, view.synthetic, strict=True) if made])
    if not runs:
        return
    zero = area.y(0.0)
    under = QPainterPath()
    for piece in pieces:
        if len(piece) == 1:
            point = piece[0]
            half = max(1.5, area.rect.width() / (area.ends - area.starts) / 2)
            under.addRect(QRectF(point.x() - half, point.y(), 2 * half, zero - point.y()))
            continue
        under.addPolygon(
            QPolygonF([QPointF(piece[0].x(), zero), *piece, QPointF(piece[-1].x(), zero)])
        )
    painter.save()
    brush = ink.exercise_hatch(look, 0.45)
    painter.setPen(Qt.PenStyle.NoPen)
    for first, last in runs:
        strip = QRectF(area.x(first), area.rect.top(), 0, area.rect.height())
        strip.setRight(area.x(last + 1))
        painter.save()
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.fillPath(under, brush)
        painter.restore()
    painter.restore()


def _bounds(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Intervals as a band; where only one end is stated, a caret that points to the open side."""
    colour = line_colour(view, look)
    run: list[tuple[float, float, float]] = []
    before: int | None = None
    seen_caret = float("-inf")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.faded(colour, 0.22))
    for day, value, low, high in zip(view.days, view.values, view.lower, view.upper, strict=True):
        whole = low is not None and high is not None and low < high
        if run and (not whole or before != day - 1):
            _band(painter, area, run)
            run = []
        if low is not None and high is not None and whole:
            run.append((area.x(day + 0.5), area.y(low), area.y(high)))
            before = day
        elif (low is None) != (high is None) and view.knowledge != "below_threshold":
            x = area.x(day + 0.5)
            end = low if low is not None else high
            if end is None or x < seen_caret + 9:
                continue
            seen_caret = x
            _caret(painter, x, area.y(end if value is None else value), colour, up=high is None)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.faded(colour, 0.22))
    if run:
        _band(painter, area, run)


def _band(painter: QPainter, area: Area, run: list[tuple[float, float, float]]) -> None:
    if len(run) == 1:
        x, low, high = run[0]
        half = max(1.5, min(4.0, area.rect.width() / (area.ends - area.starts) / 2))
        painter.drawRect(QRectF(x - half, high, 2 * half, low - high))
        return
    painter.drawPolygon(
        QPolygonF([*(QPointF(x, high) for x, _, high in run), *(QPointF(x, low) for x, low, _ in reversed(run))])
    )


def _caret(painter: QPainter, x: float, y: float, colour: QColor, *, up: bool) -> None:
    tip = -6.0 if up else 6.0
    painter.setPen(QPen(colour, 1.2))
    painter.drawLine(QLineF(x, y, x, y + tip))
    painter.drawLine(QLineF(x - 2.5, y + tip * 0.5, x, y + tip))
    painter.drawLine(QLineF(x + 2.5, y + tip * 0.5, x, y + tip))


def _spans(
    painter: QPainter, area: Area, view: SeriesView, look: Theme
) -> list[tuple[QRectF, ink.Lines]]:
    """Figures over longer periods, as bars over the whole period; returns the words for them."""
    apart = off_scale(view)
    labels: list[tuple[QRectF, ink.Lines]] = []
    step = ink.metrics(look.size.small).height()
    for span in view.spans:
        if span.ends <= area.starts or span.starts >= area.ends:
            continue
        left, right = area.x(max(span.starts, area.starts)), area.x(min(span.ends, area.ends))
        right = max(right, left + 3)
        if span in apart:
            bar = QRectF(left, area.rect.top() + 1, right - left, STRIP - 4)
            _span_bar(painter, bar, span, view, look, open_top=True)
            words, places = f"{span.label} · not to scale", [bar.top()]
        else:
            low = span.lower
            if low is None:
                low = span.value if span.upper is None else 0.0
            high = span.upper if span.upper is not None else low
            if low is None or high is None:
                continue
            top, bottom = area.y(high), area.y(low)
            bar = QRectF(left, top, right - left, bottom - top)
            _span_bar(painter, bar, span, view, look, open_top=span.upper is None)
            over = top - step - (9 if span.upper is None else 2)
            words, places = span.label, [over, bottom + 3, over - step, bottom + step + 4]
        placed = _span_label(area, bar, words, look, [rect for rect, _ in labels], places)
        if placed is not None:
            labels.append(placed)
    return labels


def _span_bar(
    painter: QPainter, bar: QRectF, span: Span, view: SeriesView, look: Theme, *, open_top: bool
) -> None:
    colour = line_colour(view, look)
    pen = QPen(colour, 1.4)
    pen.setDashPattern([5.0, 2.5])
    if span.exercise:
        painter.fillRect(bar, ink.exercise_hatch(look, 0.45))
    if bar.height() >= 1:
        painter.fillRect(bar, look.faded(colour, 0.16))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if span.lower is not None and span.lower == span.upper:
        painter.setPen(QPen(colour, 2.4))
        painter.drawLine(QLineF(bar.left(), bar.top(), bar.right(), bar.top()))
        return
    painter.setPen(pen)
    painter.drawLine(QLineF(bar.left(), bar.bottom(), bar.right(), bar.bottom()))
    if open_top:
        middle = bar.center().x()
        count = 3 if bar.width() >= 90 else 1
        for n in range(count):
            x = middle + (n - (count - 1) / 2) * bar.width() / 3.5
            if bar.height() < 1:
                _caret(painter, x, bar.bottom(), colour, up=True)
        return
    painter.drawLine(QLineF(bar.left(), bar.top(), bar.right(), bar.top()))
    painter.drawLine(QLineF(bar.left(), bar.top(), bar.left(), bar.bottom()))
    painter.drawLine(QLineF(bar.right(), bar.top(), bar.right(), bar.bottom()))


def _span_label(
    area: Area, bar: QRectF, label: str, look: Theme, taken: list[QRectF], places: list[float]
) -> tuple[QRectF, ink.Lines] | None:
    """Where the words of a figure stand clear of the others; the read-out has them in any case."""
    words = " ".join(label.split())
    text = ink.lines(words, look.size.small, False, area.rect.width() - 6)
    if not words or text.count > 1:
        return None
    room = area.rect.right() - text.width - 6
    x = max(area.rect.left(), min(bar.center().x() - text.width / 2 - 3, room))
    for y in places:
        rect = QRectF(x, y, text.width + 6, text.height)
        inside = rect.top() >= area.rect.top() and rect.bottom() <= area.rect.bottom()
        if inside and not any(rect.intersects(other) for other in taken):
            return rect, text
    return None


def _line(painter: QPainter, view: SeriesView, look: Theme, pieces: list[list[QPointF]]) -> None:
    colour = line_colour(view, look)
    pen = QPen(colour, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in pieces:
        painter.setPen(pen)
        if len(piece) > 1:
            painter.drawPolyline(QPolygonF(piece))
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(piece[0], 2.0, 2.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _alarms(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Rings; where they would touch, a heavy stroke between the first and the last of a run."""
    painter.setBrush(QBrush(look.surface))
    painter.setPen(QPen(line_colour(view, look), 1.5))
    points = []
    for at in view.alarms:
        value = view.values[at] if 0 <= at < len(view.values) else None
        if value is not None and area.starts <= view.days[at] + 0.5 <= area.ends:
            points.append(QPointF(area.x(view.days[at] + 0.5), area.y(value)))
    gap = area.rect.width() / (area.ends - area.starts)
    run: list[QPointF] = []
    for point in points:
        if run and point.x() - run[-1].x() > gap * 1.5:
            _rings(painter, run, gap, look)
            run = []
        run.append(point)
    if run:
        _rings(painter, run, gap, look)


def _rings(painter: QPainter, run: list[QPointF], gap: float, look: Theme) -> None:
    if len(run) > 2 and gap < 7:
        pen = QPen(painter.pen())
        painter.setPen(QPen(pen.color(), 3.0))
        painter.drawPolyline(QPolygonF(run))
        painter.setPen(pen)
        run = [run[0], run[-1]] if run[-1].x() - run[0].x() >= 8 else run[-1:]
    for point in run:
        painter.drawEllipse(point, 3.2, 3.2)


def _marks(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    for mark in view.marks:
        at = time_axis.middle(mark.at) if mark.kind == "election" else mark.at
        if not area.starts <= at <= area.ends:
            continue
        x = round(area.x(at))
        if mark.kind == "break":
            painter.setPen(QPen(look.regime_break, 1.0))
            painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))
            continue
        pen = QPen(look.text, 1.0)
        pen.setDashPattern([1.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, area.rect.top(), x, area.rect.bottom()))


def paint_elections(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Diamonds over the plot at election days, where no line runs and no edge cuts them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    # The rim parts the mark from what lies under it.
    painter.setPen(QPen(look.surface, 1.5))
    painter.setBrush(look.text)
    for mark in view.marks:
        at = time_axis.middle(mark.at)
        if mark.kind == "election" and area.starts <= at <= area.ends:
            place = QPointF(round(area.x(at)) + 0.5, area.rect.top() - 5)
            painter.drawPolygon(ink.diamond(place, 5.5))


def _words(painter: QPainter, area: Area, view: SeriesView, look: Theme) -> None:
    """Why there is nothing to see, over the hatch, in words."""
    if view.knowledge in ("fresh", "stale") and has_values(view):
        return
    words = view.empty or view.state_text or view.knowledge.replace("_", " ")
    room = area.rect.width() - 2 * look.space.l
    text = ink.lines(words, look.size.label, True, room, 4)
    rect = QRectF(0, 0, text.width + 2 * look.space.s, text.height + look.space.s)
    rect.moveCenter(area.rect.center())
    painter.setPen(look.line)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(rect, look.shape.radius, look.shape.radius)
    text.draw(painter, rect.left() + look.space.s, rect.top() + look.space.xs, look.text)


def threshold_labels(area: Area, view: SeriesView, look: Theme) -> list[tuple[float, str, QColor]]:
    """Base lines and words of the thresholds that are drawn, moved apart where they would touch."""
    found = [
        (area.y(level), name, colour)
        for level, name, colour in (
            (view.alert, "alert", look.harm),
            (view.watch, "watch", look.mute),
        )
        if level is not None and area.bottom < level <= area.top
    ]
    labels: list[tuple[float, str, QColor]] = []
    for y, name, colour in found:
        base = y + 4 if not labels else max(y + 4, labels[-1][0] + 12)
        labels.append((base, name, colour))
    return labels


def mark_labels(area: Area, view: SeriesView, look: Theme, left: float, right: float) -> list[tuple[float, str, QColor]]:
    """Left ends and words of marks for the row over the plot; those without room are left out.

    `left` and `right` bound the row in pixels; breaks go before elections, later before earlier.
    """
    diamonds = [
        area.x(time_axis.middle(mark.at)) for mark in view.marks if mark.kind == "election"
    ]
    free = gaps(left, right, [(x - 8, x + 8) for x in diamonds])
    chosen = []
    order = sorted(view.marks, key=lambda mark: (mark.kind != "break", -mark.at))
    for mark in order:
        at = time_axis.middle(mark.at) if mark.kind == "election" else mark.at
        label = " ".join(mark.label.split())
        if not label or not area.starts <= at <= area.ends:
            continue
        width = ink.text_width(label, look.size.small)
        x = area.x(at)
        near = (x + 9, x - width - 9) if mark.kind == "election" else (x + 2, x - width - 2)
        for place in near:
            if any(a <= place and place + width <= b for a, b in free):
                free = [
                    slot
                    for a, b in free
                    for slot in gaps(a, b, [(place - 8, place + width + 8)])
                ]
                colour = look.regime_break if mark.kind == "break" else look.dim
                chosen.append((place, label, colour))
                break
    return chosen


def _highest(span: Span) -> float:
    return max(v for v in (span.value, span.lower, span.upper, 0.0) if v is not None)


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """Neighbouring days as first and last."""
    if not days:
        return []
    breaks = [n + 1 for n, (a, b) in enumerate(pairwise(days)) if b != a + 1]
    edges = [0, *breaks, len(days)]
    return [(days[a], days[b - 1]) for a, b in pairwise(edges)]
