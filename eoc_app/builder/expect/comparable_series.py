"""Series whose figures may be compared with one another, from figures as they are stated.

What is not known of all platforms is not observed; a platform that joins or leaves for good begins
another regime, and one that merely lags behind leaves the newest days incomplete. Figures that
overlap are split into phases, each of figures that do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from eoc_app.anomaly.grid import Series
from eoc_app.builder.expect.daily_figures import EPOCH, Ask, Floats, Ints, Numbers
from eoc_app.builder.expect.figure_lines import Line
from eoc_app.domain.risk.signal import Signal

_APART: Final = 0.75
"""Figures nearer to each other than this share of what they cover overlap."""
_BREAKS: Final = """
select country_code, family, signal, changed_on
from regime_change
where scope = 'world' or country_code is not null
"""


@dataclass(frozen=True)
class Comparable:
    """A line and its series: one, or one for each phase; a figure about every `every` days."""

    line: Line
    series: tuple[Series, ...]
    every: float


class RegimeBreaks:
    """First days of new regimes by country and signal, from the table regime_change."""

    def __init__(self, ask: Ask) -> None:
        self._days: dict[tuple[str | None, str, str | None], list[int]] = {}
        for code, family, signal, changed_on in ask(_BREAKS, None).fetchall():
            day = (changed_on - EPOCH).days
            self._days.setdefault((code, family, signal), []).append(day)

    def of(self, code: str, signal: Signal) -> set[int]:
        """Breaks of one signal in one country: its own, its family's, and the world's."""
        return {
            day
            for place in (code, None)
            for family in ("all", signal.family)
            for name in (None, signal.name)
            for day in self._days.get((place, family, name), ())
        }


def comparable(
    found: Iterable[Line], numbers: Numbers, breaks: RegimeBreaks, last: int
) -> Iterator[Comparable]:
    """Lines with their series; `last` is the as-of day. Lines never observed are left out."""
    for line in found:
        if not np.isfinite(line.values).any():
            continue
        signal = numbers.signals[line.signal]
        cuts = breaks.of(numbers.countries[line.country], signal)
        # A figure over several days that a break lies within is of neither regime.
        cuts |= {day + int(line.periods.max()) - 1 for day in cuts}
        until = last - signal.settles_days
        values = line.values
        if line.platforms is not None:
            values, more, until = _together(line, last - signal.fresh_days, until)
            cuts |= more
        common = {
            "form": signal.form,
            "breaks": tuple(sorted(cuts)),
            "complete_until": until,
        }
        yield _split(line, values, common)


def _together(line: Line, fresh_from: int, until: int) -> tuple[Floats, set[int], int]:
    """Values without the days on which a platform is missing, breaks, and what is complete."""
    first, last = (np.sort(part) for part in line.platforms or ())
    there = np.searchsorted(first, line.days, "right") - np.searchsorted(last, line.days, "left")
    values = np.where(line.count < there, np.nan, line.values)
    cuts = {int(day) for day in first if day > line.days[0]}
    listed = line.days.tolist()
    for day in last.tolist():
        if day == listed[-1]:
            continue
        if day >= fresh_from:
            until = min(until, day)
        else:
            cuts.add(listed[bisect_right(listed, day)])
    return values, cuts, until


def _split(line: Line, values: Floats, common: Mapping[str, Any]) -> Comparable:
    if line.usual > 1 and len(line.days) > 1:
        every, period = float(np.median(np.diff(line.days))), int(np.median(line.periods))
        if every < _APART * period:
            return _phases(line, values, every, period, common)
    whole = Series(line.days, values, line.wholes, period_days=line.usual, **common)
    return Comparable(line, (whole,), float(line.usual))


def _phases(
    line: Line, values: Floats, every: float, period: int, common: Mapping[str, Any]
) -> Comparable:
    """Figures that end every day and cover seven: seven series, by their day modulo 7."""
    step = max(1, round(every))
    number = -(-period // step)
    phase: Ints = line.days % (number * step) // step
    parts = []
    for one in range(number):
        mine = phase == one
        if not np.isfinite(values[mine]).any():
            continue
        wholes = None if line.wholes is None else line.wholes[mine]
        parts.append(
            Series(line.days[mine], values[mine], wholes, period_days=line.usual, **common)
        )
    return Comparable(line, tuple(parts), float(step))
