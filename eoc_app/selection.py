"""What the person looks at: the only thing that a screen may ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec


class Selection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Moment, country, window and platforms of a screen.

    `as_of_on` None means the snapshot's own day; `since_on` and `until_on` None mean the window
    that the screen thinks best; no `platforms` means all. `now_at` is the wall clock, UTC: only
    the program that asks reads a clock.
    """

    now_at: datetime
    country_code: str | None = None
    as_of_on: date | None = None
    since_on: date | None = None
    until_on: date | None = None
    platforms: tuple[str, ...] = ()
    medium: str | None = None
    span: str = "fortnight"

    def __post_init__(self) -> None:
        """Hold the instant to UTC, so that no local clock slips in."""
        if self.now_at.utcoffset() != UTC.utcoffset(None):
            raise ValueError(self.now_at)
