"""The world map."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from eoc_app.views.intervals_view import Interval, IntervalsView, rank_interval, score_interval
from eoc_app.views.levels import Level
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View

Outline = Literal["both", "then", "now"]
"""A rule in force at the moment looked at and by the wall clock, or by only one of the two."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A country on the map."""

    code: str
    name: str
    level: Level
    label: str
    """Score as printed, or a dash."""
    detail: tuple[str, ...]
    exercise: bool
    outline: Outline | None = None
    """By which clock a rule is in force; None if by neither."""
    rule_exercise: bool = False
    """Whether a period behind its outline or its detail is synthetic."""
    rank_text: str = ""
    """Rank as printed; a dash if there is none."""
    band: str = ""
    """The band as printed, or why there is none."""
    interval: Interval | None = None
    """Set once the day's intervals are drawn."""


class MapView(View, frozen=True, kw_only=True):
    """The world by band; `places` are the watched countries."""

    places: tuple[Place, ...]
    selected: str | None
    legend: tuple[tuple[Level, str], ...]
    outlines: tuple[tuple[Outline, str], ...] = ()
    """What each outline means, and by which clock."""
    caption: str
    interval_text: str = ""
    """Which draws its intervals come from, once they arrive."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(place.exercise or place.rule_exercise for place in self.places)

    def with_intervals(self, intervals: IntervalsView | None) -> MapView:
        """Returns the view with its countries' intervals, if there are any."""
        interval_of = (
            {interval.code: interval for interval in intervals.intervals} if intervals else {}
        )
        places = (replace(place, interval=interval_of.get(place.code)) for place in self.places)
        return replace(self, places=tuple(places))

    def with_later(self, later: View) -> View:
        """Returns the view with the intervals that were drawn."""
        return self.with_intervals(later) if isinstance(later, IntervalsView) else self

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(place.rank_text, place.rank_text),
                rank_interval(place.interval),
                Cell(place.name, place.code, exercise=place.exercise),
                Cell(place.label, place.label),
                score_interval(place.interval, place.label),
                Cell(place.band or place.level.replace("_", " "), place.level, level=place.level),
                Cell("; ".join(place.detail), "; ".join(place.detail)),
            )
            for place in self.places
        ]
        columns = [
            ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
            ("Score interval", True), ("Band", False), ("Detail", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, [place.code for place in self.places])

    @property
    def heard(self) -> str:
        """Returns its subtitle and all details of the first five countries."""
        first = ". ".join(f"{place.name}: {', '.join(place.detail)}" for place in self.places[:5])
        return f"{self.subtitle}. {first}"
