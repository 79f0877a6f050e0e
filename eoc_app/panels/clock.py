"""The restriction clock of a country, by the snapshot's moment and by the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from eoc_app.domain.country import country
from eoc_app.domain.restriction import Period
from eoc_app.domain.wording import day, moment, t_minus, weekday
from eoc_app.given.calendar import (
    UNNAMED_ROUNDS,
    ElectionRow,
    PeriodRow,
    elections,
    periods,
    state_text,
)
from eoc_app.given.panel import Given, Panel
from eoc_app.views import ClockRow, ClockView, Standing

_NEVER = datetime.max.replace(tzinfo=UTC)
_RECENT = timedelta(days=365)
_ORDER: dict[Standing, int] = {
    "in_force": 0, "upcoming": 1, "not_known": 2, "undated": 3, "ended": 4, "no_rule": 5,
}  # fmt: skip


def build(given: Given) -> ClockView:
    """Periods first, in force before next before ended; then the polling days."""
    code = given.selection.country_code or ""
    zone = country(code).time_zone
    earlier = {(row.period_id, row.version): row for row in given.frames["periods"].read(PeriodRow)}
    ruled = [item for item in periods(given) if item[0].country_code == code]
    # Of what has ended the newest is first; sorting keeps that order within a standing.
    ruled.sort(key=lambda item: item[1].ends_at or _NEVER, reverse=True)
    found = [
        _of_period(given, row, period, earlier.get((row.period_id, row.version - 1)))
        for row, period in ruled
    ]
    found.sort(key=lambda row: (_ORDER[row.standing], "" if row.standing == "ended" else row.title))
    if not found:
        found = [
            ClockRow(
                standing="no_rule",
                kind="none",
                title="No rule on record",
                at_snapshot="this is not the same as no restriction",
                at_wall="",
                wall_standing="no_rule",
                detail="",
                citation="",
            )
        ]
    shown, older = _near(elections(given).get(code, []), given.as_of_on)
    polling = [_of_election(given, row, zone) for row in shown]
    running = sum(1 for row in found if row.standing == "in_force")
    return ClockView(
        title=f"{running} {'rule' if running == 1 else 'rules'} in force"
        if running
        else "No rule in force that is on record",
        subtitle="restriction clock"
        + (f" \u00b7 {older} older {'election' if older == 1 else 'elections'}" if older else ""),
        rows=(*found, *polling),
        snapshot_clock=f"{given.moment_word} {moment(given.moment, zone, year=True)}",
        wall_clock=f"now {moment(given.now_at, zone, year=True)}",
    )


def _near(rows: list[ElectionRow], on: date) -> tuple[list[ElectionRow], int]:
    """Elections ahead, soonest first, then those of the last year, newest first; older: a count.

    Where none is that near, the newest one stands for the rest.
    """
    ahead = sorted(
        (row for row in rows if row.polling_ends_on >= on), key=lambda row: row.polling_starts_on
    )
    past = sorted(
        (row for row in rows if row.polling_ends_on < on),
        key=lambda row: row.polling_ends_on,
        reverse=True,
    )
    recent = [row for row in past if row.polling_ends_on >= on - _RECENT]
    if not ahead and not recent:
        recent = past[:1]
    return ahead + recent, len(past) - len(recent)


def _of_period(given: Given, row: PeriodRow, period: Period, before: PeriodRow | None) -> ClockRow:
    state, text = state_text(period, given.moment, given.known_until)
    now, now_text = state_text(period, given.now_at, given.known_until)
    moved = ""
    if before is not None and before.ends_at is not None and before.ends_at != row.ends_at:
        moved = f"end moved: was {_when(given, before.ends_at.replace(tzinfo=UTC), row)}"
    when = "dates need an election day"
    if period.starts_at is not None:
        ends = period.ends_at
        until = "no end on record" if ends is None else _when(given, ends, row)
        when = f"{_when(given, period.starts_at, row)} to {until}"
    return ClockRow(
        standing=state,
        kind="period",
        title=row.title,
        at_snapshot=text,
        at_wall=now_text,
        wall_standing=now,
        detail=f"{when} \u00b7 {row.medium}",
        citation=row.citation or "no citation on record",
        moved=moved,
    )


def _when(given: Given, at: datetime, row: PeriodRow) -> str:
    """Local time, with its year where that is not the snapshot's."""
    year = at.astimezone(ZoneInfo(row.time_zone)).year
    return moment(at, row.time_zone, year=year != given.as_of_on.year)


def _of_election(given: Given, row: ElectionRow, zone: str) -> ClockRow:
    state, text = _polling(row, given.moment, given.known_until, zone)
    now, now_text = _polling(row, given.now_at, given.known_until, zone)
    note = ""
    if row.previous_polling_on is not None:
        note = f"moved from {day(row.previous_polling_on)}"
    if row.annulled_on is not None:
        note = f"annulled on {day(row.annulled_on)}"
    label = f" (round {row.round})" if row.round not in UNNAMED_ROUNDS else ""
    return ClockRow(
        standing=state,
        kind="election",
        title=f"{row.name}{label}",
        at_snapshot=text,
        at_wall=now_text,
        wall_standing=now,
        detail=weekday(row.polling_starts_on)
        if row.polling_starts_on == row.polling_ends_on
        else f"{weekday(row.polling_starts_on)} to {weekday(row.polling_ends_on)}",
        citation="",
        moved=note,
    )


def _polling(
    row: ElectionRow, at: datetime, known_until: datetime, zone: str
) -> tuple[Standing, str]:
    """What an election is at a moment; past the snapshot's end a day ahead of it may have moved."""
    if row.status in ("cancelled", "postponed"):
        return "undated", row.status
    on = at.astimezone(ZoneInfo(zone)).date()
    if at > known_until and known_until.astimezone(ZoneInfo(zone)).date() <= row.polling_ends_on:
        if row.polling_starts_on <= on <= row.polling_ends_on:
            return "in_force", "polling day by the snapshot's calendar"
        days = (row.polling_starts_on if on < row.polling_starts_on else row.polling_ends_on) - on
        return "not_known", f"{t_minus(days.days)} by the snapshot's calendar"
    if row.polling_starts_on <= on <= row.polling_ends_on:
        return "in_force", "polling day"
    if on < row.polling_starts_on:
        return "upcoming", t_minus((row.polling_starts_on - on).days)
    return "ended", t_minus((row.polling_ends_on - on).days)


PANEL = Panel(
    "Restriction clock", "country", 2, ("periods", "elections"), build, needs_country=True
)
