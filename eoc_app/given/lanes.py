"""Restriction periods of all countries as lanes on a time axis."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from eoc_app.domain.country import country
from eoc_app.domain.restriction import Period, standing
from eoc_app.domain.wording import moment, zone_name
from eoc_app.frame import Frame
from eoc_app.given.calendar import (
    UNNAMED_ROUNDS,
    ElectionRow,
    PeriodRow,
    elections,
    periods,
    short_rule,
    state_text,
)
from eoc_app.given.panel import Given
from eoc_app.views import Bar, Lane, Mark

_DAY_SECONDS = 86_400.0
FOREVER = float(date.max.toordinal())
"""Where a period without an end on record is drawn to: beyond any window."""


def axis(at: datetime) -> float:
    """An instant on the time axis, UTC: ordinal day with the hour as a fraction."""
    utc = at.astimezone(UTC)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    return utc.toordinal() + (utc - midnight).total_seconds() / _DAY_SECONDS


def lanes(given: Given, starts: float, ends: float, *, everyone: bool) -> tuple[Lane, ...]:
    """A lane for each country with something between `starts` and `ends`; next change first.

    With `everyone`, countries with an election ahead but no rule on record have a lane too: their
    silence is ours, not the law's.
    """
    by_country: dict[str, list[tuple[PeriodRow, Period]]] = {}
    ruled = set()
    for row, period in periods(given):
        ruled.add(row.country_code)
        if given.selection.medium in (None, row.medium):
            by_country.setdefault(row.country_code, []).append((row, period))
    calendar = elections(given)
    earlier_ends = given.frames["periods"].once(_earlier_ends)
    found: list[tuple[tuple[bool, float, str], Lane]] = []
    for code in sorted(set(by_country) | (set(calendar) if everyone else set())):
        near = [item for item in by_country.get(code, []) if _is_between(item[1], starts, ends)]
        bars = tuple(
            bar
            for row, period in near
            if (bar := _bar(given, row, period, earlier_ends)) is not None
        )
        marks = tuple(
            mark
            for row in calendar.get(code, [])
            if row.polling_starts_on.toordinal() - 1 < ends
            and row.polling_ends_on.toordinal() + 2 > starts
            for mark in polling_marks(row)
            if starts <= mark.at < ends
        )
        if not bars and not marks:
            continue
        zones = {row.time_zone for row, _ in near}
        zone = zones.pop() if len(zones) == 1 else country(code).time_zone
        lane = Lane(
            code=code,
            name=country(code).name,
            zone=zone_name(zone),
            bars=bars,
            elections=marks,
            note=_note(by_country.get(code), is_ruled=code in ruled),
        )
        found.append((_urgency(lane, axis(given.moment)), lane))
    return tuple(lane for _, lane in sorted(found, key=lambda item: item[0]))


def _note(found: list[tuple[PeriodRow, Period]] | None, *, is_ruled: bool) -> str:
    if found:
        return ""
    return "no rule of this medium on record" if is_ruled else "no rule on record"


def _is_between(period: Period, starts: float, ends: float) -> bool:
    """Whether any part of a period lies in a window; known before its words are looked for."""
    if period.starts_at is None or axis(period.starts_at) >= ends:
        return False
    return period.ends_at is None or axis(period.ends_at) > starts


def _urgency(lane: Lane, at: float) -> tuple[bool, float, str]:
    ahead = [edge for bar in lane.bars for edge in (bar.starts, bar.ends) if edge > at] + [
        mark.at for mark in lane.elections if mark.at > at
    ]
    running = any(bar.standing == "in_force" for bar in lane.bars)
    return (not running, min(ahead, default=1e9), lane.name)


def _earlier_ends(frame: Frame) -> dict[tuple[str, int], datetime]:
    ends: dict[tuple[str, int], datetime] = {}
    for row in frame.read(PeriodRow):
        if row.ends_at is not None:
            ends[row.period_id, row.version] = row.ends_at.replace(tzinfo=UTC)
    return ends


def _bar(
    given: Given, row: PeriodRow, period: Period, earlier: dict[tuple[str, int], datetime]
) -> Bar | None:
    if period.starts_at is None:
        return None
    before = earlier.get((row.period_id, row.version - 1))
    moved = before if before is not None and before != period.ends_at else None
    return Bar(
        starts=axis(period.starts_at),
        ends=FOREVER if period.ends_at is None else axis(period.ends_at),
        label=short_rule(row.rule),
        standing=standing(period, given.moment, given.known_until),
        detail=_detail(given, row, period, moved),
        exercise=row.synthetic,
        moved_from=None if moved is None else axis(moved),
    )


def _detail(
    given: Given, row: PeriodRow, period: Period, moved: datetime | None
) -> tuple[str, ...]:
    if period.starts_at is None:
        return ()
    zone = row.time_zone
    ends = ("no end on record",) * 2
    if period.ends_at is not None:
        ends = (moment(period.ends_at, zone, year=True), moment(period.ends_at))
    lines = [
        row.title,
        state_text(period, given.moment, given.known_until)[1],
        f"{moment(period.starts_at, zone, year=True)} to {ends[0]} (local)",
        f"{moment(period.starts_at)} to {ends[1]}",
        f"in scope: {row.medium}",
        row.citation or "no citation on record",
        f"confidence {row.confidence}",
    ]
    if moved is not None:
        lines.insert(2, f"end moved: was {moment(moved, zone, year=True)}")
    return tuple(lines)


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
        )
        for on in sorted(days)
    ]
