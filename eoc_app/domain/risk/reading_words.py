"""The days that a reading covers, in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from eoc_app.domain.risk.reading import Reading, last_figure
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import near_day

PROVISIONAL: Final = "provisional"
_WEEK: Final = 7


def stands_for(signal: Signal, reading: Reading, today: date) -> str:
    """Returns the days of a value: `week to 20 Oct`, `28 days to 20 Oct`, or a single day.

    With `provisional` if these are too few or incomplete.
    """
    days = reading.span_days
    if days is None:
        days = 1 if signal.combine == "last" else signal.window_days
    text = span_words(days, reading.measured_on, today)
    return f"{text}, {PROVISIONAL}" if reading.provisional else text


def span_words(days: int, last: date, today: date) -> str:
    """Returns a number of days that end on a day, in words."""
    on = near_day(last, today)
    if days == 1:
        return on
    return f"week to {on}" if days == _WEEK else f"{days} days to {on}"


def spoke_last(reading: Reading, today: date) -> str:
    """Returns the last day with a figure, even if it is too new to be read."""
    return near_day(last_figure(reading), today)
