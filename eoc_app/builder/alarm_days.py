"""From judged figures to what was known on each day: the newest of each series, while fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from eoc_app.anomaly.expected import FARRINGTON, Ranges
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.builder.comparable_series import Comparable
from eoc_app.builder.daily_figures import Flags, Floats, Ints
from eoc_app.domain.alarm_budget import HIGHEST_LEVEL

_DAYS: Final = 1 << 20
"""More than the days of any calendar, so that a line and a day make one number."""


class Tally:
    """Series open and figures judged on each day from `first` to `last`."""

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._width = last - first + 1
        self._changes: dict[float, Ints] = {}
        self._figures = np.zeros(self._width, np.int64)

    def open(self, since: Ints | int, until: Ints | int, every: float) -> None:
        """Series with a figure about every so many days, each open from a day to a day."""
        changes = self._changes.setdefault(every, np.zeros(self._width + 1, np.int64))
        np.add.at(changes, np.asarray(since) - self._first, 1)
        np.add.at(changes, np.asarray(until) - self._first + 1, -1)

    def judged(self, days: Ints) -> None:
        """Figures that end on these days and were judged."""
        np.add.at(self._figures, days - self._first, 1)

    @property
    def series_count(self) -> Ints:
        """Series open by day."""
        total = np.zeros(self._width, np.int64)
        for count in self._open().values():
            total += count
        return total

    @property
    def figures_per_day(self) -> Floats:
        """Figures that these series bring on an average day, by day."""
        # In order of the lengths, so that the last digits do not hang on which came first.
        total = np.zeros(self._width)
        for every, count in sorted(self._open().items()):
            total += count / every
        return total

    @property
    def figure_count(self) -> Ints:
        """Figures judged by the day that they end on."""
        return self._figures

    def _open(self) -> dict[float, Ints]:
        return {every: np.cumsum(part)[:-1] for every, part in self._changes.items()}


class Figures:
    """What the figures of some lines are, looked up by line and day."""

    def __init__(self, found: Sequence[Comparable]) -> None:
        lines = [one.line for one in found]
        self.country = np.array([one.country for one in lines], np.int64)
        self.signal = np.array([one.signal for one in lines], np.int64)
        self._usual = np.array([one.usual for one in lines], np.int64)
        self._lines = lines

    @cached_property
    def _keys(self) -> Ints:
        found = [place * _DAYS + one.days for place, one in enumerate(self._lines)]
        return np.concatenate([*found, np.zeros(0, np.int64)])

    @cached_property
    def _periods(self) -> Ints:
        return np.concatenate([*(one.periods for one in self._lines), np.zeros(0, np.int64)])

    @cached_property
    def _strength(self) -> Ints:
        return np.concatenate([*(one.strength for one in self._lines), np.zeros(0, np.int64)])

    def period_days(self, line: Ints, day: Ints) -> Ints:
        """Days that a figure covers; where there is none, as many as is usual."""
        own = self._usual[line]
        longer = own > 1
        if longer.any():
            at, there = self._at(line[longer], day[longer])
            own[longer] = np.where(there, self._periods[at], own[longer])
        return own

    def strength(self, line: Ints, day: Ints) -> Ints:
        """Of figures that are there, the provenance by its strength."""
        return self._strength[self._at(line, day)[0]]

    def _at(self, line: Ints, day: Ints) -> tuple[Ints, Flags]:
        wanted = line * _DAYS + day
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return at, self._keys[at] == wanted


@dataclass(frozen=True)
class Alarms:
    """Rows of alarm, column by column, by day; names, rules and provenance by number.

    `uppers` is rows x levels, `before` the p-value of the judged figure before, NaN for none.
    """

    day: Ints
    country: Ints
    signal: Ints
    period_days: Ints
    measured: Ints
    span_days: Ints
    observed: Floats
    expected: Floats
    p_value: Floats
    before: Floats
    uppers: Floats
    rule: Ints
    since: Ints
    strength: Ints


class AlarmDays:
    """The judged figures of some lines, as they are taken in piece by piece."""

    def __init__(self, found: Sequence[Comparable], fresh: Ints, first: int, last: int) -> None:
        self.figures = Figures(found)
        self._every = np.array([one.every for one in found])
        self._fresh = fresh[self.figures.signal]
        self._first, self._last = first, last
        self._judged: list[tuple[Ints, Ints, Floats]] = []
        self._high: list[Ranges] = []

    def take(self, piece: Ranges, owner: Ints) -> None:
        """Keep what is needed of a piece: that figures were judged, and all of what is high."""
        judged = piece.rule <= FARRINGTON
        self._judged.append((owner[judged], piece.day[judged], piece.p_value[judged]))
        high = piece.p_value <= HIGHEST_LEVEL
        self._high.append(Ranges(**{name: part[high] for name, part in piece._asdict().items()}))

    def settle(self, tally: Tally) -> Alarms:
        """Count what was judged on each day, and give the rows of what was high."""
        if not self._judged:
            return _none()
        line, day, p_value = map(np.concatenate, zip(*self._judged, strict=True))
        found = Ranges(*map(np.concatenate, zip(*self._high, strict=True)))
        high = p_value <= HIGHEST_LEVEL
        row = np.cumsum(high) - 1
        order = np.lexsort((day, line))
        line, day, p_value = line[order], day[order], p_value[order]
        same = line[1:] == line[:-1]
        until = np.minimum(day + self._fresh[line], self._last)
        until[:-1] = np.where(same, np.minimum(until[:-1], day[1:] - 1), until[:-1])
        before = np.full(len(day), np.nan)
        before[1:] = np.where(same, p_value[:-1], np.nan)
        tally.judged(day)
        every = self._every[line]
        for one in np.unique(every).tolist():
            tally.open(day[every == one], until[every == one], one)
        chosen = np.flatnonzero(high[order])
        lasts = until[chosen] - day[chosen] + 1
        within = np.arange(lasts.sum()) - np.repeat(np.cumsum(lasts) - lasts, lasts)
        at = np.repeat(chosen, lasts)
        source, owner = row[order[at]], line[at]
        measured = day[at]
        own = self.figures.period_days(owner, measured)
        by_week = (found.span_days[source] == WEEK) & (own == 1)
        return Alarms(
            day=measured + within,
            country=self.figures.country[owner],
            signal=self.figures.signal[owner],
            period_days=own,
            measured=measured,
            span_days=np.where(by_week, WEEK, own),
            observed=found.observed[source],
            expected=found.expected[source],
            p_value=p_value[at],
            before=before[at],
            uppers=found.uppers[source],
            rule=found.rule[source].astype(np.int64),
            since=found.since[source],
            strength=self.figures.strength(owner, measured),
        )


def _none() -> Alarms:
    count, number = np.zeros(0, np.int64), np.zeros(0)
    return Alarms(
        count, count, count, count, count, count, number, number, number, number,
        np.zeros((0, 0)), count, count, count,
    )  # fmt: skip
