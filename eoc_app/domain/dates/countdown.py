"""Durations as text, printed or counting down."""

from __future__ import annotations

from datetime import timedelta


def span_text(span: timedelta) -> str:
    """Returns a duration in its two largest units: `6 d 17 h`, `13 h 58 m`, `4 m`."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days >= 100:
        return f"{days} d"
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} m" if minutes else f"{hours} h"
    return f"{minutes} m"


def countdown_text(span: timedelta) -> str:
    """Returns a running countdown: to the second within the last day, else as `span_text`."""
    seconds = int(span.total_seconds())
    if seconds < 0 or seconds >= 24 * 60 * 60:
        return span_text(span)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} m {seconds:02d} s"
    return f"{hours} h {minutes:02d} m {seconds:02d} s"
