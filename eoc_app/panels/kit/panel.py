"""A panel: the screen it is on, the queries it reads, and how their frames become a view."""

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
"""How far back charts reach before their last day where nobody chose other days."""
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
"""Query parameters that leave rows out, each with the filter that sets it."""
_VERSIONED: Final = frozenset({"periods", "elections", "contests", "restriction_rules"})
"""Queries that return every version of a row: the moment looked at decides which one is shown."""


@dataclass(frozen=True)
class Given:
    """Everything that a panel may read. `as_of_on` is resolved; instants are UTC."""

    frames: Mapping[str, Frame]
    selection: Selection
    about: Mapping[str, Any]
    signals: Mapping[str, Signal]
    file_name: str = ""
    method: Method = field(default_factory=lambda: catalogue().method)
    """The method that the snapshot was scored by; the program's own where none is passed."""
    method_digest: str = ""
    method_text: str = ""
    """The method as the snapshot states it; empty where it states none."""
    memory: DayMemory = field(default_factory=DayMemory)
    """The reader's cache of the days that were looked at last."""

    @cached_property
    def as_of_on(self) -> date:
        """The day looked at: of the requested moment or as selected, kept inside the window."""
        first: date = self.about["window_starts_on"]
        last: date = self.about["window_ends_on"]
        requested = self.selection.at.date() if self.selection.at else self.selection.as_of_on
        return min(max(requested or last, first), last)

    @cached_property
    def moment(self) -> datetime:
        """The instant that the screen shows: the requested one, the day's end or the file's own."""
        if self.selection.at is not None:
            return self.selection.at
        as_of_at: datetime = self.about["as_of_at"]
        end = datetime.combine(self.as_of_on + timedelta(days=1), time(), UTC)
        return min(as_of_at, end)

    @property
    def moment_word(self) -> str:
        """A label for that instant: requested, the snapshot's own, or of an earlier day."""
        if self.selection.at is not None:
            return "chosen moment"
        return "snapshot" if self.moment == self.known_until else "day shown"

    @cached_property
    def known_until(self) -> datetime:
        """The instant after which the snapshot knows nothing."""
        as_of_at: datetime = self.about["as_of_at"]
        return as_of_at

    @cached_property
    def known_at(self) -> datetime:
        """Only announcements up to this instant count: later ones were not known then."""
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
        """Values of all parameters that a query may declare; instants are UTC without a zone."""
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
        """The latest announcement that counts for the wall clock: all that the snapshot knows."""
        return self.selection.known_at or self.known_until

    @property
    def now_at(self) -> datetime:
        """The reader's wall clock."""
        return self.selection.now_at


@dataclass(frozen=True)
class Panel:
    """One view of a screen.

    `reads` names queries of queries/views; `reads_by_platform` replaces them where platforms are
    selected. `build` is pure. `order` is the place on the screen.
    """

    title: str
    screen: str
    order: int
    reads: tuple[str, ...]
    build: Callable[[Given], AnyView]
    reads_by_platform: tuple[str, ...] | None = None
    needs_country: bool = False
    on_demand: bool = False
    """Drawn only when named: for exports, not for the screen."""
    costly: bool = False
    """Slow, and depends on nothing but the day looked at and the platforms.

    It waits until no newer request comes, and its view is kept.
    """
    ahead: bool = False
    """Independent of the wall clock, so the next day is drawn before it is requested."""
    completed_by: str = ""
    """The costly panel whose view completes this one: it is answered at once, and once more then.

    Its view takes the other in by `with_later`.
    """
    also: tuple[tuple[str, int], ...] = ()
    """Other screens that also show it, each with its place there."""
    explained: str = field(kw_only=True)
    """What the view shows and how to read it: two plain sentences."""
    narrows: frozenset[FilterName] = frozenset()
    """Filters that `build` applies besides those of its queries' parameters."""

    @cached_property
    def narrowed_by(self) -> frozenset[FilterName]:
        """Every filter that can leave something out of the view."""
        views = catalogue().views
        queries = (*self.reads, *(self.reads_by_platform or ()))
        by_parameters: set[FilterName] = {
            _FILTERED[parameter]
            for query in queries
            for parameter in views[query].header.get("parameters", ())
            if parameter in _FILTERED
        }
        by_versions: set[FilterName] = set()
        if _VERSIONED.intersection(queries):
            by_versions = {"known", "day"}
        return self.narrows | by_parameters | by_versions

    @property
    def places(self) -> dict[str, int]:
        """Every screen that shows the panel, with its place there."""
        return {} if self.on_demand else {self.screen: self.order, **dict(self.also)}

    def queries(self, selection: Selection) -> tuple[str, ...]:
        """The queries to run for a selection."""
        if selection.platforms and self.reads_by_platform is not None:
            return self.reads_by_platform
        return self.reads
