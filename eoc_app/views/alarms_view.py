"""Alarms within the budget of a shift."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from eoc_app.domain.wording.printed import day, share
from eoc_app.views.levels import Axis, Level
from eoc_app.views.twin_cells import number, table_of
from eoc_app.views.view import Cell, TableView, View


class AlarmRow(msgspec.Struct, frozen=True, kw_only=True):
    """A signal that exceeds its expected range, or stopped; a note if it requires no action."""

    code: str
    name: str
    signal: str
    title: str
    axis: Axis
    kind: Literal["exceedance", "stopped"]
    note: bool
    action: str
    measured_on: date
    """Day of the figure; of the last figure if the signal stopped."""
    span_days: int
    observed: float | None
    expected: float | None
    upper: float | None
    """Upper bound at the level in force."""
    observed_text: str
    expected_text: str
    upper_text: str
    unit: str
    form: Literal["count", "share", "hours", "money"]
    p_value: float | None
    odds_text: str
    """How rarely a quiet figure is this high, such as `1 in 2,400`."""
    rule: str
    """The rule that raised it, such as `EARS C2`, or `stopped`."""
    why: str
    """A sentence with the numbers: observed, expected, bound, rule and baseline."""
    new: bool
    """Whether the previous figure did not exceed."""
    level: Level
    """Band of the signal on the day if it is judged, else of the country's score; `none` if neither
    is known, `not_assessable` if the signal stopped."""
    band: str
    probability: float | None
    """The method's probability that an alert in that band is right."""
    exercise: bool


class AlarmsView(View, frozen=True, kw_only=True):
    """What a shift should look at, the least likely first, within the shift lead's budget."""

    alarms: tuple[AlarmRow, ...]
    notes: tuple[AlarmRow, ...]
    """Exceedances that require no action, ranked the same way."""
    as_of_on: date
    per_shift: float
    """False alarms per shift that the lead accepts."""
    method_per_shift: float
    """False alarms per shift by the snapshot's method."""
    shift_hours: float
    level: float
    """Share (0-1) of quiet figures that exceed."""
    level_text: str
    held: bool
    """Whether the level is at an end of the ladder, so that it misses the budget."""
    series_count: int
    asking_count: int = 0
    """The number of series that require action when they exceed; alarms of others are notes."""
    asking_per_day: float
    """Figures of those series on an average day; the budget is shared among them."""
    standing_false: float = 0.0
    """Alarms expected by chance among their newest figures, all of which are in the list."""
    expected_false: float
    """Alarms expected by chance in a shift at the level; notes do not use the budget."""
    fewest: int
    most: int
    """The most alarms in nine quiet shifts out of ten."""
    budget_text: str
    """The budget and the expected alarms in one sentence."""
    measured_figures: int
    """Figures of those series judged in the year to the day, as far as the window reaches."""
    measured_rate: float | None
    """Share (0-1) of them that exceeded at the level, including real events."""
    measured_text: str = ""
    """The measured rate in one sentence; empty if nothing was judged."""
    band_level: float | None
    """Level of the expected ranges that charts draw."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise for row in (*self.alarms, *self.notes))

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = (*self.alarms, *self.notes)
        columns = [
            ("Kind", False), ("Country", False), ("Signal", False), ("Figure of", False),
            ("Observed", True), ("Expected", True), ("Bound", True),
            ("As rare as", True), ("New", False), ("Band", False), ("Stated to be right", True),
            ("Rule", False), ("What to do", False), ("Why", False),
        ]  # fmt: skip
        under = (self.budget_text, self.footnote, self.measured_text)
        with_notes = msgspec.structs.replace(self, footnote=" ".join(filter(None, under)))
        return table_of(
            with_notes, columns, [_of_one_alarm(row) for row in rows], [row.code for row in rows]
        )


def _of_one_alarm(row: AlarmRow) -> tuple[Cell, ...]:
    kind = "note" if row.note else "alarm" if row.kind == "exceedance" else "stopped"
    on = day(row.measured_on)
    return (
        Cell(kind.capitalize(), kind, dim=row.note),
        Cell(row.name, row.code, exercise=row.exercise),
        Cell(row.title, row.signal),
        Cell(
            on if row.span_days == 1 else f"{row.span_days} days to {on}",
            row.measured_on.isoformat(),
        ),
        number(row.observed, row.observed_text),
        number(row.expected, row.expected_text),
        number(row.upper, row.upper_text),
        number(row.p_value, row.odds_text),
        Cell("new" if row.new else "goes on", row.new),
        Cell(row.band, row.level, level=row.level),
        number(row.probability, share(row.probability or 0.0)),
        Cell(row.rule, row.rule),
        Cell(row.action or "none asked", row.action or None, dim=not row.action),
        Cell(row.why, row.why),
    )
