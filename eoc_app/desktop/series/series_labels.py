"""Where the words of marks and thresholds stand around a plot, so that none crosses a mark."""

from __future__ import annotations

from PySide6.QtGui import QColor

from eoc_app.desktop.kit import ink, time_axis
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.kit.timeline_layout import gaps
from eoc_app.desktop.series.series_area import Area
from eoc_app.views.series_view import SeriesView


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


def clear_of_elections(area: Area, view: SeriesView, wide: float) -> float:
    """Where a text over the left end of the plot begins, so that no diamond stands on it."""
    at = area.rect.left()
    for x in sorted(
        area.x(time_axis.middle(mark.at)) for mark in view.marks if mark.kind == "election"
    ):
        if at - 8 < x < at + wide + 8 and x + 10 + wide <= area.rect.right():
            at = x + 10
    return at


def mark_labels(
    area: Area, view: SeriesView, look: Theme, left: float, right: float
) -> list[tuple[float, str, QColor]]:
    """Left ends and words of marks for the row over the plot; those without room are left out.

    `left` and `right` bound the row in pixels; breaks go before elections, later before earlier.
    """
    diamonds = [area.x(time_axis.middle(mark.at)) for mark in view.marks if mark.kind == "election"]
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
                    slot for a, b in free for slot in gaps(a, b, [(place - 8, place + width + 8)])
                ]
                colour = look.regime_break if mark.kind == "break" else look.dim
                chosen.append((place, label, colour))
                break
    return chosen
