"""Hand-made rows of what alarms are told from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.domain.risk.signal import Judgement, Signal
from eoc_app.panels.alarms.alarms import build
from eoc_app.panels.kit.panel import Given
from eoc_app.views.alarms_view import AlarmRow, AlarmsView
from tests.panels.frames import DAY, frame, given, make_signal, named

WATCHED: Final[dict[str, Signal]] = {
    "a": replace(make_signal("a", judge=Judgement(10, 20, 3, 7)), action="Ask the desk of a."),
    "b": replace(make_signal("b", judge=Judgement(10, 20, 1, 7)), action="Ask the desk of b."),
    "h": replace(make_signal("h"), action="Ask the desk of h."),
    "s": replace(make_signal("s", form="share", unit="share"), action="Ask the desk of s."),
    "p": make_signal("p", axis="protective"),
}
"""Two judged signals, two that are not judged and ask for something, one that asks for nothing."""


def alarm(
    signal: str, p_value: float, observed: float = 50.0, code: str = "KE", **cells: Any
) -> tuple[Any, ...]:
    """A figure of the day, 10 expected; the bound of 1 in 20 is 20, of each rarer level 2 more."""
    usual = {
        "country_code": code, "signal": signal, "period_days": 1, "measured_on": DAY,
        "span_days": 1, "observed": observed, "expected": 10.0, "p_value": p_value,
        "p_value_before": None, "uppers": [20.0 + 2 * place for place in range(len(ONE_IN))],
        "rule": "EARS C2", "since": date(2024, 10, 1), "provenance": "measured",
    }  # fmt: skip
    return named("alarms", **(usual | cells))


def judged(per_day: float = 90.0, series: int = 120, **cells: Any) -> tuple[Any, ...]:
    """90 figures a day are 30 in a shift of eight hours; of 1,000 in a year 40 exceeded 1 in 20."""
    usual = {
        "series_count": series, "asking_count": 50, "asking_per_day": per_day,
        "first_on": date(2024, 7, 1),
        "year_figure_count": 1000, "year_exceeded_counts": [40, 20, 10, 8, 4, 2, 1, 0, 0],
        "band_level": 0.01,
    }  # fmt: skip
    return named("judged", **(usual | cells))


def stopped(signal: str, days: int, code: str = "KE", **cells: Any) -> tuple[Any, ...]:
    """A judged signal whose last figure is so many days old, of which seven were waited."""
    usual = {
        "country_code": code, "signal": signal, "measured_on": DAY - timedelta(days=days),
        "gone": False, "synthetic": False, "source": "Reports",
        "fresh_until": DAY - timedelta(days=days - 7),
    }  # fmt: skip
    return named("stopped", **(usual | cells))


def alarms(
    *rows: tuple[Any, ...],
    day: tuple[Any, ...] | None = None,
    silent: tuple[tuple[Any, ...], ...] = (),
    readings: tuple[tuple[Any, ...], ...] = (),
    scores: tuple[tuple[Any, ...], ...] = (),
    **asked: Any,
) -> Given:
    """What the panel is given of these rows."""
    return given(
        frame("alarms", *rows),
        frame("judged", day or judged()),
        frame("readings_everywhere", *readings),
        frame("stopped", *silent),
        frame("scores", *scores),
        **({"signals": WATCHED} | asked),
    )


def shown(*rows: tuple[Any, ...], **asked: Any) -> AlarmsView:
    """What the panel makes of these rows."""
    return build(alarms(*rows, **asked))


def names(rows: tuple[AlarmRow, ...]) -> list[str]:
    """Country and signal of alarms, in their order."""
    return [f"{row.code} {row.signal}" for row in rows]


def only(view: AlarmsView) -> AlarmRow:
    """The one alarm or note that there is."""
    (row,) = (*view.alarms, *view.notes)
    return row
