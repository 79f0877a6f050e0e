"""Expected ranges and alarms of many series, with the rule that each day is judged by.

A day is judged by Farrington-flexible where its regime has three years of past (daily figures by
the seven days that end on it, weekly ones as they are), else by EARS: C3 from eleven steps on, C2
from nine, C1 from seven. Baselines are cut at regime breaks and leave past outbreaks out; figures
that are not complete yet are neither judged nor part of a baseline. EARS corrects for weekdays
(weekdays.py); a figure of Farrington-flexible contains all weekdays.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eoc_app.anomaly.baseline import Counts, Flags, Floats
from eoc_app.anomaly.grid import Grid, Series, grid
from eoc_app.anomaly.ranges import LEVELS
from eoc_app.anomaly.recent import REMEMBERED_DAYS, Judged, judge
from eoc_app.anomaly.ties import settle
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.anomaly.yearly import LEAST_YEARS, MOST_YEARS, judge_weeks

RULES: Final = (
    "EARS C1",
    "EARS C2",
    "EARS C3",
    "Farrington flexible",
    "none: no figure on this day",
    "none: figures of this day are not complete yet",
    "none: fewer than seven steps since the series began",
    "none: fewer than seven steps since the regime changed",
    "none: too few of the steps before have figures",
    "none: nothing but zeros before, which give no scale",
)
"""Rules by their number in `Ranges.rule`; the first four judge, the others say why none does."""
FARRINGTON, NO_FIGURE, INCOMPLETE, BEGAN, CHANGED, FEW, ZEROS = range(3, 10)
_YEAR: Final = 52 * WEEK
_REACH: Final = (MOST_YEARS + 1) * _YEAR
_AT_ONCE: Final = 60_000
"""Cells judged at once: few enough for the cache of a processor."""


class Ranges(NamedTuple):
    """Judged days, one entry each. NaN where a value is not known.

    `series` is the position in the input, `day` days since 1970-01-01. `observed`,
    `expected`, `lower` and `upper` are in the signal's unit, a share within 0 and 1; where
    `span_days` is more than a series' own period (Farrington-flexible, 7), counts and money are
    sums over it. `score` is (observed - expected) / (upper - expected), above 1 for an alarm;
    `p_value` the probability of as much or more, at most alpha for an alarm, for ranking and for
    another alpha. `rule` is a position in RULES, `since` the first day of the regime or series.
    Figures with a p-value of at most 1/20 have the upper bound at each level of `LEVELS` in
    `uppers`, entries x levels; the others have NaN there. For every level, `observed` is above the
    bound just where the p-value is at most the level (ties.py).
    A day that is not judged may still have a range; a day with neither a figure nor a range is
    left out.
    """

    series: Counts
    day: Counts
    observed: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    score: Floats
    p_value: Floats
    alarm: Flags
    rule: NDArray[np.int8]
    span_days: Counts
    since: Counts
    uppers: Floats


def expected_ranges(
    series: Sequence[Series],
    days: Iterable[int],
    alpha: float,
    *,
    workers: int = 2,
) -> Generator[Ranges, None, None]:
    """Judge every series on the requested days, from its first figure on.

    Yields the ranges piece by piece; each piece has whole series of one kind. The range of a day
    depends neither on later days nor on which other days are requested. `alpha` is the share of
    quiet days that may exceed their bound.

    Raises:
        ValueError: `alpha` is not between 0 and 0.1.
    """
    if not 0.0 < alpha <= 0.1:
        raise ValueError(f"alpha must lie above 0 and at most at 0.1, not {alpha}")
    requested = np.unique(np.fromiter(days, np.int64))
    if not len(requested):
        return
    batches: dict[tuple[object, ...], list[int]] = {}
    for position, member in enumerate(series):
        batches.setdefault(member.batch, []).append(position)
    pieces = (piece for batch in batches.values() for piece in _pieces(series, batch, requested))
    waiting: deque[Future[Ranges]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for piece in pieces:
            waiting.append(pool.submit(_ranges, series, piece, requested, alpha))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _begins(series: Series) -> int:
    return int(series.days[0]) if len(series.days) else np.iinfo(np.int32).max


def _pieces(series: Sequence[Series], batch: list[int], requested: Counts) -> Iterator[list[int]]:
    """Pieces of series of about the same length, as many as are judged at once."""
    batch = sorted(batch, key=lambda position: (_begins(series[position]), position))
    while batch:
        period = series[batch[0]].batch[2]
        step_count = (int(requested[-1]) - _first(series, batch, requested)) // period + 1
        size = max(1, _AT_ONCE // max(step_count, 1))
        yield batch[:size]
        batch = batch[size:]


def _first(series: Sequence[Series], piece: list[int], requested: Counts) -> int:
    """The first day that can affect a requested day."""
    period = series[piece[0]].batch[2]
    reach = max(_REACH, REMEMBERED_DAYS * period)
    begins = min(_begins(series[position]) for position in piece)
    return min(max(begins, int(requested[0]) - reach), int(requested[-1]))


def _ranges(series: Sequence[Series], piece: list[int], requested: Counts, alpha: float) -> Ranges:
    first = _first(series, piece, requested)
    layout = grid([series[position] for position in piece], first, int(requested[-1]))
    selected = np.isin(layout.days, requested) & (layout.window.stretch > 0)
    period = series[piece[0]].batch[2]
    if period > 1:
        # Between two figures of a longer period there is no figure to judge.
        selected &= layout.observed
    columns = np.flatnonzero(selected.any(0))
    newest = int(columns[0]) if len(columns) else layout.days.shape[1]
    skipped = max(0, newest - REMEMBERED_DAYS)
    recent = _whole(judge(layout.window.since(skipped), alpha), skipped)
    rule = _rule(layout, recent)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.where(layout.observed, layout.window.values / layout.window.wholes, np.nan)
    expected, lower, upper, p_value = recent.expected, recent.lower, recent.upper, recent.p_value
    uppers = np.full((*rule.shape, len(LEVELS)), np.nan)
    uppers[recent.uppers.rows, recent.uppers.columns] = recent.uppers.bounds
    periods = np.array([series[position].period_days for position in piece], np.int64)
    span = np.repeat(periods[:, None], rule.shape[1], axis=1)
    if period in {1, WEEK} and _years_behind(layout, period) >= LEAST_YEARS and len(columns):
        weeks = judge_weeks(layout.window, alpha, newest)
        judged_by_week = np.isfinite(weeks.upper)
        cells = weeks.rows[judged_by_week], weeks.columns[judged_by_week]
        for all_cells, week_values in (
            (observed, weeks.observed),
            (expected, weeks.expected),
            (lower, weeks.lower),
            (upper, weeks.upper),
            (p_value, weeks.p_value),
            (uppers, weeks.uppers),
        ):
            all_cells[cells] = week_values[judged_by_week]
        rule[cells], span[cells] = FARRINGTON, WEEK
    rows, places = np.nonzero(selected & (layout.observed | np.isfinite(upper)))
    cell = rows, places
    judged = rule[cell] <= FARRINGTON
    observed, expected = observed[cell], expected[cell]
    settled = settle(
        observed, expected, lower[cell], upper[cell],
        np.where(judged, p_value[cell], np.nan), uppers[cell], alpha,
    )  # fmt: skip
    lower, upper = settled.lower, settled.upper
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.nan_to_num((observed - expected) / (upper - expected))
    return Ranges(
        series=np.asarray(piece, np.int64)[rows],
        day=layout.days[cell],
        observed=observed,
        expected=expected,
        lower=lower,
        upper=upper,
        score=np.where(judged, score, np.nan),
        p_value=settled.p_value,
        alarm=judged & (observed > upper),
        rule=rule[cell],
        span_days=span[cell],
        since=layout.since[cell],
        uppers=settled.uppers,
    )


def _years_behind(layout: Grid, period: int) -> int:
    return int(layout.days.shape[1]) * period // _YEAR


def _whole(judged: Judged, skipped: int) -> Judged:
    """The judged columns, padded with the skipped columns before them."""

    def padded(part: Floats) -> Floats:
        return np.pad(part, ((0, 0), (skipped, 0)), constant_values=np.nan)

    return Judged(
        padded(judged.expected),
        padded(judged.lower),
        padded(judged.upper),
        padded(judged.p_value),
        padded(judged.days),
        np.pad(judged.short, ((0, 0), (skipped, 0))),
        np.pad(judged.method, ((0, 0), (skipped, 0))),
        judged.uppers._replace(columns=judged.uppers.columns + skipped),
    )


def _rule(layout: Grid, judged_days: Judged) -> NDArray[np.int8]:
    """The EARS rule of each cell, or the reason why there is none."""
    long = np.isfinite(judged_days.days)
    zeros = long & ~np.isfinite(judged_days.upper)
    judged = np.isfinite(judged_days.p_value)
    reasons = (
        (~layout.observed, NO_FIGURE),
        (layout.incomplete, INCOMPLETE),
        (judged, judged_days.method),
        (judged_days.short & layout.broken, CHANGED),
        (judged_days.short, BEGAN),
        (zeros, ZEROS),
    )
    conditions, rules = zip(*reasons, strict=True)
    rule: NDArray[np.int8] = np.select(conditions, rules, FEW).astype(np.int8)
    return rule
