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
from eoc_app.panels.kit.known_periods import KnownPeriod, periods
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
    """A lane for each country with a period or an election between `starts` and `ends`, in groups.

    By `next_change`, rules in force come first, then those that begin soonest; by `country`, lanes
    are in the order of names; by `kind`, a country has a lane for each kind of rule that it has.
    With `everyone`, countries with an election but no rule on record have a lane too: the gap is in
    our records, not in the law. `only` limits the lanes to a country, `medium` to a medium.
    """
    by_lane: dict[tuple[str, str], list[KnownPeriod]] = {}
    codes_with_periods = set()
    for period in periods(given):
        row = period.row
        codes_with_periods.add(row.country_code)
        if medium in (None, row.medium) and only in (None, row.country_code):
            kind: str = row.rule if grouping == "kind" else ""
            by_lane.setdefault((kind, row.country_code), []).append(period)
    calendar = elections(given)
    if only is not None:
        calendar = {only: calendar.get(only, [])}
    if everyone:
        listed = {code for _, code in by_lane}
        by_lane |= {("", code): [] for code in calendar if code not in listed}
    at = axis(given.moment)
    running = Running.of(in_force(given))
    counted = "restriction_window_counts" in given.frames
    counts = breach_counts(given) if counted else {}
    on_record = rules(given)
    placed = []
    for (kind, code), lane_periods in by_lane.items():
        note = ""
        if not lane_periods:
            note = _unruled(code in codes_with_periods, code in on_record)
        lane = _lane(given, code, lane_periods, (starts, ends), calendar, counts)
        if lane is not None:
            order, group = place(given, grouping, kind, lane, running.of_lane(lane_periods), at)
            placed.append((order, msgspec.structs.replace(lane, note=note, group=group)))
    placed.sort(key=lambda item: item[0])
    return tuple(lane for _, lane in placed)


def _unruled(has_periods: bool, has_rules: bool) -> str:  # noqa: FBT001 - two facts of a country
    """Why a country has a lane without a bar."""
    if has_periods:
        return "no rule of this medium on record"
    return "rule on record, but none for this election" if has_rules else "no rule on record"


def _lane(
    given: Given,
    code: str,
    lane_periods: list[KnownPeriod],
    window: tuple[float, float],
    calendar: Mapping[str, list[ElectionRow]],
    counts: Mapping[str, int],
) -> Lane | None:
    """The lane of a country in a window; None where it has no period and no election there."""
    starts, ends = window
    near = [period for period in lane_periods if _is_between(period.period, starts, ends)]
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
    zones = {row.time_zone for period in near for row in period.rows}
    zone = zones.pop() if len(zones) == 1 else country(code).time_zone
    return Lane(
        code=code,
        name=country(code).name,
        zone=zone_name(zone) if len(zones) < 2 else f"{len(zones)} zones",
        bars=tuple(_bar(given, period, counts) for period in near),
        elections=marks,
    )


def _is_between(period: Period, starts: float, ends: float) -> bool:
    """Whether any part of a period lies in a window; checked before its wording is computed."""
    first = period.starts_at
    if first is None or axis(first) >= ends:
        return False
    last = period.ends_at
    return last is None or axis(last) > starts


def _bar(given: Given, period: KnownPeriod, counts: Mapping[str, int]) -> Bar:
    row, as_known = period.row, period.period
    standing, words = then_text(given, period)
    wall, wall_words = wall_text(given, period)
    first, last = as_known.starts_at, as_known.ends_at
    ends_zone = _ends_zone(as_known)
    return Bar(
        starts=axis(first or given.moment),
        ends=FOREVER if last is None else axis(last),
        label=short_rule(row.rule),
        standing=standing,
        period_id=row.period_id,
        title=period.title,
        state=words,
        wall_standing=None if wall == standing else wall,
        wall_state="" if wall == standing else wall_words,
        zone=row.time_zone,
        ends_zone="" if ends_zone == row.time_zone else ends_zone,
        zones=zones_text(as_known, given.moment),
        core=_core(as_known),
        medium=row.medium,
        citation=row.citation or "",
        confidence=row.confidence,
        conditional=row.conditional,
        breaches=counts.get(row.period_id, 0),
        exercise=period.exercise,
        moved_from=_moved_from(as_known),
    )


def _ends_zone(period: Period) -> str:
    """The zone of the stretch that ends last."""
    if len(period.stretches) == 1:
        return period.stretches[0].time_zone
    ends = [
        (stretch.ends_at, stretch.time_zone)
        for stretch in period.stretches
        if stretch.ends_at is not None
    ]
    return max(ends)[1] if ends else ""


def _core(period: Period) -> tuple[float, float] | None:
    """The part in which the rule applies in every zone; None where that is the whole period."""
    if len(period.stretches) == 1:
        return None
    starts = [stretch.starts_at for stretch in period.stretches if stretch.starts_at is not None]
    ends = [stretch.ends_at for stretch in period.stretches if stretch.ends_at is not None]
    if not starts or not ends or (min(starts) == max(starts) and min(ends) == max(ends)):
        return None
    # Where no moment is covered in all zones the part is empty, and is drawn empty.
    return axis(max(starts)), max(axis(max(starts)), axis(min(ends)))


def _moved_from(period: Period) -> float | None:
    """The previously announced end of the first zone whose end was moved."""
    for stretch, was in zip(period.stretches, period.before, strict=True):
        if was is not None and was.ends_at is not None and was.ends_at != stretch.ends_at:
            return axis(was.ends_at)
    return None


def polling_marks(row: ElectionRow) -> list[Mark]:
    """Marks at local noon of the first and the last polling day."""
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
