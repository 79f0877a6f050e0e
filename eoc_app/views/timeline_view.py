"""Restriction periods as lanes on a time axis."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

import msgspec

from eoc_app.domain.dates.day_axis import instant
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.domain.wording.printed import NONE, day, moment
from eoc_app.views.series_view import Mark
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View

STANDINGS: Final[dict[Standing, str]] = {
    "in_force": "in force",
    "upcoming": "next",
    "ended": "ended",
    "moved": "withdrawn",
    "not_known": "not known",
    "no_rule": "no rule on record",
    "undated": "no date on record",
}
"""The printed names of period states."""


class Bar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A restriction period on the timeline: half-open, in days, first zone to last."""

    starts: float
    ends: float
    label: str
    standing: Standing
    period_id: str = ""
    title: str = ""
    state: str = ""
    """Its state at the snapshot's moment, in words."""
    wall_standing: Standing | None = None
    """Its state by the wall clock, if it differs."""
    wall_state: str = ""
    zone: str = ""
    """IANA zone of the local times shown."""
    ends_zone: str = ""
    """IANA zone that ends last, if it differs."""
    zones: str = ""
    """In how many zones it is in force; empty for a period in one zone."""
    core: tuple[float, float] | None = None
    """The part in which all zones are covered, if they differ; within `starts` and `ends`."""
    medium: str = ""
    citation: str = ""
    confidence: str = ""
    conditional: bool = False
    """Whether it takes place only if a further round is needed."""
    breaches: int = 0
    """The number of report windows inside it that may show breaches."""
    exercise: bool = False
    moved_from: float | None = None
    """Its end before it was moved."""


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A country's row on the timeline; lanes of a `group` are listed together under its name."""

    code: str
    name: str
    zone: str
    bars: tuple[Bar, ...]
    elections: tuple[Mark, ...]
    note: str = ""
    group: str = ""


class TimelineView(View, frozen=True, kw_only=True):
    """Restriction periods of all countries; bars are clipped at the edge, never dropped."""

    lanes: tuple[Lane, ...]
    starts: float
    ends: float
    snapshot_at: float
    snapshot_word: str = "snapshot"
    """The name of the moment: `snapshot`, or `day shown` for an earlier day."""
    wall_at: float
    known_until: float
    selected: str | None
    selected_period: str | None = None
    exercise: bool
    """Whether any counted period is synthetic, drawn or not."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(
            any(bar.exercise for bar in lane.bars) or any(mark.exercise for mark in lane.elections)
            for lane in self.lanes
        )

    @property
    def heard(self) -> str:
        """Returns how many countries and periods it draws, and their states at the moment."""
        count = Counter(bar.standing for lane in self.lanes for bar in lane.bars)
        standings = (f"{count[name]} {words}" for name, words in STANDINGS.items() if name in count)
        countries = len({lane.code for lane in self.lanes})
        return ", ".join((f"{countries} countries", self.subtitle, *standings))

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows: list[tuple[Cell, ...]] = []
        codes: list[str | None] = []
        for lane in self.lanes:
            for bar in lane.bars:
                rows.append(
                    (
                        Cell(lane.name, lane.code, exercise=bar.exercise),
                        Cell(bar.title or bar.label, bar.label),
                        Cell(
                            bar.state or bar.standing.replace("_", " "),
                            bar.standing,
                            standing=bar.standing,
                        ),
                        _now_of(bar),
                        Cell(_span_of(bar), bar.period_id or None),
                    )
                )
                codes.append(lane.code)
            for mark in lane.elections:
                on = date.fromordinal(int(mark.at))
                rows.append(
                    (
                        Cell(lane.name, lane.code),
                        Cell("polling day", "election", exercise=mark.exercise),
                        Cell(day(on), on.isoformat()),
                        Cell(NONE, None, dim=True),
                        Cell(mark.label, mark.label),
                    )
                )
                codes.append(lane.code)
            if lane.note:
                rows.append(
                    (Cell(lane.name, lane.code), Cell(lane.note, "no_rule", standing="no_rule"),
                     Cell(""), Cell(""), Cell(""))
                )  # fmt: skip
                codes.append(lane.code)
        columns = [
            ("Country", False), ("What", False), (f"At the {self.snapshot_word}", False),
            ("Now", False), ("Detail", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, codes)


def _span_of(bar: Bar) -> str:
    """Returns both ends of a bar in local time, and its other details."""
    zone = bar.zone or None

    def written(day: float, zone: str | None = zone) -> str:
        at = instant(day)
        return "no end on record" if at is None else moment(at, zone, year=True)

    parts = [f"{written(bar.starts)} to {written(bar.ends, bar.ends_zone or zone)}"]
    if bar.moved_from is not None:
        parts.append(f"end moved: was {written(bar.moved_from)}")
    parts.extend(part for part in (bar.zones, bar.medium) if part)
    parts.append(bar.citation or "no citation on record")
    return "; ".join(parts)


def _now_of(bar: Bar) -> Cell:
    """Returns a period's state by the wall clock."""
    standing = bar.wall_standing or bar.standing
    return Cell(bar.wall_state or standing.replace("_", " "), standing, standing=standing)
