"""The rectangle between the axes of a chart: what it shows, in days and in the signal's unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series import value_axis
from eoc_app.views.series_view import SeriesView, Span

STRIP = 20.0
"""Height of the strip over the data where figures of another size are drawn, not to scale."""
# Longer figures beyond this multiple of the daily ones would press the line flat.
OFF_SCALE = 4.0
# A threshold further away than this would do the same, and is told in words only.
FAR = 3.0
# An expected range that reaches further than this is cut at the axis, which says how far it goes.
RANGE_FAR = 2.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels and what it shows, in days and in the signal's unit."""

    rect: QRectF
    starts: float
    ends: float
    bottom: float
    top: float

    def x(self, day: float) -> float:
        return self.rect.left() + (day - self.starts) * self.rect.width() / (
            self.ends - self.starts
        )

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


def off_scale(view: SeriesView) -> tuple[Span, ...]:
    """Figures over longer periods that would press the daily line flat."""
    daily = max((v for v in view.values if v is not None), default=None)
    if daily is None:
        return ()
    limit = max(daily, 1e-12) * OFF_SCALE
    return tuple(span for span in view.spans if highest(span) > limit)


def value_scale(view: SeriesView, most: int) -> value_axis.Scale:
    """The value axis of a view: all that is drawn to scale, and zero."""
    drawn = [
        v
        for series in (view.values, view.lower, view.upper, view.range_observed)
        for v in series
        if v is not None
    ]
    apart = off_scale(view)
    drawn += [highest(span) * 1.1 for span in view.spans if span not in apart]
    high = max(drawn, default=0.0)
    # A threshold is part of the picture unless it would press the data flat.
    drawn += [level for level in (view.watch, view.alert) if level and level <= high * FAR]
    if drawn and view.knowledge == "below_threshold":
        drawn.append(high * 1.3)
    if drawn and (reach := max((v for v in view.range_upper if v is not None), default=0.0)):
        drawn.append(min(reach, high * RANGE_FAR) if high else reach)
    elif drawn and not high and view.watch:
        drawn.append(view.watch)
    if not drawn:
        # An axis with figures on it would say that something was measured.
        return value_axis.Scale(0.0, 1.0, ())
    return value_axis.scale(drawn, view.form, most)


def last_known(view: SeriesView) -> float:
    """The end of the last day with a figure; the window's start where there is none."""
    known = [
        day + 1.0 for day, value in zip(view.days, view.values, strict=True) if value is not None
    ]
    return max([view.starts, *known[-1:], *(span.ends for span in view.spans)])


def highest(span: Span) -> float:
    """The largest number that a figure over a period names."""
    return max(v for v in (span.value, span.lower, span.upper, 0.0) if v is not None)


def line_colour(view: SeriesView, look: Theme) -> QColor:
    """The colour of the axis that the signal is on."""
    return look.role(view.axis)
