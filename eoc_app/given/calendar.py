"""Elections and restriction periods around the moment looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import msgspec

from eoc_app.domain.restriction import RULES, Period, current_versions, span_text, standing
from eoc_app.frame import Frame
from eoc_app.given.panel import Given
from eoc_app.views import Chip, Standing

_NEVER = datetime.max.replace(tzinfo=UTC)
"""Where the end of a period is put that has none on record."""

UNNAMED_ROUNDS = frozenset({"", "1", "not stated"})
"""Rounds that an election's name is printed without."""


class ElectionRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `elections`."""

    election_id: str
    country_code: str
    name: str
    kind: str
    round: str
    polling_starts_on: date
    polling_ends_on: date
    status: str
    previous_polling_on: date | None
    annulled_on: date | None
    higher_risk: bool | None
    source_id: int
    synthetic: bool


class PeriodRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `periods`: one version of one restriction period, UTC and local."""

    period_id: str
    version: int
    known_from_at: datetime | None
    country_code: str
    territory: str | None
    election: str | None
    round: str | None
    rule: str
    medium: str
    platform: str | None
    starts_local: datetime | None
    ends_local: datetime | None
    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    imposed_by: str
    citation: str | None
    confidence: str
    note: str | None
    source_id: int
    synthetic: bool

    @property
    def title(self) -> str:
        """The rule's printed name, with its territory."""
        name = RULES.get(self.rule, self.rule)
        return f"{name} ({self.territory})" if self.territory else name

    def period(self) -> Period:
        """The row in the domain's words."""
        return Period(
            period_id=self.period_id,
            version=self.version,
            country_code=self.country_code,
            rule=self.rule,
            medium=self.medium,
            time_zone=self.time_zone,
            starts_at=_utc(self.starts_at),
            ends_at=_utc(self.ends_at),
            known_from_at=_utc(self.known_from_at),
        )


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.replace(tzinfo=UTC)


def elections(given: Given) -> dict[str, list[ElectionRow]]:
    """Elections with a day, by country, earliest first, as they stood on the day looked at."""
    by_country = given.frames["elections"].once(_elections)
    unknown = {
        code: [_before_annulment(row, given.as_of_on) for row in by_country[code]]
        for code in given.frames["elections"].once(_annulled)
    }
    return by_country | unknown if unknown else by_country


def _annulled(frame: Frame) -> list[str]:
    return [
        row.country_code
        for row in frame.read(ElectionRow)
        if row.status == "annulled" and row.annulled_on is not None
    ]


def _before_annulment(row: ElectionRow, on: date) -> ElectionRow:
    """An election as it stood on a day: what was annulled later was not annulled then."""
    if row.annulled_on is None or row.annulled_on <= on:
        return row
    status = "held" if row.polling_ends_on < on else "scheduled"
    return msgspec.structs.replace(row, status=status, annulled_on=None)


def _elections(frame: Frame) -> dict[str, list[ElectionRow]]:
    found: dict[str, list[ElectionRow]] = {}
    for row in frame.read(ElectionRow):
        found.setdefault(row.country_code, []).append(row)
    return found


def days_to_polling(rows: Iterable[ElectionRow], on: date) -> tuple[int | None, ElectionRow | None]:
    """Days to the next polling day (0 on polling days), or since the last within 90 days."""
    nearest: tuple[int, ElectionRow] | None = None
    for row in rows:
        if row.status in ("cancelled", "postponed"):
            continue
        if row.polling_starts_on <= on <= row.polling_ends_on:
            return 0, row
        days = (
            (row.polling_starts_on - on).days
            if row.polling_starts_on > on
            else (row.polling_ends_on - on).days
        )
        if days < -90:
            continue
        if nearest is None or _rank(days) < _rank(nearest[0]):
            nearest = (days, row)
    return nearest or (None, None)


def _rank(days: int) -> tuple[int, int]:
    # What is ahead comes before what is over, unless it is ahead by months and over by weeks.
    if days >= 0:
        return (0 if days <= 60 else 2, days)
    return (1 if days >= -30 else 3, -days)


def periods(given: Given) -> list[tuple[PeriodRow, Period]]:
    """The version of every restriction period that was known at the moment looked at."""
    by_key = given.frames["periods"].once(_periods)
    known = current_versions((period for _, period in by_key.values()), given.moment)
    return [by_key[period.period_id, period.version] for period in known]


def _periods(frame: Frame) -> dict[tuple[str, int], tuple[PeriodRow, Period]]:
    rows = frame.read(PeriodRow)
    return {(row.period_id, row.version): (row, row.period()) for row in rows}


def chip(found: Iterable[tuple[PeriodRow, Period]], at: datetime, known_until: datetime) -> Chip:
    """The restriction state of a country in one short text, the most pressing first."""
    by_state: dict[Standing, list[tuple[datetime, PeriodRow]]] = {}
    for row, period in found:
        state = standing(period, at, known_until)
        edge = period.starts_at if state == "upcoming" else period.ends_at
        by_state.setdefault(state, []).append((edge or _NEVER, row))
    if running := by_state.get("in_force"):
        ends, row = min(running, key=_edge)
        more = f" +{len(running) - 1}" if len(running) > 1 else ""
        left = "no end on record" if ends == _NEVER else f"{span_text(ends - at)} left"
        return Chip("in_force", f"{short_rule(row.rule)}{more} \u00b7 {left}")
    if ahead := by_state.get("upcoming"):
        starts, row = min(ahead, key=_edge)
        return Chip("upcoming", f"{short_rule(row.rule)} in {span_text(starts - at)}")
    if "not_known" in by_state:
        return Chip("not_known", "not known after the snapshot")
    if past := by_state.get("ended"):
        return Chip("ended", f"ended {span_text(at - max(past, key=_edge)[0])} ago")
    if "undated" in by_state:
        return Chip("undated", "rule without a date")
    return Chip("no_rule", "no rule on record")


def _edge(item: tuple[datetime, PeriodRow]) -> datetime:
    return item[0]


_SHORT = {
    "electoral_silence": "silence",
    "new_political_ads_ban": "new\u2011ads ban",
    "political_ads_ban": "ad ban",
    "opinion_poll_ban": "poll ban",
    "exit_poll_ban": "exit\u2011poll ban",
    "results_publication_ban": "results ban",
    "campaign_limits": "campaign limits",
    "high_risk_measures": "high\u2011risk measures",
    "crisis_measures": "crisis measures",
}


def short_rule(rule: str) -> str:
    """A rule in one or two words."""
    return _SHORT.get(rule, rule)


def state_text(period: Period, at: datetime, known_until: datetime) -> tuple[Standing, str]:
    """What a period is at a moment, in words with the time that matters."""
    state = standing(period, at, known_until)
    starts, ends = period.starts_at, period.ends_at
    if state == "undated" or starts is None:
        return "undated", "no election day on record, so no dates"
    if state == "upcoming":
        return state, f"starts in {span_text(starts - at)}"
    if ends is None:
        return state, "in force \u00b7 no end on record"
    match state:
        case "in_force":
            return state, f"in force \u00b7 {span_text(ends - at)} left"
        case "ended":
            return state, f"ended {span_text(at - ends)} ago"
        case _:
            return state, "not known: after the snapshot ends"
