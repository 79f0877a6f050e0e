"""How many series could be judged on each day, how many figures were, and how many exceeded."""

from __future__ import annotations

import numpy as np

from eoc_app.builder.expect.daily_figures import Floats, Ints
from eoc_app.domain.alarms.alarm_budget import ONE_IN


class Tally:
    """Series open and figures judged on each day from `first` to `last`."""

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._width = last - first + 1
        self._changes: dict[float, Ints] = {}
        self._figures = np.zeros(self._width, np.int64)
        self._exceeded = np.zeros((len(ONE_IN), self._width), np.int64)

    def open(self, since: Ints | int, until: Ints | int, every: float) -> None:
        """Series with a figure about every so many days, each open from a day to a day."""
        changes = self._changes.setdefault(every, np.zeros(self._width + 1, np.int64))
        np.add.at(changes, np.asarray(since) - self._first, 1)
        np.add.at(changes, np.asarray(until) - self._first + 1, -1)

    def judged(self, days: Ints, p_values: Floats) -> None:
        """Figures that end on these days and were judged, as likely as that on quiet days."""
        self._figures += self._by_day(days)
        for place, one_in in enumerate(ONE_IN):
            self._exceeded[place] += self._by_day(days[p_values <= 1.0 / one_in])

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

    @property
    def exceeded_counts(self) -> Ints:
        """Of these figures those that exceed, levels of `ONE_IN` x days."""
        return self._exceeded

    def _by_day(self, days: Ints) -> Ints:
        return np.bincount(days - self._first, minlength=self._width)

    def _open(self) -> dict[float, Ints]:
        return {every: np.cumsum(part)[:-1] for every, part in self._changes.items()}
