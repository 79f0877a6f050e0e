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
    """A restriction period on a time axis; ends may lie outside what is drawn."""

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
    """A figure that covers several days, drawn over all of them as what it is."""

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
    """Positions in `days` at which the value reaches the alert threshold."""
    range_days: tuple[int, ...] = ()
    """Days whose figure was judged or could not be; the next three go with them, in the unit of
    `values`, None where nothing can be said."""
    expected: tuple[float | None, ...] = ()
    range_lower: tuple[float | None, ...] = ()
    range_upper: tuple[float | None, ...] = ()
    exceeded: tuple[int, ...] = ()
    """Positions in `range_days` at which the figure is above the range."""
    range_text: str = ""
    """What the range is and which rule made the newest, or why there is none."""
    range_observed: tuple[float | None, ...] = ()
    """The figures judged, a mean where they are of several days; empty where they are `values`."""
    range_rules: tuple[tuple[int, str], ...] = ()
    """From this position of `range_days` on, the rule; `none:` and why where nothing is judged."""
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
        """The same as rows and columns."""
        told = msgspec.structs.replace(
            self, footnote="; ".join(part for part in (self.range_text, self.footnote) if part)
        )
        return table_of(told, _SERIES_COLUMNS, _points(self))


class SeriesGridView(View, frozen=True, kw_only=True):
    """The signals of a country, lead signals first, on one time axis."""

    series: tuple[SeriesView, ...]
    range_text: str = ""
    """What the expected ranges of all series are, or why none of them has one."""
    exceeded_text: str = ""
    """What a figure that is marked as exceeding its range is; empty where none can be."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(one.is_exercise for one in self.series)

    def as_table(self) -> TableView:
        """The same as rows and columns."""
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
    """What a figure was judged by: figure, expected, both ends of the range, verdict, rule."""
    if at is None:
        return (Cell(NONE, None, dim=True),) * 6

    def told(value: float | None) -> Cell:
        return number(value, "" if value is None else figure(value, view.form, view.unit))

    rule = next((name for begins, name in reversed(view.range_rules) if begins <= at), "")
    day_of = view.range_days[at]
    values = dict(zip(view.days, view.values, strict=True))
    judged = view.range_observed[at] if view.range_observed else values.get(day_of)
    verdict = "yes" if at in view.exceeded else "no"
    if rule.startswith("none: "):
        verdict, judged = "not judged", None
    return (
        told(judged),
        told(view.expected[at]),
        told(view.range_lower[at]),
        told(view.range_upper[at]),
        Cell(verdict, verdict, dim=verdict == "not judged"),
        Cell(rule or NONE, rule or None),
    )


def _points(view: SeriesView) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    places = {day_of: at for at, day_of in enumerate(view.range_days)}
    points = {on: at for at, on in enumerate(view.days)}
    # A day without a figure has a row too where a range was known for it.
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
    """The position of the newest day that was judged or could not be, up to the day looked at."""
    before = [at for at, day_of in enumerate(view.range_days) if day_of <= view.cursor]
    return before[-1] if before else None
