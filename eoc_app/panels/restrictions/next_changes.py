"""The next starts and ends of periods in all zones, in local time and room time."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Edge, Stretch, standing, zones_of_edges
from eoc_app.domain.wording.printed import moment, zone_name
from eoc_app.panels.kit.known_periods import KnownPeriod, is_wanted, periods
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import known_as
from eoc_app.panels.kit.two_clocks import as_of_words
from eoc_app.views.next_changes_view import NextChange, NextChangesView

_MOST: Final = 200
"""Most rows of the list, which is there to be watched: the table of periods has all of them."""


def build(given: Given) -> NextChangesView:
    """Starts and ends that lie ahead, soonest first, one for each zone where they differ.

    Ahead of the wall clock; where an earlier moment is looked at, ahead of that moment.
    """
    rewound = given.selection.at is not None or given.moment < given.known_until
    now = given.moment if rewound else max(given.now_at, given.moment)
    ahead: list[tuple[datetime, Edge, Stretch, KnownPeriod, int]] = []
    for period in periods(given):
        if is_wanted(given, period):
            version = period.period if rewound else period.wall
            ahead.extend(
                (at, edge, zones[0], period, len(zones))
                for (at, edge), zones in zones_of_edges(version).items()
                if at > now
            )
    ahead.sort(key=lambda item: (item[0], item[3].row.country_code, item[3].row.rule, item[1]))
    when = f"of {_from(given, now)}" if rewound else "from now"
    shown = tuple(_change(given, *item, now=now) for item in ahead[:_MOST])
    return NextChangesView(
        title=_finding(ahead, now, when),
        subtitle=f"from {_from(given, now)}{known_as(given)}"
        + (f" \u00b7 the first {_MOST} of {len(ahead)}" if len(ahead) > _MOST else ""),
        footnote="Past the snapshot's end: by its calendar, which may have changed since."
        if now > given.known_until
        else "By the dates in the snapshot; what was announced after it ends is not here.",
        changes=shown,
        now_at=now,
        live=now == given.now_at and not rewound,
        room_zone=given.selection.room_zone,
        empty=""
        if shown
        else f"No period{of_chosen(given)} on record starts or ends after this moment.",
    )


def _from(given: Given, now: datetime) -> str:
    """The moment that changes are counted from, with its clock."""
    if now == given.now_at != given.moment:
        return f"now, {moment(now)}"
    return as_of_words(given).removeprefix("as of ")


def _finding(
    ahead: list[tuple[datetime, Edge, Stretch, KnownPeriod, int]], now: datetime, when: str
) -> str:
    soon = [item for item in ahead if (item[0] - now).total_seconds() <= 24 * 60 * 60]
    begin = sum(1 for item in soon if item[1] == "starts")
    end = len(soon) - begin
    if not ahead:
        return f"No change ahead on record, counted {when}"
    if not soon:
        return f"No change on record within 24 hours {when}"
    counts = (
        (begin, "begins" if begin == 1 else "begin"), (end, "ends" if end == 1 else "end"),
    )  # fmt: skip
    text = " and ".join(f"{count} {words}" for count, words in counts if count)
    return f"{text} within 24 hours {when}"


def _change(
    given: Given,
    at: datetime,
    edge: Edge,
    stretch: Stretch,
    period: KnownPeriod,
    count: int,
    *,
    now: datetime,
) -> NextChange:
    row = period.row
    notes = []
    if len(period.period.stretches) > 1:
        notes.append(
            f"{count} of {len(period.period.stretches)} zones: {zone_name(stretch.time_zone)}"
        )
    if period.period.is_moved:
        notes.append("moved")
    return NextChange(
        at=at,
        edge=edge,
        code=row.country_code,
        country=country(row.country_code).name,
        title=row.title if len(period.rows) == 1 else period.title,
        period_id=row.period_id,
        standing=standing(stretch, now, max(now, given.known_until)),
        local_text=moment(at, stretch.time_zone),
        zone=stretch.time_zone,
        room_text=moment(at, given.selection.room_zone),
        note=" \u00b7 ".join(notes),
        exercise=period.exercise,
    )


PANEL = Panel(
    "Next changes",
    "restrictions",
    1,
    ("periods",),
    build,
    narrows=frozenset({"country", "medium"}),
    explained=(
        "Starts and ends of restriction periods that lie ahead, soonest first, in local time"
        " and in the time of the room. What was announced after the snapshot ends is not in"
        " it, so past that moment the list is only what its calendar says."
    ),
)
