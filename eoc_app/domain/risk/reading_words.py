"""What a reading stands for, in words: the days that its value was taken over."""

from __future__ import annotations

from datetime import date
from typing import Final

from eoc_app.domain.risk.reading import Reading, last_figure
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import near_day

PROVISIONAL: Final = "provisional"
_WEEK: Final = 7


def stands_for(signal: Signal, reading: Reading, today: date) -> str:
    """The days of a value: `week to 20 Oct`, `28 days to 20 Oct`, or the one day.

    Where these are too few, or not whole, it is `provisional`.
    """
    days = reading.span_days
    if days is None:
        days = 1 if signal.combine == "last" else signal.window_days
    text = span_words(days, reading.measured_on, today)
    return f"{text}, {PROVISIONAL}" if reading.provisional else text


def span_words(days: int, last: date, today: date) -> str:
    """So many days that end on a day."""
    on = near_day(last, today)
    if days == 1:
        return on
    return f"week to {on}" if days == _WEEK else f"{days} days to {on}"


def spoke_last(reading: Reading, today: date) -> str:
    """The last day with a figure, read or not."""
    return near_day(last_figure(reading), today)
