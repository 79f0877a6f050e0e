"""What restriction periods are at a moment, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from eoc_app.domain.dates.countdown import span_text
from eoc_app.domain.restrictions.restriction import (
    MOST_PRESSING,
    Period,
    Standing,
    Stretch,
    is_elsewhere,
    standing,
    standing_of,
    zones_in_force,
)
from eoc_app.domain.wording import printed as wording
from eoc_app.panels.kit.instants import NEVER
from eoc_app.panels.kit.known_periods import PeriodRow, Ruled
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.two_clocks import InForce, has_begun
from eoc_app.views.restriction_chip import Chip

_TIMELESS: Final[dict[Standing, str]] = {
    "undated": "no election day on record, so no dates",
    "moved": "withdrawn: no longer on these days",
    "not_known": "not known",
    "no_rule": "no rule on record",
}
"""What is said without a length of time; why it is not known stands once, above the rows."""
NOT_YET: Final = "not announced by then"
"""Of a period that was announced only after the moment looked at."""
_AHEAD: Final[tuple[Standing, ...]] = ("upcoming", "undated", "no_rule")


def known_as(given: Given) -> str:
    """`as known Mon 4 Nov 2024 00:00 UTC`, where that is not the moment looked at."""
    asked = given.selection.known_at
    return "" if asked is None else f" \u00b7 as known {wording.moment(asked)}"


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
        if was.withdrawn and (was.starts_at, was.ends_at) == (one.starts_at, one.ends_at):
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


def then_text(given: Given, one: Ruled) -> tuple[Standing, str]:
    """What a period is at the moment looked at, in words."""
    if one.later:
        return "not_known", NOT_YET
    return state_text(one.period, given.moment, given.known_until)


def wall_text(given: Given, one: Ruled) -> tuple[Standing, str]:
    """What a period is by the wall clock, in words."""
    return state_text(one.wall, given.now_at, given.known_until)


def undrawn_text(found: InForce) -> str:
    """What is in force now and yet in no chart: at the moment looked at nobody knew of it."""
    count = sum(1 for one in found.now if one.later)
    if not count:
        return ""
    return f"{count} of them announced later, so not drawn"


def country_chip(given: Given, known: Sequence[Ruled], *, ruled: bool) -> Chip:
    """The restriction state of a country by both clocks; `ruled` says that a rule is on record.

    What it is by the wall clock is told where it is something else than at the moment looked at.
    """
    told = _by_both_clocks(given, known, ruled=ruled)
    return replace(told, exercise=any(one.exercise for one in known))


def _by_both_clocks(given: Given, known: Sequence[Ruled], *, ruled: bool) -> Chip:
    announced = [(one.row, one.period) for one in known if not one.later]
    then = chip(announced, given.moment, given.known_until)
    now = chip([(one.row, one.wall) for one in known], given.now_at, given.known_until)
    if then.standing == "no_rule" and ruled:
        then = Chip("undated", "rule on record, no election day")
        if now.standing == "no_rule":
            return then
    if then.standing == now.standing:
        return then
    began = any(has_begun(given, one.wall) for one in known)
    if now.standing != "in_force" and not began and then.standing in _AHEAD:
        # Still ahead by its dates: that it may have moved since is said of the whole file's age.
        return then
    first = then.text.split(" \u00b7 ")[0] if then.standing == "in_force" else then.text
    return Chip(then.standing, f"{first}; now {now.text}", now.standing)


def chip(found: Iterable[tuple[PeriodRow, Period]], at: datetime, known_until: datetime) -> Chip:
    """The restriction state of a country in one short text, the most pressing first."""
    by_state: dict[Standing, list[tuple[datetime, tuple[PeriodRow, Period]]]] = {}
    for one in found:
        _, period = one
        state = standing_of(period, at, known_until)
        edge = period.starts_at if state == "upcoming" else period.ends_at
        by_state.setdefault(state, []).append((edge or NEVER, one))
    if running := by_state.get("in_force"):
        ends, one = min(running, key=_edge)
        more = f" +{len(running) - 1}" if len(running) > 1 else ""
        here, whole = zones_in_force(one[1], at)
        zones = "" if here == whole else f" in {here} of {whole} zones"
        left = "no end on record" if ends == NEVER else f"{span_text(ends - at)} left"
        return Chip("in_force", f"{short_rule(one[0].rule)}{more}{zones} \u00b7 {left}")
    if ahead := by_state.get("upcoming"):
        starts, one = min(ahead, key=_edge)
        return Chip("upcoming", f"{short_rule(one[0].rule)} in {span_text(starts - at)}")
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
            return "not known"


def _edge(item: tuple[datetime, tuple[PeriodRow, Period]]) -> datetime:
    return item[0]


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
