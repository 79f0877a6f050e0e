"""Registers of restriction periods made by hand, for tests of what is exported."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from eoc_app.domain.dates import civil_time
from eoc_app.domain.dates.civil_time import Edge
from eoc_app.views.register_view import (
    InForceCount,
    PeriodVersion,
    PollingEvent,
    RegisterPeriod,
    RegisterView,
    ZoneState,
)

AS_OF: Final = datetime(2024, 6, 1, 18, tzinfo=UTC)
ZONES: Final = (
    "America/New_York", "America/Sao_Paulo", "Europe/Chisinau", "Europe/Dublin", "Asia/Kolkata",
    "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran", "UTC",
)  # fmt: skip
"""Zones whose clocks are changed by an hour, by half of one, at other seasons, or never."""
NOW: Final = datetime(2024, 6, 1, 20, 30, tzinfo=UTC)


def as_utc(civil: datetime | None, zone: str, edge: Edge) -> datetime | None:
    """A civil time as UTC with its mark, by the program's own rule for doubtful hours."""
    if civil is None:
        return None
    return civil_time.utc(civil, ZoneInfo(zone), edge).replace(tzinfo=UTC)


def zone_state(
    zone: str = "America/Mexico_City",
    starts: datetime | None = datetime(2024, 5, 30),
    ends: datetime | None = datetime(2024, 6, 2, 18),
    **other: Any,
) -> ZoneState:
    """A zone of a period, by default Mexico's electoral silence of 2024."""
    told: dict[str, Any] = {
        "territory": None, "state": "in_force", "state_text": "in force · 1 d 6 h left",
        "wall_state": "in_force", "wall_text": "in force · 1 d 3 h left",
    } | other  # fmt: skip
    return ZoneState(
        time_zone=zone,
        starts_local=starts,
        ends_local=ends,
        starts_at=as_utc(starts, zone, "start"),
        ends_at=as_utc(ends, zone, "end"),
        **told,
    )


def version(state: ZoneState, number: int = 1, **other: Any) -> PeriodVersion:
    """An announcement of the times of a zone."""
    told: dict[str, Any] = {
        "territory": state.territory, "known_from_at": None, "withdrawn": False, "known": True,
        "conditional": False, "election": "general election 2024-06-02",
        "citation": "LEGIPE art. 251", "confidence": "medium", "note": None,
        "starts_local": state.starts_local, "ends_local": state.ends_local,
        "starts_at": state.starts_at, "ends_at": state.ends_at,
    } | other  # fmt: skip
    return PeriodVersion(version=number, time_zone=state.time_zone, **told)


def period(*zones: ZoneState, **other: Any) -> RegisterPeriod:
    """A period in some zones, by default in the one of `zone_state`."""
    states = zones or (zone_state(),)
    told: dict[str, Any] = {
        "period_id": "mx-silence", "country_code": "MX", "country": "Mexico",
        "rule": "electoral_silence", "title": "Electoral silence", "medium": "all campaigning",
        "platform": None, "territories": (), "election": "general election 2024-06-02",
        "round": "1", "election_id": None, "rule_id": None, "imposed_by": "law",
        "stated_by": None, "citation": "LEGIPE art. 251", "confidence": "medium",
        "conditional": False, "version": 1, "state": "in_force",
        "state_text": "in force · 1 d 6 h left", "wall_state": "in_force",
        "wall_text": "in force · 1 d 3 h left", "by_dates": "in_force", "zones_text": "",
        "moved": "", "breaches": (),
        "breach_count": 0, "source": "Restriction periods", "note": None, "exercise": False,
    } | other  # fmt: skip
    if "versions" not in told:
        same = {name: told[name] for name in ("conditional", "election")}
        told["versions"] = tuple(version(state, **same) for state in states)
    return RegisterPeriod(zones=states, **told)


def polling(**other: Any) -> PollingEvent:
    """A polling day, by default Mexico's of 2024."""
    told: dict[str, Any] = {
        "election_id": "mx-1", "country_code": "MX", "country": "Mexico",
        "name": "general election", "round": "1", "starts_on": date(2024, 6, 2),
        "ends_on": date(2024, 6, 2), "status": "confirmed", "exercise": False,
    } | other  # fmt: skip
    return PollingEvent(**told)


NONE: Final = InForceCount(rules=0, countries=())


def register(*periods: RegisterPeriod, **other: Any) -> RegisterView:
    """A register of some periods at one moment."""
    told: dict[str, Any] = {
        "title": "Periods", "at": AS_OF, "at_word": "snapshot", "known_at": AS_OF,
        "known_until": AS_OF, "now_at": NOW, "snapshot_id": "0123456789abcdef0123",
        "snapshot_title": "Monday", "publisher": "Tests", "marking": "TLP:AMBER",
        "as_of_at": AS_OF, "exercise": False, "polling": (), "unruled": (),
        "in_force": NONE, "in_force_now": NONE, "not_known_now": NONE,
    } | other  # fmt: skip
    return RegisterView(periods=periods, **told)
