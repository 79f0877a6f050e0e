"""Sentences about alarms and the alarm budget, with their numbers."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from eoc_app.core.country import country
from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import THIN, day, figure, grouped, plain
from eoc_app.panels.kit.alarm_evidence import Budget, Judged
from eoc_app.panels.kit.narrowing import emptied, named
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.two_clocks import as_of_words
from eoc_app.views.alarms_view import AlarmRow, AlarmsView
from eoc_app.views.view import Narrowing, WayOut

_FORMAT: Final = "The snapshot is of a format without expected ranges, so no figure can exceed one"
_TOO_SHORT: Final = (
    "No figure could be judged: an expected range needs at least seven earlier figures"
)


def apart(signal: Signal, *values: float) -> list[str]:
    """Figures with enough decimals to differ, so that none above its bound reads the same as it.

    Computed values below 1 have two significant digits: more would claim too much precision.
    """
    short = [float(f"{value:.2g}") if abs(value) < 1 else value for value in values]
    kept = short if signal.form != "share" and len(set(short)) == len(set(values)) else values
    texts = [figure(value, signal.form, signal.unit) for value in kept]
    scale, unit = (100.0, f"{THIN}%") if signal.form == "share" else (1.0, f" {signal.unit}")
    for places in range(1, 7):
        if len(set(texts)) == len(set(values)):
            break
        texts = [f"{grouped(value * scale, places)}{unit}" for value in values]
    return texts


def odds(one_in: int) -> str:
    """A level in words: `1 in 200`."""
    return f"1 in {grouped(one_in)}"


def rarity(p_value: float) -> str:
    """How rarely a quiet figure is as high; beyond the rarest level tried, only `rarer than` it."""
    if p_value < 1.0 / ONE_IN[-1]:
        return f"rarer than {odds(ONE_IN[-1])}"
    one_in = 1.0 / p_value
    step = 10 ** max(0, len(str(int(one_in))) - 2)
    return odds(round(one_in / step) * step)


def title(alarms: list[AlarmRow]) -> str:
    """The number of alarms, and of those that began with the newest figure."""
    new = sum(row.new for row in alarms)
    text = f"{len(alarms) or 'No'} {'alarm' if len(alarms) < 2 else 'alarms'}"
    return f"{text}, {new} new" if new else text


def subtitle(given: Given, budget: Budget, alarms: list[AlarmRow]) -> str:
    """How many figures exceed their bound, how many do by chance, and how many signals stopped."""
    parts = ["nothing judged"]
    if budget.series_count:
        above = sum(row.kind == "exceedance" for row in alarms)
        parts = [
            (
                f"{above} {'figure' if above == 1 else 'figures'} above the bound of"
                f" {odds(budget.one_in)}, where chance alone gives"
                f" {_few(budget.asking_count * budget.level)}"
            )
        ]
    silent = sum(row.kind == "stopped" for row in alarms)
    parts.append(f"{silent} stopped")
    parts.append(as_of_words(given))
    regardless = ", whatever the platform filter" if given.selection.platforms else ""
    return "; ".join((*parts, f"counts all countries and platforms{regardless}"))


def why_none(judged: Judged | None, budget: Budget) -> str:
    """The reason why there is no alarm."""
    if judged is None:
        return f"{_FORMAT}, and no judged signal has stopped. Build it again to see more."
    if not budget.series_count:
        return f"{_TOO_SHORT}. No judged signal has stopped."
    return (
        f"None of {grouped(budget.series_count)} series is above its range at"
        f" {odds(budget.one_in)}, and no judged signal has stopped."
    )


def budget_text(judged: Judged | None, budget: Budget) -> str:
    """The false alarms that a shift expects at this level, and those that its lead accepts."""
    if not budget.series_count:
        return f"{_FORMAT if judged is None else _TOO_SHORT}. That does not mean that all is calm."
    accepted = f"{plain(budget.per_shift)} {'is' if budget.per_shift == 1 else 'are'} accepted"
    if budget.per_shift != budget.method_per_shift:
        accepted += f" (the method's own budget is {plain(budget.method_per_shift)})"
    if budget.held:
        accepted += ", but no rarer level can be judged"
    return (
        f"At {odds(budget.one_in)} quiet figures a shift of {plain(budget.shift_hours)} hours"
        f" expects {_few(budget.expected)} alarms by chance; {accepted}. Nine of ten shifts have"
        f" {_span(budget.fewest, budget.most)}. {grouped(budget.asking_count)} of"
        f" {grouped(budget.series_count)} series call for action above their bound,"
        f" {_few(budget.asking_per_day)} figures a day; the others give notes."
    )


def measured(judged: Judged | None, budget: Budget) -> str:
    """The measured rate of figures above their bound; empty where none was judged."""
    if judged is None or not judged.year_figure_count:
        return ""
    exceeded = judged.year_exceeded_counts[ONE_IN.index(budget.one_in)]
    figures = judged.year_figure_count
    since = f"Measured since {day(judged.first_on)}:"
    if not exceeded:
        return f"{since} none of {grouped(figures)} such figures was above its bound."
    return (
        f"{since} {grouped(exceeded)} of {grouped(figures)} such figures were above their bound,"
        f" {odds(round(figures / exceeded))}; real events are among them."
    )


def _span(fewest: int, most: int) -> str:
    if fewest < most:
        return f"{fewest} to {most}"
    return str(most) if most else "none"


def _few(number: float) -> str:
    if 0 < number < 0.1:
        return plain(float(f"{number:.1g}"))
    return grouped(number, 0 if number >= 100 else 1)


def only_of(view: AlarmsView, code: str) -> AlarmsView:
    """The view with the alarms and notes of one country; the budget still covers all countries."""
    name = country(code).name
    alarms = [row for row in view.alarms if row.code == code]
    notes = tuple(row for row in view.notes if row.code == code)
    empty = f"No judged signal of {name} has stopped."
    empty += (
        f" None of its judged figures is above its range at {view.level_text}; to see what is"
        f" missing for it: eoc show FILE risk --country {code}"
        if view.series_count
        else f" {view.budget_text}"
    )
    listed, total = bool(alarms or notes), len(view.alarms) + len(view.notes)
    narrowed = named(
        replace(
            view,
            title=title(alarms),
            subtitle=f"of all countries together: {view.title}; {view.subtitle}",
            alarms=tuple(alarms),
            notes=notes,
            empty="" if listed else empty,
        ),
        (*view.narrowed, Narrowing("country", name)),
    )
    if listed or not total:
        return narrowed
    tried = (Narrowing("country", name),)
    return emptied(narrowed, [tried], (WayOut(tried, total),))
