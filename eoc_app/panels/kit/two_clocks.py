"""The two clocks of a screen: their wording, and which periods are in force by each.

Every screen takes its counts from here: over all known periods, not only those that a chart
draws. What is in force *now* is the same whatever day is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Period, standing_of
from eoc_app.domain.wording.printed import day, moment, near_day, weekday
from eoc_app.panels.kit.known_periods import KnownPeriod, later_periods, periods, register, state_of
from eoc_app.panels.kit.panel import Given
from eoc_app.views.register_view import InForceCount


@dataclass(frozen=True)
class InForce:
    """Periods in force at the moment looked at and by the wall clock."""

    then: tuple[KnownPeriod, ...]
    now: tuple[KnownPeriod, ...]
    unknown: tuple[KnownPeriod, ...]
    """Begun by the calendar and not over when the snapshot ended: they may be in force now."""
    country_code: str | None = None
    """The country and the medium that the counts are limited to; None is any."""
    medium: str | None = None

    @property
    def place(self) -> str:
        """The name of the country that the counts are limited to; empty for all countries."""
        return "" if self.country_code is None else country(self.country_code).name

    @property
    def is_exercise(self) -> bool:
        """Whether any of them is synthetic."""
        return any(period.exercise for period in (*self.then, *self.now, *self.unknown))

    @cached_property
    def countries_then(self) -> frozenset[str]:
        """Countries with a rule in force at the moment looked at."""
        return _countries(self.then)

    @cached_property
    def countries_now(self) -> frozenset[str]:
        """Countries with a rule in force by the wall clock."""
        return _countries(self.now)

    @cached_property
    def countries_unknown(self) -> frozenset[str]:
        """Countries with no rule known to be in force by the wall clock, but one that may be."""
        return _countries(self.unknown) - self.countries_now

    def only(self, country_code: str | None, medium: str | None) -> InForce:
        """The same, limited to a country and to a medium; None is any."""

        def matching(ruled: tuple[KnownPeriod, ...]) -> tuple[KnownPeriod, ...]:
            return tuple(
                period
                for period in ruled
                if country_code in (None, period.row.country_code)
                and medium in (None, period.row.medium)
            )

        return InForce(
            matching(self.then), matching(self.now), matching(self.unknown), country_code, medium
        )


def in_force(
    given: Given, *, country_code: str | None = None, medium: str | None = None
) -> InForce:
    """What is in force by both clocks, of all periods or of one country's and medium's."""
    kept = given.frames["periods"].once(register).kept
    key = (given.moment, given.known_at, given.known_until, given.now_at, given.wall_known_at)
    counts = kept.get(key)
    if not isinstance(counts, InForce):
        kept.clear()
        counts = kept[key] = _in_force(given)
    return counts.only(country_code, medium)


def _in_force(given: Given) -> InForce:
    then, now, unknown = [], [], []
    for period in (*periods(given), *later_periods(given)):
        if state_of(given, period) == "in_force":
            then.append(period)
        wall = standing_of(period.wall, given.now_at, given.known_until)
        if wall == "in_force":
            now.append(period)
        elif wall == "not_known" and has_begun(given, period.wall):
            unknown.append(period)
    return InForce(tuple(then), tuple(now), tuple(unknown))


def has_begun(given: Given, period: Period) -> bool:
    """Whether a period's dates say that it has begun by now, not over when the snapshot ended."""
    starts, ends = period.starts_at, period.ends_at
    if starts is None or starts > given.now_at:
        return False
    return ends is None or ends > given.known_until


def count_of(ruled: Iterable[KnownPeriod]) -> InForceCount:
    """The number of periods and their countries, for machine-readable output."""
    codes = [period.row.country_code for period in ruled]
    return InForceCount(rules=len(codes), countries=tuple(sorted(set(codes))))


def _countries(ruled: Iterable[KnownPeriod]) -> frozenset[str]:
    return frozenset(period.row.country_code for period in ruled)


def at_words(given: Given) -> str:
    """The moment looked at: `at the end of 16 Sep`, `on 26 Oct 06:00 UTC`.

    The year is printed where it is not that of the wall clock.
    """
    today = given.now_at.date()
    if is_whole_day(given):
        return f"at the end of {near_day(given.as_of_on, today)}"
    return f"on {near_day(given.moment.date(), today)} {given.moment:%H:%M} UTC"


def as_of_words(given: Given) -> str:
    """The same for a subtitle, with its weekday: `as of the end of Mon 16 Sep 2024 UTC`."""
    if is_whole_day(given):
        return f"as of the end of {weekday(given.as_of_on)} UTC"
    return f"as of {moment(given.moment)}"


def is_whole_day(given: Given) -> bool:
    """Whether the moment looked at is the end of a day and not an instant of its own."""
    return given.selection.at is None and given.moment.date() != given.as_of_on


def title(given: Given, counts: InForce) -> str:
    """The number of rules in force at the moment looked at, and a word where now is unknown."""
    when = at_words(given) + (f", only {counts.medium}" if counts.medium else "")
    place = counts.place
    if not counts.then:
        sentence = f"No rule on record in force {f'in {place} ' if place else ''}{when}"
    elif place:
        sentence = f"{_rules(counts.then)} in force in {place} {when}"
    else:
        sentence = f"{in_countries(counts.then)} {when}"
    return (
        f"{sentence}; now unknown (snapshot ended)"
        if counts.unknown and not counts.now
        else sentence
    )


def now_words(given: Given, counts: InForce) -> str:
    """The number of rules in force by the wall clock, the same on every screen and for every day.

    Such as `now Sat 26 Oct 2024 06:41 UTC: 9 rules in force in 8 countries`. Limited to a country,
    only its rules are counted; its name stands beside them.
    """
    parts, place = [], counts.place
    if counts.now:
        parts.append(f"{_rules(counts.now)} in force" if place else in_countries(counts.now))
    elif not counts.unknown:
        parts.append("no rule on record in force")
    if counts.unknown:
        ended = f"{day(given.known_until.date())} {given.known_until:%H:%M} UTC"
        rules = _rules(counts.unknown)
        parts.append(
            f"{rules if place else f'{rules} in {_countries_text(counts.unknown)}'} not known"
            f" (the snapshot ended {ended})"
        )
    return f"now {moment(given.now_at)}: {', '.join(parts)}"


def in_countries(ruled: Collection[KnownPeriod]) -> str:
    """`9 rules in force in 8 countries`."""
    return f"{_rules(ruled)} in force in {_countries_text(ruled)}"


def _rules(ruled: Collection[KnownPeriod]) -> str:
    return f"{len(ruled)} {'rule' if len(ruled) == 1 else 'rules'}"


def _countries_text(ruled: Iterable[KnownPeriod]) -> str:
    count = len(_countries(ruled))
    return f"{count} {'country' if count == 1 else 'countries'}"
