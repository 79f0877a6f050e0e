"""The restriction clock of a country, by the snapshot's moment and by the wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Period, Standing, Stretch, next_edge, standing
from eoc_app.domain.wording.printed import day, moment, t_minus, weekday, zone_name
from eoc_app.panels.kit.instants import NEVER
from eoc_app.panels.kit.known_periods import KnownPeriod, later_periods, periods, state_of
from eoc_app.panels.kit.nearby_elections import (
    UNNAMED_ROUNDS,
    ElectionRow,
    elections,
    elections_now,
)
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import moved_text, then_text, wall_text
from eoc_app.panels.kit.rules_on_record import RuleRow, rules
from eoc_app.panels.kit.two_clocks import in_force, now_words, title
from eoc_app.views.clock_view import ClockRow, ClockView

_RECENT = timedelta(days=365)
_ORDER: dict[Standing, int] = {
    "in_force": 0, "upcoming": 1, "not_known": 2, "undated": 3, "moved": 4, "ended": 5,
    "no_rule": 6,
}  # fmt: skip


_WORDS: dict[Standing, str] = {
    "in_force": "in force", "upcoming": "next", "not_known": "not known", "undated": "no date",
    "moved": "withdrawn", "ended": "ended", "no_rule": "no rule",
}  # fmt: skip


def build(given: Given) -> ClockView:
    """Periods first: in force, then next, then ended. Polling days follow."""
    code = given.selection.country_code or ""
    zone = country(code).time_zone
    listed = [
        period
        for period in (*periods(given), *later_periods(given))
        if period.row.country_code == code
    ]
    listed.sort(key=lambda period: _place(period, state_of(given, period)))
    clock_rows = [_of_period(given, period) for period in listed]
    on_record = rules(given).get(code, [])
    if not clock_rows and on_record:
        clock_rows = [_of_rule(rule) for rule in on_record]
    elif not clock_rows:
        clock_rows = [
            ClockRow(
                standing="no_rule",
                kind="none",
                title="No rule on record",
                at_snapshot="this is not the same as no restriction",
                at_wall="",
                wall_standing="no_rule",
                detail="",
                citation="",
                exercise=False,
            )
        ]
    shown, older = _near(elections(given).get(code, []), given.as_of_on)
    latest = {row.election_id: row for row in elections_now(given).get(code, [])}
    polling = [_of_election(given, row, latest.get(row.election_id, row), zone) for row in shown]
    counted = in_force(given, country_code=code)
    return ClockView(
        title=title(given, counted),
        subtitle=now_words(given, counted)
        + (f" \u00b7 {older} older {'election' if older == 1 else 'elections'}" if older else ""),
        rows=(*clock_rows, *polling),
        snapshot_clock=f"{given.moment_word} {moment(given.moment, zone, year=True)}",
        wall_clock=f"now {moment(given.now_at, zone, year=True)}"
        + (", by the snapshot's calendar" if given.now_at > given.known_until else ""),
    )


def _place(period: KnownPeriod, state: Standing) -> tuple[int, float, str]:
    """The sort key: by standing, then the soonest change; among ended periods the newest first."""
    as_known = period.period
    edge = as_known.starts_at if state == "upcoming" else as_known.ends_at
    at = (edge or NEVER).timestamp()
    return _ORDER[state], -at if state == "ended" else at, period.title


def _near(rows: list[ElectionRow], on: date) -> tuple[list[ElectionRow], int]:
    """Elections ahead, soonest first, then the last year's, newest first; the rest as a count.

    Where none is that near, the newest past election is returned.
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


def _of_period(given: Given, period: KnownPeriod) -> ClockRow:
    row, as_known = period.row, period.period
    state, text = then_text(given, period)
    wall_standing, now_text = wall_text(given, period)
    when = "dates need an election day"
    if as_known.starts_at is not None:
        last = _last(as_known)
        until = "no end on record"
        if last.ends_at is not None:
            until = _when(given, last.ends_at, last.time_zone)
        when = f"{_when(given, as_known.starts_at, row.time_zone)} to {until}"
    awaited = next_edge(period.wall, given.now_at)
    watched = wall_standing in ("in_force", "upcoming") and awaited is not None
    return ClockRow(
        standing=state,
        kind="period",
        title=period.title,
        at_snapshot=text,
        at_wall=now_text,
        wall_standing=wall_standing,
        detail=f"{when} \u00b7 {row.medium}",
        citation=row.citation or "no citation on record",
        moved=moved_text(as_known, year=given.as_of_on.year),
        zones=_zones(given, as_known),
        wall_edge_at=awaited[0] if watched and awaited else None,
        wall_edge=awaited[1] if awaited else "ends",
        exercise=period.exercise,
    )


def _last(period: Period) -> Stretch:
    """The stretch of the zone that ends last."""
    return max(period.stretches, key=lambda stretch: stretch.ends_at or NEVER)


def _zones(given: Given, period: Period) -> str:
    """Zones by their standing, where there are several."""
    if len(period.stretches) == 1:
        return ""
    by_standing: dict[Standing, list[str]] = {}
    for stretch in period.stretches:
        state = standing(stretch, given.moment, given.known_until)
        by_standing.setdefault(state, []).append(stretch.territory or zone_name(stretch.time_zone))
    if len(by_standing) == 1:
        return f"{len(period.stretches)} zones, alike at this moment"
    return "; ".join(
        f"{_WORDS[state]}: {', '.join(places)}" for state, places in by_standing.items()
    )


def _when(given: Given, at: datetime, zone: str) -> str:
    """Local time, with the year where it is not that of the day looked at."""
    year = at.astimezone(ZoneInfo(zone)).year
    return moment(at, zone, year=year != given.as_of_on.year)


def _of_rule(rule: RuleRow) -> ClockRow:
    """The row of a rule without a period, since no election with a day is on record for it."""
    return ClockRow(
        standing="undated",
        kind="period",
        title=rule.title,
        at_snapshot="no election day on record, so no dates",
        at_wall="",
        wall_standing="undated",
        detail=f"from {rule.starts} until {rule.ends} \u00b7 {rule.medium}",
        citation=rule.citation or "no citation on record",
        exercise=rule.synthetic,
    )


def _of_election(given: Given, row: ElectionRow, latest: ElectionRow, zone: str) -> ClockRow:
    state, text = _polling(row, given.moment, given.known_until, zone)
    now, now_text = _polling(latest, given.now_at, given.known_until, zone)
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
        exercise=row.synthetic,
    )


def _polling(
    row: ElectionRow, at: datetime, known_until: datetime, zone: str
) -> tuple[Standing, str]:
    """The standing of an election at a moment; after the snapshot's end its day may have moved."""
    if row.status in ("cancelled", "postponed"):
        return "undated", row.status
    on = at.astimezone(ZoneInfo(zone)).date()
    if row.polling_starts_on <= on <= row.polling_ends_on:
        return "in_force", "polling day"
    if at > known_until and known_until.astimezone(ZoneInfo(zone)).date() <= row.polling_ends_on:
        days = (row.polling_starts_on if on < row.polling_starts_on else row.polling_ends_on) - on
        return "not_known", t_minus(days.days)
    if on < row.polling_starts_on:
        return "upcoming", t_minus((row.polling_starts_on - on).days)
    return "ended", t_minus((row.polling_ends_on - on).days)


PANEL = Panel(
    "Restriction clock",
    "country",
    2,
    ("periods", "elections", "restriction_rules"),
    build,
    needs_country=True,
    narrows=frozenset({"country"}),
    explained=(
        "Every restriction period and polling day of this country, as it stands at the snapshot's"
        " moment and by the wall clock. No rule on record means that we know of none, not that"
        " there is none."
    ),
)
