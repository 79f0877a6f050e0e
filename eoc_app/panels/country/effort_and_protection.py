"""Protection and effort, shown beside a score: they are no part of it and never offset it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from eoc_app.core.column import Count
from eoc_app.domain.risk.reading import Reading, knowledge
from eoc_app.domain.risk.reading_words import span_words
from eoc_app.domain.risk.signal import Axis, Signal
from eoc_app.domain.wording.printed import known_value, lower_first, one_of
from eoc_app.panels.kit.money import in_currency
from eoc_app.panels.kit.panel import Given
from eoc_app.views.headline_view import AxisFigure, BesideScore

WITHOUT: Final = "without protection and effort"

_TITLES: Final[dict[Axis, str]] = {"protective": "Protection", "effort": "Effort"}
_WORDS: Final = {
    "reminder_engagements_and_clicks": "reminder {}",
    "partner_resolved_within_5_days_share": "of partner reports resolved within 5 days",
    "candidates_protected": "{} protected as candidates",
    "reminder_reach": "{} reached by a reminder",
    "literacy_campaign_reach": "{} reached by a media-literacy campaign",
    "partner_median_resolution_hours": "in the median to resolve a partner report",
    "ai_self_disclosed_share": "of AI labels disclosed by the poster",
    "reminder_click_share": "of voter reminders clicked",
    "reminder_impressions": "reminder {}",
    "restriction_periods_begun": "restriction {} begun",
    "ai_labels_applied": "AI {}",
    "reviewer_hours": "of review",
    "items_fact_checked": "{} fact-checked",
    "partner_items_removed": "{} removed after partner reports",
    "reviewer_languages": "reviewer {}",
    "classifier_languages": "classifier {}",
    "crisis_levers_in_use": "crisis {} in use",
    "fake_accounts_actioned": "fake {} actioned",
    "hateful_content_actioned": "hateful {} actioned",
    "violence_incitement_actioned": "violent {} actioned",
}
"""The wording of signals on this page, the most telling first; `{}` is their unit.

Lead signals come before all of them. Signals that are not listed follow under their titles, in the
order of the catalogue.
"""


class PeriodRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `figure_periods`."""

    signal: str
    day: date
    period_days: Count


def beside(given: Given, readings: Mapping[str, Reading]) -> tuple[BesideScore, ...]:
    """Both axes, protection first, each with its fresh figures, the most telling first."""
    rows = given.frames["figure_periods"].read(PeriodRow)
    periods = {(row.signal, row.day): row.period_days for row in rows}
    return tuple(_axis(given, axis, readings, periods) for axis in _TITLES)


def _axis(
    given: Given,
    axis: Axis,
    readings: Mapping[str, Reading],
    periods: Mapping[tuple[str, date], int],
) -> BesideScore:
    figures: list[AxisFigure] = []
    unknown: dict[str, int] = {}
    for signal in sorted(given.signals.values(), key=_place):
        reading = readings.get(signal.name)
        if signal.axis != axis or reading is None:
            continue
        state = knowledge(signal, reading, given.as_of_on)
        if state == "fresh":
            code = given.selection.country_code
            priced = in_currency(given, signal, code)
            figures.append(_figure(priced, reading, periods, given.as_of_on))
        else:
            unknown[state] = unknown.get(state, 0) + 1
    states = ", ".join(
        f"{number} {state.replace('_', ' ')}" for state, number in sorted(unknown.items())
    )
    return BesideScore(
        axis=axis,
        title=_TITLES[axis],
        figures=tuple(figures),
        empty="" if figures else f"no figure ({states})" if states else "no figure",
    )


def _place(signal: Signal) -> tuple[int, int]:
    """The sort key: lead signals first. The sort is stable: others keep the catalogue's order."""
    names = list(_WORDS)
    place = names.index(signal.name) if signal.name in _WORDS else len(names)
    return (len(names) if signal.lead is None else signal.lead, place)


def _figure(
    signal: Signal, reading: Reading, periods: Mapping[tuple[str, date], int], on: date
) -> AxisFigure:
    combined_days = 1 if signal.combine == "last" else signal.window_days
    # A figure that covers more than the signal's window is shown with the days that it covers.
    days = reading.span_days or max(
        combined_days, periods.get((signal.name, reading.measured_on), combined_days)
    )
    # For figures of single days the mean of the window is read, where otherwise the last would be.
    of_days = signal.window_days == 1 and periods.get((signal.name, reading.measured_on)) == 1
    mean = "mean of " if of_days and days > 1 else ""
    text = _words(signal, reading)
    return AxisFigure(
        signal=signal.name,
        title=signal.title,
        text=f"{text}, {mean}{span_words(days, reading.measured_on, on)}",
        value=reading.value,
        lower=reading.lower,
        upper=reading.upper,
        unit=signal.unit,
        window_days=days,
        measured_on=reading.measured_on,
        exercise=reading.synthetic,
    )


def _words(signal: Signal, reading: Reading) -> str:
    text = known_value(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
    words = _WORDS.get(signal.name)
    if words is None:
        return f"{lower_first(signal.title)}: {text}"
    if "{}" not in words:
        return f"{text} {words}"
    noun = one_of(signal.unit) if text.endswith(f" {one_of(signal.unit)}") else signal.unit
    return f"{text.removesuffix(noun)}{words.format(noun)}"
