"""What to open and how; known before Qt is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_process import ReaderProcess


@dataclass(frozen=True)
class Opening:
    """A snapshot, the screen to show first, and whether only a picture of it is wanted.

    `now_at` stands in for the wall clock, so that a picture can be made again to the pixel.
    Without a `room_zone` the one chosen last counts, without a `size` the one of the last time.
    """

    path: Path
    screen: str = "overview"
    country_code: str | None = None
    as_of_on: date | None = None
    platforms: tuple[str, ...] = ()
    theme: str | None = None
    size: tuple[int, int] | None = None
    screenshot: Path | None = None
    now_at: datetime | None = None
    room_zone: str | None = None

    def clock(self) -> Callable[[], datetime]:
        """The wall clock, or the moment that stands in for it."""
        fixed = self.now_at
        return (lambda: fixed) if fixed is not None else (lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Started:
    """A reader that has its first question."""

    process: ReaderProcess
    ticket: int
    selection: Selection
