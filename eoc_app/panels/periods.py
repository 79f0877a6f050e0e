"""Every restriction period that is known, as a table by both clocks."""

from __future__ import annotations

from datetime import UTC, datetime

from eoc_app.domain.country import country
from eoc_app.domain.restriction import Period
from eoc_app.domain.wording import NONE, moment
from eoc_app.given.calendar import PeriodRow, periods, state_text
from eoc_app.given.panel import Given, Panel
from eoc_app.views import Cell, Column, Standing, TableView

_ORDER: dict[Standing, int] = {
    "in_force": 0, "upcoming": 1, "not_known": 2, "undated": 3, "ended": 4,
}  # fmt: skip
_COLUMNS = (
    Column(key="country", title="Country", stretch=2),
    Column(key="rule", title="Rule", stretch=3),
    Column(key="at_snapshot", title="At the snapshot", stretch=3),
    Column(key="at_wall", title="Now", stretch=3),
    Column(key="starts", title="Starts", unit="local", stretch=3),
    Column(key="ends", title="Ends", unit="local", stretch=3),
    Column(key="medium", title="In scope", stretch=3),
    Column(key="citation", title="Citation", stretch=4),
    Column(key="confidence", title="Confidence", stretch=1),
    Column(key="version", title="Version", number=True, stretch=1),
)


def build(given: Given) -> TableView:
    """In force first, then what is next, then what has ended."""
    wanted = [
        item
        for item in periods(given)
        if given.selection.country_code in (None, item[0].country_code)
        and given.selection.medium in (None, item[0].medium)
    ]
    wanted.sort(key=lambda item: _place(given, *item))
    return TableView(
        title="Periods by country",
        subtitle=f"as of {moment(given.moment)}; now {moment(given.now_at)}",
        columns=_COLUMNS,
        rows=tuple(_row(given, row, period) for row, period in wanted),
        codes=tuple(row.country_code for row, _ in wanted),
        empty="" if wanted else "No restriction period on record: that is not the same as none.",
    )


def _place(given: Given, row: PeriodRow, period: Period) -> tuple[int, datetime, str]:
    state = state_text(period, given.moment, given.known_until)[0]
    edge = period.ends_at if state in ("in_force", "ended") else period.starts_at
    return (_ORDER[state], edge or datetime.max.replace(tzinfo=UTC), row.country_code)


def _row(given: Given, row: PeriodRow, period: Period) -> tuple[Cell, ...]:
    state, text = state_text(period, given.moment, given.known_until)
    now, now_text = state_text(period, given.now_at, given.known_until)
    return (
        Cell(country(row.country_code).name, row.country_code),
        Cell(row.title, row.rule, exercise=row.synthetic),
        Cell(text, state, standing=state),
        Cell(now_text, now, standing=now),
        _instant(period.starts_at, row.time_zone),
        _instant(period.ends_at, row.time_zone),
        Cell(row.medium, row.medium),
        Cell(row.citation or "no citation on record", row.citation, dim=row.citation is None),
        Cell(row.confidence, row.confidence),
        Cell(str(row.version), row.version),
    )


def _instant(at: datetime | None, zone: str) -> Cell:
    if at is None:
        return Cell(NONE, None, dim=True)
    return Cell(moment(at, zone, year=True), at.isoformat())


PANEL = Panel("Restriction periods", "restrictions", 1, ("periods",), build)
