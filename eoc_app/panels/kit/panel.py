"""A panel: which screen it is on, which queries it reads, and how frames become a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from eoc_app.core.frame import Frame
from eoc_app.core.selection import FilterName, Selection
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.panels.kit.day_memory import DayMemory
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.views.any_view import AnyView

_CHARTS: Final = timedelta(days=118)
"""Days before the last one that charts show where nobody chose others."""
_FILTERED: Final[dict[str, FilterName]] = {
    "country_code": "country",
    "platforms": "platforms",
    "medium": "medium",
    "period_id": "period",
    "since": "window",
    "until": "window",
    "known_at": "known",
    "as_of": "day",
}
"""Parameters of queries that leave rows out, and the filters that set them."""
_TOLD_AS_KNOWN: Final = frozenset({"periods", "elections", "contests", "restriction_rules"})
"""Queries that give every version: which of them is told depends on the moment looked at."""


@dataclass(frozen=True)
class Given:
    """All that a panel may know. `as_of_on` is resolved; instants are UTC."""

    frames: Mapping[str, Frame]
    selection: Selection
    about: Mapping[str, Any]
    signals: Mapping[str, Signal]
    file_name: str = ""
    method: Method = field(default_factory=lambda: catalogue().method)
    """How the snapshot was judged; the program's own where nothing else is said."""
    method_digest: str = ""
    method_text: str = ""
    """The method as the snapshot states it; empty where it states none."""
    memory: DayMemory = field(default_factory=DayMemory)
    """What the reader keeps of the days that were looked at last."""

    @cached_property
    def as_of_on(self) -> date:
        """The day looked at: that of the moment asked for or the one chosen, inside the window."""
        first: date = self.about["window_starts_on"]
        last: date = self.about["window_ends_on"]
        asked = self.selection.at.date() if self.selection.at else self.selection.as_of_on
        return min(max(asked or last, first), last)

    @cached_property
    def moment(self) -> datetime:
        """The instant that the screen speaks for: that asked for, the day's end, or the file's."""
        if self.selection.at is not None:
            return self.selection.at
        own: datetime = self.about["as_of_at"]
        end = datetime.combine(self.as_of_on + timedelta(days=1), time(), UTC)
        return min(own, end)

    @property
    def moment_word(self) -> str:
        """What to call that instant: asked for, the snapshot's own, or of a day gone back to."""
        if self.selection.at is not None:
            return "moment asked for"
        return "snapshot" if self.moment == self.known_until else "day shown"

    @cached_property
    def known_until(self) -> datetime:
        """The instant after which the snapshot knows nothing."""
        own: datetime = self.about["as_of_at"]
        return own

    @cached_property
    def known_at(self) -> datetime:
        """The instant by whose announcements periods are told: later ones were not known then."""
        return self.selection.known_at or min(self.moment, self.known_until)

    @cached_property
    def charts_until(self) -> date:
        """The last day that charts show."""
        last: date = self.about["window_ends_on"]
        return self.selection.until_on or last

    @cached_property
    def charts_since(self) -> date:
        """The first day that charts show."""
        first: date = self.about["window_starts_on"]
        return self.selection.since_on or max(first, self.charts_until - _CHARTS)

    @cached_property
    def parameters(self) -> dict[str, object]:
        """The values of all parameters that a query may declare; instants are UTC without zone."""
        selection = self.selection
        return {
            "as_of": self.as_of_on,
            "since": self.charts_since,
            "until": self.charts_until,
            "country_code": selection.country_code,
            "platforms": list(selection.platforms),
            "medium": selection.medium,
            "period_id": selection.period_id,
            "known_at": self.known_at.replace(tzinfo=None),
            "now_at": selection.now_at.replace(tzinfo=None),
            "window_starts_on": self.about["window_starts_on"],
            "window_ends_on": self.about["window_ends_on"],
        }

    @property
    def wall_known_at(self) -> datetime:
        """The instant by whose announcements the wall clock goes: all that the snapshot knows."""
        return self.selection.known_at or self.known_until

    @property
    def now_at(self) -> datetime:
        """The wall clock of the one who asks."""
        return self.selection.now_at


@dataclass(frozen=True)
class Panel:
    """One view of a screen.

    `reads` names queries of queries/views; `reads_by_platform` takes their place where platforms
    are chosen. `build` is pure. `order` is the place on the screen.
    """

    title: str
    screen: str
    order: int
    reads: tuple[str, ...]
    build: Callable[[Given], AnyView]
    reads_by_platform: tuple[str, ...] | None = None
    needs_country: bool = False
    on_demand: bool = False
    """Drawn only where it is named: for exports, not for the screen."""
    costly: bool = False
    """Takes long, and rests on nothing but the day looked at and the platforms.

    It waits until no newer question comes, and what it said is kept.
    """
    ahead: bool = False
    """Says nothing by the wall clock: it is drawn for the next day before that is asked for."""
    also: tuple[tuple[str, int], ...] = ()
    """Other screens that show it too, each with its place there."""
    explained: str = field(kw_only=True)
    """What the view shows and how to read it: two plain sentences."""
    narrows: frozenset[FilterName] = frozenset()
    """Filters that `build` heeds beside those of its queries' parameters."""

    @cached_property
    def narrowed_by(self) -> frozenset[FilterName]:
        """Every filter that can leave something out of the view."""
        views = catalogue().views
        queries = (*self.reads, *(self.reads_by_platform or ()))
        heeded: set[FilterName] = {
            _FILTERED[parameter]
            for query in queries
            for parameter in views[query].header.get("parameters", ())
            if parameter in _FILTERED
        }
        told: set[FilterName] = set()
        if _TOLD_AS_KNOWN.intersection(queries):
            told = {"known", "day"}
        return self.narrows | heeded | told

    @property
    def places(self) -> dict[str, int]:
        """Every screen that shows the panel, with its place there."""
        return {} if self.on_demand else {self.screen: self.order, **dict(self.also)}

    def queries(self, selection: Selection) -> tuple[str, ...]:
        """The queries to run for a selection."""
        if selection.platforms and self.reads_by_platform is not None:
            return self.reads_by_platform
        return self.reads
