"""How many series could be judged on each day, and how many figures were."""

from __future__ import annotations

import numpy as np

from eoc_app.builder.daily_figures import Floats, Ints


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
