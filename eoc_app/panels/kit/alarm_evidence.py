"""Evidence of alarms: the rows of their queries, a shift's alarm budget, figures above a level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from eoc_app.core.column import Amount, Count, CountryCode, Provenance, Share
from eoc_app.domain.alarms.alarm_budget import (
    HOURS_OF_DAY,
    LOWEST_LEVEL,
    ONE_IN,
    expected_per_shift,
    false_alarms,
    level_for,
    level_held,
)
from eoc_app.domain.risk.method_parts import Band
from eoc_app.panels.kit.money import CURRENCIES
from eoc_app.panels.kit.panel import Given

READS: Final = ("alarms", "judged", "readings_everywhere", "stopped", "scores", CURRENCIES)
"""The queries behind alarms."""


class Exceeding(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `alarms`; `uppers` go with `ONE_IN`."""

    country_code: CountryCode
    signal: str
    period_days: Count
    measured_on: date
    span_days: Count
    observed: Amount
    expected: Amount
    p_value: Share
    p_value_before: Share | None
    uppers: tuple[Amount, ...]
    rule: str
    since: date
    provenance: Provenance

    def upper(self, one_in: int) -> float:
        """The bound that 1 in `one_in` quiet figures exceeds."""
        return self.uppers[ONE_IN.index(one_in)]

    def above(self, one_in: int) -> float:
        """How far above its bound; 1 is the distance from the expected figure to the bound."""
        upper = self.upper(one_in)
        distance = upper - self.expected
        return (self.observed - upper) / distance if distance > 0 else self.observed - upper


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """The row of the query `judged`; the counts of exceeding figures go with `ONE_IN`."""

    series_count: Count
    asking_count: Count
    asking_per_day: Amount
    first_on: date
    year_figure_count: Count
    year_exceeded_counts: tuple[Count, ...]
    band_level: Share | None


class Stopped(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `stopped`; `gone`: only the previous snapshot has the signal."""

    country_code: CountryCode
    signal: str
    measured_on: date
    gone: bool
    synthetic: bool
    source: str | None
    fresh_until: date


@dataclass(frozen=True)
class Budget:
    """The alarm budget of a shift: the level in force, and the false alarms expected at it."""

    per_shift: float
    method_per_shift: float
    shift_hours: float
    one_in: int
    held: bool
    series_count: int
    asking_count: int
    asking_per_day: float
    expected: float
    fewest: int
    most: int

    @property
    def level(self) -> float:
        """Share (0-1) of quiet figures that exceed their bound by chance."""
        return 1.0 / self.one_in


def judged_on(given: Given) -> Judged | None:
    """How many series were judged on the day looked at; None where the snapshot has no such row."""
    rows = given.frames["judged"].read(Judged)
    return rows[0] if rows else None


def budget_of(given: Given, judged: Judged | None) -> Budget:
    """The requested budget, or the method's own, and the level that follows from it."""
    rule = given.method.alarms
    requested = given.selection.alarms_per_shift
    per_shift = rule.per_shift if requested is None else requested
    per_day = judged.asking_per_day if judged else 0.0
    one_in = level_for(per_shift, rule.shift_hours, per_day)
    quiet = false_alarms(1.0 / one_in, round(per_day * rule.shift_hours / HOURS_OF_DAY))
    return Budget(
        per_shift=per_shift,
        method_per_shift=rule.per_shift,
        shift_hours=rule.shift_hours,
        one_in=one_in,
        held=level_held(per_shift, rule.shift_hours, per_day),
        series_count=judged.series_count if judged else 0,
        asking_count=judged.asking_count if judged else 0,
        asking_per_day=per_day,
        expected=expected_per_shift(one_in, rule.shift_hours, per_day),
        fewest=quiet.fewest,
        most=quiet.most,
    )


def exceeding(given: Given, one_in: int) -> list[Exceeding]:
    """Figures above their bound at a level."""
    return [
        row
        for row in given.frames["alarms"].read(Exceeding)
        if row.p_value <= 1.0 / one_in and row.signal in given.signals
    ]


def place(row: Exceeding, one_in: int, band: Band | None) -> tuple[float | str, ...]:
    """The sort key of a figure above its bound: the least likely comes first.

    Probabilities below the lowest level tried count as equal. Among equals the worst band comes
    first, then the figure that is the farthest above its bound.
    """
    rarity = max(row.p_value, LOWEST_LEVEL)
    floor = -1.0 if band is None else band.floor
    return (rarity, -floor, -row.above(one_in), row.country_code, row.signal, row.period_days)


def stopped(given: Given) -> list[Stopped]:
    """Judged signals that stopped: the latest to stop first, then by weight."""
    rows = [row for row in given.frames["stopped"].read(Stopped) if row.signal in given.signals]

    def place(row: Stopped) -> tuple[int, float, str, str]:
        judge = given.signals[row.signal].judge
        return (
            silent_days(given, row), -(judge.weight if judge else 0.0), row.country_code,
            row.signal,
        )  # fmt: skip

    return sorted(rows, key=place)


def silent_days(given: Given, row: Stopped) -> int:
    """Days since a stopped signal's next figure was due; 1 on the first day."""
    return (given.as_of_on - row.fresh_until).days
