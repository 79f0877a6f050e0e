"""What a shift should look at: figures above their expected range, and signals that stopped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eoc_app.core.country import country
from eoc_app.domain.alarms.alarm_budget import ASSUMPTION, ONE_IN
from eoc_app.domain.risk.method_parts import Band
from eoc_app.domain.risk.reading import best, knowledge, severity
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import NONE, day
from eoc_app.method.score import Score
from eoc_app.panels.alarms import alarm_words as words
from eoc_app.panels.kit import alarm_evidence as evidence
from eoc_app.panels.kit.alarm_evidence import Budget, Exceeding, Stopped
from eoc_app.panels.kit.country_scores import ReadingRow, readings_in
from eoc_app.panels.kit.money import in_currency
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.alarms_view import AlarmRow, AlarmsView


def build(given: Given) -> AlarmsView:
    """Alarms of every country: exceedances by likelihood, then stopped signals; notes apart.

    Selected countries and platforms change nothing: the budget covers all of them.
    """
    judged = evidence.judged_on(given)
    budget = evidence.budget_of(given, judged)
    exceeding = evidence.exceeding(given, budget.one_in)
    bands = _Bands(given, exceeding)
    rows = [
        _exceedance(given, row, budget, band)
        for row, band in sorted(
            ((row, bands.of(row)) for row in exceeding),
            key=lambda ranked: evidence.place(ranked[0], budget.one_in, ranked[1]),
        )
    ]
    silent = [_stopped(given, row) for row in evidence.stopped(given)]
    alarms = [row for row in rows if not row.note] + silent
    notes = [row for row in rows if row.note]
    exceeded = judged.year_exceeded_counts[ONE_IN.index(budget.one_in)] if judged else 0
    figures = judged.year_figure_count if judged else 0
    return AlarmsView(
        title=words.title(alarms),
        subtitle=words.subtitle(given, budget, alarms),
        footnote=ASSUMPTION if budget.series_count else "",
        empty="" if alarms or notes else words.why_none(judged, budget),
        alarms=tuple(alarms),
        notes=tuple(notes),
        as_of_on=given.as_of_on,
        per_shift=budget.per_shift,
        method_per_shift=budget.method_per_shift,
        shift_hours=budget.shift_hours,
        level=budget.level,
        level_text=words.odds(budget.one_in),
        held=budget.held,
        series_count=budget.series_count,
        asking_count=budget.asking_count,
        asking_per_day=budget.asking_per_day,
        standing_false=budget.asking_count * budget.level,
        expected_false=budget.expected,
        fewest=budget.fewest,
        most=budget.most,
        budget_text=words.budget_text(judged, budget),
        measured_figures=figures,
        measured_rate=exceeded / figures if figures else None,
        measured_text=words.measured(judged, budget),
        band_level=judged.band_level if judged else None,
    )


class _Bands:
    """The band of an alarm: that of the signal, or else that of the country's score."""

    def __init__(self, given: Given, exceeding: Iterable[Exceeding]) -> None:
        self._given = given
        keys = {(row.country_code, row.signal) for row in exceeding}
        self._readings = readings_in(
            row
            for row in given.frames["readings_everywhere"].read(ReadingRow)
            if (row.country_code, row.signal) in keys
        )
        self._scores = {row.country_code: row for row in given.frames["scores"].read(Score)}

    def of(self, row: Exceeding) -> Band | None:
        """The band of a fresh judged signal, or else of the score; None where there is neither."""
        method, signal = self._given.method, self._given.signals[row.signal]
        reading = self._readings.get(row.country_code, {}).get(signal.name)
        if (
            signal.judge is not None
            and reading is not None
            and knowledge(signal, reading, self._given.as_of_on) == "fresh"
        ):
            return method.band(severity(method, signal.judge, best(reading)))
        score = self._scores.get(row.country_code)
        return None if score is None or score.score is None else method.band(score.score)


def _exceedance(given: Given, row: Exceeding, budget: Budget, band: Band | None) -> AlarmRow:
    signal = in_currency(given, given.signals[row.signal], row.country_code)
    upper = row.upper(budget.one_in)
    observed, expected, bound = words.apart(signal, row.observed, row.expected, upper)
    when = "on" if row.span_days == 1 else f"in the {row.span_days} days to"
    return AlarmRow(
        **_identity(row, signal),
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
        odds_text=words.rarity(row.p_value),
        rule=row.rule,
        why=f"{observed} {when} {day(row.measured_on)}; expected {expected}, upper bound {bound} at"
        f" {words.odds(budget.one_in)}, by {row.rule} with a baseline since {day(row.since)}.",
        new=row.p_value_before is None or row.p_value_before > budget.level,
        level=band.name if band else "none",
        band=band.title if band else NONE,
        probability=band.probability if band else None,
        exercise=row.provenance == "synthetic",
    )


def _stopped(given: Given, row: Stopped) -> AlarmRow:
    signal = in_currency(given, given.signals[row.signal], row.country_code)
    last, publisher = day(row.measured_on), given.about["publisher"]
    contact = "the snapshot's publisher" if publisher in ("", "unknown") else publisher
    waited = (row.fresh_until - row.measured_on).days
    why = (
        f"The last figure is for {last}; the next was due by {day(row.fresh_until)}, within"
        f" {waited} days."
    )
    source = row.source or signal.title
    finding = f"Nothing from {source} since {last}."
    question = "the source is silent or the feed is broken"
    if row.gone:
        why = f"The previous snapshot had a figure for {last}; this one has none at all."
        finding = f"Nothing from {source} is left in this snapshot."
        question = "the source was left out or the feed is broken"
    return AlarmRow(
        **_identity(row, signal),
        kind="stopped",
        note=False,
        action=f"{finding} Ask {contact} whether {question}.",
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
        new=row.gone or evidence.silent_days(given, row) <= 1,
        level="not_assessable",
        band="Not seen",
        probability=None,
        exercise=row.synthetic,
    )


def _identity(row: Exceeding | Stopped, signal: Signal) -> dict[str, Any]:
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


PANEL = Panel(
    "Alarms",
    "alarms",
    0,
    evidence.READS,
    build,
    ahead=True,
    also=(("overview", 5),),
    explained=(
        "An alarm is a figure above the range that its own past leads to expect, or a judged"
        " signal that has stopped. The list is set so that a quiet shift has about as many"
        " false alarms as its lead accepts, so an alarm is a reason to look and not yet a"
        " finding."
    ),
)
