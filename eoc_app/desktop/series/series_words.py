"""What a chart of one signal says of a day in words."""

from __future__ import annotations

from eoc_app.desktop.series import series_range
from eoc_app.domain.wording import axis_words
from eoc_app.domain.wording import printed as wording
from eoc_app.views.series_view import SeriesView


def reading(view: SeriesView, at: int) -> list[str]:
    """Lines about the day at position `at`: date, value with its unit, bounds, what falls on it."""
    day, value = view.days[at], view.values[at]
    lines = [axis_words.day_text(day)]
    interval = axis_words.bounds(view.lower[at], view.upper[at], view.form, view.unit)
    if value is not None:
        lines.append(axis_words.figure(value, view.form, view.unit))
    elif not interval:
        lines.append("no figure for this day")
    if interval:
        lines.append(interval)
    if view.synthetic[at]:
        lines.append("synthetic, for exercise")
    if at in view.alarms:
        lines.append("at or over the alert threshold")
    lines += _expected(view, day)
    noon = day + 0.5
    lines += [span.label for span in view.spans if span.starts <= noon < span.ends]
    lines += [s.label for s in view.shades if s.starts < day + 1 and s.ends > day and s.label]
    lines += [mark.label for mark in view.marks if day <= mark.at < day + 1 and mark.label]
    return lines


def _expected(view: SeriesView, day: int) -> list[str]:
    """What was expected of a day's figure, by which rule, and whether it exceeds."""
    at = series_range.position(view, day)
    if at is None:
        return []
    rule = series_range.rule(view, at)
    lines = []
    middle, low, high = view.expected[at], view.range_lower[at], view.range_upper[at]
    if middle is not None and high is not None:
        expected = wording.figure(middle, view.form, view.unit)
        ends = wording.bounds(low or 0.0, high, view.form, view.unit)
        lines.append(f"expected {expected}, range {ends}")
    judged = view.judged(at)
    if view.range_observed and judged is not None:
        lines.append(f"judged at {wording.figure(judged, view.form, view.unit)}")
    lines.append(f"not judged: {rule[6:]}" if rule.startswith("none: ") else f"by {rule}")
    over = judged is not None and high is not None and judged > high
    if at in view.exceeded:
        lines.append(
            "above its expected range" if over else "inside its range, ringed at the level in force"
        )
    elif over and not rule.startswith("none: "):
        lines.append("above the range drawn, not at the level in force")
    return lines
