"""Every signal on the day looked at, with how well it is known."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import Amount, CellState, Count, Provenance, Scope
from eoc_app.domain.figures.ratio import Bounded, ratio
from eoc_app.domain.risk.reading import Reading, best, knowledge, last_figure, severity
from eoc_app.domain.risk.reading_words import span_words, stands_for
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import NONE, bounds, known_value
from eoc_app.panels.kit.country_scores import ReadingRow
from eoc_app.panels.kit.money import CURRENCIES, in_currency
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import on, place, text
from eoc_app.panels.kit.two_clocks import as_of_words
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS = (
    Column(key="country", title="Country", stretch=2),
    Column(key="signal", title="Signal", stretch=5),
    Column(key="axis", title="Axis", stretch=1),
    Column(key="value", title="Value", number=True, stretch=2),
    Column(key="bounds", title="Bounds", number=True, stretch=2),
    Column(key="unit", title="Unit", stretch=2),
    Column(key="span", title="Of", stretch=2),
    Column(key="level", title="Judged", stretch=1),
    Column(key="state", title="Known", stretch=1),
    Column(key="measured_on", title="Last figure", stretch=1),
    Column(key="counts", title="What is counted", stretch=5),
)


class WorldRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `world_readings`."""

    scope: Scope
    signal: str
    platform: str
    day: date
    period_days: Count
    numerator: Amount | None
    numerator_lower: Amount | None
    numerator_upper: Amount | None
    denominator: Amount | None
    denominator_lower: Amount | None
    denominator_upper: Amount | None
    cell: CellState
    provenance: Provenance
    source_id: int


def build(given: Given) -> TableView:
    """Readings of the selected country, or of all; signals without any are listed as no data."""
    code = given.selection.country_code
    frame = given.frames.get("readings_all") or given.frames["readings_filtered"]
    rows: list[tuple[Cell, ...]] = []
    codes: list[str | None] = []
    seen = set()
    for row in frame.read(ReadingRow):
        if code in (None, row.country_code) and row.signal in given.signals:
            seen.add(row.signal)
            signal = in_currency(given, given.signals[row.signal], row.country_code)
            rows.append(_row(given, signal, row))
            codes.append(row.country_code)
    if code is not None:
        missing = [
            in_currency(given, signal, code)
            for signal in given.signals.values()
            if signal.name not in seen
        ]
        rows += [_missing(code, signal) for signal in missing]
        codes += [code] * len(missing)
    for world in given.frames["world_readings"].read(WorldRow):
        if world.signal in given.signals:
            signal = in_currency(given, given.signals[world.signal], None)
            rows.append(_world(signal, world, given.as_of_on))
            codes.append(None)
    return TableView(
        title="Signals",
        subtitle=f"{as_of_words(given)}; world and EU figures belong to no single country",
        columns=_COLUMNS,
        rows=tuple(rows),
        codes=tuple(codes),
        empty="" if rows else "The snapshot holds no figure of any signal on this day.",
    )


def _row(given: Given, signal: Signal, row: ReadingRow) -> tuple[Cell, ...]:
    reading = row.reading()
    state = knowledge(signal, reading, given.as_of_on)
    return (
        place(row.country_code),
        Cell(signal.title, signal.name),
        Cell(signal.axis, signal.axis),
        _value(signal, row.value, row.lower, row.upper, exercise=reading.synthetic),
        Cell(bounds(row.lower, row.upper, signal.form, signal.unit), None),
        text(signal.unit),
        text(stands_for(signal, reading, given.as_of_on)),
        _judged(given.method, signal, reading, state),
        Cell(state.replace("_", " "), state, dim=state != "fresh"),
        on(last_figure(reading)),
        text(signal.counts),
    )


def _value(
    signal: Signal,
    value: float | None,
    lower: float | None,
    upper: float | None,
    *,
    exercise: bool,
) -> Cell:
    if value is None:
        return Cell(NONE, None, dim=True, exercise=exercise)
    stated = known_value(value, lower, upper, signal.form, signal.unit)
    return Cell(stated, value, exercise=exercise)


def _judged(method: Method, signal: Signal, reading: Reading, state: str) -> Cell:
    if signal.judge is None:
        return Cell("not judged", None, dim=True)
    if state != "fresh":
        return Cell(NONE, None, level="not_assessable")
    band = method.band(severity(method, signal.judge, best(reading)))
    return Cell(band.title, band.name, level=band.name)


def _missing(code: str, signal: Signal) -> tuple[Cell, ...]:
    return (
        place(code),
        Cell(signal.title, signal.name),
        Cell(signal.axis, signal.axis),
        Cell(NONE, None, dim=True),
        Cell("", None),
        text(signal.unit),
        Cell(NONE, None, dim=True),
        Cell(NONE, None, level="not_assessable") if signal.judge else Cell("not judged", dim=True),
        Cell("no data", "no_data", dim=True),
        Cell(NONE, None, dim=True),
        text(signal.counts),
    )


def _world(signal: Signal, row: WorldRow, today: date) -> tuple[Cell, ...]:
    top = Bounded(row.numerator, row.numerator_lower, row.numerator_upper)
    bottom = Bounded(row.denominator, row.denominator_lower, row.denominator_upper)
    value = ratio(top, bottom, signal.form)
    return (
        place(None, row.scope),
        Cell(f"{signal.title} ({row.platform})", signal.name),
        Cell(signal.axis, signal.axis),
        _value(
            signal,
            value.value,
            value.lower,
            value.upper,
            exercise=row.provenance == "synthetic",
        ),
        Cell(bounds(value.lower, value.upper, signal.form, signal.unit), None),
        text(signal.unit),
        text(span_words(row.period_days, row.day, today)),
        Cell("not judged", None, dim=True),
        Cell(row.cell if row.cell != "observed" else f"{row.period_days} d", row.cell),
        on(row.day),
        text(signal.counts),
    )


PANEL = Panel(
    "Signals",
    "signals",
    0,
    ("readings_all", "world_readings", CURRENCIES),
    build,
    reads_by_platform=("readings_filtered", "world_readings", CURRENCIES),
    explained=(
        "What every signal says on the day shown, for which days, what it counts, and whether it is"
        " fresh, stale or withheld. Only some signals are judged, and a dash or a hatched cell is"
        " missing data, never a zero."
    ),
)
