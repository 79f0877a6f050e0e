"""All known restriction periods as a table, with their standing by both clocks."""

from __future__ import annotations

from datetime import datetime

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Standing, standing_of
from eoc_app.domain.wording.printed import NONE, moment
from eoc_app.panels.kit.breach_evidence import breach_counts
from eoc_app.panels.kit.instants import NEVER
from eoc_app.panels.kit.known_periods import KnownPeriod, is_wanted, later_periods, periods
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import known_as, moved_text, then_text, wall_text
from eoc_app.panels.kit.two_clocks import in_force, now_words, title
from eoc_app.views.view import Cell, Column, TableView

_ORDER: dict[Standing, int] = {
    "in_force": 0, "upcoming": 1, "not_known": 2, "undated": 3, "moved": 4, "ended": 5,
}  # fmt: skip
_COLUMNS = (
    Column(key="country", title="Country", stretch=2),
    Column(key="rule", title="Rule", stretch=3),
    Column(key="at_snapshot", title="At the snapshot", stretch=3),
    Column(key="at_wall", title="Now", stretch=3),
    Column(key="starts", title="Starts", unit="local", stretch=3),
    Column(key="ends", title="Ends", unit="local", stretch=3),
    Column(key="medium", title="In scope", stretch=3),
    Column(key="inside", title="Possible breaches", unit="report windows", number=True, stretch=2),
    Column(key="citation", title="Citation", stretch=4),
    Column(key="says", title="Stated by", stretch=2),
    Column(key="confidence", title="Confidence", stretch=1),
    Column(key="version", title="Version", number=True, stretch=1),
    Column(key="moved", title="Moved", stretch=3),
)


_MOST = 2_000
"""More rows than anybody reads; the export has all of them."""


def build(given: Given) -> TableView:
    """The table of periods: those in force first, then the next, then the ended."""
    known = (*periods(given), *later_periods(given))
    wanted = [period for period in known if is_wanted(given, period)]
    counts = breach_counts(given)
    listed = [(period, then_text(given, period)) for period in wanted]
    listed.sort(key=lambda item: _place(given, item[0], item[1][0]))
    selection = given.selection
    rules_in_force = in_force(given, country_code=selection.country_code, medium=selection.medium)
    left_out = len(listed) - _MOST
    del listed[_MOST:]
    return TableView(
        title=title(given, rules_in_force),
        subtitle=f"{now_words(given, rules_in_force)} \u00b7 {len(wanted)}"
        f" {'period' if len(wanted) == 1 else 'periods'} on record{known_as(given)}",
        footnote=f"{left_out} more, which ended longest ago or have no date, are not listed: choose"
        " a country or medium"
        if left_out > 0
        else "",
        columns=tuple(
            msgspec.structs.replace(column, title=f"At the {given.moment_word}")
            if column.key == "at_snapshot"
            else column
            for column in _COLUMNS
        ),
        rows=tuple(
            _row(given, period, state, words, counts.get(period.row.period_id))
            for period, (state, words) in listed
        ),
        codes=tuple(period.row.country_code for period, _ in listed),
        period_ids=tuple(period.row.period_id for period, _ in listed),
        empty=""
        if wanted
        else f"No restriction period{of_chosen(given)} is on record: that is not the same as none.",
    )


def _place(given: Given, period: KnownPeriod, state: Standing) -> tuple[int, datetime, str]:
    """The sort key: periods in force by either clock come first."""
    version = period.period
    if standing_of(period.wall, given.now_at, given.known_until) == "in_force":
        state, version = "in_force", period.wall
    edge = version.ends_at if state in ("in_force", "ended") else version.starts_at
    return (_ORDER[state], edge or NEVER, period.row.country_code)


def _row(
    given: Given, period: KnownPeriod, state: Standing, text: str, inside: int | None
) -> tuple[Cell, ...]:
    row = period.row
    wall_standing, wall_words = wall_text(given, period)
    version = max(stretch.version for stretch in period.period.stretches)
    return (
        Cell(country(row.country_code).name, row.country_code),
        Cell(period.title, row.rule, exercise=period.exercise),
        Cell(text, state, standing=state),
        Cell(wall_words, wall_standing, standing=wall_standing),
        _edge(period, period.period.starts_at),
        _edge(period, period.period.ends_at),
        Cell(row.medium, row.medium),
        Cell(NONE, None, dim=True) if inside is None else Cell(str(inside), inside),
        Cell(row.citation or "no citation on record", row.citation, dim=row.citation is None),
        Cell(row.stated_by or row.imposed_by, row.stated_by or row.imposed_by),
        Cell(row.confidence, row.confidence),
        Cell(str(version), version),
        Cell(moved_text(period.period, year=given.as_of_on.year) or NONE, period.period.is_moved),
    )


def _edge(period: KnownPeriod, at: datetime | None) -> Cell:
    """A cell with the first start or the last end, in the local time of its zone."""
    if at is None:
        return Cell(NONE, None, dim=True)
    zones = (
        stretch.time_zone
        for stretch in period.period.stretches
        if at in (stretch.starts_at, stretch.ends_at)
    )
    return Cell(moment(at, next(zones, period.row.time_zone), year=True), at.isoformat())


PANEL = Panel(
    "Restriction periods",
    "restrictions",
    2,
    ("periods", "restriction_window_counts"),
    build,
    narrows=frozenset({"country", "medium"}),
    explained=(
        "Every restriction period on record with its rule, its local times, who imposed it"
        " and how sure that is. States are given twice, at the moment looked at and now, and"
        " no period on record is not the same as no restriction."
    ),
)
