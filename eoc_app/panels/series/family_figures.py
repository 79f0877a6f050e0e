"""Figures of one family of signals with their qualifiers: the same table for every family."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import (
    CellState,
    Count,
    CountryCode,
    Provenance,
    Qualifier,
    Scope,
    Signed,
)
from eoc_app.domain.figures.currency import CURRENCIES
from eoc_app.domain.wording.printed import NONE, THIN, amount, day, stated
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.printed_cells import place, text
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS = (
    Column(key="place", title="Place", stretch=2),
    Column(key="metric", title="Metric", stretch=3),
    Column(key="kind", title="Kind", stretch=2),
    Column(key="platform", title="Platform", stretch=1),
    Column(key="stated", title="As stated", number=True, stretch=3),
    Column(key="lower", title="Lower", number=True, stretch=2),
    Column(key="upper", title="Upper", number=True, stretch=2),
    Column(key="qualifier", title="Qualifier", stretch=1),
    Column(key="unit", title="Unit", stretch=2),
    Column(key="period", title="Period", stretch=3),
    Column(key="provenance", title="Provenance", stretch=1),
    Column(key="counts", title="What is counted", stretch=5),
)


class FigureRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the queries `voter_reminder_figures` and `ai_label_figures`."""

    scope: Scope
    country_code: CountryCode | None
    metric: str
    kind: str
    platform: str
    period_starts_on: date
    period_ends_on: date
    value: Signed | None
    lower: Signed | None
    upper: Signed | None
    qualifier: Qualifier
    unit: str
    cell: CellState
    days: Count
    provenance: Provenance
    counts_of: str
    note: str | None
    source_id: int
    source_row: int | None


def figures(given: Given, query: str, title: str) -> TableView:
    """Published figures, each as stated; daily ones are summed over their last 28 days."""
    rows, code = given.frames[query].read(FigureRow), given.selection.country_code
    none = bool(rows) and code is not None and all(row.country_code != code for row in rows)
    return TableView(
        title=title,
        subtitle=(
            f"none{of_chosen(given)}, only figures for the world and the EU; " if none else ""
        )
        + "as stated; daily series are added up over their last 28 days, others show the newest"
        " figure",
        footnote="A bound is not a point: more than 20 million is not 20 million. World and EU"
        " figures belong to no single country.",
        columns=_COLUMNS,
        rows=tuple(_row(row) for row in rows),
        codes=tuple(row.country_code for row in rows),
        empty=""
        if rows
        else f"The snapshot holds no such figure{of_chosen(given)} up to"
        f" {day(given.as_of_on)}: that is not the same as zero.",
    )


def _row(row: FigureRow) -> tuple[Cell, ...]:
    qualifier = row.qualifier.replace("_", " ")
    stated_text = stated(row.value, row.lower, row.upper, row.qualifier, row.unit)
    if stated_text != NONE and row.unit in CURRENCIES:
        stated_text += f"{THIN}{row.unit}"
    if row.cell != "observed":
        stated_text = row.cell.replace("_", " ")
    period = day(row.period_starts_on)
    if row.period_ends_on != row.period_starts_on:
        period += f" to {day(row.period_ends_on)}"
    return (
        place(row.country_code, row.scope),
        _metric(row.metric),
        text(row.kind.replace("_", " ")),
        text(row.platform),
        Cell(stated_text or NONE, row.value, exercise=row.provenance == "synthetic"),
        _bound(row.lower, row.unit),
        _bound(row.upper, row.unit),
        text(qualifier),
        text(row.unit),
        Cell(period, row.period_ends_on.isoformat()),
        text(row.provenance),
        text(row.counts_of),
    )


def _metric(name: str) -> Cell:
    words = name.replace("_", " ")
    return Cell(f"AI{words[2:]}" if words.startswith("ai ") else words, words)


def _bound(value: float | None, unit: str) -> Cell:
    if value is None:
        return Cell(NONE, None, dim=True)
    return Cell(amount(value, unit) + (f"{THIN}{unit}" if unit in CURRENCIES else ""), value)
