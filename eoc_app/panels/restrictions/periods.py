"""Every restriction period that is known, as a table by both clocks."""

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
    Column(key="says", title="Who says so", stretch=2),
    Column(key="confidence", title="Confidence", stretch=1),
    Column(key="version", title="Version", number=True, stretch=1),
    Column(key="moved", title="Moved", stretch=3),
)


_MOST = 2_000
"""More rows than anybody reads; the export has every one."""


def build(given: Given) -> TableView:
    """In force first, then what is next, then what has ended."""
    known = (*periods(given), *later_periods(given))
    wanted = [one for one in known if is_wanted(given, one)]
    counts = breach_counts(given)
    told = [(one, then_text(given, one)) for one in wanted]
    told.sort(key=lambda item: _place(given, item[0], item[1][0]))
    chosen = given.selection
    found = in_force(given, country_code=chosen.country_code, medium=chosen.medium)
    left_out = len(told) - _MOST
    del told[_MOST:]
    return TableView(
        title=title(given, found),
        subtitle=f"{now_words(given, found)} \u00b7 {len(wanted)}"
        f" {'period' if len(wanted) == 1 else 'periods'} on record{known_as(given)}",
        footnote=f"{left_out} more, ended longest ago or without a date: choose a country or medium"
        if left_out > 0
        else "",
        columns=tuple(
            msgspec.structs.replace(column, title=f"At the {given.moment_word}")
            if column.key == "at_snapshot"
            else column
            for column in _COLUMNS
        ),
        rows=tuple(
            _row(given, one, state, words, counts.get(one.row.period_id))
            for one, (state, words) in told
        ),
        codes=tuple(one.row.country_code for one, _ in told),
        period_ids=tuple(one.row.period_id for one, _ in told),
        empty=""
        if wanted
        else f"No restriction period{of_chosen(given)} is on record: that is not the same as none.",
    )


def _place(given: Given, one: KnownPeriod, state: Standing) -> tuple[int, datetime, str]:
    """What is in force by either clock first."""
    period = one.period
    if standing_of(one.wall, given.now_at, given.known_until) == "in_force":
        state, period = "in_force", one.wall
    edge = period.ends_at if state in ("in_force", "ended") else period.starts_at
    return (_ORDER[state], edge or NEVER, one.row.country_code)


def _row(
    given: Given, one: KnownPeriod, state: Standing, text: str, inside: int | None
) -> tuple[Cell, ...]:
    row = one.row
    now, now_text = wall_text(given, one)
    version = max(stretch.version for stretch in one.period.stretches)
    return (
        Cell(country(row.country_code).name, row.country_code),
        Cell(one.title, row.rule, exercise=one.exercise),
        Cell(text, state, standing=state),
        Cell(now_text, now, standing=now),
        _edge(one, one.period.starts_at),
        _edge(one, one.period.ends_at),
        Cell(row.medium, row.medium),
        Cell(NONE, None, dim=True) if inside is None else Cell(str(inside), inside),
        Cell(row.citation or "no citation on record", row.citation, dim=row.citation is None),
        Cell(row.stated_by or row.imposed_by, row.stated_by or row.imposed_by),
        Cell(row.confidence, row.confidence),
        Cell(str(version), version),
        Cell(moved_text(one.period, year=given.as_of_on.year) or NONE, one.period.is_moved),
    )


def _edge(one: KnownPeriod, at: datetime | None) -> Cell:
    """The first start or the last end, in the zone that it is of."""
    if at is None:
        return Cell(NONE, None, dim=True)
    zones = (
        each.time_zone for each in one.period.stretches if at in (each.starts_at, each.ends_at)
    )
    return Cell(moment(at, next(zones, one.row.time_zone), year=True), at.isoformat())


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
