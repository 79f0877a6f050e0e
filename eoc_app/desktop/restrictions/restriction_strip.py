"""The restriction clock of all countries for the next days, small enough for the overview."""

from __future__ import annotations

from typing import ClassVar

from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline


class RestrictionStrip(RestrictionTimeline):
    """The timeline with one fixed window; it scrolls only where there are more lanes than room."""

    row: ClassVar[int] = 18
    pad: ClassVar[int] = 3
    movable: ClassVar[bool] = False
    zones: ClassVar[bool] = False
    headings: ClassVar[bool] = False
