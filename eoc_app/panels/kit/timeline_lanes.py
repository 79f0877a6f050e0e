"""Restriction periods of all countries as lanes on a time axis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.dates.day_axis import FOREVER, axis
from eoc_app.domain.restrictions.restriction import Period
from eoc_app.domain.wording.printed import zone_name
from eoc_app.panels.kit.breach_evidence import breach_counts
from eoc_app.panels.kit.known_periods import Ruled, periods
from eoc_app.panels.kit.nearby_elections import UNNAMED_ROUNDS, ElectionRow, elections
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.period_standing import short_rule, then_text, wall_text, zones_text
from eoc_app.panels.kit.rules_on_record import rules
from eoc_app.panels.kit.timeline_groups import Running, place
from eoc_app.panels.kit.two_clocks import in_force
from eoc_app.views.series_view import Mark
from eoc_app.views.timeline_view import Bar, Lane


def lanes(
    given: Given,
    starts: float,
    ends: float,
    *,
    everyone: bool,
    grouping: str = "next_change",
    only: str | None = None,
    medium: str | None = None,
) -> tuple[Lane, ...]:
    """A lane for each country with something between `starts` and `ends`, in groups.

    By `next_change`, what is in force comes first, then what begins soonest; by `country`, names
    are in their order; by `kind`, a country has a lane under each kind of rule that it has. With
    `everyone`, countries with an election but no rule on record have a lane too: their silence is
    ours, not the law's. `only` leaves out all countries but one, `medium` all media but one.
    """
    found: dict[tuple[str, str], list[Ruled]] = {}
    ruled = set()
    for one in periods(given):
        row = one.row
        ruled.add(row.country_code)
        if medium in (None, row.medium) and only in (None, row.country_code):
            kind: str = row.rule if grouping == "kind" else ""
            found.setdefault((kind, row.country_code), []).append(one)
    calendar = elections(given)
    if only is not None:
        calendar = {only: calendar.get(only, [])}
    if everyone:
        shown = {code for _, code in found}
        found |= {("", code): [] for code in calendar if code not in shown}
    at = axis(given.moment)
    running = Running.of(in_force(given))
    counted = "restriction_window_counts" in given.frames
    counts = breach_counts(given) if counted else {}
    on_record = rules(given)
    made = []
    for (kind, code), ones in found.items():
        note = ""
        if not ones:
            note = _unruled(code in ruled, code in on_record)
        lane = _lane(given, code, ones, (starts, ends), calendar, counts)
        if lane is not None:
            order, group = place(given, grouping, kind, lane, running.of_lane(ones), at)
            made.append((order, msgspec.structs.replace(lane, note=note, group=group)))
    made.sort(key=lambda item: item[0])
    return tuple(lane for _, lane in made)


def _unruled(has_periods: bool, has_rules: bool) -> str:  # noqa: FBT001 - two facts of a country
    """Why a country has a lane without a bar."""
    if has_periods:
        return "no rule of this medium on record"
    return "rule on record, but none for this election" if has_rules else "no rule on record"


def _lane(
    given: Given,
    code: str,
    ones: list[Ruled],
    window: tuple[float, float],
    calendar: Mapping[str, list[ElectionRow]],
    counts: Mapping[str, int],
) -> Lane | None:
    """What a country has in a window, or None where that is nothing."""
    starts, ends = window
    near = [one for one in ones if _is_between(one.period, starts, ends)]
    marks = tuple(
        mark
        for row in calendar.get(code, [])
        if row.polling_starts_on.toordinal() - 1 < ends
        and row.polling_ends_on.toordinal() + 2 > starts
        for mark in polling_marks(row)
        if starts <= mark.at < ends
    )
    if not near and not marks:
        return None
    zones = {row.time_zone for one in near for row in one.rows}
    zone = zones.pop() if len(zones) == 1 else country(code).time_zone
    return Lane(
        code=code,
        name=country(code).name,
        zone=zone_name(zone) if len(zones) < 2 else f"{len(zones)} zones",
        bars=tuple(_bar(given, one, counts) for one in near),
        elections=marks,
    )


def _is_between(period: Period, starts: float, ends: float) -> bool:
    """Whether any part of a period lies in a window; known before its words are looked for."""
    first = period.starts_at
    if first is None or axis(first) >= ends:
        return False
    last = period.ends_at
    return last is None or axis(last) > starts


def _bar(given: Given, one: Ruled, counts: Mapping[str, int]) -> Bar:
    row, period = one.row, one.period
    state, words = then_text(given, one)
    wall, wall_words = wall_text(given, one)
    first, last = period.starts_at, period.ends_at
    ends_zone = _ends_zone(period)
    return Bar(
        starts=axis(first or given.moment),
        ends=FOREVER if last is None else axis(last),
        label=short_rule(row.rule),
        standing=state,
        period_id=row.period_id,
        title=one.title,
        state=words,
        wall_standing=None if wall == state else wall,
        wall_state="" if wall == state else wall_words,
        zone=row.time_zone,
        ends_zone="" if ends_zone == row.time_zone else ends_zone,
        zones=zones_text(period, given.moment),
        core=_core(period),
        medium=row.medium,
        citation=row.citation or "",
        confidence=row.confidence,
        conditional=row.conditional,
        breaches=counts.get(row.period_id, 0),
        exercise=one.exercise,
        moved_from=_moved_from(period),
    )


def _ends_zone(period: Period) -> str:
    """The zone of the stretch that ends last."""
    if len(period.stretches) == 1:
        return period.stretches[0].time_zone
    ends = [(one.ends_at, one.time_zone) for one in period.stretches if one.ends_at is not None]
    return max(ends)[1] if ends else ""


def _core(period: Period) -> tuple[float, float] | None:
    """The part in which every zone is covered; None where that is all of it."""
    if len(period.stretches) == 1:
        return None
    starts = [one.starts_at for one in period.stretches if one.starts_at is not None]
    ends = [one.ends_at for one in period.stretches if one.ends_at is not None]
    if not starts or not ends or (min(starts) == max(starts) and min(ends) == max(ends)):
        return None
    # Where no moment is in all zones the part is empty, and drawn so.
    return axis(max(starts)), max(axis(max(starts)), axis(min(ends)))


def _moved_from(period: Period) -> float | None:
    """Where the end of the first zone whose end was moved had been announced."""
    for one, was in zip(period.stretches, period.before, strict=True):
        if was is not None and was.ends_at is not None and was.ends_at != one.ends_at:
            return axis(was.ends_at)
    return None


def polling_marks(row: ElectionRow) -> list[Mark]:
    """The first and last polling day at local noon."""
    zone = ZoneInfo(country(row.country_code).time_zone)
    days = {row.polling_starts_on, row.polling_ends_on}
    suffix = f" \u00b7 {row.status}" if row.status in ("annulled", "cancelled", "postponed") else ""
    return [
        Mark(
            at=axis(datetime(on.year, on.month, on.day, 12, tzinfo=zone)),
            label=f"{row.name}, round {row.round}{suffix}"
            if row.round not in UNNAMED_ROUNDS
            else f"{row.name}{suffix}",
            kind="election",
            exercise=row.synthetic,
        )
        for on in sorted(days)
    ]
