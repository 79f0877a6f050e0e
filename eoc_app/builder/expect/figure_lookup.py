"""What single figures of many lines are, looked up by line and day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from eoc_app.builder.expect.comparable_series import Comparable
from eoc_app.builder.expect.daily_figures import Flags, Ints

_DAYS: Final = 1 << 20
"""More than the days of any calendar, so that a line and a day make one number."""


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
