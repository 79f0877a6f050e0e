"""Invented coming changes and clocks for the tests of restrictions: no rule here is real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from eoc_app.domain.wording.printed import moment
from eoc_app.views.next_changes_view import NextChange, NextChangesView

NOW = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)
ROOM = "Europe/Dublin"


def change(
    after: timedelta, edge: Any, country: str, title: str, zone: str, **more: Any
) -> NextChange:
    at = NOW + after
    fields: dict[str, Any] = {
        "code": country[:2].upper(),
        "period_id": f"{country}-{title}",
        "standing": "upcoming" if edge == "starts" else "in_force",
    }
    return NextChange(
        at=at, edge=edge, country=country, title=title, local_text=moment(at, zone), zone=zone,
        room_text=moment(at, ROOM), **(fields | more),
    )  # fmt: skip


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def next_changes(**changes: Any) -> NextChangesView:
    """Starts and ends from seconds to weeks ahead, in one zone and in several."""
    silence = "Electoral silence"
    fields: dict[str, Any] = {
        "title": "Within 24 hours 2 begin and 3 end",
        "subtitle": "from Sat 26 Oct 2024 06:41 UTC",
        "now_at": NOW,
        "room_zone": ROOM,
        "changes": (
            change(timedelta(seconds=75), "starts", "Lithuania", silence, "Europe/Vilnius"),
            change(hours(2.5), "ends", "Georgia", "Exit-poll ban", "Asia/Tbilisi", exercise=True),
            change(hours(9.31), "ends", "Georgia", silence, "Asia/Tbilisi", note="moved"),
            change(hours(17.4), "starts", "United States", "Ban on new political ads",
                   "America/New_York", note="1 of 6 zones: New York"),
            change(hours(23.99), "ends", "Brazil", "Ban on political ads", "America/Sao_Paulo"),
            change(hours(24 * 7), "starts", "Moldova",
                   f"{silence}, if a further round is needed", "Europe/Chisinau",
                   note="only if a further round is needed \N{MIDDLE DOT} moved"),
            change(hours(24 * 44.5), "starts", "Argentina", "Campaign-period limits",
                   "America/Argentina/Buenos_Aires"),
        ),
    }  # fmt: skip
    return NextChangesView(**(fields | changes))
