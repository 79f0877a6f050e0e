"""What to open, and the start that does not wait for Qt: the reader works while Qt loads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from eoc_app.desktop.reader_process import ReaderProcess
from eoc_app.desktop.screens import asked
from eoc_app.selection import Selection


@dataclass(frozen=True)
class Opening:
    """A snapshot, the screen to show first, and whether only a picture of it is wanted.

    `now_at` stands in for the wall clock, so that a picture can be made again to the pixel.
    """

    path: Path
    screen: str = "overview"
    country_code: str | None = None
    as_of_on: date | None = None
    platforms: tuple[str, ...] = ()
    theme: str | None = None
    size: tuple[int, int] = (1600, 900)
    screenshot: Path | None = None
    now_at: datetime | None = None

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


def has_display() -> bool:
    """Whether a window can be shown here, or a platform plug-in was named."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(opening: Opening) -> int:
    """Show the window until it is closed; with a screenshot, until the picture is saved.

    Raises:
        Problem: the picture cannot be made; why stands in it, and in the picture.
    """
    selection = Selection(
        now_at=opening.clock()(),
        country_code=opening.country_code,
        as_of_on=opening.as_of_on,
        platforms=opening.platforms,
    )
    process = ReaderProcess(opening.path)
    ticket = process.ask(selection, asked(opening.screen))
    from eoc_app.desktop.app import show  # noqa: PLC0415

    return show(opening, Started(process, ticket, selection))
