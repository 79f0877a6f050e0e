"""Expected ranges and alarms of many series: which rule each day is judged by, and what it says.

A day is judged by Farrington-flexible where its regime has three years behind it (daily figures
by the seven days to it, weekly ones as they are), else by EARS: C3 from eleven steps on, C2 from
nine, C1 from seven. Baselines are cut at regime breaks and leave past outbreaks out; figures that
are not complete yet are neither judged nor part of a baseline. Weekdays are learnt and undone in
EARS (weekdays.py), and all in every figure of Farrington-flexible.
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
"""The rule of a day by its number in `Ranges.rule`; the first four judge, the rest say why not."""
FARRINGTON, NO_FIGURE, INCOMPLETE, BEGAN, CHANGED, FEW, ZEROS = range(3, 10)
_YEAR: Final = 52 * WEEK
_REACH: Final = (MOST_YEARS + 1) * _YEAR
_AT_ONCE: Final = 60_000
"""Cells judged in one go: few enough for a processor's own memory."""


class Ranges(NamedTuple):
    """Judged days, one entry each. NaN where nothing can be said.

    `series` is the position among the series given, `day` days since 1970-01-01. `observed`,
    `expected`, `lower` and `upper` are in the signal's unit, a share within 0 and 1; where
    `span_days` is more than a series' own period (Farrington-flexible, 7), counts and money are
    sums over it. `score` is (observed - expected) / (upper - expected), above 1 for an alarm;
    `p_value` the probability of as much or more, at most alpha for an alarm, for ranking and for
    another alpha. `rule` is a position in RULES, `since` the first day of the regime or series.
    Figures with a p-value of at most 1/20 have the upper bound at each level of `LEVELS` in
    `uppers`, entries x levels; the others have NaN there. For every level, `observed` is above the
    bound just where the p-value is at most the level (ties.py).
    A day that is not judged may have a range all the same; one with neither a figure nor a range
    is left out.
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
    """Judge every series on the days asked for, from its first figure on.

    Gives the ranges piece by piece; each piece holds whole series of one kind. What a day is told
    depends on nothing after it and not on which other days are asked for. `alpha` is the share of
    quiet days that may exceed.

    Raises:
        ValueError: `alpha` is not between 0 and 0.1.
    """
    if not 0.0 < alpha <= 0.1:
        raise ValueError(f"alpha must lie above 0 and at most at 0.1, not {alpha}")
    asked = np.unique(np.fromiter(days, np.int64))
    if not len(asked):
        return
    batches: dict[tuple[object, ...], list[int]] = {}
    for position, one in enumerate(series):
        batches.setdefault(one.batch, []).append(position)
    pieces = (piece for batch in batches.values() for piece in _pieces(series, batch, asked))
    waiting: deque[Future[Ranges]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for piece in pieces:
            waiting.append(pool.submit(_ranges, series, piece, asked, alpha))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _begins(one: Series) -> int:
    return int(one.days[0]) if len(one.days) else np.iinfo(np.int32).max


def _pieces(series: Sequence[Series], batch: list[int], asked: Counts) -> Iterator[list[int]]:
    """Series of about the same length together, as many as are judged in one go."""
    batch = sorted(batch, key=lambda position: (_begins(series[position]), position))
    while batch:
        steps = (int(asked[-1]) - _first(series, batch, asked)) // series[batch[0]].batch[2] + 1
        size = max(1, _AT_ONCE // max(steps, 1))
        yield batch[:size]
        batch = batch[size:]


def _first(series: Sequence[Series], piece: list[int], asked: Counts) -> int:
    """The first day that can bear on a day asked for."""
    period = series[piece[0]].batch[2]
    reach = max(_REACH, REMEMBERED_DAYS * period)
    begins = min(_begins(series[position]) for position in piece)
    return min(max(begins, int(asked[0]) - reach), int(asked[-1]))


def _ranges(series: Sequence[Series], piece: list[int], asked: Counts, alpha: float) -> Ranges:
    first = _first(series, piece, asked)
    laid = grid([series[position] for position in piece], first, int(asked[-1]))
    wanted = np.isin(laid.days, asked) & (laid.window.stretch > 0)
    period = series[piece[0]].batch[2]
    if period > 1:
        # Between two figures of a longer period there is nothing to judge.
        wanted &= laid.observed
    columns = np.flatnonzero(wanted.any(0))
    newest = int(columns[0]) if len(columns) else laid.days.shape[1]
    skipped = max(0, newest - REMEMBERED_DAYS)
    found = _whole(judge(laid.window.since(skipped), alpha), skipped)
    rule = _rule(laid, found)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.where(laid.observed, laid.window.values / laid.window.wholes, np.nan)
    expected, lower, upper, p_value = found.expected, found.lower, found.upper, found.p_value
    uppers = np.full((*rule.shape, len(LEVELS)), np.nan)
    uppers[found.uppers.rows, found.uppers.columns] = found.uppers.bounds
    own = np.array([series[position].period_days for position in piece], np.int64)
    span = np.repeat(own[:, None], rule.shape[1], axis=1)
    if period in {1, WEEK} and _years_behind(laid, period) >= LEAST_YEARS and len(columns):
        weeks = judge_weeks(laid.window, alpha, newest)
        known = np.isfinite(weeks.upper)
        cells = weeks.rows[known], weeks.columns[known]
        for whole, some in (
            (observed, weeks.observed),
            (expected, weeks.expected),
            (lower, weeks.lower),
            (upper, weeks.upper),
            (p_value, weeks.p_value),
            (uppers, weeks.uppers),
        ):
            whole[cells] = some[known]
        rule[cells], span[cells] = FARRINGTON, WEEK
    rows, places = np.nonzero(wanted & (laid.observed | np.isfinite(upper)))
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
        day=laid.days[cell],
        observed=observed,
        expected=expected,
        lower=lower,
        upper=upper,
        score=np.where(judged, score, np.nan),
        p_value=settled.p_value,
        alarm=judged & (observed > upper),
        rule=rule[cell],
        span_days=span[cell],
        since=laid.since[cell],
        uppers=settled.uppers,
    )


def _years_behind(laid: Grid, period: int) -> int:
    return int(laid.days.shape[1]) * period // _YEAR


def _whole(found: Judged, skipped: int) -> Judged:
    """What was judged, put back behind the columns that were skipped."""

    def padded(part: Floats) -> Floats:
        return np.pad(part, ((0, 0), (skipped, 0)), constant_values=np.nan)

    return Judged(
        padded(found.expected),
        padded(found.lower),
        padded(found.upper),
        padded(found.p_value),
        padded(found.days),
        np.pad(found.short, ((0, 0), (skipped, 0))),
        np.pad(found.method, ((0, 0), (skipped, 0))),
        found.uppers._replace(columns=found.uppers.columns + skipped),
    )


def _rule(laid: Grid, found: Judged) -> NDArray[np.int8]:
    """The EARS rule of each cell, or why there is none."""
    long = np.isfinite(found.days)
    zeros = long & ~np.isfinite(found.upper)
    judged = np.isfinite(found.p_value)
    reasons = (
        (~laid.observed, NO_FIGURE),
        (laid.incomplete, INCOMPLETE),
        (judged, found.method),
        (found.short & laid.broken, CHANGED),
        (found.short, BEGAN),
        (zeros, ZEROS),
    )
    when, what = zip(*reasons, strict=True)
    rule: NDArray[np.int8] = np.select(when, what, FEW).astype(np.int8)
    return rule
