"""What a shift should look at: figures above their expected range, and signals that stopped."""

from __future__ import annotations

from typing import Any

from eoc_app.domain.alarm_budget import ASSUMPTION, ONE_IN
from eoc_app.domain.country import country
from eoc_app.domain.method import Band
from eoc_app.domain.reading import best, knowledge, severity
from eoc_app.domain.signal import Signal
from eoc_app.domain.wording import NONE, THIN, day, figure, grouped, moment, plain
from eoc_app.given import alarms as found
from eoc_app.given.alarms import Budget, Exceeding, Judged, Stopped
from eoc_app.given.panel import Given, Panel
from eoc_app.given.scores import ReadingRow, Score, readings_in
from eoc_app.views import AlarmRow, AlarmsView


def build(given: Given) -> AlarmsView:
    """Alarms of every country: exceedances by likelihood, then signals that stopped; notes apart.

    The country and the platforms that are chosen change nothing: a budget is of all of them.
    """
    judged = found.judged_on(given)
    budget = found.budget_of(given, judged)
    bands = _Bands(given)
    rows = [_exceedance(given, row, budget, bands) for row in found.exceeding(given, budget.one_in)]
    silent = [_stopped(given, row) for row in found.stopped(given)]
    alarms = [row for row in rows if not row.note] + silent
    notes = [row for row in rows if row.note]
    exceeded = judged.year_exceeded_counts[ONE_IN.index(budget.one_in)] if judged else 0
    figures = judged.year_figure_count if judged else 0
    return AlarmsView(
        title="Alarms",
        subtitle=_subtitle(given, budget),
        footnote=f"{ASSUMPTION} {_measured(budget, judged)}" if budget.series_count else "",
        empty="" if alarms or notes else _why_none(judged, budget),
        alarms=tuple(alarms),
        notes=tuple(notes),
        as_of_on=given.as_of_on,
        per_shift=budget.per_shift,
        method_per_shift=budget.method_per_shift,
        shift_hours=budget.shift_hours,
        level=budget.level,
        level_text=_odds(budget.one_in),
        held=budget.held,
        series_count=budget.series_count,
        figures_per_day=budget.figures_per_day,
        expected_false=budget.expected,
        fewest=budget.fewest,
        most=budget.most,
        budget_text=_budget_text(judged, budget),
        measured_figures=figures,
        measured_rate=exceeded / figures if figures else None,
        band_level=judged.band_level if judged else None,
    )


class _Bands:
    """The band that an alarm is stated in: the signal's own, else that of the country's score."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._readings = readings_in(given.frames["alarm_readings"].read(ReadingRow))
        self._scores = {row.country_code: row for row in given.frames["scores"].read(Score)}

    def of(self, code: str, signal: Signal) -> Band | None:
        """The band of a judged signal that is fresh, else of the score; None where neither is."""
        method = self._given.method
        reading = self._readings.get(code, {}).get(signal.name)
        if (
            signal.judge is not None
            and reading is not None
            and knowledge(signal, reading, self._given.as_of_on) == "fresh"
        ):
            return method.band(severity(method, signal.judge, best(reading)))
        score = self._scores.get(code)
        return None if score is None or score.score is None else method.band(score.score)


def _exceedance(given: Given, row: Exceeding, budget: Budget, bands: _Bands) -> AlarmRow:
    signal = given.signals[row.signal]
    band = bands.of(row.country_code, signal)
    upper = row.upper(budget.one_in)
    observed, bound = _apart(signal, row.observed, upper)
    expected = figure(row.expected, signal.form, signal.unit)
    when = "on" if row.span_days == 1 else f"in the {row.span_days} days to"
    return AlarmRow(
        **_whose(row, signal),
        kind="exceedance",
        note=not signal.action,
        action=signal.action,
        span_days=row.span_days,
        observed=row.observed,
        expected=row.expected,
        upper=upper,
        observed_text=observed,
        expected_text=expected,
        upper_text=bound,
        p_value=row.p_value,
        odds_text=_rarity(row.p_value),
        rule=row.rule,
        why=f"{observed} {when} {day(row.measured_on)}; expected {expected}, upper bound {bound} at"
        f" {_odds(budget.one_in)}, by {row.rule} with a baseline since {day(row.since)}.",
        new=row.p_value_before is None or row.p_value_before > budget.level,
        level=band.name if band else "none",
        band=band.title if band else NONE,
        probability=band.probability if band else None,
        exercise=row.provenance == "synthetic",
    )


def _stopped(given: Given, row: Stopped) -> AlarmRow:
    signal = given.signals[row.signal]
    last = day(row.measured_on)
    why = f"The last figure is of {last}; one is fresh for {signal.fresh_days} days."
    asked = f"has said nothing since {last} or its feed is broken"
    if row.gone:
        why = f"The snapshot before this one had a figure of {last}; this one has none at all."
        asked = "was left out of the snapshot or its feed is broken"
    return AlarmRow(
        **_whose(row, signal),
        kind="stopped",
        note=False,
        action=f"Ask {given.about['publisher']} whether {row.source or signal.title} {asked}.",
        span_days=1,
        observed=None,
        expected=None,
        upper=None,
        observed_text="stopped",
        expected_text=NONE,
        upper_text=NONE,
        p_value=None,
        odds_text=NONE,
        rule="stopped",
        why=why,
        new=row.gone or found.silent_days(given, row) <= 1,
        level="not_assessable",
        band="Not seen",
        probability=None,
        exercise=row.synthetic,
    )


def _whose(row: Exceeding | Stopped, signal: Signal) -> dict[str, Any]:
    return {
        "code": row.country_code,
        "name": country(row.country_code).name,
        "signal": signal.name,
        "title": signal.title,
        "axis": signal.axis,
        "measured_on": row.measured_on,
        "unit": signal.unit,
        "form": signal.form,
    }


def _apart(signal: Signal, observed: float, upper: float) -> tuple[str, str]:
    """A figure and the bound that it is above, with as many places as tell them apart."""
    texts = [figure(value, signal.form, signal.unit) for value in (observed, upper)]
    scale = 100.0 if signal.form == "share" else 1.0
    for places in range(1, 7):
        if texts[0] != texts[1]:
            break
        unit = f"{THIN}%" if signal.form == "share" else f" {signal.unit}"
        texts = [f"{grouped(value * scale, places)}{unit}" for value in (observed, upper)]
    return texts[0], texts[1]


def _odds(one_in: int) -> str:
    return f"1 in {grouped(one_in)}"


def _rarity(p_value: float) -> str:
    """How rarely a quiet figure is as high; tails beyond the ladder's end have not been tried."""
    if p_value < 1.0 / ONE_IN[-1]:
        return f"rarer than {_odds(ONE_IN[-1])}"
    one_in = 1.0 / p_value
    step = 10 ** max(0, len(str(int(one_in))) - 2)
    return _odds(round(one_in / step) * step)


def _subtitle(given: Given, budget: Budget) -> str:
    told = f"as of {moment(given.moment)}; {found.EVERYWHERE}, all platforms together"
    if given.selection.platforms:
        told += ", whichever are chosen"
    return f"{told}; above the bound of {_odds(budget.one_in)}" if budget.series_count else told


_FORMAT = "The snapshot is of a format without expected ranges, so no figure can exceed one"
_TOO_SHORT = "No figure could be judged: a baseline needs seven figures before it"


def _why_none(judged: Judged | None, budget: Budget) -> str:
    if judged is None:
        return f"{_FORMAT}, and no judged signal has stopped. Build it again to see more."
    if not budget.series_count:
        return f"{_TOO_SHORT}. No judged signal has stopped."
    return (
        f"None of {grouped(budget.series_count)} series is above its range at"
        f" {_odds(budget.one_in)}, and no judged signal has stopped."
    )


def _budget_text(judged: Judged | None, budget: Budget) -> str:
    if not budget.series_count:
        return f"{_FORMAT if judged is None else _TOO_SHORT}. That is no sign of calm."
    accepted = plain(budget.per_shift)
    if budget.per_shift != budget.method_per_shift:
        accepted += f" (the method's own budget is {plain(budget.method_per_shift)})"
    kept = (
        f"more than the {accepted} accepted, but no rarer level can be judged"
        if budget.held
        else f"of {accepted} accepted"
    )
    return (
        f"At {_odds(budget.one_in)} quiet figures a shift of {plain(budget.shift_hours)} hours"
        f" expects {_few(budget.expected)} false alarms, {kept}; nine of ten shifts have"
        f" {budget.fewest} to {budget.most}. Judged: {_few(budget.figures_per_day)} figures a day"
        f" in {grouped(budget.series_count)} series."
    )


def _measured(budget: Budget, judged: Judged | None) -> str:
    if judged is None or not judged.year_figure_count:
        return ""
    exceeded = judged.year_exceeded_counts[ONE_IN.index(budget.one_in)]
    figures = judged.year_figure_count
    really = f"{_odds(round(figures / exceeded))}" if exceeded else "none"
    return (
        f"Measured since {day(judged.first_on)}: {grouped(exceeded)} of {grouped(figures)} figures"
        f" exceeded, {really}; true events are among them."
    )


def _few(number: float) -> str:
    if 0 < number < 0.1:
        return plain(float(f"{number:.1g}"))
    return grouped(number, 0 if number >= 100 else 1)


PANEL = Panel("Alarms", "alarms", 0, found.READS, build)
