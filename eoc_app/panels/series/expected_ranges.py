"""Expected ranges of the figures in a chart, and the figures that exceeded them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from eoc_app.core.column import Amount, Count, Share
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import grouped, near_day
from eoc_app.panels.kit.alarm_evidence import budget_of, judged_on
from eoc_app.panels.kit.panel import Given

READS: Final = ("expected", "judged")
_FIRST_FORMAT: Final = 3
"""Snapshots of earlier formats hold no expected ranges."""
_NOT_COMPUTED: Final = "no expected range: none was computed for these figures"
_NONE: Final = "none: "
_NO_FIGURE: Final = "none: no figure on this day"
PASSING: Final = (_NO_FIGURE, "none: figures of this day are not complete yet")
"""Reasons for one day alone. The series itself may also be too short to be judged."""


class ExpectedRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `expected`."""

    signal: str
    day: date
    period_days: Count
    span_days: Count
    observed: Amount | None
    expected: Amount | None
    lower: Amount | None
    upper: Amount | None
    p_value: Share | None
    level: Share
    rule: str
    baseline_since: date


@dataclass(frozen=True, slots=True)
class Expected:
    """The ranges of one drawn series, entry by entry, in the unit of its figures.

    `observed` is empty where the judged figures are the drawn ones; `rules` are pairs of the entry
    at which a rule begins and the rule. `exceeded` are positions.
    """

    days: tuple[int, ...] = ()
    expected: tuple[float | None, ...] = ()
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    observed: tuple[float | None, ...] = ()
    rules: tuple[tuple[int, str], ...] = ()
    exceeded: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """Shares (0-1) of quiet figures that exceed: the drawn bounds, and the level of alarms now."""

    drawn: float
    in_force: float

    @property
    def differ(self) -> bool:
        """Whether a figure above its drawn range may be no alarm, or one inside it an alarm."""
        return one_in(self.drawn) != one_in(self.in_force)


@dataclass(frozen=True)
class Ranges:
    """The expected ranges of all series of the country looked at; `levels` is None without any."""

    given: Given
    rows: Mapping[str, Sequence[ExpectedRow]]
    levels: Levels | None

    @staticmethod
    def of_country(given: Given) -> Ranges:
        """The ranges of the selected country; none where platforms are selected."""
        if "expected" not in given.frames:
            return Ranges(given, {}, None)
        rows = given.frames["expected"].read(ExpectedRow)
        by_signal: dict[str, list[ExpectedRow]] = {}
        for row in rows:
            by_signal.setdefault(row.signal, []).append(row)
        return Ranges(given, by_signal, _levels(given, rows[0].level) if rows else None)

    @property
    def band_text(self) -> str:
        """The caption of the ranges of all charts, or why no chart has one."""
        if self.levels is None:
            return _why_nowhere(self.given) or _NOT_COMPUTED
        return f"expected range (1 in {one_in(self.levels.drawn)} quiet figures is above)"

    @property
    def exceeded_text(self) -> str:
        """The caption of a ring, with its level where that differs from the level of the ranges."""
        if self.levels is None:
            return ""
        if not self.levels.differ:
            return "above its expected range"
        return f"as unlikely as 1 in {one_in(self.levels.in_force)} quiet figures"

    def of(self, signal: Signal, drawn: Mapping[int, int]) -> Expected:
        """The expected ranges of the drawn figures; `drawn` is the period in days by ordinal day.

        Only of figures that cover the most frequent period of those drawn. The range of a sum over
        several figures is converted to a mean per figure.
        """
        why = _why_none(self.given, drawn)
        rows = () if why else _drawn_rows(self.rows.get(signal.name, ()), drawn)
        if self.levels is None or not rows:
            return Expected(text=why or _NOT_COMPUTED)
        scales = [_scale(signal, row) for row in rows]
        together = any(row.span_days > row.period_days for row in rows)
        level = self.levels.in_force
        return Expected(
            days=tuple(row.day.toordinal() for row in rows),
            expected=_scaled([row.expected for row in rows], scales),
            lower=_scaled([row.lower for row in rows], scales),
            upper=_scaled([row.upper for row in rows], scales),
            observed=_scaled([row.observed for row in rows], scales) if together else (),
            rules=_runs([_rule(row) for row in rows]),
            exceeded=tuple(
                position
                for position, row in enumerate(rows)
                if row.p_value is not None and row.p_value <= level
            ),
            text=_text(signal, rows, self.levels, self.given.as_of_on),
        )


def _levels(given: Given, drawn: float) -> Levels:
    """The drawn level, and the one in force on the day looked at by the alarm budget."""
    judged = judged_on(given)
    return Levels(drawn, budget_of(given, judged).level if judged else drawn)


def _drawn_rows(rows: Sequence[ExpectedRow], drawn: Mapping[int, int]) -> list[ExpectedRow]:
    """The rows of the drawn figures, and of the days without a figure between them."""
    counted = Counter(drawn.values())
    period = min(counted, key=lambda days: (-counted[days], days))
    return [
        row
        for row in rows
        if row.period_days == period and drawn.get(row.day.toordinal(), period) == period
    ]


def _runs(rules: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Each rule with the position at which it begins."""
    return tuple(
        (position, rule)
        for position, rule in enumerate(rules)
        if not position or rules[position - 1] != rule
    )


def one_in(level: float) -> str:
    """The N of `1 in N` for a level, as printed."""
    return grouped(round(1.0 / level))


def _why_none(given: Given, drawn: Mapping[int, int]) -> str:
    why = _why_nowhere(given)
    if not why and not drawn:
        why = "no expected range: figures over such long periods are too few to learn from"
    return why


def _why_nowhere(given: Given) -> str:
    """Why no series has a range; empty where some may."""
    if given.selection.platforms:
        return "no expected range: ranges are computed for all platforms together only"
    if given.about["schema_version"] < _FIRST_FORMAT:
        return "no expected range: the snapshot is of a format without them"
    return ""


def _scale(signal: Signal, row: ExpectedRow) -> float:
    """The factor from a sum over several figures to a mean per figure; 1 for other forms."""
    if signal.form in ("count", "money"):
        return row.period_days / max(row.span_days, 1)
    return 1.0


def _scaled(values: Sequence[float | None], scales: Sequence[float]) -> tuple[float | None, ...]:
    return tuple(
        None if value is None else value * scale
        for value, scale in zip(values, scales, strict=True)
    )


def _rule(row: ExpectedRow) -> str:
    if row.span_days > row.period_days and not row.rule.startswith(_NONE):
        return f"{row.rule}, {row.span_days} days together"
    return row.rule


def _text(signal: Signal, rows: Sequence[ExpectedRow], levels: Levels, on: date) -> str:
    """The text on the range of the day looked at, or why there is none."""
    before = [row for row in rows if row.day <= on] or rows[:1]
    newest = before[-1]
    ranged_rows = [row for row in before if row.upper is not None]
    if not ranged_rows:
        lasting = [row for row in before if row.rule not in PASSING]
        return f"no expected range: {(lasting or before)[-1].rule.removeprefix(_NONE)}"
    judged = [row for row in ranged_rows if not row.rule.startswith(_NONE)]
    ranged = (judged or ranged_rows)[-1]
    by = f" by {ranged.rule}" if judged else ""
    parts = [f"expected{by} since {near_day(ranged.baseline_since, on)}"]
    if ranged.span_days > ranged.period_days:
        mean = ", drawn as their mean" if _scale(signal, ranged) != 1.0 else ""
        parts.append(f"{ranged.span_days} days together{mean}")
    parts.append(f"1 in {one_in(levels.drawn)} above")
    if levels.differ:
        parts.append(f"ringed at 1 in {one_in(levels.in_force)}, the level in force")
    # The text beside the value already says that the newest figure is not of today.
    if newest.p_value is None and newest.rule not in (_NO_FIGURE, ranged.rule):
        parts.append(f"{near_day(newest.day, on)} not judged: {newest.rule.removeprefix(_NONE)}")
    return "; ".join(parts)
