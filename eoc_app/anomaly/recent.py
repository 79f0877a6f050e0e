"""EARS for counts, shares and money: each day against the weeks just before.

The baseline of a day has up to 28 days, in whole weeks, within one regime; C2 and C3 leave out the
two days just before. With seven days of past a day is judged by C1, with nine by C2, and from
eleven on by C2 and C3 side by side, each at half the level: C2 is best for a single day, C3 for a
few days in a row. Expectation and spread are those of EARS, adjusted for each day's exposure,
denominator and weekday. The multiplier of the spread is not the normal one: with seven days and
skewed counts that would raise ten to five hundred times the intended number of alarms
(docs/parts/planted-outbreaks.md). It is corrected for the skewness of the figure and the
uncertainty of the spread, so that alarms are as rare as `alpha` says.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from eoc_app.anomaly.accumulation import (
    LEAST_SCORE,
    MOST_EXCESS,
    accumulated_deviate,
    accumulated_tail,
)
from eoc_app.anomaly.baseline import (
    Cells,
    Counts,
    Flags,
    Floats,
    Moments,
    days_before,
    moments,
    moments_of,
)
from eoc_app.anomaly.ears import GUARD_DAYS, LAGS
from eoc_app.anomaly.ranges import (
    LEVELS,
    Range,
    Uppers,
    Usual,
    Window,
    bound,
    deviate,
    range_of,
    usual,
)
from eoc_app.anomaly.reference_distribution import student_deviate, student_tail
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.domain.alarms.alarm_budget import HIGHEST_LEVEL

SHORTEST: Final = 7
OUTBREAK_ALPHA: Final = 0.001
"""Level at which a past day counts as an outbreak; independent of the level of alarms."""
REMEMBERED_DAYS: Final = 19 * WEEK
"""Earlier days that can affect a day: baselines of its baseline, and weeks for weekday effects."""
SIDE_BY_SIDE: Final = 2
"""The number of rules that share the level where C2 and C3 both judge."""
C1, C2, C3 = 0, 1, 2


class Judged(NamedTuple):
    """Ranges by series and day, in values per whole; NaN where a value is not known.

    `days` is the number of days in the baseline, `short` that the regime is too young for one.
    `method` is 0 to 2 for C1 to C3: of C2 and C3 the one that sets the upper bound, or, where fewer
    than one quiet figure in twenty is as high, the one by which the figure is less likely. Such
    figures have the upper bound at every level of `LEVELS` in `uppers`: their rows and columns, and
    one row of bounds for each.
    """

    expected: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    days: Floats
    short: Flags
    method: Counts
    uppers: Uppers


class _Score(NamedTuple):
    """How extreme a figure is; `together` says that it is less likely by C3 than by C2."""

    z: Floats
    excess: Floats
    p_value: Floats
    together: Flags


def judge(window: Window, alpha: float) -> Judged:
    """Expected ranges of every day, with past outbreaks left out of the baselines.

    Days that exceed at OUTBREAK_ALPHA in a first pass are in no baseline of the second, unless
    less than half of the baseline would be left: a lasting level becomes the usual one.
    """
    before = days_before(window.stretch)
    method = np.where(before >= SHORTEST + GUARD_DAYS["C2"], C2, C1)
    method[before >= SHORTEST + GUARD_DAYS["C3"] + len(LAGS)] = C3
    guard = np.where(method == C1, GUARD_DAYS["C1"], GUARD_DAYS["C2"])
    length = np.minimum(before - guard, window.longest)
    if window.first_weekday is not None:
        length = length // WEEK * WEEK
    length = np.where(length >= SHORTEST, length, 0)
    usual_days = usual(window)
    all_moments = _moments(window, usual_days, guard, length)
    ranges = range_of(window, usual_days, all_moments, length)
    # Of a figure no higher than this score the tail is a fifth or so, and no outbreak's.
    outbreak = _score(window, ranges, method, above=LEAST_SCORE).p_value < OUTBREAK_ALPHA
    ranges = range_of(
        window, usual_days, _calmed(usual_days, all_moments, outbreak, guard, length), length
    )
    score = _score(window, ranges, method)
    both = (method == C3) & np.isfinite(ranges.days)
    z_upper, reach = _deviates(ranges.days, score.excess, both, alpha)
    cells = np.nonzero(score.p_value <= HIGHEST_LEVEL)
    single = Range(*(part[cells] for part in ranges))
    uppers = [
        bound(
            window.kind,
            np.minimum(*_deviates(single.days, score.excess[cells], both[cells], level)),
            single,
        )
        for level in LEVELS
    ]
    by_c3 = np.where(score.p_value <= HIGHEST_LEVEL, score.together, reach < z_upper)
    return Judged(
        expected=ranges.mean,
        lower=bound(window.kind, -z_upper, ranges),
        upper=bound(window.kind, np.minimum(z_upper, reach), ranges),
        p_value=score.p_value,
        days=ranges.days,
        short=length == 0,
        method=np.where(method == C3, np.where(by_c3, C3, C2), method),
        uppers=Uppers(cells[0], cells[1], np.stack(uppers, axis=1)),
    )


def _deviates(days: Floats, excess: Floats, both: Flags, alpha: float) -> tuple[Floats, Floats]:
    """The deviates that a figure must exceed by itself, and together with the days before it."""
    z_upper = np.where(both, _of_days(alpha / SIDE_BY_SIDE, days), _of_days(alpha, days))
    reach = np.full(z_upper.shape, np.inf)
    reach[both] = accumulated_deviate(alpha / SIDE_BY_SIDE, days[both])
    return z_upper, np.maximum(reach - excess, LEAST_SCORE)


def _of_days(level: float, days: Floats) -> Floats:
    """The deviate exceeded with a probability, each number of days reckoned once; NaN stays."""
    known = np.isfinite(days)
    number = np.where(known, days, 0.0).astype(np.int64)
    freedom = np.maximum(np.arange(1 + int(number.max(initial=0))) - 1.0, 1.0)
    by_number = student_deviate(np.full(freedom.shape, level), freedom)
    return np.where(known, by_number[number], np.nan)


def _moments(window: Window, usual_days: Usual, guard: Counts, length: Counts) -> Moments:
    full = moments(usual_days.days, GUARD_DAYS["C2"], window.longest)
    short = (length > 0) & ((guard != GUARD_DAYS["C2"]) | (length != window.longest))
    rows, columns = np.nonzero(short)
    single = moments_of(usual_days.days, _cells(rows, columns, guard, length))
    return _replaced(full, rows, columns, single)


def _calmed(
    usual_days: Usual, full: Moments, outbreak: Flags, guard: Counts, length: Counts
) -> Moments:
    """Moments without past outbreaks, for the days that have one in their baseline."""
    outbreaks_until = np.cumsum(outbreak, axis=1, dtype=np.int64)
    longest = int((guard + length).max(initial=0))
    outbreaks_earlier = np.pad(outbreaks_until, ((0, 0), (longest, 0)))[
        :, : outbreaks_until.shape[1]
    ]
    rows, columns = np.nonzero((outbreaks_until > outbreaks_earlier) & (length > 0))
    calm = usual_days.days._replace(usable=usual_days.days.usable & ~outbreak)
    calm_moments = moments_of(calm, _cells(rows, columns, guard, length))
    kept = calm_moments.days * 2 >= full.days[rows, columns]
    calm_moments = Moments(*(part[kept] for part in calm_moments))
    return _replaced(full, rows[kept], columns[kept], calm_moments)


def _cells(rows: Counts, columns: Counts, guard: Counts, length: Counts) -> Cells:
    nearest = guard[rows, columns]
    return Cells(rows, columns, nearest, nearest + length[rows, columns])


def _replaced(full: Moments, rows: Counts, columns: Counts, single: Moments) -> Moments:
    parts = []
    for whole, some in zip(full, single, strict=True):
        part = whole.copy()
        part[rows, columns] = some
        parts.append(part)
    return Moments(*parts)


def _score(window: Window, ranges: Range, method: Counts, *, above: float = -np.inf) -> _Score:
    """The score of each day, the excess of the two days before, and the p-value of both.

    The p-value is reckoned of what is further out than `above`, and 1 of the rest.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(window.usable, window.values / window.wholes, np.nan)
    z = deviate(window.kind, value, ranges)
    excess = np.zeros(z.shape)
    for lag in LAGS:
        same = window.stretch[:, lag:] == window.stretch[:, :-lag]
        more = np.clip(z[:, :-lag] - LEAST_SCORE, 0.0, MOST_EXCESS)
        # Days without a score or in another regime add nothing.
        excess[:, lag:] += np.where(same & np.isfinite(more), more, 0.0)
    if above > -np.inf:
        p_value = np.ones(z.shape)
        far = z > above
        p_value[far] = student_tail(z[far], ranges.days[far] - 1.0)
    else:
        p_value = student_tail(z, ranges.days - 1.0)
    both = method == C3
    over = both & (z > LEAST_SCORE)
    p_value_c3 = np.ones(z.shape)
    p_value_c3[over] = accumulated_tail((z + excess)[over], ranges.days[over])
    # The smaller of two p-values, as if independent: never smaller than it should be.
    smaller = np.minimum(SIDE_BY_SIDE * np.minimum(p_value, p_value_c3), 1.0)
    together = both & (excess > 0) & (p_value_c3 < p_value)
    return _Score(z, excess, np.where(both, smaller, p_value), together)
