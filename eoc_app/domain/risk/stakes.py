"""What is at stake in a country on a day: what is voted on, how near it is, whom it reaches.

There are two indicators. The election is the largest, over the country's contests, of the severity
of its kind times its nearness. The reach is the platform's users per voter, times the nearness of
the nearest contest. If the calendar lists no contest of a country, neither indicator is known; if
it lists contests but none is near, both are 0.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from eoc_app.domain.risk.method_parts import StakesRule


@dataclass(frozen=True, slots=True)
class Contest:
    """An election, round or phase as the calendar lists it; days are civil days of its country.

    `known_on` is when its present days and status became publicly known; None if the source does
    not say. From `postponed_on` until then it had no day.
    """

    name: str
    kind: str
    starts_on: date
    ends_on: date
    status: str = "scheduled"
    previous_on: date | None = None
    annulled_on: date | None = None
    known_on: date | None = None
    postponed_on: date | None = None
    higher_risk: bool | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """Voters or users of a country in a period, with their bounds, as stated."""

    ends_on: date
    value: float | None
    lower: float | None
    upper: float | None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a country's electorate and user base, each sorted by day."""

    voters: tuple[Size, ...] = ()
    users: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """A stakes indicator; `severity` is None if unknown, `upper` is its worst.

    `upper` is None if nothing keeps the worst below the top of the scale.
    """

    severity: float | None
    lower: float
    upper: float | None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Stakes:
    """Both indicators on a day, with the contest and the reach behind them."""

    election: Stake
    reach: Stake
    contest: Contest | None = None
    days: int | None = None
    """Days until that contest's polling, 0 while polls are open, negative afterwards."""
    users_share: float | None = None


_UNKNOWN = Stake(None, 0.0, None)
_NOTHING = Stake(0.0, 0.0, 0.0)
UNKNOWN = Stakes(_UNKNOWN, _UNKNOWN)
"""The stakes if the calendar lists no contest of a country."""
QUIET = Stakes(_NOTHING, _NOTHING)
"""The stakes if the calendar lists contests and none of them is near."""

_UNCERTAIN = frozenset({"if_needed", "not_confirmed", "postponed", "unknown"})
"""Statuses of contests that may not take place; they count, but not for the lower bound."""


class Outlook:
    """The contests and sizes of a country under a rule, queried day by day."""

    def __init__(
        self, rule: StakesRule, scale: float, contests: Sequence[Contest], sizes: Sizes
    ) -> None:
        self._rule = rule
        self._scale = scale
        self._contests = contests
        self._sizes = sizes
        before = timedelta(rule.nearness[0].days)
        after = timedelta(-rule.nearness[-1].days)
        self._near = [
            (
                min(contest.starts_on, contest.previous_on or contest.starts_on) - before,
                max(
                    contest.ends_on,
                    (contest.previous_on or contest.starts_on)
                    + (contest.ends_on - contest.starts_on),
                )
                + after,
            )
            for contest in contests
        ]

    def on(self, day: date) -> Stakes:
        """Returns the stakes on a day, by the calendar as known then."""
        if not self._contests:
            return UNKNOWN
        near = [
            contest
            for contest, (first, last) in zip(self._contests, self._near, strict=True)
            if first < day < last
        ]
        return self._of(near, day) if near else QUIET

    def _of(self, near: Sequence[Contest], day: date) -> Stakes:
        best: tuple[float, Contest, int] | None = None
        sure = part_near = part_sure = 0.0
        synthetic = False
        for contest in near:
            days = days_to(contest, day)
            if days is None:
                continue
            part = nearness(self._rule, days)
            if part <= 0:
                continue
            weight = self._rule.kinds.get(contest.kind, 1.0)
            if contest.higher_risk:
                weight += (1.0 - weight) * self._rule.higher_risk
            synthetic = synthetic or contest.synthetic
            part_near = max(part_near, part)
            if _is_sure(contest, day):
                sure, part_sure = max(sure, part * weight), max(part_sure, part)
            if best is None or part * weight > best[0]:
                best = (part * weight, contest, days)
        if best is None:
            return QUIET
        top = self._scale
        election = Stake(top * best[0], top * sure, top * best[0], synthetic)
        reach, users_share = self._reach(part_near, part_sure, day, synthetic=synthetic)
        return Stakes(election, reach, best[1], best[2], users_share)

    def _reach(
        self, part: float, sure: float, day: date, *, synthetic: bool
    ) -> tuple[Stake, float | None]:
        voters, users = _newest(self._sizes.voters, day), _newest(self._sizes.users, day)
        # Reach counts only as far as polling is near.
        unknown = Stake(None, 0.0, part * self._scale), None
        if voters is None or users is None:
            return unknown
        share = _quotient(_best(users), _best(voters))
        if share is None:
            return unknown
        low = _quotient(users.lower, voters.upper)
        high = _quotient(users.upper, voters.lower)
        severe = _severity(self._rule, share)
        return (
            Stake(
                part * severe,
                sure * min(severe, 0.0 if low is None else _severity(self._rule, low)),
                part * max(severe, self._scale if high is None else _severity(self._rule, high)),
                synthetic or voters.synthetic or users.synthetic,
            ),
            share,
        )


def days_to(contest: Contest, day: date) -> int | None:
    """Returns the days until polling as known on a day; None if the contest does not take place.

    A moved contest keeps its old day until the move was known. A contest postponed to an unknown
    day keeps its old day, because nobody can say that it is far off. An annulled result ends no
    tension, so it still counts; an election annulled before it was held does not.
    """
    is_known = contest.known_on is None or contest.known_on <= day
    if contest.status == ("cancelled" if is_known else "snap"):
        return None
    if contest.annulled_on is not None and contest.annulled_on <= min(day, contest.starts_on):
        return None
    starts_on, ends_on = contest.starts_on, contest.ends_on
    if not is_known and contest.previous_on is not None:
        starts_on, ends_on = contest.previous_on, contest.previous_on + (ends_on - starts_on)
    if starts_on <= day <= ends_on:
        return 0
    return ((starts_on if starts_on > day else ends_on) - day).days


def _is_sure(contest: Contest, day: date) -> bool:
    """Returns whether a contest was sure to take place on its day, as known on another day."""
    if contest.status in _UNCERTAIN:
        return False
    if contest.postponed_on is None or contest.known_on is None:
        return True
    return not contest.postponed_on <= day < contest.known_on


def nearness(rule: StakesRule, days: int) -> float:
    """Returns the part (0-1) of the stakes that apply so many days before polling."""
    for earlier, later in pairwise(rule.nearness):
        if earlier.days >= days >= later.days:
            way = (earlier.days - days) / (earlier.days - later.days)
            return earlier.part + way * (later.part - earlier.part)
    return 0.0


def _severity(rule: StakesRule, share: float) -> float:
    for lower, higher in pairwise(rule.reaches):
        if share < higher.share:
            way = (share - lower.share) / (higher.share - lower.share)
            return lower.severity + way * (higher.severity - lower.severity)
    return rule.reaches[-1].severity


def _newest(sizes: Sequence[Size], day: date) -> Size | None:
    place = bisect_right([size.ends_on for size in sizes], day)
    return sizes[place - 1] if place else None


def _best(size: Size) -> float | None:
    """Returns the value to judge: as stated, else the middle of the bounds, else the one bound."""
    if size.value is not None:
        return size.value
    bounds = [bound for bound in (size.lower, size.upper) if bound is not None]
    return math.fsum(bounds) / len(bounds) if bounds else None


def _quotient(part: float | None, whole: float | None) -> float | None:
    if part is None or whole is None or whole <= 0:
        return None
    return max(0.0, part / whole)
