"""Charts of signals."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, Literal

import msgspec

from eoc_app.domain.wording import axis_words
from eoc_app.domain.wording.axis_words import day_text, instant_text
from eoc_app.views.levels import Axis, Knowledge, Level
from eoc_app.views.series_rows import RANGE_COLUMNS, points
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import TableView, View

_SERIES_COLUMNS: Final = [
    ("Signal", False), ("Day", False), ("Value", True), ("Bounds", True), *RANGE_COLUMNS,
    ("Rule", False),
]  # fmt: skip


_KNOWLEDGE: Final[dict[Knowledge, str]] = {
    "fresh": "fresh",
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed: too few to show",
    "below_threshold": "below the threshold of reporting",
}


class Shade(msgspec.Struct, frozen=True, kw_only=True):
    """A restriction period on a time axis; its ends may lie outside the chart."""

    starts: float
    ends: float
    label: str
    exercise: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An instant on a time axis: an election day or a regime break."""

    at: float
    label: str
    kind: Literal["election", "break"]
    exercise: bool = False


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that covers several days, drawn across all of them."""

    starts: float
    ends: float
    value: float | None
    lower: float | None
    upper: float | None
    label: str
    """The figure as stated, such as `more than 20 million`."""
    exercise: bool


class SeriesView(View, frozen=True, kw_only=True):
    """One signal of one country over time.

    `days`, `values`, `lower`, `upper`, `synthetic` have one length; a value of None is a gap.
    """

    signal: str
    axis: Axis
    lead: bool
    unit: str
    form: Literal["count", "share", "hours", "money"]
    days: tuple[int, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    synthetic: tuple[bool, ...]
    spans: tuple[Span, ...]
    watch: float | None
    alert: float | None
    alarms: tuple[int, ...]
    """Positions in `days` where the value reaches the alert threshold."""
    range_days: tuple[int, ...] = ()
    """Days whose figure was or could have been judged. The next three fields have one item per day,
    in the unit of `values`; None if no range can be computed."""
    expected: tuple[float | None, ...] = ()
    range_lower: tuple[float | None, ...] = ()
    range_upper: tuple[float | None, ...] = ()
    exceeded: tuple[int, ...] = ()
    """Positions in `range_days` where the figure is above the range."""
    range_text: str = ""
    """What the range is, and the rule of the newest one, or why there is none."""
    range_observed: tuple[float | None, ...] = ()
    """The judged figures, means if they cover several days; empty if they equal `values`."""
    range_rules: tuple[tuple[int, str], ...] = ()
    """The rule from a position in `range_days` on; `none:` and the reason if nothing is judged."""
    shades: tuple[Shade, ...]
    marks: tuple[Mark, ...]
    starts: float
    ends: float
    cursor: float
    knowledge: Knowledge
    state_text: str
    value_text: str
    level: Level
    source: str
    exercise: bool

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return (
            self.exercise
            or any(shade.exercise for shade in self.shades)
            or any(mark.exercise for mark in self.marks)
        )

    @property
    def known_text(self) -> str:
        """Returns the state as the panel words it, else the plain name of what is not known."""
        if self.state_text or self.knowledge == "fresh":
            return self.state_text
        return _KNOWLEDGE[self.knowledge]

    @property
    def has_values(self) -> bool:
        """Returns whether there is any figure to draw."""
        return bool(self.spans) or any(
            value is not None for line in (self.values, self.lower, self.upper) for value in line
        )

    def judged(self, at: int) -> float | None:
        """Returns the figure that was judged at a position of `range_days`."""
        if self.range_observed:
            return self.range_observed[at]
        on = self.range_days[at]
        place = bisect_left(self.days, on)
        known = place < len(self.days) and self.days[place] == on
        return self.values[place] if known else None

    @property
    def exceedances(self) -> tuple[tuple[int, float], ...]:
        """Returns the days and figures that exceed their range, if the figure is known."""
        judged = ((self.range_days[at], self.judged(at)) for at in self.exceeded)
        return tuple((on, value) for on, value in judged if value is not None)

    @property
    def heard(self) -> str:
        """Returns the chart in a few sentences."""
        parts = [
            self.subtitle,
            f"{self.axis} signal",
            "; ".join(text for text in (self.value_text, self.known_text) if text),
            self._extremes(),
            *(f"over a period: {span.label}" for span in self.spans),
            *(
                f"{name} threshold {self._figure(level)}"
                for name, level in (("watch", self.watch), ("alert", self.alert))
                if level is not None
            ),
            f"{len(self.alarms)} days at or over the alert threshold" if self.alarms else "",
            self.range_text,
            self._newest_exceedance(),
            *(
                f"{'regime break' if mark.kind == 'break' else 'election'}"
                f" {day_text(mark.at)}: {mark.label}"
                for mark in self.marks
            ),
            *(
                f"restriction {instant_text(shade.starts)} to {instant_text(shade.ends)}:"
                f" {shade.label}"
                for shade in self.shades
            ),
            "exercise: synthetic figures" if self.is_exercise else "",
            self.footnote,
            f"source: {self.source}" if self.source else "",
        ]
        return ". ".join(part for part in parts if part)

    def _figure(self, value: float) -> str:
        return axis_words.figure(value, self.form, self.unit)

    def _extremes(self) -> str:
        known = [(v, d) for v, d in zip(self.values, self.days, strict=True) if v is not None]
        if not known:
            return "" if self.has_values else self.empty or "no figures"
        (low, low_day), (high, high_day) = min(known), max(known)
        return (
            f"lowest {self._figure(low)} on {day_text(low_day)}, "
            f"highest {self._figure(high)} on {day_text(high_day)}"
        )

    def _newest_exceedance(self) -> str:
        above = self.exceedances
        if not above:
            return ""
        on, value = above[-1]
        return (
            f"{len(above)} ringed as exceeding, the newest {self._figure(value)} on {day_text(on)}"
        )

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        with_footnote = msgspec.structs.replace(
            self, footnote="; ".join(part for part in (self.range_text, self.footnote) if part)
        )
        return table_of(with_footnote, _SERIES_COLUMNS, points(self))
