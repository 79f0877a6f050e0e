"""A country in one sentence, with effort and protection beside its score."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from eoc_app.domain.wording.printed import DASH, NONE, share
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.levels import Axis, Level
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class AxisFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fresh figure of protection or effort, in the signal's unit, over `window_days` days."""

    signal: str
    title: str
    text: str
    """As printed, with unit and window."""
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    window_days: int
    measured_on: date
    exercise: bool = False


class BesideScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An axis shown beside the score, and never part of it."""

    axis: Axis
    title: str
    figures: tuple[AxisFigure, ...]
    """The fresh figures, the most informative first."""
    empty: str = ""
    """The text if no figure is fresh."""


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
    """What would flip the band, the smallest change first; sentences without a full stop."""
    drawn_text: str = ""
    """The intervals of rank and score from random draws; empty until they are drawn."""
    beside: tuple[BesideScore, ...] = ()
    """Protection and effort, which never raise or lower the score."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    def with_later(self, later: View) -> View:
        """Returns the view with what draws made of its country, if they have it."""
        if not isinstance(later, IntervalsView):
            return self
        drawn = next((one for one in later.intervals if one.code == self.code), None)
        if drawn is None:
            return self
        score = f"{drawn.score_lower:.1f}{DASH}{drawn.score_upper:.1f}"
        text = f"in {share(later.share)} of draws: rank {drawn.rank_text}, score {score}"
        return replace(self, drawn_text=text)

    def without_later(self, problem: ProblemView) -> View:
        """Returns the view with the reason why there are no draws."""
        return replace(self, drawn_text=f"by draws: not known, {problem.why}")

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        facts = {
            "country": self.name,
            "score": f"{self.score_text} {self.band}".strip(),
            "interval": self.interval_text or NONE,
            "coverage": self.coverage_text,
            "rank": self.rank_text,
            "by draws": self.drawn_text or NONE,
            "election": f"{self.election} ({self.t_text})",
            "why": self.sentence,
        }
        never_synthetic = {"country", "election"}
        rows = [
            (
                Cell(name, name),
                Cell(text, text, exercise=self.exercise and name not in never_synthetic),
            )
            for name, text in facts.items()
        ]
        rows += [(Cell("not seen", "not seen"), Cell(line, line)) for line in self.not_seen]
        rows += [
            (Cell("would flip it", "would flip it"), Cell(line, line, exercise=self.exercise))
            for line in self.flips
        ]
        for axis in self.beside:
            name = Cell(axis.title.lower(), axis.axis)
            rows += [
                (name, Cell(figure.text, figure.text, exercise=figure.exercise))
                for figure in axis.figures
            ] or [(name, Cell(axis.empty, axis.empty, dim=True))]
        return table_of(self, [("What", False), ("Value", False)], rows)
