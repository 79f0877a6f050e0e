"""What a chart of one signal says in words: the read-out of a day, and the whole for the ear."""

from __future__ import annotations

from eoc_app.desktop.kit import time_axis
from eoc_app.desktop.series import series_area, series_range, value_axis
from eoc_app.domain.wording import printed as wording
from eoc_app.views.series_view import SeriesView

KNOWLEDGE = {
    "fresh": "fresh",
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed: too few to show",
    "below_threshold": "below the threshold of reporting",
}


def state(view: SeriesView) -> str:
    """The state as the view words it, else the plain name of what is not known."""
    if view.state_text or view.knowledge == "fresh":
        return view.state_text
    return KNOWLEDGE[view.knowledge]


def reading(view: SeriesView, at: int) -> list[str]:
    """Lines about the day at position `at`: date, value with its unit, bounds, what falls on it."""
    day, value = view.days[at], view.values[at]
    lines = [time_axis.day_text(day)]
    interval = value_axis.bounds(view.lower[at], view.upper[at], view.form, view.unit)
    if value is not None:
        lines.append(value_axis.figure(value, view.form, view.unit))
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
    judged = series_range.observed(view, at)
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


def summary(view: SeriesView) -> str:
    """The chart in a few sentences, for a screen reader."""
    parts = [view.subtitle, f"{view.axis} signal"]
    parts.append("; ".join(t for t in (view.value_text, state(view)) if t))
    known = [(v, d) for v, d in zip(view.values, view.days, strict=True) if v is not None]
    if known:
        (low, low_day), (high, high_day) = min(known), max(known)
        parts.append(
            f"lowest {value_axis.figure(low, view.form, view.unit)} on"
            f" {time_axis.day_text(low_day)}, highest"
            f" {value_axis.figure(high, view.form, view.unit)} on {time_axis.day_text(high_day)}"
        )
    elif not series_area.has_values(view):
        parts.append(view.empty or "no figures")
    parts += [f"over a period: {span.label}" for span in view.spans]
    for name, level in (("watch", view.watch), ("alert", view.alert)):
        if level is not None:
            parts.append(f"{name} threshold {value_axis.figure(level, view.form, view.unit)}")
    if view.alarms:
        parts.append(f"{len(view.alarms)} days at or over the alert threshold")
    parts.append(view.range_text)
    above = list(series_range.exceeded(view))
    if above:
        day, value = above[-1]
        parts.append(
            f"{len(above)} ringed as exceeding, the newest"
            f" {value_axis.figure(value, view.form, view.unit)} on {time_axis.day_text(day)}"
        )
    parts += [
        f"{'regime break' if mark.kind == 'break' else 'election'}"
        f" {time_axis.day_text(mark.at)}: {mark.label}"
        for mark in view.marks
    ]
    parts += [
        f"restriction {time_axis.instant_text(s.starts)} to {time_axis.instant_text(s.ends)}:"
        f" {s.label}"
        for s in view.shades
    ]
    if view.is_exercise:
        parts.append("exercise: synthetic figures")
    parts += [view.footnote, f"source: {view.source}" if view.source else ""]
    return ". ".join(part for part in parts if part)
