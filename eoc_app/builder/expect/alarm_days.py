"""From judged figures to what was known on each day: the newest of each series, while fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eoc_app.anomaly.expected import FARRINGTON, Ranges
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.builder.expect.comparable_series import Comparable
from eoc_app.builder.expect.daily_figures import Flags, Floats, Ints
from eoc_app.builder.expect.figure_lookup import Figures
from eoc_app.builder.expect.judged_tally import Tally
from eoc_app.domain.alarms.alarm_budget import HIGHEST_LEVEL


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

    def __init__(
        self, found: Sequence[Comparable], fresh: Ints, asking: Flags, first: int, last: int
    ) -> None:
        self.figures = Figures(found)
        self._every = np.array([one.every for one in found])
        self._fresh = fresh[self.figures.signal]
        self._asking = asking[self.figures.signal]
        self._first, self._last = first, last
        self._judged: list[tuple[Ints, Ints, Floats]] = []
        self._high: list[Ranges] = []

    def take(self, piece: Ranges, owner: Ints) -> None:
        """Keep what is needed of a piece: that figures were judged, and all of what is high."""
        judged = piece.rule <= FARRINGTON
        self._judged.append((owner[judged], piece.day[judged], piece.p_value[judged]))
        high = piece.p_value <= HIGHEST_LEVEL
        self._high.append(Ranges(**{name: part[high] for name, part in piece._asdict().items()}))

    def settle(self, tally: Tally, asking: Tally) -> Alarms:
        """Count what was judged on each day, `asking` what asks for an action; rows of the high."""
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
        asks = self._asking[line]
        for count, which in ((tally, np.ones_like(asks)), (asking, asks)):
            count.judged(day[which], p_value[which])
            every = self._every[line]
            for one in np.unique(every[which]).tolist():
                some = which & (every == one)
                count.open(day[some], until[some], one)
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
