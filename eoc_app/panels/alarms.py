"""What a shift should look at: figures above their expected range, and signals that stopped."""

from __future__ import annotations

from eoc_app.domain.alarm_budget import ASSUMPTION, ONE_IN
from eoc_app.domain.country import country
from eoc_app.domain.method import Band
from eoc_app.domain.reading import best, knowledge, severity
from eoc_app.domain.signal import Signal
from eoc_app.domain.wording import NONE, day, figure, grouped, moment, plain
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
        subtitle=_subtitle(given, budget, judged),
        footnote=ASSUMPTION if judged else "",
        empty="" if alarms or notes else _why_none(given, budget, judged),
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
        budget_text=_budget_text(given, budget, judged),
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
        """The band of a judged signal where its reading is fresh; None where nothing is judged."""
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
    observed, expected, bound = (
        figure(value, signal.form, signal.unit) for value in (row.observed, row.expected, upper)
    )
    return AlarmRow(
        code=row.country_code,
        name=country(row.country_code).name,
        signal=row.signal,
        title=signal.title,
        axis=signal.axis,
        kind="exceedance",
        note=not signal.action,
        action=signal.action,
        measured_on=row.measured_on,
        span_days=row.span_days,
        observed=row.observed,
        expected=row.expected,
        upper=upper,
        observed_text=observed,
        expected_text=expected,
        upper_text=bound,
        unit=signal.unit,
        form=signal.form,
        p_value=row.p_value,
        odds_text=_rarity(row.p_value),
        rule=row.rule,
        why=(
            f"{observed} {_when(row)}, where {expected} was expected and {_odds(budget.one_in)}"
            f" quiet figures is above {bound}: {row.rule}, baseline since {day(row.since)}."
        ),
        new=row.p_value_before is None or row.p_value_before > budget.level,
        level=band.name if band else "none",
        band=band.title if band else NONE,
        probability=band.probability if band else None,
        exercise=row.provenance == "synthetic",
    )


def _when(row: Exceeding) -> str:
    if row.span_days == 1:
        return f"on {day(row.measured_on)}"
    return f"in the {row.span_days} days to {day(row.measured_on)}"


def _stopped(given: Given, row: Stopped) -> AlarmRow:
    signal = given.signals[row.signal]
    late = found.silent_days(given, row)
    source = row.publisher or "the publisher of the snapshot before"
    why = (
        f"The last figure is of {day(row.measured_on)}; it is taken for fresh for"
        f" {signal.fresh_days} days, and none has come since."
    )
    if row.gone:
        why = (
            f"The snapshot before this one had a figure of {day(row.measured_on)};"
            " this one has none at all."
        )
    return AlarmRow(
        code=row.country_code,
        name=country(row.country_code).name,
        signal=row.signal,
        title=signal.title,
        axis=signal.axis,
        kind="stopped",
        note=False,
        action=f"Ask {source} for figures after {day(row.measured_on)}, and whether reporting or"
        " the feed has stopped.",
        measured_on=row.measured_on,
        span_days=1,
        observed=None,
        expected=None,
        upper=None,
        observed_text="stopped",
        expected_text=NONE,
        upper_text=NONE,
        unit=signal.unit,
        form=signal.form,
        p_value=None,
        odds_text=NONE,
        rule="stopped",
        why=why,
        new=late <= 1 or row.gone,
        level="not_assessable",
        band="Not seen",
        probability=None,
        exercise=row.synthetic,
    )


def _odds(one_in: int) -> str:
    return f"1 in {grouped(one_in)}"


def _rarity(p_value: float) -> str:
    """How rarely a quiet figure is as high; tails beyond the ladder's end have not been tried."""
    if p_value < 1.0 / ONE_IN[-1]:
        return f"rarer than {_odds(ONE_IN[-1])}"
    one_in = 1.0 / p_value
    step = 10 ** max(0, len(str(int(one_in))) - 2)
    return _odds(round(one_in / step) * step)


def _subtitle(given: Given, budget: Budget, judged: Judged | None) -> str:
    told = f"as of {moment(given.moment)}; all countries and all platforms together"
    if given.selection.platforms:
        told += ", whichever platforms are chosen"
    return told if judged is None else f"{told}; above the bound of {_odds(budget.one_in)}"


def _why_none(given: Given, budget: Budget, judged: Judged | None) -> str:
    if given.about["schema_version"] < found.FIRST_FORMAT:
        return (
            "The snapshot is of a format without expected ranges, so nothing can exceed one; ask"
            " its publisher to build it again."
        )
    if judged is None or not budget.series_count:
        return (
            "No series has a newest figure that could be judged: baselines need seven earlier"
            " figures. That is no sign of calm."
        )
    return (
        f"None of {grouped(budget.series_count)} series is above its range at"
        f" {_odds(budget.one_in)}, and no judged signal has stopped."
    )


def _budget_text(given: Given, budget: Budget, judged: Judged | None) -> str:
    if judged is None or not budget.series_count:
        return "Nothing was judged against an expected range, so no false alarm is expected."
    hours = f"{plain(budget.shift_hours)} hours"
    told = (
        f"At {_odds(budget.one_in)} quiet figures a shift of {hours} expects"
        f" {_few(budget.expected)} false alarms, nine of ten shifts {budget.fewest} to"
        f" {budget.most}, of {_few(budget.figures_per_day)} figures a day in"
        f" {grouped(budget.series_count)} series."
    )
    if budget.held:
        return (
            f"{told} No rarer level can be judged, so the budget of {plain(budget.per_shift)}"
            " is exceeded."
        )
    own = "" if budget.per_shift == budget.method_per_shift else (
        f" (the method's own is {plain(budget.method_per_shift)})"
    )  # fmt: skip
    return f"{told} The lead accepts {plain(budget.per_shift)}{own}."


def _few(number: float) -> str:
    return grouped(number, 0 if number >= 100 else 1)


PANEL = Panel("Alarms", "alarms", 0, found.READS, build)
