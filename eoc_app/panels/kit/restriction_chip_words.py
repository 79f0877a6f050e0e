"""The chip that says in a word what is restricted in a country: on the ranked table and the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from eoc_app.domain.dates.countdown import span_text
from eoc_app.domain.restrictions.restriction import (
    MOST_PRESSING,
    Period,
    Standing,
    standing_of,
    zones_in_force,
)
from eoc_app.panels.kit.instants import NEVER
from eoc_app.panels.kit.known_periods import KnownPeriod, PeriodRow
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.period_standing import short_rule
from eoc_app.panels.kit.two_clocks import has_begun
from eoc_app.views.restriction_chip import Chip

_AHEAD: Final[tuple[Standing, ...]] = ("upcoming", "undated", "no_rule")


def country_chip(given: Given, periods: Sequence[KnownPeriod], *, ruled: bool) -> Chip:
    """The restriction state of a country by both clocks; `ruled`: a rule is on record.

    The state by the wall clock is added where it differs from the one at the moment looked at.
    """
    of_clocks = _by_both_clocks(given, periods, ruled=ruled)
    return replace(of_clocks, exercise=any(period.exercise for period in periods))


def _by_both_clocks(given: Given, periods: Sequence[KnownPeriod], *, ruled: bool) -> Chip:
    announced = [(period.row, period.period) for period in periods if not period.later]
    then = chip(announced, given.moment, given.known_until)
    now = chip([(period.row, period.wall) for period in periods], given.now_at, given.known_until)
    if then.standing == "no_rule" and ruled:
        then = Chip("undated", "rule on record, no election day")
        if now.standing == "no_rule":
            return then
    if then.standing == now.standing:
        return then
    began = any(has_begun(given, period.wall) for period in periods)
    if now.standing != "in_force" and not began and then.standing in _AHEAD:
        # Still ahead by its dates. That it may have moved since follows from the age of the file.
        return then
    first = then.text.split(" \u00b7 ")[0] if then.standing == "in_force" else then.text
    return Chip(then.standing, f"{first}; now {now.text}", now.standing)


def chip(periods: Iterable[tuple[PeriodRow, Period]], at: datetime, known_until: datetime) -> Chip:
    """The restriction state of a country: a short text on its most pressing period."""
    by_state: dict[Standing, list[tuple[datetime, tuple[PeriodRow, Period]]]] = {}
    for item in periods:
        period = item[1]
        state = standing_of(period, at, known_until)
        edge = period.starts_at if state == "upcoming" else period.ends_at
        by_state.setdefault(state, []).append((edge or NEVER, item))
    if running := by_state.get("in_force"):
        ends, item = min(running, key=_edge)
        more = f" +{len(running) - 1}" if len(running) > 1 else ""
        here, whole = zones_in_force(item[1], at)
        zones = "" if here == whole else f" in {here} of {whole} zones"
        left = "no end on record" if ends == NEVER else f"{span_text(ends - at)} left"
        return Chip("in_force", f"{short_rule(item[0].rule)}{more}{zones} \u00b7 {left}")
    if ahead := by_state.get("upcoming"):
        starts, item = min(ahead, key=_edge)
        return Chip("upcoming", f"{short_rule(item[0].rule)} in {span_text(starts - at)}")
    for state in MOST_PRESSING:
        if state in by_state:
            return Chip(state, _quiet(state, max(by_state[state], key=_edge)[0], at))
    return Chip("no_rule", "no rule on record")


def _quiet(state: Standing, edge: datetime, at: datetime) -> str:
    match state:
        case "ended":
            return f"ended {span_text(at - edge)} ago"
        case "moved":
            return "withdrawn"
        case "undated":
            return "rule without a date"
        case _:
            return "not known"


def _edge(item: tuple[datetime, tuple[PeriodRow, Period]]) -> datetime:
    return item[0]
