"""The standing of restriction periods at a moment, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from eoc_app.domain.dates.countdown import span_text
from eoc_app.domain.restrictions.restriction import (
    Period,
    Standing,
    Stretch,
    is_elsewhere,
    standing,
    standing_of,
    zones_in_force,
)
from eoc_app.domain.wording import printed as wording
from eoc_app.panels.kit.known_periods import KnownPeriod
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.two_clocks import InForce

_TIMELESS: Final[dict[Standing, str]] = {
    "undated": "no election day on record, so no dates",
    "moved": "withdrawn: no longer on these days",
    "not_known": "not known",
    "no_rule": "no rule on record",
}
"""Wordings without a length of time. Why a standing is not known is said once, above the rows."""
NOT_YET: Final = "not announced by then"
"""The wording for a period that was announced only after the moment looked at."""


def known_as(given: Given) -> str:
    """`as known Mon 4 Nov 2024 00:00 UTC`, where that is not the moment looked at."""
    known_at = given.selection.known_at
    return "" if known_at is None else f" \u00b7 as known {wording.moment(known_at)}"


def state_text(period: Period, at: datetime, known_until: datetime) -> tuple[Standing, str]:
    """The standing of a period at a moment, in words with the time to the next change."""
    state = standing_of(period, at, known_until)
    if state in _TIMELESS:
        return state, _TIMELESS[state]
    if state == "upcoming":
        ahead = [
            stretch.starts_at
            for stretch in period.stretches
            if stretch.starts_at and stretch.starts_at > at
        ]
        return state, f"starts in {span_text(min(ahead) - at)}"
    if state == "ended":
        return state, f"ended {span_text(at - (period.ends_at or at))} ago"
    head, ends = zones_text(period, at) or "in force", _last_end(period, at)
    left = "no end on record" if ends is None else f"{span_text(ends - at)} left"
    return state, f"{head} \u00b7 {left}"


def stretch_text(stretch: Stretch, at: datetime, known_until: datetime) -> tuple[Standing, str]:
    """The standing of one zone of a period at a moment, in words."""
    return state_text(Period("", (stretch,), (None,)), at, known_until)


def moved_text(period: Period, *, year: int) -> str:
    """How the last announcement moved a period, in local time; empty where none did.

    The year is printed where it is not `year`.
    """
    for stretch, was in zip(period.stretches, period.before, strict=True):
        if was is None or not is_elsewhere(stretch, was):
            continue
        if stretch.withdrawn:
            return f"withdrawn: was {_local(was.starts_at, was, year)}"
        if was.withdrawn and (was.starts_at, was.ends_at) == (stretch.starts_at, stretch.ends_at):
            return "announced again after it was withdrawn"
        parts = [
            f"{edge} moved: was {_local(before, was, year)}"
            for edge, before, now in (
                ("start", was.starts_at, stretch.starts_at), ("end", was.ends_at, stretch.ends_at),
            )
            if before != now
        ]  # fmt: skip
        return "; ".join(parts)
    return ""


def _local(at: datetime | None, stretch: Stretch, year: int) -> str:
    if at is None:
        return "not on record"
    zoned = at.astimezone(ZoneInfo(stretch.time_zone))
    return wording.moment(at, stretch.time_zone, year=zoned.year != year)


def zones_text(period: Period, at: datetime) -> str:
    """`in force in 2 of 3 zones`; empty for a period of one zone."""
    if len(period.stretches) == 1:
        return ""
    running, whole = zones_in_force(period, at)
    return f"in force in {running} of {whole} zones"


def _last_end(period: Period, at: datetime) -> datetime | None:
    """When the last of the zones now in force ends; None where one has no end on record."""
    running = [each for each in period.stretches if standing(each, at, at) == "in_force"]
    ends = [stretch.ends_at for stretch in running if stretch.ends_at is not None]
    return max(ends) if running and len(ends) == len(running) else None


def then_text(given: Given, period: KnownPeriod) -> tuple[Standing, str]:
    """The standing of a period at the moment looked at, in words."""
    if period.later:
        return "not_known", NOT_YET
    return state_text(period.period, given.moment, given.known_until)


def wall_text(given: Given, period: KnownPeriod) -> tuple[Standing, str]:
    """The standing of a period by the wall clock, in words."""
    return state_text(period.wall, given.now_at, given.known_until)


def undrawn_text(counts: InForce) -> str:
    """How many rules in force now are not in a chart, as they were announced only later."""
    count = sum(1 for period in counts.now if period.later)
    if not count:
        return ""
    return f"{count} of them announced later, so not drawn"


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
