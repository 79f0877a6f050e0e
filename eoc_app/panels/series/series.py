"""The signals of a country over time, lead signals first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from eoc_app.core.column import Amount, CellState, Count, Scope
from eoc_app.domain.dates.day_axis import FOREVER, axis
from eoc_app.domain.figures.ratio import Bounded, ratio
from eoc_app.domain.risk.reading import Reading, best, knowledge, severity
from eoc_app.domain.risk.reading_words import spoke_last, stands_for
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording import printed as wording
from eoc_app.domain.wording.platform_words import only_platforms
from eoc_app.domain.wording.printed import NONE, day, figure, near_day
from eoc_app.panels.kit.country_scores import readings_by_country
from eoc_app.panels.kit.known_periods import periods
from eoc_app.panels.kit.listings import SeenRow, SourceName
from eoc_app.panels.kit.money import CURRENCIES, in_currency
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.nearby_elections import elections
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import short_rule
from eoc_app.panels.kit.timeline_lanes import polling_marks
from eoc_app.panels.series import expected_ranges as expected
from eoc_app.panels.series.expected_ranges import Expected, Ranges
from eoc_app.views.levels import Knowledge, Level
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import Mark, SeriesView, Shade, Span

_SHORT_PERIOD = 31
"""Figures of longer periods are drawn over their period and not as a point, in days."""


class Point(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `series`."""

    signal: str
    day: date
    period_days: Count
    numerator: Amount | None
    numerator_lower: Amount | None
    numerator_upper: Amount | None
    denominator: Amount | None
    denominator_lower: Amount | None
    denominator_upper: Amount | None
    cell: CellState
    synthetic: bool
    source_id: int

    def value(self, form: str) -> Bounded:
        """The value and bounds in the signal's unit; empty where it was not observed."""
        if self.cell == "suppressed":
            return Bounded(None, None, None)
        # A figure below the source's threshold lies between 0 and that threshold.
        floor = 0.0 if self.cell == "below_threshold" else None
        lower = self.numerator_lower if self.numerator_lower is not None else floor
        top = Bounded(self.numerator, lower, self.numerator_upper)
        bottom = Bounded(self.denominator, self.denominator_lower, self.denominator_upper)
        return ratio(top, bottom, form)


class BreakRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `regime_changes`."""

    changed_on: date
    family: str
    signal: str | None
    what: str
    scope: Scope
    citation: str | None
    synthetic: bool


def build(given: Given) -> SeriesGridView:
    """One chart for each signal that is judged, or of which any country has a reading."""
    code = given.selection.country_code or ""
    points: dict[str, list[Point]] = {}
    for point in given.frames["series"].read(Point):
        points.setdefault(point.signal, []).append(point)
    sources = {row.source_id: row for row in given.frames["source_names"].read(SourceName)}
    breaks = given.frames["regime_changes"].read(BreakRow)
    readings = readings_by_country(given).get(code, {})
    since, until = given.charts_since, given.charts_until
    shades = _shades(given, code)
    polling = [mark for row in elections(given).get(code, []) for mark in polling_marks(row)]
    seen = {row.signal for row in given.frames["signals_seen"].read(SeenRow)}
    ranges = Ranges.of_country(given)
    series = []
    for signal in (in_currency(given, unpriced, code) for unpriced in given.signals.values()):
        signal_points = points.get(signal.name, [])
        # A lead signal without figures is shown as missing, not left out.
        is_expected = signal.judge is not None or signal.lead is not None
        if not signal_points and not is_expected and signal.name not in seen:
            continue
        marks = [mark for mark in polling if since.toordinal() <= mark.at < until.toordinal() + 1]
        marks += [
            Mark(
                at=float(row.changed_on.toordinal()),
                label=row.what,
                kind="break",
                exercise=row.synthetic,
            )
            for row in breaks
            if since <= row.changed_on <= until
            and row.family in ("all", signal.family)
            and row.signal in (None, signal.name)
        ]
        series.append(
            _series(
                given,
                signal,
                signal_points,
                readings.get(signal.name),
                sources,
                since,
                until,
                shades,
                marks,
                ranges,
            )
        )
    series.sort(key=lambda view: (not view.lead, view.knowledge == "no_data"))
    return SeriesGridView(
        title=f"{sum(1 for view in series if view.knowledge == 'fresh')} of {len(series)}"
        " signals have fresh data",
        subtitle=f"{day(since)} to {day(until)}; signals without figures for countries are left"
        " out",
        series=tuple(series),
        range_text=ranges.band_text,
        exceeded_text=ranges.exceeded_text,
        empty="" if series else "The snapshot was built without signals.",
    )


def _series(
    given: Given,
    signal: Signal,
    points: Sequence[Point],
    reading: Reading | None,
    sources: dict[int, SourceName],
    since: date,
    until: date,
    shades: tuple[Shade, ...],
    marks: Sequence[Mark],
    country_ranges: Ranges,
) -> SeriesView:
    short = [point for point in points if point.period_days <= _SHORT_PERIOD]
    if len({point.day for point in short}) < len(short):
        # A day may have a daily figure and one of a longer window: the shorter one is drawn.
        short = list({point.day: point for point in sorted(short, key=lambda p: -p.period_days)}
                     .values())  # fmt: skip
        short.sort(key=lambda point: point.day)
    long = [point for point in points if point.period_days > _SHORT_PERIOD]
    values = [point.value(signal.form) for point in short]
    state = knowledge(signal, reading, given.as_of_on)
    judge = signal.judge
    level: Level = "none"
    if judge is not None and state == "fresh" and reading is not None:
        level = given.method.band(severity(given.method, judge, best(reading))).name
    # Thresholds of a sum over days do not apply to a single figure.
    summed = signal.combine == "sum" and signal.window_days > 1
    drawn_judge = None if summed else judge
    # Nor does a single day reach an alert where the mean of its week is judged.
    weekly = (
        given.method.level_days is not None
        and signal.window_days == 1
        and signal.combine != "max"
        and not signal.events
    )
    alarms = tuple(
        position
        for position, (point, value) in enumerate(zip(short, values, strict=True))
        if drawn_judge is not None
        and not (weekly and point.period_days == 1)
        and value.value is not None
        and value.value >= drawn_judge.alert
    )
    drawn = {point.day.toordinal(): point.period_days for point in short}
    ranges = country_ranges.of(signal, drawn) if points else Expected()
    return SeriesView(
        title=signal.title,
        subtitle=signal.counts,
        footnote=" \u00b7 ".join(
            _footnotes(
                signal,
                summed=summed and bool(points),
                weekly=weekly and any(point.period_days == 1 for point in short),
            )
        ),
        signal=signal.name,
        axis=signal.axis,
        lead=signal.lead is not None,
        unit=signal.unit,
        form=signal.form,
        days=tuple(drawn),
        values=tuple(value.value for value in values),
        lower=tuple(value.lower for value in values),
        upper=tuple(value.upper for value in values),
        synthetic=tuple(point.synthetic for point in short),
        spans=tuple(_span(signal, point) for point in long),
        # Without a figure there is no scale for a threshold.
        watch=drawn_judge.watch if drawn_judge and points else None,
        alert=drawn_judge.alert if drawn_judge and points else None,
        alarms=alarms,
        range_days=ranges.days,
        expected=ranges.expected,
        range_lower=ranges.lower,
        range_upper=ranges.upper,
        exceeded=ranges.exceeded,
        range_text=ranges.text,
        range_observed=ranges.observed,
        range_rules=ranges.rules,
        shades=shades,
        marks=tuple(marks),
        starts=float(since.toordinal()),
        ends=float(until.toordinal() + 1),
        cursor=axis(given.moment),
        knowledge=state,
        state_text=_state(state, signal, reading, points, given.as_of_on),
        value_text=_value(signal, reading, state),
        level=level,
        source=_source(points, reading, sources),
        exercise=any(point.synthetic for point in points),
        empty="" if points else _no_figure(given),
    )


def _no_figure(given: Given) -> str:
    """The text in an empty chart, with the filters that may have emptied it."""
    platforms = given.selection.platforms
    only = f", {only_platforms(platforms)}" if platforms else ""
    return f"No figure{of_chosen(given)} in these days{only}: not the same as zero."


def _footnotes(signal: Signal, *, summed: bool, weekly: bool) -> Iterator[str]:
    judge = signal.judge
    if weekly and judge is not None:
        yield "judged by the week, not by single days"
    if summed and judge is not None:
        ends = (figure(level, signal.form, signal.unit) for level in (judge.watch, judge.alert))
        yield "watch at {}, alert at {}".format(*ends) + f" in {signal.window_days} days together"
    if signal.confounded_by_effort:
        yield "more of it may mean more effort, not more harm"


def _span(signal: Signal, point: Point) -> Span:
    value = point.value(signal.form)
    text = wording.known_value(value.value, value.lower, value.upper, signal.form, signal.unit)
    if (
        value.value is not None
        and value.lower != value.upper
        and text == figure(value.value, signal.form, signal.unit)
    ):
        text = f"about {text}"
    last = point.day.toordinal() + 1
    return Span(
        starts=float(last - point.period_days),
        ends=float(last),
        value=value.value,
        lower=value.lower,
        upper=value.upper,
        label=text or point.cell.replace("_", " "),
        exercise=point.synthetic,
    )


def _value(signal: Signal, reading: Reading | None, state: Knowledge) -> str:
    if reading is None or state in ("no_data", "suppressed"):
        return NONE
    return (
        wording.known_value(reading.value, reading.lower, reading.upper, signal.form, signal.unit)
        or NONE
    )


def _state(
    state: Knowledge,
    signal: Signal,
    reading: Reading | None,
    points: Sequence[Point],
    today: date,
) -> str:
    if state == "no_data" or reading is None:
        if points:
            return "no current reading"
        return "no data: not the same as zero"
    on = near_day(reading.measured_on, today)
    match state:
        case "fresh":
            return stands_for(signal, reading, today)
        case "stale":
            return f"stale: last figure {spoke_last(reading, today)}"
        case "suppressed":
            return f"suppressed on {on}: a small cell is withheld"
        case _:
            return f"below the source's threshold on {on}"


def _source(
    points: Sequence[Point], reading: Reading | None, sources: dict[int, SourceName]
) -> str:
    newest = points[-1].source_id if points else None
    row = sources.get(newest) if newest is not None else None
    if row is None:
        return "no source in this snapshot" if reading is None else ""
    publisher = () if row.publisher == "unknown" else (row.publisher,)
    return " \u00b7 ".join((row.title, *publisher, row.provenance))


def _shades(given: Given, code: str) -> tuple[Shade, ...]:
    return tuple(
        Shade(
            starts=axis(period.period.starts_at),
            ends=FOREVER if period.period.ends_at is None else axis(period.period.ends_at),
            label=short_rule(period.row.rule),
            exercise=period.exercise,
        )
        for period in periods(given)
        if period.row.country_code == code
        and period.period.starts_at is not None
        and not period.period.is_withdrawn
    )


PANEL = Panel(
    "Signals over time",
    "country",
    3,
    ("series", "readings", "periods", "elections", "regime_changes", "source_names",
     "signals_seen", CURRENCIES, *expected.READS),
    build,
    reads_by_platform=(
        "series", "country_filtered", "periods", "elections", "regime_changes", "source_names",
        "signals_seen", CURRENCIES,
    ),
    needs_country=True,
    explained=(
        "Each chart is one signal of this country by day, with its expected range,"
        " restriction periods, election days and breaks in how it is counted. A gap is a day"
        " without a figure and never a zero, and the source of the figures stands under each"
        " chart."
    ),
)  # fmt: skip
