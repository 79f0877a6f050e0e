"""Restriction periods as they were known at the moment looked at, and their standing then."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from eoc_app.core.column import Confidence, CountryCode, ImposedBy, RuleKind, ZoneName
from eoc_app.core.frame import Frame
from eoc_app.domain.restrictions.restriction import (
    RULES,
    History,
    Period,
    Standing,
    Stretch,
    histories,
    standing_of,
)
from eoc_app.panels.kit.instants import utc
from eoc_app.panels.kit.panel import Given


class PeriodRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `periods`: one version of a period in one zone, UTC and local."""

    period_id: str
    version: int
    known_from_at: datetime | None
    country_code: CountryCode
    territory: str | None
    election: str | None
    round: str | None
    rule: RuleKind
    medium: str
    platform: str | None
    starts_local: datetime | None
    ends_local: datetime | None
    time_zone: ZoneName
    starts_at: datetime | None
    ends_at: datetime | None
    imposed_by: ImposedBy
    stated_by: str | None
    citation: str | None
    confidence: Confidence
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
        """The row as a `Stretch` of the domain."""
        return Stretch(
            time_zone=self.time_zone,
            starts_at=utc(self.starts_at),
            ends_at=utc(self.ends_at),
            territory=self.territory,
            version=self.version,
            known_from_at=utc(self.known_from_at),
            withdrawn=self.withdrawn,
        )


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """A period as known at the moment looked at; `rows` are those of its stretches, in order.

    `wall` is the same period by all that the snapshot knows, as the wall clock counts it.
    """

    period: Period
    wall: Period
    rows: tuple[PeriodRow, ...]
    later: bool = False
    """Announced only after the moment looked at: `period` is the later announcement."""

    @property
    def row(self) -> PeriodRow:
        """The row that says what the period is about."""
        return self.rows[0]

    @property
    def title(self) -> str:
        """The rule's printed name, with its territory where the period has only one zone."""
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
    """All versions of a period; each state between two announcements is computed once."""

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
    """Every period of a frame. The last answer is kept, since a screen asks several times."""

    stories: dict[str, Story]
    last: tuple[tuple[datetime, datetime], list[KnownPeriod], list[KnownPeriod]] | None = None
    kept: dict[object, object] = field(default_factory=dict)
    """Results computed from all periods, by the moments that they depend on."""

    def known(self, at: datetime, wall_at: datetime) -> list[KnownPeriod]:
        """Periods that had been announced at a moment, in the order of the rows."""
        return self._both(at, wall_at)[0]

    def later(self, at: datetime, wall_at: datetime) -> list[KnownPeriod]:
        """Periods announced after a moment, up to the moment that counts for the wall clock."""
        return self._both(at, wall_at)[1]

    def _both(self, at: datetime, wall_at: datetime) -> tuple[list[KnownPeriod], list[KnownPeriod]]:
        if self.last is None or self.last[0] != (at, wall_at):
            announced, later = [], []
            for story in self.stories.values():
                version = story.at(at)
                wall_version = story.at(wall_at) if story.announced and wall_at > at else version
                if version is not None:
                    announced.append(
                        KnownPeriod(version[0], (wall_version or version)[0], version[1])
                    )
                elif wall_version is not None:
                    later.append(
                        KnownPeriod(wall_version[0], wall_version[0], wall_version[1], later=True)
                    )
            self.last = (at, wall_at), announced, later
        return self.last[1], self.last[2]


def register(frame: Frame) -> Register:
    """The periods of the frame `periods`; for `Frame.once`."""
    rows = frame.read(PeriodRow)
    by_zone: dict[str, dict[tuple[str, str | None, int], PeriodRow]] = {}
    for row in rows:
        by_zone.setdefault(row.period_id, {})[row.time_zone, row.territory, row.version] = row
    stories = {}
    for period_id, history in histories((row.period_id, row.stretch()) for row in rows).items():
        dated = {
            stretch.known_from_at
            for line in history.zones
            for stretch in line
            if stretch.known_from_at
        }
        stories[period_id] = Story(history, by_zone[period_id], sorted(dated))
    return Register(stories)


def periods(given: Given) -> list[KnownPeriod]:
    """Every restriction period that had been announced at the moment looked at."""
    return given.frames["periods"].once(register).known(given.known_at, given.wall_known_at)


def later_periods(given: Given) -> list[KnownPeriod]:
    """Every period announced after the moment looked at."""
    return given.frames["periods"].once(register).later(given.known_at, given.wall_known_at)


def periods_by_country(given: Given) -> dict[str, list[KnownPeriod]]:
    """All periods by country, with those that were announced later."""
    by_country: dict[str, list[KnownPeriod]] = {}
    for period in (*periods(given), *later_periods(given)):
        by_country.setdefault(period.row.country_code, []).append(period)
    return by_country


def is_wanted(given: Given, period: KnownPeriod) -> bool:
    """Whether a period is of the selected country and medium."""
    selection = given.selection
    return selection.country_code in (None, period.row.country_code) and (
        selection.medium in (None, period.row.medium)
    )


def state_of(given: Given, period: KnownPeriod) -> Standing:
    """The standing of a period at the moment looked at."""
    if period.later:
        return "not_known"
    return standing_of(period.period, given.moment, given.known_until)
