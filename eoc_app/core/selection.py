"""What the user is looking at: the only input of a screen's queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

import msgspec

from eoc_app.core.problem import Problem


class Selection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Moment, country, window and platforms of a screen.

    `as_of_on` None means the snapshot's own day; `since_on` and `until_on` None mean the screen's
    default window; no `platforms` means all. `now_at` is the wall clock in UTC: only the requesting
    program reads a clock. `at` requests a moment instead of the end of a day, and `known_at` what
    had been announced by then; None means by the moment looked at. `room_zone` is the zone of the
    operations room's wall clock. `alarms_per_shift` None means the budget of the snapshot's method.
    `weights` are what-if weights of indicators and dimensions by name; only what-if views use them.
    """

    now_at: datetime
    country_code: str | None = None
    as_of_on: date | None = None
    since_on: date | None = None
    until_on: date | None = None
    platforms: tuple[str, ...] = ()
    medium: str | None = None
    span: str = "fortnight"
    grouping: str = "next_change"
    period_id: str | None = None
    at: datetime | None = None
    known_at: datetime | None = None
    room_zone: str = "UTC"
    alarms_per_shift: float | None = None
    weights: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        """Requires instants in UTC, so that no local clock slips in."""
        for instant in (self.now_at, self.at, self.known_at):
            if instant is not None and instant.utcoffset() != UTC.utcoffset(None):
                raise ValueError(instant)


FilterName = Literal["country", "platforms", "medium", "period", "window", "span", "known", "day"]
"""A choice that narrows what is shown."""

FILTERS: Final[dict[FilterName, tuple[str, ...]]] = {
    "country": ("country_code",),
    "platforms": ("platforms",),
    "medium": ("medium",),
    "period": ("period_id",),
    "window": ("since_on", "until_on"),
    "span": ("span",),
    "known": ("known_at",),
    "day": ("as_of_on", "at"),
}
"""The fields of a selection that each filter sets, in the order in which filters are named."""

NO_FILTERS: Final = frozenset({"now_at", "grouping", "room_zone", "alarms_per_shift", "weights"})
"""Fields that leave nothing out: clocks, an order, and how something is judged."""

SPAN_WORDS: Final = {
    "day": "one day",
    "fortnight": "14 days",
    "season": "a season of 180 days",
}
"""The name of each span of a timeline."""

_WIDEST: Final = {"span": "season"}
"""Fields that leave out less with another value than their default."""


def is_set(selection: Selection, name: FilterName) -> bool:
    """Returns whether a filter is set, so that somebody chose what it leaves out."""
    return any(getattr(selection, part) != value for part, value in cleared(name).items())


def cleared(name: FilterName) -> dict[str, Any]:
    """Returns the fields of a selection that clear a filter."""
    first = Selection(now_at=datetime(1970, 1, 1, tzinfo=UTC))
    return {part: getattr(first, part) for part in FILTERS[name]}


def widest(names: Iterable[FilterName]) -> dict[str, Any]:
    """Returns the fields of a selection with which some filters leave out as little as possible."""
    return {
        part: _WIDEST.get(part, value) for name in names for part, value in cleared(name).items()
    }


def hold_to_window(selection: Selection, first: date, last: date) -> None:
    """Refuses days outside a snapshot, for output whose day no person checks on a screen.

    Raises:
        Problem: the day looked at is outside the snapshot's window, or the chosen window ends
            before it starts.
    """
    on, since, until = selection.as_of_on, selection.since_on, selection.until_on
    if on is not None and not first <= on <= last:
        raise Problem(
            "The day is outside the snapshot",
            f"its window is {first.isoformat()} to {last.isoformat()}",
            "choose a day of it with --as-of, or open a snapshot of that day",
            value=on.isoformat(),
        )
    if (since or date.min) > (until or last):
        raise Problem(
            "The window of days ends before it starts",
            f"it begins on {since} and ends on {until or last}",
            "choose --since on or before --until",
            value=str(since),
        )
