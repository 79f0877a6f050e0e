"""Invented signals for the tests of charts: every figure here is made up."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from eoc_app.views import Mark, SeriesView, Shade, Span

FIRST = date(2023, 10, 27).toordinal()
ELECTION = date(2024, 10, 26).toordinal()


def series(count: int = 366, seed: int = 1, **changes: Any) -> SeriesView:
    """A daily share, quiet and then steep, with a gap, a break, a silence and an election."""
    first = ELECTION + 1 - count
    days = tuple(range(first, ELECTION + 1))
    values: list[float | None] = []
    for n in range(count):
        noise = math.sin(n * 1.7 + seed) * 0.4 + math.sin(n * 0.37 + 2 * seed) * 0.6
        late = max(0, n - count + 12)
        values.append(0.05 + 0.01 * noise + 0.013 * late)
    for gap in range(count // 3, count // 3 + 6):
        values[gap] = None
    alarms = tuple(n for n, v in enumerate(values) if v is not None and v >= 0.15)
    fields: dict[str, Any] = {
        "title": "The share of ads without a disclaimer rose from 4 % to 19 % in two days",
        "subtitle": "ads in the 30-day report window · Georgia · 27 Oct 2023 to 26 Oct 2024",
        "signal": f"ads_without_disclaimer_share_{seed}",
        "axis": "harm",
        "lead": True,
        "unit": "share",
        "form": "share",
        "days": days,
        "values": tuple(values),
        "lower": (None,) * count,
        "upper": (None,) * count,
        "synthetic": (False,) * count,
        "spans": (),
        "watch": 0.08,
        "alert": 0.15,
        "alarms": alarms,
        "shades": (Shade(starts=ELECTION - 1, ends=ELECTION + 5, label="Campaign silence"),),
        "marks": (
            Mark(at=float(ELECTION), label="Parliamentary election", kind="election"),
            Mark(at=float(first + count // 2), label="law takes effect", kind="break"),
        ),
        "starts": float(first),
        "ends": float(ELECTION),
        "cursor": float(ELECTION),
        "knowledge": "fresh",
        "state_text": "alert since 24 Oct, as of 26 Oct",
        "value_text": "19 %",
        "level": "severe",
        "source": "Ad Library Report, 30-day window of 25 Oct 2024",
        "exercise": False,
    }
    return SeriesView(**(fields | changes))


def counts(count: int = 366, seed: int = 2, **changes: Any) -> SeriesView:
    """Daily clicks with bounds, synthetic since the middle."""
    values = tuple(
        None if n % 97 == 5 else 42_000 + 9_000 * math.sin(n * 0.9 + seed) * math.cos(n * 0.13)
        for n in range(count)
    )
    fields: dict[str, Any] = {
        "title": "Voter-reminder clicks hold at about 42 thousand a day",
        "subtitle": "clicks to official sites · all surfaces",
        "signal": f"reminder_clicks_{seed}",
        "axis": "protective",
        "unit": "clicks",
        "form": "count",
        "values": values,
        "lower": tuple(None if v is None else v * 0.8 for v in values),
        "upper": tuple(None if v is None else v * 1.2 for v in values),
        "synthetic": tuple(n > count // 2 for n in range(count)),
        "watch": None,
        "alert": None,
        "alarms": (),
        "state_text": "as of 26 Oct",
        "value_text": "47 thousand",
        "level": "none",
        "source": "exercise generator, seed 7",
        "exercise": True,
        "lead": False,
    }
    return series(count, seed, **(fields | changes))


def published(**changes: Any) -> SeriesView:
    """Figures over long periods only: a bound, a range and an exact number."""
    at = float(ELECTION)
    fields: dict[str, Any] = {
        "title": "Reminders reached more than 20 million people in the last month",
        "subtitle": "people reached by election-day notices · as published",
        "signal": "reminder_reach",
        "axis": "protective",
        "unit": "people",
        "form": "count",
        "days": (),
        "values": (),
        "lower": (),
        "upper": (),
        "synthetic": (),
        "watch": None,
        "alert": None,
        "alarms": (),
        "spans": (
            Span(
                starts=at - 30,
                ends=at + 1,
                value=20e6,
                lower=20e6,
                upper=None,
                label="more than 20 million",
                exercise=False,
            ),
            Span(
                starts=at - 200,
                ends=at - 90,
                value=None,
                lower=4e6,
                upper=9e6,
                label="between 4 and 9 million",
                exercise=True,
            ),
            Span(
                starts=at - 330,
                ends=at - 250,
                value=12e6,
                lower=12e6,
                upper=12e6,
                label="12 million",
                exercise=False,
            ),
        ),
        "state_text": "published 2 Oct 2024",
        "value_text": "more than 20 million",
        "level": "none",
        "source": "Company post of 2 Oct 2024",
    }
    return series(**(fields | changes))


def silent(knowledge: str, words: str, **changes: Any) -> SeriesView:
    """A signal that says nothing, in one of the four ways."""
    days = tuple(range(ELECTION - 365, ELECTION + 1))
    blank = (None,) * len(days)
    fields: dict[str, Any] = {
        "title": "Partner reports: " + words,
        "values": blank,
        "knowledge": knowledge,
        "state_text": words,
        "value_text": "",
        "level": "no_data",
        "alarms": (),
        "watch": None,
        "alert": None,
        "unit": "reports",
        "form": "count",
        "axis": "harm",
    }
    if knowledge == "stale":
        kept = series()
        fields |= {
            "values": kept.values[:-40] + blank[:40],
            "form": "share",
            "value_text": "5 %",
        }
    return series(**(fields | changes))


def uncertain(**changes: Any) -> SeriesView:
    """Intervals without a value, then single days that are bounds, then a single exact day."""
    fields: dict[str, Any] = {
        "title": "Between 18 and 27 percent of what was checked was made with AI",
        "subtitle": "share of fact-checked misinformation",
        "values": (None,) * 30 + (0.2, None, None, None, None, 0.3, None, None, None, 0.25),
        "lower": (*(0.1 + n / 400 for n in range(30)), 0.2, *(None,) * 9),
        "upper": (*(0.15 + n / 250 for n in range(30)), *(None,) * 5, 0.3, *(None,) * 4),
        "synthetic": tuple(n < 15 for n in range(40)),
        "alarms": (),
        "alert": None,
        "value_text": "18 % to 27 %",
        "exercise": True,
        "shades": (),
        "marks": (),
    }
    return series(40, **(fields | changes))
