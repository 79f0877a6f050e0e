"""Restriction periods as they were known at the moment looked at, and what they are then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from eoc_app.domain import wording
from eoc_app.domain.restriction import (
    MOST_PRESSING,
    RULES,
    History,
    Period,
    Standing,
    Stretch,
    histories,
    is_elsewhere,
    span_text,
    standing,
    standing_of,
    zones_in_force,
)
from eoc_app.frame import Frame
from eoc_app.given.panel import Given
from eoc_app.views import Chip

_NEVER = datetime.max.replace(tzinfo=UTC)
"""Where the end of a period is put that has none on record."""


class PeriodRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `periods`: one version of a period in one zone, UTC and local."""

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
    stated_by: str | None
    citation: str | None
    confidence: str
    rule_id: str | None
    election_id: str | None
    withdrawn: bool
    conditional: bool
    note: str | None
    source_id: int
    synthetic: bool

    @property
    def title(self) -> str:
        """The rule's printed name, with its territory."""
        name = RULES.get(self.rule, self.rule)
        return f"{name} ({self.territory})" if self.territory else name

    def stretch(self) -> Stretch:
        """The row in the domain's words."""
        return Stretch(
            time_zone=self.time_zone,
            starts_at=_utc(self.starts_at),
            ends_at=_utc(self.ends_at),
            territory=self.territory,
            version=self.version,
            known_from_at=_utc(self.known_from_at),
            withdrawn=self.withdrawn,
        )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A period as known at the moment looked at; `rows` are those of its stretches, in order.

    `wall` is the same period by everything that the snapshot knows: what the wall clock goes by.
    """

    period: Period
    wall: Period
    rows: tuple[PeriodRow, ...]

    @property
    def row(self) -> PeriodRow:
        """The row that says what the period is about."""
        return self.rows[0]

    @property
    def title(self) -> str:
        """The rule's printed name; its territory only where it has but one zone."""
        first = self.rows[0]
        name = first.title if len(self.rows) == 1 else RULES.get(first.rule, first.rule)
        return f"{name}, if a further round is needed" if first.conditional else name

    @property
    def exercise(self) -> bool:
        """Whether any of its rows is synthetic."""
        return any(row.synthetic for row in self.rows)


Known = tuple[Period, tuple[PeriodRow, ...]]
"""A period as known at some moment, with the row of each of its stretches."""


@dataclass(slots=True)
class Story:
    """The versions of one period; what was known between two announcements is made once."""

    history: History
    rows: dict[tuple[str, str | None, int], PeriodRow]
    announced: list[datetime]
    """The moments at which something new was announced, in order."""
    made: dict[int, Known | None] = field(default_factory=dict)

    def at(self, moment: datetime) -> Known | None:
        """The period as it was known at a moment; None where it had not been announced."""
        place = bisect_right(self.announced, moment) if self.announced else 0
        if place not in self.made:
            period = self.history.as_known(moment)
            self.made[place] = None if period is None else (period, self._rows_of(period))
        return self.made[place]

    def _rows_of(self, period: Period) -> tuple[PeriodRow, ...]:
        return tuple(self.rows[s.time_zone, s.territory, s.version] for s in period.stretches)


@dataclass(slots=True)
class Register:
    """Every period of a frame; what was asked last is kept, since a screen asks several times."""

    stories: dict[str, Story]
    last: tuple[tuple[datetime, datetime], list[Ruled]] | None = None

    def known(self, at: datetime, wall_at: datetime) -> list[Ruled]:
        """Periods that had been announced at a moment, in the order of the rows."""
        if self.last is None or self.last[0] != (at, wall_at):
            found = []
            for story in self.stories.values():
                known = story.at(at)
                if known is not None:
                    wall = story.at(wall_at) if story.announced and wall_at > at else known
                    found.append(Ruled(known[0], (wall or known)[0], known[1]))
            self.last = (at, wall_at), found
        return self.last[1]


def register(frame: Frame) -> Register:
    """The periods of the frame `periods`; for `Frame.once`."""
    rows = frame.read(PeriodRow)
    by_zone: dict[str, dict[tuple[str, str | None, int], PeriodRow]] = {}
    for row in rows:
        by_zone.setdefault(row.period_id, {})[row.time_zone, row.territory, row.version] = row
    found = {}
    for period_id, history in histories((row.period_id, row.stretch()) for row in rows).items():
        dated = {one.known_from_at for line in history.zones for one in line if one.known_from_at}
        found[period_id] = Story(history, by_zone[period_id], sorted(dated))
    return Register(found)


def periods(given: Given) -> list[Ruled]:
    """Every restriction period that had been announced at the moment looked at."""
    wall_at = given.selection.known_at or given.known_until
    return given.frames["periods"].once(register).known(given.known_at, wall_at)


_TIMELESS: Final[dict[Standing, str]] = {
    "undated": "no election day on record, so no dates",
    "moved": "withdrawn: no longer on these days",
    "not_known": "not known: after the snapshot ends",
    "no_rule": "no rule on record",
}
"""What is said without a length of time."""


def known_as(given: Given) -> str:
    """`as known Mon 4 Nov 2024 00:00 UTC`, where that is not the moment looked at."""
    asked = given.selection.known_at
    return "" if asked is None else f" \u00b7 as known {wording.moment(asked)}"


def state_of(given: Given, one: Ruled) -> Standing:
    """What a period is at the moment looked at."""
    return standing_of(one.period, given.moment, given.known_until)


def state_text(period: Period, at: datetime, known_until: datetime) -> tuple[Standing, str]:
    """What a period is at a moment, in words with the time that matters."""
    state = standing_of(period, at, known_until)
    if state in _TIMELESS:
        return state, _TIMELESS[state]
    if state == "upcoming":
        ahead = [one.starts_at for one in period.stretches if one.starts_at and one.starts_at > at]
        return state, f"starts in {span_text(min(ahead) - at)}"
    if state == "ended":
        return state, f"ended {span_text(at - (period.ends_at or at))} ago"
    head, ends = zones_text(period, at) or "in force", _last_end(period, at)
    left = "no end on record" if ends is None else f"{span_text(ends - at)} left"
    return state, f"{head} \u00b7 {left}"


def stretch_text(one: Stretch, at: datetime, known_until: datetime) -> tuple[Standing, str]:
    """What one zone of a period is at a moment, in words."""
    return state_text(Period("", (one,), (None,)), at, known_until)


def moved_text(period: Period, *, year: int) -> str:
    """How the last announcement moved a period, in local time; nothing where none did.

    Moments of another year than `year` say theirs.
    """
    for one, was in zip(period.stretches, period.before, strict=True):
        if was is None or not is_elsewhere(one, was):
            continue
        if one.withdrawn:
            return f"withdrawn: was {_local(was.starts_at, was, year)}"
        if was.withdrawn:
            return "announced again after it was withdrawn"
        parts = [
            f"{edge} moved: was {_local(before, was, year)}"
            for edge, before, now in (
                ("start", was.starts_at, one.starts_at), ("end", was.ends_at, one.ends_at),
            )
            if before != now
        ]  # fmt: skip
        return "; ".join(parts)
    return ""


def _local(at: datetime | None, one: Stretch, year: int) -> str:
    if at is None:
        return "not on record"
    zoned = at.astimezone(ZoneInfo(one.time_zone))
    return wording.moment(at, one.time_zone, year=zoned.year != year)


def zones_text(period: Period, at: datetime) -> str:
    """`in force in 2 of 3 zones`; nothing for a period of one zone."""
    if len(period.stretches) == 1:
        return ""
    running, whole = zones_in_force(period, at)
    return f"in force in {running} of {whole} zones"


def _last_end(period: Period, at: datetime) -> datetime | None:
    """When the last of the zones now in force ends; None where one has no end on record."""
    ends = [one.ends_at for one in period.stretches if standing(one, at, at) == "in_force"]
    known = [end for end in ends if end is not None]
    return max(known) if ends and len(known) == len(ends) else None


def chip(found: Iterable[Ruled], at: datetime, known_until: datetime) -> Chip:
    """The restriction state of a country in one short text, the most pressing first."""
    by_state: dict[Standing, list[tuple[datetime, Ruled]]] = {}
    for one in found:
        period = one.period
        state = standing_of(period, at, known_until)
        edge = period.starts_at if state == "upcoming" else period.ends_at
        by_state.setdefault(state, []).append((edge or _NEVER, one))
    if running := by_state.get("in_force"):
        ends, one = min(running, key=_edge)
        more = f" +{len(running) - 1}" if len(running) > 1 else ""
        here, whole = zones_in_force(one.period, at)
        zones = "" if here == whole else f" in {here} of {whole} zones"
        left = "no end on record" if ends == _NEVER else f"{span_text(ends - at)} left"
        return Chip("in_force", f"{short_rule(one.row.rule)}{more}{zones} \u00b7 {left}")
    if ahead := by_state.get("upcoming"):
        starts, one = min(ahead, key=_edge)
        return Chip("upcoming", f"{short_rule(one.row.rule)} in {span_text(starts - at)}")
    for state in MOST_PRESSING:
        if state in by_state:
            return Chip(state, _quiet(state, max(by_state[state], key=_edge)[0], at))
    return Chip("no_rule", "no rule on record")


def _quiet(state: Standing, edge: datetime, at: datetime) -> str:
    match state:
        case "ended":
            return f"ended {span_text(at - edge)} ago"
        case "moved":
            return "withdrawn from its days"
        case "undated":
            return "rule without a date"
        case _:
            return "not known after the snapshot"


def _edge(item: tuple[datetime, Ruled]) -> datetime:
    return item[0]


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.replace(tzinfo=UTC)


_SHORT: Final = {
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
