"""A country in one sentence, with effort and protection beside its score."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.domain.wording.printed import NONE
from eoc_app.views.levels import Axis, Level
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class AxisFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fresh figure of protection or effort, in the signal's unit, over `window_days` days."""

    signal: str
    title: str
    text: str
    """As printed, with its unit and its window."""
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    window_days: int
    measured_on: date
    exercise: bool = False


class BesideScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An axis that stands beside the score and is never in it."""

    axis: Axis
    title: str
    figures: tuple[AxisFigure, ...]
    """Those that are fresh; what tells most first."""
    empty: str = ""
    """Said where no figure is fresh."""


class HeadlineView(View, frozen=True, kw_only=True):
    """The first lines of a country page; `sentence` says why."""

    code: str
    name: str
    election: str
    t_text: str
    score_text: str
    level: Level
    band: str
    interval_text: str
    rank_text: str
    coverage_text: str
    sentence: str
    not_seen: tuple[str, ...]
    exercise: bool
    flips: tuple[str, ...] = ()
    """What would flip the band, the smallest change first; sentences without their end."""
    drawn_text: str = ""
    """What random draws made of rank and score; empty until they were tried."""
    beside: tuple[BesideScore, ...] = ()
    """Protection and effort, which never raise or lower the score."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        told = {
            "country": self.name,
            "score": f"{self.score_text} {self.band}".strip(),
            "interval": self.interval_text or NONE,
            "coverage": self.coverage_text,
            "rank": self.rank_text,
            "by draws": self.drawn_text or NONE,
            "election": f"{self.election} ({self.t_text})",
            "why": self.sentence,
        }
        known = {"country", "election"}
        rows = [
            (Cell(name, name), Cell(text, text, exercise=self.exercise and name not in known))
            for name, text in told.items()
        ]
        rows += [(Cell("not seen", "not seen"), Cell(line, line)) for line in self.not_seen]
        rows += [
            (Cell("would flip it", "would flip it"), Cell(line, line, exercise=self.exercise))
            for line in self.flips
        ]
        for axis in self.beside:
            name = Cell(axis.title.lower(), axis.axis)
            rows += [
                (name, Cell(one.text, one.text, exercise=one.exercise)) for one in axis.figures
            ] or [(name, Cell(axis.empty, axis.empty, dim=True))]
        return table_of(self, [("What", False), ("Value", False)], rows)
