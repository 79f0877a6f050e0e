"""Invented signals for the tests of charts: every figure here is made up."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from eoc_app.views.series_view import Mark, SeriesView, Shade, Span

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


def ranged(count: int = 119, seed: int = 1, **changes: Any) -> SeriesView:
    """A share with its expected range: too young at first, a gap, and a steep end that exceeds."""
    view = series(count, seed)
    gap = range(count // 2, count // 2 + 6)
    known = [n for n in range(count) if n >= 12 and n not in gap]
    middle = [0.05 + 0.006 * math.sin(n * 0.37 + 2 * seed) for n in range(count)]
    fields: dict[str, Any] = {
        "title": "Ads without a disclaimer are more than was to be expected",
        "marks": view.marks[:1],
        "range_days": view.days,
        "expected": tuple(middle[n] if n in known else None for n in range(count)),
        "range_lower": tuple(middle[n] - 0.02 if n in known else None for n in range(count)),
        "range_upper": tuple(middle[n] + 0.025 if n in known else None for n in range(count)),
        "exceeded": tuple(
            n for n in known if (view.values[n] or 0.0) > middle[n] + 0.025
        ),
        "range_text": "expected by EARS C3 since 1 Jul; 1 in 500 above",
        "range_rules": (
            (0, "none: fewer than seven steps since the series began"), (12, "EARS C3"),
            (gap[0], "none: too few of the steps before have figures"), (gap[-1] + 1, "EARS C3"),
        ),
        "state_text": "as of 26 Oct",
    }  # fmt: skip
    return series(count, seed, **(fields | changes))


def rare(**changes: Any) -> SeriesView:
    """Few attacks a day, one far outside, whose range reaches far above all that was seen."""
    count = 60
    values = tuple(float((n * 7) % 3 == 0) + (n in (30, 45, 57)) for n in range(count))
    upper = tuple(4.0 if n < 40 else 9.0 for n in range(count))
    fields: dict[str, Any] = {
        "title": "Attacks on candidates are inside what was to be expected",
        "subtitle": "attacks by news reports, offline",
        "unit": "attacks",
        "form": "count",
        "values": values,
        "watch": None,
        "alert": 2.0,
        "alarms": tuple(n for n, value in enumerate(values) if value >= 2),
        "marks": (),
        "range_days": tuple(range(ELECTION + 1 - count, ELECTION + 1)),
        "expected": (0.4,) * count,
        "range_lower": (0.0,) * count,
        "range_upper": upper,
        "exceeded": (30,),
        "range_text": "expected by EARS C2 since 2 Sep; 1 in 500 above; ringed at"
        " 1 in 20, the level in force",
        "range_rules": ((0, "EARS C2"),),
        "value_text": "1 attack",
        "level": "guarded",
        "state_text": "26 Oct",
    }
    return series(count, **(fields | changes))


def weekly(**changes: Any) -> SeriesView:
    """Figures of whole weeks, each with a range of its own, the newest above it."""
    days = tuple(range(ELECTION - 7 * 16, ELECTION + 1, 7))
    values = tuple(90.0 + 12 * math.sin(n * 1.3) + 70 * (n == 16) for n in range(17))
    blank = (None,) * 17
    fields: dict[str, Any] = {
        "title": "Hours of review doubled this week",
        "axis": "effort",
        "unit": "hours",
        "form": "count",
        "days": days,
        "values": values,
        "lower": blank,
        "upper": blank,
        "synthetic": (False,) * 17,
        "watch": None,
        "alert": None,
        "alarms": (),
        "marks": (),
        "shades": (),
        "starts": float(ELECTION - 118),
        "range_days": days,
        "expected": (*(None,) * 7, *(90.0,) * 10),
        "range_lower": (*(None,) * 7, *(64.0,) * 10),
        "range_upper": (*(None,) * 7, *(118.0,) * 10),
        "exceeded": (16,),
        "range_text": "expected by EARS C1 since 6 Jul; 1 in 500 above",
        "range_rules": ((0, "none: fewer than seven steps since the series began"), (7, "EARS C1")),
        "value_text": "160 hours",
        "level": "none",
        "state_text": "7 days to 26 Oct",
    }
    return series(17, **(fields | changes))


def by_the_week(**changes: Any) -> SeriesView:
    """Daily figures judged by the week: the ring stands at the mean that was judged."""
    view = counts(119, exercise=False, synthetic=(False,) * 119)
    risen = tuple(None if v is None else v * (1.3 if n > 108 else 1.0)
                  for n, v in enumerate(view.values))  # fmt: skip
    means = tuple(
        None if n < 6 else sum(v or 42_000.0 for v in risen[n - 6 : n + 1]) / 7 for n in range(119)
    )
    fields: dict[str, Any] = {
        "synthetic": (False,) * 119,
        "exercise": False,
        "lower": (None,) * 119,
        "upper": (None,) * 119,
        "axis": "harm",
        "marks": (),
        "values": risen,
        "range_days": view.days,
        "expected": (42_000.0,) * 119,
        "range_lower": (37_000.0,) * 119,
        "range_upper": (47_000.0,) * 119,
        "range_observed": means,
        "exceeded": tuple(n for n, mean in enumerate(means) if mean and mean > 47_000),
        "range_text": "expected by Farrington flexible since 1 Jan 2020; 7 days together, drawn"
        " as their mean; 1 in 500 above",
        "range_rules": ((0, "Farrington flexible, 7 days together"),),
        "source": "Export of 26 Oct 2024",
    }
    return counts(119, **(fields | changes))
