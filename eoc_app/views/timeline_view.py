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
"""What to call the state of a period."""


class Bar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A restriction period on the timeline: half-open, in days, from its first zone to its last."""

    starts: float
    ends: float
    label: str
    standing: Standing
    period_id: str = ""
    title: str = ""
    state: str = ""
    """What it is at the snapshot's moment, in words."""
    wall_standing: Standing | None = None
    """What it is by the wall clock, where that is something else."""
    wall_state: str = ""
    zone: str = ""
    """IANA zone whose local times are told."""
    ends_zone: str = ""
    """IANA zone of the place that ends last, where that is another one."""
    zones: str = ""
    """In how many of its zones it is in force; empty for a period of one zone."""
    core: tuple[float, float] | None = None
    """The part in which every zone is covered, where the zones differ; within `starts`, `ends`."""
    medium: str = ""
    citation: str = ""
    confidence: str = ""
    conditional: bool = False
    """Takes place only if a further round is needed."""
    breaches: int = 0
    """Report windows inside it that may show breaches."""
    exercise: bool = False
    moved_from: float | None = None
    """Where the end was before it was moved."""


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A country's row on the timeline; lanes of one `group` follow each other under its name."""

    code: str
    name: str
    zone: str
    bars: tuple[Bar, ...]
    elections: tuple[Mark, ...]
    note: str = ""
    group: str = ""


class TimelineView(View, frozen=True, kw_only=True):
    """Restriction periods of all countries; intervals are cut at the edge, never dropped."""

    lanes: tuple[Lane, ...]
    starts: float
    ends: float
    snapshot_at: float
    snapshot_word: str = "snapshot"
    """What the instant is called: `snapshot`, or `day shown` where a day was gone back to."""
    wall_at: float
    known_until: float
    selected: str | None
    selected_period: str | None = None
    exercise: bool
    """Whether a period that is counted is synthetic, drawn or not."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(
            any(bar.exercise for bar in lane.bars) or any(mark.exercise for mark in lane.elections)
            for lane in self.lanes
        )

    @property
    def heard(self) -> str:
        """How many countries and periods it draws, and what they are at the moment looked at."""
        count = Counter(bar.standing for lane in self.lanes for bar in lane.bars)
        standings = (f"{count[name]} {words}" for name, words in STANDINGS.items() if name in count)
        countries = len({lane.code for lane in self.lanes})
        return ", ".join((f"{countries} countries", self.subtitle, *standings))

    def as_table(self) -> TableView:
        """The same as rows and columns."""
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
    """Both ends of a bar in local time, and what else is told of it."""
    zone = bar.zone or None

    def written(day: float, zone: str | None = zone) -> str:
        at = instant(day)
        return "no end on record" if at is None else moment(at, zone, year=True)

    told = [f"{written(bar.starts)} to {written(bar.ends, bar.ends_zone or zone)}"]
    if bar.moved_from is not None:
        told.append(f"end moved: was {written(bar.moved_from)}")
    told.extend(part for part in (bar.zones, bar.medium) if part)
    told.append(bar.citation or "no citation on record")
    return "; ".join(told)


def _now_of(bar: Bar) -> Cell:
    """What a period is by the wall clock."""
    standing = bar.wall_standing or bar.standing
    return Cell(bar.wall_state or standing.replace("_", " "), standing, standing=standing)
