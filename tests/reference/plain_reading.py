"""The reading of a day in plain Python, from its rows: slow, and as docs/signals.md tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from eoc_app.domain.risk.signal import Signal
from tests.reference.plain_bounds import COLUMNS, Row, Six, bounds, sum_of_known

LEVEL_DAYS: Final = 7
_WEAKEST_FIRST: Final = ("synthetic", "estimated", "measured", "published")
_STRONGEST_LAST: Final = ("below_threshold", "suppressed", "observed")


@dataclass(frozen=True)
class Figure:
    """What is said of a day, platforms taken together."""

    day: date
    period_days: int
    sums: Six
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Level:
    """What is read with a figure: a week, a window or the figure alone."""

    figure: Figure
    value: float | None
    lower: float | None
    upper: float | None
    cell: str
    provenance: str
    source_id: int

    @property
    def height(self) -> float | None:
        """The one number that a level is compared by."""
        if self.value is not None or self.lower is None or self.upper is None:
            return next((x for x in (self.value, self.lower, self.upper) if x is not None), None)
        return (self.lower + self.upper) / 2


class PlainReading:
    """Reads one signal of one country."""

    def __init__(self, signal: Signal, rows: Iterable[Row]) -> None:
        """Take the rows of the signal in that country, of the platforms that count."""
        self.rows = list(rows)
        self.share = signal.form == "share"
        self.largest = signal.combine == "max"
        self.last = signal.combine == "last"
        self.events = bool(signal.events)
        self.window_days = 1 if self.last else signal.window_days
        # A calendar month passes for four weeks.
        longest = 31 if self.window_days == 28 else self.window_days
        self.any_period = self.window_days == 1 or self.largest or signal.form in {"share", "hours"}
        self.longest_days = 100 if self.any_period else min(longest, 100)
        self.fresh_days = signal.fresh_days
        self.kept_days = signal.fresh_days + 60
        self.settles_days = 0 if self.events else max(signal.settles_days, 1)
        self.level_days = 1 if self.largest or self.events else LEVEL_DAYS
        week = 1 if self.events else LEVEL_DAYS
        self.young_days = max(self.window_days, week) + (0 if self.events else 28)

    def on(self, day: date) -> Row | None:
        """The reading of a day, as a row of reading_day tells it; None where nothing is known."""
        figures = self.figures(day)
        settled = [figure for figure in figures if self._is_read(figure, figures, day)]
        if not settled or (day - settled[-1].day).days > self.kept_days:
            return None
        newest = settled[-1]
        own = self._level(newest, figures)
        level, is_whole = own, self._is_whole(newest, figures)
        if not is_whole:
            week = [one for one in self._before(newest, figures, 0, 7) if one.period_days == 1]
            whole = [one for one in week if one.day < newest.day and self._is_whole(one, figures)]
            earlier = self._level(whole[-1], figures) if whole else None
            if earlier and None not in (earlier.height, own.height):
                assert earlier.height is not None
                assert own.height is not None
                if earlier.height > own.height:
                    level, is_whole = earlier, True
        taken = self._taken_days(newest)
        span = taken if taken > 1 else newest.period_days
        first = self._before(newest, figures, 0, self.young_days - 1)[0]
        age = (level.figure.day - first.day).days + newest.period_days
        is_young = taken > 1 and age < taken and not self.events
        return {
            "measured_on": level.figure.day,
            "value": level.value,
            "lower": level.lower,
            "upper": level.upper,
            "cell": level.cell,
            "provenance": level.provenance,
            "source_id": level.source_id,
            "span_days": age if is_young else span,
            "provisional": is_young or not is_whole,
            "reported_on": figures[-1].day,
            "fresh_until": figures[-1].day + timedelta(self._waited_days(newest, figures)),
        }

    # --- rules 1 to 3: figures

    def figures(self, day: date) -> list[Figure]:
        """One figure for each day up to this one that has any, the earliest first."""
        spoken: dict[date, dict[tuple[int, bool], list[Row]]] = defaultdict(
            lambda: defaultdict(list)
        )
        rows = [
            row
            for row in self.rows
            if row["scope"] == "country"
            and row["period_days"] <= self.longest_days
            and row["day"] <= day
        ]
        for row in rows:
            spoken[row["day"]][row["period_days"], row["platform"] != "all"].append(row)
        waiting = self._waiting(spoken) if self.last else {}
        figures = []
        for on in sorted(spoken):
            told = {
                grain: here
                for grain, here in spoken[on].items()
                if not (grain[1] and on in waiting.get(grain[0], ()))
            }
            if told:
                shortest = min(told)
                add = self._largest if self.largest else sum_of_known
                sums = (add([row[name] for row in told[shortest]]) for name in COLUMNS[:3])
                wholes = (
                    sum_of_known([row[name] for row in told[shortest]]) for name in COLUMNS[3:]
                )
                figures.append(Figure(on, shortest[0], Six(*sums, *wholes), tuple(told[shortest])))
        return figures

    def _waiting(
        self, spoken: dict[date, dict[tuple[int, bool], list[Row]]]
    ) -> dict[int, set[date]]:
        """Days, by period, on which a platform is waited for that was added to others."""
        days: dict[int, set[date]] = defaultdict(set)
        series: dict[tuple[int, str], list[date]] = defaultdict(list)
        for on in sorted(spoken):
            for (period, apart), rows in spoken[on].items():
                if apart:
                    for row in rows:
                        series[period, row["platform"]].append(on)
        for (period, _), own in series.items():
            for place, on in enumerate(own):
                if len(spoken[on][period, True]) < 2:
                    continue
                gap = min(period, (on - own[place - 1]).days) if place else period
                until = on + timedelta(self.kept_days)
                if place + 1 < len(own):
                    until = min(until, own[place + 1] - timedelta(1))
                silence = range(gap, (until - on).days + 1)
                days[period].update(on + timedelta(number) for number in silence)
        return days

    # --- rules 4 to 7: what is read

    def _is_read(self, figure: Figure, figures: Sequence[Figure], day: date) -> bool:
        settles = self.settles_days if figure.period_days == 1 else 0
        if figure.day + timedelta(settles) <= day:
            return True
        return not any(
            settles <= (figure.day - other.day).days < self.young_days for other in figures
        )

    def _taken_days(self, figure: Figure) -> int:
        """Days up to a figure that are taken together with it."""
        if figure.period_days > self.window_days:
            return 1
        return self.level_days if self.window_days == 1 else self.window_days

    def _before(
        self, figure: Figure, figures: Sequence[Figure], nearest: int, furthest: int
    ) -> list[Figure]:
        """Figures from so many to so many days before one."""
        return [one for one in figures if nearest <= (figure.day - one.day).days <= furthest]

    def _is_whole(self, figure: Figure, figures: Sequence[Figure]) -> bool:
        if self.events or self.largest or figure.period_days > 1:
            return True
        daily = [one for one in figures if one.period_days == 1]
        if self.window_days == 1 < self.level_days:
            counts = [
                sum(one.sums.part is not None for one in self._before(figure, daily, *days))
                for days in ((0, 6), (7, 13))
            ]
            if counts[0] < counts[1]:
                return False
        same = [one for one in self._before(figure, daily, 1, 28)
                if (figure.day - one.day).days % 7 == 0]  # fmt: skip
        return not (
            _is_short(figure.sums.part, [one.sums.part for one in same])
            or _is_short(figure.sums.whole, [one.sums.whole for one in same])
        )

    def _waited_days(self, figure: Figure, figures: Sequence[Figure]) -> int:
        place = list(figures).index(figure)
        if self.events or place < 7:
            return self.fresh_days
        gaps = (figure.day - figures[place - 7].day).days
        if gaps > min(3 * self.fresh_days, 300):
            return self.fresh_days
        return min(self.fresh_days, ceil(3 * gaps / 7) + 1)

    def _level(self, figure: Figure, figures: Sequence[Figure]) -> Level:
        days = self._taken_days(figure)
        span = [figure] if days == 1 else [
            one for one in self._before(figure, figures, 0, days - 1) if self._taken_days(one) > 1
        ]  # fmt: skip
        add = self._largest if self.largest else sum_of_known
        sums = [add([one.sums[place] for one in span]) for place in range(3)]
        sums += [sum_of_known([one.sums[place] for one in span]) for place in range(3, 6)]
        if self.window_days == 1:
            sums = [None if one is None else one / len(span) for one in sums]
        rows = [row for one in span for row in one.rows]
        cell = max((row["cell"] for row in rows), key=_STRONGEST_LAST.index)
        return Level(
            figure,
            *bounds(Six(*sums), rows, cell, is_share=self.share),
            cell,
            min((row["provenance"] for row in rows), key=_WEAKEST_FIRST.index),
            min(row["source_id"] for row in rows),
        )

    @staticmethod
    def _largest(numbers: Sequence[float | None]) -> float | None:
        return max((one for one in numbers if one is not None), default=None)


def _is_short(own: float | None, others: Sequence[float | None]) -> bool:
    """Whether a figure is under three quarters of the least of its weekday."""
    known = [one for one in others if one is not None]
    return own is not None and bool(known) and own < 0.75 * min(known)
