"""The ranked table of countries."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from eoc_app.domain.wording.printed import score_ends
from eoc_app.views.intervals_view import Interval, IntervalsView, rank_interval, score_interval
from eoc_app.views.levels import Level
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.restriction_chip import Chip
from eoc_app.views.twin_cells import number, table_of
from eoc_app.views.view import Cell, TableView, View


class RankRow(msgspec.Struct, frozen=True, kw_only=True):
    """A country in the ranked table."""

    code: str
    name: str
    score: float | None
    score_text: str
    level: Level
    band: str
    lower: float | None
    upper: float | None
    rank_text: str
    coverage: float
    coverage_text: str
    t_minus: int | None
    t_text: str
    chip: Chip
    spark: tuple[float | None, ...]
    exercise: bool
    interval: Interval | None = None
    """Set once the day's intervals are drawn."""


class RankingView(View, frozen=True, kw_only=True):
    """Countries, worst first; those not assessable come last, set apart."""

    rows: tuple[RankRow, ...]
    selected: str | None
    scale: float
    """The top of the score's scale."""
    assessable_coverage: float
    interval_share_text: str = ""
    """Part of the draws that an interval holds, as printed."""
    interval_text: str = ""
    """Which draws its intervals come from, once they arrive."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise or row.chip.exercise for row in self.rows)

    def with_intervals(self, intervals: IntervalsView | None) -> RankingView:
        """Returns the view with its countries' intervals, if there are any."""
        interval_of = (
            {interval.code: interval for interval in intervals.intervals} if intervals else {}
        )
        rows = (replace(row, interval=interval_of.get(row.code)) for row in self.rows)
        return replace(self, rows=tuple(rows))

    def with_later(self, later: View) -> View:
        """Returns the view with the intervals that were drawn."""
        return self.with_intervals(later) if isinstance(later, IntervalsView) else self

    def without_later(self, problem: ProblemView) -> View:
        """Returns the view with the reason why there are no intervals."""
        why = f"No intervals: {problem.what}: {problem.why}. {self.footnote}"
        return replace(self.with_intervals(None), footnote=why)

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(row.rank_text, row.rank_text),
                rank_interval(row.interval),
                Cell(row.name, row.code, exercise=row.exercise),
                Cell(row.score_text, row.score, level=row.level),
                score_interval(row.interval, row.score_text),
                number(row.lower, _end(row, 0)),
                number(row.upper, _end(row, 1)),
                Cell(row.band, row.level, level=row.level),
                Cell(row.coverage_text, row.coverage),
                Cell(row.t_text, row.t_minus),
                Cell(row.chip.text, row.chip.text, standing=row.chip.standing),
            )
            for row in self.rows
        ]
        columns = [
            ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
            ("Score interval", True), ("Lower bound", True), ("Upper bound", True), ("Band", False),
            ("Coverage", True), ("T", True), ("Restriction", False),
        ]  # fmt: skip
        return table_of(self, columns, rows, [row.code for row in self.rows])


def _end(row: RankRow, position: int) -> str:
    if row.lower is None or row.upper is None:
        return ""
    return score_ends(row.lower, row.upper, row.score_text)[position]
