"""Restriction periods: half-open intervals in local civil time, and what they are at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

Standing = Literal["in_force", "upcoming", "ended", "not_known", "no_rule", "undated"]

RULES: Final = {
    "electoral_silence": "Electoral silence",
    "new_political_ads_ban": "Ban on new political ads",
    "political_ads_ban": "Ban on political ads",
    "opinion_poll_ban": "Opinion-poll ban",
    "exit_poll_ban": "Exit-poll ban",
    "results_publication_ban": "Ban on publishing results",
    "campaign_limits": "Campaign-period limits",
    "high_risk_measures": "High-risk location measures",
    "crisis_measures": "Crisis measures",
}
"""Printed names of the format's rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One version of a restriction period; instants are UTC, `[starts_at, ends_at)`."""

    period_id: str
    version: int
    country_code: str
    rule: str
    medium: str
    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    known_from_at: datetime | None = None


def standing(period: Period, at: datetime, known_until: datetime) -> Standing:
    """What a period is at a moment, when nothing is known after `known_until`.

    A period in force by its own dates is in force at any moment, for a law stands until it is
    changed; one without an end on record is so from its start. But past what is known no period
    is called ended, nor the next one called next.
    """
    if period.starts_at is None:
        return "undated"
    if period.starts_at <= at and (period.ends_at is None or at < period.ends_at):
        return "in_force"
    if at > known_until:
        over = period.ends_at is not None and period.ends_at <= known_until
        return "ended" if over else "not_known"
    return "upcoming" if at < period.starts_at else "ended"


def current_versions(periods: Iterable[Period], known_at: datetime) -> list[Period]:
    """The latest version of each period among those known at a moment.

    A version whose announcement is not dated counts as known all along: a rule that may have been
    known is never shown as no rule on record.
    """
    latest: dict[str, Period] = {}
    for period in sorted(periods, key=lambda period: (period.period_id, period.version)):
        if period.known_from_at is None or period.known_from_at <= known_at:
            latest[period.period_id] = period
    return list(latest.values())


def span_text(span: timedelta) -> str:
    """A length of time in its two largest units: `6 d 17 h`, `13 h 58 m`, `4 m`."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days >= 100:
        return f"{days} d"
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} m" if minutes else f"{hours} h"
    return f"{minutes} m"
