"""What is expected of every figure on every day of the window, and which figures exceed.

Everything is judged from the stored table signal_day, so that a proof can do it again. The level
that bounds are set to is the one that the method's alarm budget gives on the as-of day, shared
among the series that ask for an action; which series are judged does not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final

import numpy as np

from eoc_app.anomaly.expected import FARRINGTON, Ranges, expected_ranges
from eoc_app.anomaly.grid import usual_period
from eoc_app.builder.expect.alarm_days import AlarmDays, Alarms
from eoc_app.builder.expect.comparable_series import Comparable, RegimeBreaks, comparable
from eoc_app.builder.expect.daily_figures import (
    EPOCH,
    LONGEST_PERIOD,
    Ask,
    Flags,
    Ints,
    Numbers,
    country_groups,
    platforms_of,
)
from eoc_app.builder.expect.expected_rows import ExpectedDays, rows_of
from eoc_app.builder.expect.figure_lines import lines
from eoc_app.builder.expect.judged_tally import Tally
from eoc_app.domain.alarms.alarm_budget import HIGHEST_LEVEL, level_for
from eoc_app.domain.risk.method_parts import AlarmBudget
from eoc_app.domain.risk.signal import Signal

_ROWS_AT_ONCE: Final = 500_000
_LATELY: Final = 14
"""Days up to the as-of day among which the newest judged figure of most series is found."""


class Expectation:
    """One judgement of a whole snapshot: `days` of all `countries`, and then the rest is whole.

    `watch` is called between steps of less than a second and may raise.
    """

    def __init__(
        self,
        ask: Ask,
        signals: Sequence[Signal],
        budget: AlarmBudget,
        window: tuple[date, date],
        watch: Callable[[], None],
    ) -> None:
        self._ask = ask
        self._watch = watch
        self._last_on = window[1]
        self._first, self._last = ((day - EPOCH).days for day in window)
        self.countries = list(country_groups(ask, self._last_on, _ROWS_AT_ONCE))
        self.numbers = Numbers(
            tuple(code for codes in self.countries for code in codes),
            tuple(sorted(signals, key=lambda one: one.name)),
            platforms_of(ask),
            tuple(usual_period(period) for period in range(1, LONGEST_PERIOD + 1)),
        )
        self._breaks = RegimeBreaks(ask)
        self._fresh = np.array([one.fresh_days for one in self.numbers.signals], np.int64)
        self._asking = np.array([bool(one.action) for one in self.numbers.signals], np.bool_)
        self._budget = budget
        self.tally = Tally(self._first, self._last)
        self.asking = Tally(self._first, self._last)
        self.alarms: list[Alarms] = []
        self.one_in = self._one_in()

    @property
    def level(self) -> float:
        """The share of quiet figures that exceed the stored bounds."""
        return 1.0 / self.one_in

    def days(self, codes: Sequence[str]) -> Iterator[ExpectedDays]:
        """Rows of expected_day of some `countries`, in no order among these."""
        found = self._comparable(codes)
        judged = AlarmDays(found, self._fresh, self._asking, self._first, self._last)
        window = range(self._first, self._last + 1)
        for piece, owner in self._pieces(found, window, self.level):
            judged.take(piece, owner)
            yield rows_of(piece, owner, judged.figures)
        self.alarms.append(judged.settle(self.tally, self.asking))

    def counts(self) -> Iterator[tuple[Any, ...]]:
        """Rows of judged_day without their days, from the first day of the window on."""
        every, asking = self.tally, self.asking
        columns = (
            every.series_count, every.figure_count, asking.series_count, asking.figures_per_day,
            asking.figure_count, *asking.exceeded_counts,
        )  # fmt: skip
        return zip(*(part.tolist() for part in columns), strict=True)

    def _one_in(self) -> int:
        tally = Tally(self._last, self._last)
        for codes in self.countries:
            self._open(self._comparable(codes, self._asking), tally)
        budget = self._budget
        return level_for(budget.per_shift, budget.shift_hours, float(tally.figures_per_day[0]))

    def _open(self, found: Sequence[Comparable], tally: Tally) -> None:
        """Count the series with a fresh judged figure, looking no further back than it takes."""
        fresh = np.array([self._fresh[one.line.signal] for one in found], np.int64)
        newest = np.full(len(found), np.iinfo(np.int32).min, np.int64)
        self._look(found, newest, np.ones(len(found), np.bool_), _LATELY)
        known = np.array([_newest_known(one) for one in found], np.int64)
        late = (newest < 0) & (fresh >= _LATELY) & (known >= self._last - fresh)
        self._look(found, newest, late, int(fresh[late].max(initial=0)) + 1)
        for one, open_ in zip(found, newest >= self._last - fresh, strict=True):
            if open_:
                tally.open(self._last, self._last, one.every)

    def _look(self, found: Sequence[Comparable], newest: Ints, which: Flags, days: int) -> None:
        if not which.any():
            return
        some = [one for one, wanted in zip(found, which, strict=True) if wanted]
        place = np.flatnonzero(which)
        # What ended before the window is in no table, and opens no series either.
        lately = range(max(self._first, self._last - days + 1), self._last + 1)
        for piece, owner in self._pieces(some, lately, HIGHEST_LEVEL):
            judged = piece.rule <= FARRINGTON
            np.maximum.at(newest, place[owner[judged]], piece.day[judged])

    def _comparable(self, codes: Sequence[str], signals: Flags | None = None) -> list[Comparable]:
        self._watch()
        found = lines(self._ask, codes, self.numbers, self._last_on, signals)
        return list(comparable(found, self.numbers, self._breaks, self._last))

    def _pieces(
        self, found: Sequence[Comparable], days: range, alpha: float
    ) -> Iterator[tuple[Ranges, Ints]]:
        """Judged pieces, each with the position among `found` of every entry."""
        owner = np.repeat(np.arange(len(found)), [len(one.series) for one in found])
        series = [one for every in found for one in every.series]
        with closing(expected_ranges(series, days, alpha)) as pieces:
            for piece in pieces:
                self._watch()
                yield piece, owner[piece.series]


def _newest_known(one: Comparable) -> int:
    return int(one.line.days[np.isfinite(one.line.values)][-1])
