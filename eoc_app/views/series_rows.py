"""Rows of a chart's table: one for each figure, with what was expected of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from eoc_app.domain.wording.printed import NONE, bounds, day, figure
from eoc_app.views.twin_cells import number
from eoc_app.views.view import Cell

if TYPE_CHECKING:
    from eoc_app.views.series_view import SeriesView

RANGE_COLUMNS: Final = [
    ("Judged", True), ("Expected", True), ("Range from", True), ("Range to", True),
    ("Exceeds", False),
]  # fmt: skip


def expected_cells(view: SeriesView, at: int | None) -> tuple[Cell, ...]:
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


def points(view: SeriesView) -> list[tuple[Cell, ...]]:
    """Returns the rows of a series: its days, then its spans."""
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
                *expected_cells(view, places.get(on)),
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
                *expected_cells(view, None),
            )
        )
    return rows
