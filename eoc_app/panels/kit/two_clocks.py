"""The two clocks of a screen: what each is called, and what is in force by it.

Every screen counts here, over all periods that are known and never over those that a chart happens
to draw. What is in force *now* is the same whatever day is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import Period, standing_of
from eoc_app.domain.wording.printed import day, moment, near_day, weekday
from eoc_app.panels.kit.known_periods import Ruled, later_periods, periods, register, state_of
from eoc_app.panels.kit.panel import Given
from eoc_app.views.register_view import InForceCount


@dataclass(frozen=True)
class InForce:
    """Periods in force at the moment looked at and by the wall clock."""

    then: tuple[Ruled, ...]
    now: tuple[Ruled, ...]
    unknown: tuple[Ruled, ...]
    """Begun by the snapshot's calendar and not over when it ended: they may be in force now."""
    country_code: str | None = None
    """The country and the medium that alone are counted, where they are."""
    medium: str | None = None

    @property
    def place(self) -> str:
        """The country that all are of; empty where they are of any."""
        return "" if self.country_code is None else country(self.country_code).name

    @property
    def is_exercise(self) -> bool:
        """Whether any of them is synthetic."""
        return any(one.exercise for one in (*self.then, *self.now, *self.unknown))

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
        """Countries with none in force by the wall clock that is known of, but one that may be."""
        return _countries(self.unknown) - self.countries_now

    def only(self, country_code: str | None, medium: str | None) -> InForce:
        """The same, of one country and of one medium where they are named."""

        def wanted(ruled: tuple[Ruled, ...]) -> tuple[Ruled, ...]:
            return tuple(
                one
                for one in ruled
                if country_code in (None, one.row.country_code) and medium in (None, one.row.medium)
            )

        return InForce(
            wanted(self.then), wanted(self.now), wanted(self.unknown), country_code, medium
        )


def in_force(
    given: Given, *, country_code: str | None = None, medium: str | None = None
) -> InForce:
    """What is in force by both clocks, of all periods or of one country's and medium's."""
    kept = given.frames["periods"].once(register).kept
    key = (given.moment, given.known_at, given.known_until, given.now_at, given.wall_known_at)
    found = kept.get(key)
    if not isinstance(found, InForce):
        kept.clear()
        found = kept[key] = _in_force(given)
    return found.only(country_code, medium)


def _in_force(given: Given) -> InForce:
    then, now, unknown = [], [], []
    for one in (*periods(given), *later_periods(given)):
        if state_of(given, one) == "in_force":
            then.append(one)
        wall = standing_of(one.wall, given.now_at, given.known_until)
        if wall == "in_force":
            now.append(one)
        elif wall == "not_known" and has_begun(given, one.wall):
            unknown.append(one)
    return InForce(tuple(then), tuple(now), tuple(unknown))


def has_begun(given: Given, period: Period) -> bool:
    """Whether by its dates a period has begun by now and was not over when the snapshot ended."""
    starts, ends = period.starts_at, period.ends_at
    if starts is None or starts > given.now_at:
        return False
    return ends is None or ends > given.known_until


def count_of(ruled: Iterable[Ruled]) -> InForceCount:
    """How many periods there are, and of which countries, for programs."""
    codes = [one.row.country_code for one in ruled]
    return InForceCount(rules=len(codes), countries=tuple(sorted(set(codes))))


def _countries(ruled: Iterable[Ruled]) -> frozenset[str]:
    return frozenset(one.row.country_code for one in ruled)


def at_words(given: Given) -> str:
    """When the screen speaks of: `at the end of 16 Sep`, `on 26 Oct 06:00 UTC`.

    The year is told where it is not that of the wall clock.
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


def title(given: Given, found: InForce) -> str:
    """How much is in force at the moment looked at; of now only where nothing is known of it."""
    when = at_words(given) + (f", only {found.medium}" if found.medium else "")
    place = found.place
    if not found.then:
        told = f"No rule on record in force {f'in {place} ' if place else ''}{when}"
    elif place:
        told = f"{_rules(found.then)} in force in {place} {when}"
    else:
        told = f"{in_countries(found.then)} {when}"
    return f"{told}; now unknown (snapshot ended)" if found.unknown and not found.now else told


def now_words(given: Given, found: InForce) -> str:
    """How much is in force by the wall clock: the same on every screen and for every day.

    Such as `now Sat 26 Oct 2024 06:41 UTC: 9 rules in force in 8 countries`; where all are of one
    country, that is named beside it, its rules alone are counted.
    """
    told, place = [], found.place
    if found.now:
        told.append(f"{_rules(found.now)} in force" if place else in_countries(found.now))
    elif not found.unknown:
        told.append("no rule on record in force")
    if found.unknown:
        ended = f"{day(given.known_until.date())} {given.known_until:%H:%M} UTC"
        rules = _rules(found.unknown)
        told.append(
            f"{rules if place else f'{rules} in {_countries_text(found.unknown)}'} not known"
            f" (the snapshot ended {ended})"
        )
    return f"now {moment(given.now_at)}: {', '.join(told)}"


def in_countries(ruled: Collection[Ruled]) -> str:
    """`9 rules in force in 8 countries`."""
    return f"{_rules(ruled)} in force in {_countries_text(ruled)}"


def _rules(ruled: Collection[Ruled]) -> str:
    return f"{len(ruled)} {'rule' if len(ruled) == 1 else 'rules'}"


def _countries_text(ruled: Iterable[Ruled]) -> str:
    count = len(_countries(ruled))
    return f"{count} {'country' if count == 1 else 'countries'}"
