"""Charts of signals."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import msgspec

from eoc_app.domain.wording.printed import NONE, bounds, day, figure
from eoc_app.views.levels import Axis, Knowledge, Level
from eoc_app.views.twin_cells import number, table_of
from eoc_app.views.view import Cell, TableView, View

_RANGE_COLUMNS: Final = [
    ("Judged", True), ("Expected", True), ("Range from", True), ("Range to", True),
    ("Exceeds", False),
]  # fmt: skip


_SERIES_COLUMNS: Final = [
    ("Signal", False), ("Day", False), ("Value", True), ("Bounds", True), *_RANGE_COLUMNS,
    ("Rule", False),
]  # fmt: skip


class Shade(msgspec.Struct, frozen=True, kw_only=True):
    """A restriction period on a time axis; its ends may lie outside the chart."""

    starts: float
    ends: float
    label: str
    exercise: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An instant on a time axis: an election day or a regime break."""

    at: float
    label: str
    kind: Literal["election", "break"]
    exercise: bool = False


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that covers several days, drawn across all of them."""

    starts: float
    ends: float
    value: float | None
    lower: float | None
    upper: float | None
    label: str
    """The figure as stated, such as `more than 20 million`."""
    exercise: bool


class SeriesView(View, frozen=True, kw_only=True):
    """One signal of one country over time.

    `days`, `values`, `lower`, `upper`, `synthetic` have one length; a value of None is a gap.
    """

    signal: str
    axis: Axis
    lead: bool
    unit: str
    form: Literal["count", "share", "hours", "money"]
    days: tuple[int, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    synthetic: tuple[bool, ...]
    spans: tuple[Span, ...]
    watch: float | None
    alert: float | None
    alarms: tuple[int, ...]
    """Positions in `days` where the value reaches the alert threshold."""
    range_days: tuple[int, ...] = ()
    """Days whose figure was or could have been judged. The next three fields have one item per day,
    in the unit of `values`; None if no range can be computed."""
    expected: tuple[float | None, ...] = ()
    range_lower: tuple[float | None, ...] = ()
    range_upper: tuple[float | None, ...] = ()
    exceeded: tuple[int, ...] = ()
    """Positions in `range_days` where the figure is above the range."""
    range_text: str = ""
    """What the range is, and the rule of the newest one, or why there is none."""
    range_observed: tuple[float | None, ...] = ()
    """The judged figures, means if they cover several days; empty if they equal `values`."""
    range_rules: tuple[tuple[int, str], ...] = ()
    """The rule from a position in `range_days` on; `none:` and the reason if nothing is judged."""
    shades: tuple[Shade, ...]
    marks: tuple[Mark, ...]
    starts: float
    ends: float
    cursor: float
    knowledge: Knowledge
    state_text: str
    value_text: str
    level: Level
    source: str
    exercise: bool

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return (
            self.exercise
            or any(shade.exercise for shade in self.shades)
            or any(mark.exercise for mark in self.marks)
        )

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        with_footnote = msgspec.structs.replace(
            self, footnote="; ".join(part for part in (self.range_text, self.footnote) if part)
        )
        return table_of(with_footnote, _SERIES_COLUMNS, _points(self))


class SeriesGridView(View, frozen=True, kw_only=True):
    """The signals of a country, lead signals first, on one time axis."""

    series: tuple[SeriesView, ...]
    range_text: str = ""
    """What the expected ranges of all series are, or why there are none."""
    exceeded_text: str = ""
    """What the mark of an exceedance means; empty if there can be none."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(series.is_exercise for series in self.series)

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(series.title, series.signal, exercise=series.exercise),
                Cell(series.axis, series.axis),
                Cell(series.value_text, series.value_text, level=series.level),
                Cell(series.knowledge.replace("_", " "), series.knowledge),
                Cell(series.state_text, series.state_text),
                *_expected(series, _newest(series))[:-1],
                Cell(series.range_text or NONE, series.range_text or None),
                Cell(
                    str(len(series.days) + len(series.spans)), len(series.days) + len(series.spans)
                ),
                Cell(series.source or NONE, series.source or None),
            )
            for series in self.series
        ]
        columns = [
            ("Signal", False), ("Axis", False), ("Value", True), ("Known", False), ("State", False),
            *_RANGE_COLUMNS, ("Expected by", False), ("Figures", True), ("Source", False),
        ]  # fmt: skip
        return table_of(self, columns, rows)


def _expected(view: SeriesView, at: int | None) -> tuple[Cell, ...]:
    """Returns the judgement of a figure: figure, expected, range ends, verdict, rule."""
    if at is None:
        return (Cell(NONE, None, dim=True),) * 6

    def value_cell(value: float | None) -> Cell:
        return number(value, "" if value is None else figure(value, view.form, view.unit))

    rule = next((name for begins, name in reversed(view.range_rules) if begins <= at), "")
    day_of = view.range_days[at]
    values = dict(zip(view.days, view.values, strict=True))
    judged = view.range_observed[at] if view.range_observed else values.get(day_of)
    verdict = "yes" if at in view.exceeded else "no"
    if rule.startswith("none: "):
        verdict, judged = "not judged", None
    return (
        value_cell(judged),
        value_cell(view.expected[at]),
        value_cell(view.range_lower[at]),
        value_cell(view.range_upper[at]),
        Cell(verdict, verdict, dim=verdict == "not judged"),
        Cell(rule or NONE, rule or None),
    )


def _points(view: SeriesView) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    places = {day_of: at for at, day_of in enumerate(view.range_days)}
    points = {on: at for at, on in enumerate(view.days)}
    # A day without a figure also has a row if it has a range.
    for on in sorted(places.keys() | points.keys()):
        at = points.get(on)
        value = None if at is None else view.values[at]
        stated = NONE if value is None else figure(value, view.form, view.unit)
        between = ""
        if at is not None:
            between = bounds(view.lower[at], view.upper[at], view.form, view.unit)
        rows.append(
            (
                Cell(view.title, view.signal),
                Cell(day(date.fromordinal(on)), date.fromordinal(on).isoformat()),
                Cell(
                    stated,
                    value,
                    exercise=at is not None and view.synthetic[at],
                    dim=value is None,
                ),
                Cell(between, None),
                *_expected(view, places.get(on)),
            )
        )
    for span in view.spans:
        first, last = date.fromordinal(int(span.starts)), date.fromordinal(int(span.ends) - 1)
        rows.append(
            (
                Cell(view.title, view.signal),
                Cell(f"{day(first)} to {day(last)}", last.isoformat()),
                Cell(span.label, span.value, exercise=span.exercise),
                Cell(bounds(span.lower, span.upper, view.form, view.unit), None),
                *_expected(view, None),
            )
        )
    return rows


def _newest(view: SeriesView) -> int | None:
    """Returns the position of the newest day in `range_days` up to the day looked at."""
    before = [at for at, day_of in enumerate(view.range_days) if day_of <= view.cursor]
    return before[-1] if before else None
