"""Every restriction period on record, with its zones, versions and possible breaches."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.domain.wording.printed import NONE
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class ZoneState(msgspec.Struct, frozen=True, kw_only=True):
    """A period in one of its zones, by both clocks; local times are civil times of the zone."""

    time_zone: str
    territory: str | None
    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    state: Standing
    state_text: str
    wall_state: Standing
    wall_text: str


class PeriodVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement of a period in one zone."""

    version: int
    time_zone: str
    territory: str | None
    known_from_at: datetime | None
    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    withdrawn: bool
    conditional: bool
    election: str | None
    known: bool
    """Whether it had been announced by the register's `known_at`."""
    citation: str | None
    confidence: str
    note: str | None


class PossibleBreach(msgspec.Struct, frozen=True, kw_only=True):
    """A report window that overlaps a period: its figure, and why it may be no breach."""

    measure: Literal["ads_risen", "ads_active", "spend"]
    title: str
    relation: Literal["inside", "overlaps"]
    window_kind: str
    window_starts_on: date | None
    window_ends_on: date
    days_inside: float
    """Days of the window, with fractions, inside the period; the window's days are Pacific days."""
    window_days: int | None
    """None for a lifelong window."""
    platform: str
    value_text: str
    lower: float | None
    upper: float | None
    unit: str
    reasons: tuple[str, ...]
    source: str
    exercise: bool = False


class RegisterPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of a period, by both clocks."""

    period_id: str
    country_code: str
    country: str
    rule: str
    title: str
    medium: str
    platform: str | None
    territories: tuple[str, ...]
    election: str | None
    round: str | None
    election_id: str | None
    rule_id: str | None
    imposed_by: str
    stated_by: str | None
    citation: str | None
    confidence: str
    conditional: bool
    version: int
    state: Standing
    state_text: str
    wall_state: Standing
    wall_text: str
    by_dates: Standing
    """Its state at the moment by its dates alone, even beyond the snapshot's end."""
    zones_text: str
    zones: tuple[ZoneState, ...]
    moved: str
    """How an announcement moved it, in words; empty if none did."""
    versions: tuple[PeriodVersion, ...]
    breaches: tuple[PossibleBreach, ...]
    breach_count: int
    source: str
    note: str | None
    exercise: bool


class RuleOnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A rule without a period, because no dated election is on record for it."""

    rule_id: str
    country_code: str
    country: str
    rule: str
    title: str
    medium: str
    starts: str
    ends: str
    citation: str | None
    confidence: str


class PollingEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The polling days of an election, for calendars."""

    election_id: str
    country_code: str
    country: str
    name: str
    round: str
    starts_on: date
    ends_on: date
    status: str
    exercise: bool


class InForceCount(msgspec.Struct, frozen=True, kw_only=True):
    """The number of rules in a state by a clock, and of their countries."""

    rules: int
    countries: tuple[str, ...]


class RegisterView(View, frozen=True, kw_only=True):
    """Every restriction period as known at a moment, with all facts, for exports and programs."""

    at: datetime
    at_word: str
    known_at: datetime
    known_until: datetime
    now_at: datetime
    snapshot_id: str
    snapshot_title: str
    publisher: str
    marking: str
    as_of_at: datetime
    exercise: bool
    periods: tuple[RegisterPeriod, ...]
    polling: tuple[PollingEvent, ...]
    unruled: tuple[str, ...]
    """Countries with an election but no rule on record, which does not mean no restriction."""
    rules_without_period: tuple[RuleOnRecord, ...] = ()
    announced_later: tuple[RegisterPeriod, ...] = ()
    """Periods announced only after `known_at`; the wall clock uses them too."""
    in_force: InForceCount
    """By the moment looked at."""
    in_force_now: InForceCount
    """By the wall clock; the same for every moment looked at."""
    not_known_now: InForceCount
    """Begun but not over at the snapshot's end, so they may still be in force."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return (
            self.exercise
            or any(period.exercise for period in (*self.periods, *self.announced_later))
            or any(event.exercise for event in self.polling)
        )

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows: list[tuple[Cell, ...]] = []
        codes: list[str | None] = []
        for period in self.periods:
            for zone in period.zones:
                rows.append(
                    (
                        Cell(period.country, period.country_code, exercise=period.exercise),
                        Cell(period.title, period.rule),
                        Cell(zone.territory or zone.time_zone, zone.time_zone),
                        _local(zone.starts_local),
                        _local(zone.ends_local),
                        Cell(zone.state_text, zone.state, standing=zone.state),
                        Cell(zone.wall_text, zone.wall_state, standing=zone.wall_state),
                        Cell(period.medium, period.medium),
                        Cell(period.moved, period.moved or None),
                        Cell(str(period.version), period.version),
                        Cell(period.citation or "no citation on record", period.citation),
                        Cell(period.confidence, period.confidence),
                        Cell(str(period.breach_count), period.breach_count),
                    )
                )
                codes.append(period.country_code)
        dash = Cell(NONE, None, dim=True)
        for rule in self.rules_without_period:
            state = Cell("no election day on record, so no dates", "undated", standing="undated")
            rows.append(
                (
                    Cell(rule.country, rule.country_code), Cell(rule.title, rule.rule), dash,
                    Cell(rule.starts, rule.starts), Cell(rule.ends, rule.ends), state, state,
                    Cell(rule.medium, rule.medium), dash, dash,
                    Cell(rule.citation or "no citation on record", rule.citation),
                    Cell(rule.confidence, rule.confidence), dash,
                )
            )  # fmt: skip
            codes.append(rule.country_code)
        for code in self.unruled:
            name = country(code).name
            blank = (Cell(NONE, None, dim=True),) * 9
            state = Cell("no rule on record", "no_rule", standing="no_rule")
            rows.append(
                (Cell(name, code), state, blank[0], blank[0], blank[0], state, state, *blank[:6])
            )
            codes.append(code)
        columns = [
            ("Country", False), ("Rule", False), ("Zone", False), ("Starts (local)", False),
            ("Ends (local)", False), (f"At the {self.at_word}", False), ("Now", False),
            ("In scope", False), ("Moved", False), ("Version", True), ("Citation", False),
            ("Confidence", False), ("Possible breaches", True),
        ]  # fmt: skip
        return table_of(self, columns, rows, codes)


def _local(civil: datetime | None) -> Cell:
    if civil is None:
        return Cell(NONE, None, dim=True)
    return Cell(civil.strftime("%Y-%m-%d %H:%M"), civil.isoformat())
