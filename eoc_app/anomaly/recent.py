"""EARS on figures as they come: counts, shares and money against the weeks just before.

A day's baseline are up to 28 days, in whole weeks, kept within one regime; C2 and C3 leave the
two days before the day out of it. With seven days behind it a day is judged by C1, with nine by
C2, and from eleven on by C2 and C3 side by side, each at half the level: C2 sees a single day
best, C3 a few days in a row. Expectation and spread are those of EARS, taken with what each day
could show (its exposure, its denominator, its weekday). The multiplier of the spread is not
the normal one: with seven days and skewed counts that gives ten to five hundred times the alarms
that were asked for (docs/parts/planted-outbreaks.md); it is corrected for the skewness of the
figure and for the uncertainty of the spread, so that alarms come as seldom as `alpha` says.
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
"""Level at which a past day counts as an outbreak; apart from the level that alarms are set to."""
REMEMBERED_DAYS: Final = 19 * WEEK
"""Days before a day that can bear on it: baselines of baselines, and their weekdays' weeks."""
SIDE_BY_SIDE: Final = 2
"""How many rules share the level where C2 and C3 both judge."""
C1, C2, C3 = 0, 1, 2


class Judged(NamedTuple):
    """Per series and day; NaN where nothing can be said. In values per whole.

    `days` is how many days the baseline has, `short` that the regime is too young for one.
    `method` is 0 to 2 for C1 to C3: of C2 and C3 the one that sets the upper bound, or by which a
    figure is the less likely where fewer than one quiet figure in twenty is as high. Such figures
    have the upper bound at every level of `LEVELS` in `uppers`, cell by cell: their rows and
    columns, and one row of bounds for each.
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
    """How far out a figure is; `together` says that C3 finds it less likely than C2 does."""

    z: Floats
    excess: Floats
    p_value: Floats
    together: Flags


def judge(window: Window, alpha: float) -> Judged:
    """Expected ranges of every day, past outbreaks left out of the baselines.

    Days that exceed at OUTBREAK_ALPHA in a first pass are in no baseline of the second, unless
    that would leave less than half of it: a level that lasts becomes the usual one.
    """
    before = days_before(window.stretch)
    method = np.where(before >= SHORTEST + GUARD_DAYS["C2"], C2, C1)
    method[before >= SHORTEST + GUARD_DAYS["C3"] + len(LAGS)] = C3
    guard = np.where(method == C1, GUARD_DAYS["C1"], GUARD_DAYS["C2"])
    length = np.minimum(before - guard, window.longest)
    if window.first_weekday is not None:
        length = length // WEEK * WEEK
    length = np.where(length >= SHORTEST, length, 0)
    told = usual(window)
    full = _moments(window, told, guard, length)
    found = range_of(window, told, full, length)
    # Of a figure no higher than this score the tail is a fifth or so, and no outbreak's.
    outbreak = _score(window, found, method, above=LEAST_SCORE).p_value < OUTBREAK_ALPHA
    found = range_of(window, told, _calmed(told, full, outbreak, guard, length), length)
    score = _score(window, found, method)
    both = (method == C3) & np.isfinite(found.days)
    z_upper, reach = _deviates(found.days, score.excess, both, alpha)
    cells = np.nonzero(score.p_value <= HIGHEST_LEVEL)
    single = Range(*(part[cells] for part in found))
    uppers = [
        bound(
            window.kind,
            np.minimum(*_deviates(single.days, score.excess[cells], both[cells], level)),
            single,
        )
        for level in LEVELS
    ]
    raised = np.where(score.p_value <= HIGHEST_LEVEL, score.together, reach < z_upper)
    return Judged(
        expected=found.mean,
        lower=bound(window.kind, -z_upper, found),
        upper=bound(window.kind, np.minimum(z_upper, reach), found),
        p_value=score.p_value,
        days=found.days,
        short=length == 0,
        method=np.where(method == C3, np.where(raised, C3, C2), method),
        uppers=Uppers(cells[0], cells[1], np.stack(uppers, axis=1)),
    )


def _deviates(days: Floats, excess: Floats, both: Flags, alpha: float) -> tuple[Floats, Floats]:
    """The deviates that a figure must exceed by itself, and with the days before it."""
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


def _moments(window: Window, told: Usual, guard: Counts, length: Counts) -> Moments:
    full = moments(told.days, GUARD_DAYS["C2"], window.longest)
    short = (length > 0) & ((guard != GUARD_DAYS["C2"]) | (length != window.longest))
    rows, columns = np.nonzero(short)
    own = moments_of(told.days, _cells(rows, columns, guard, length))
    return _replaced(full, rows, columns, own)


def _calmed(told: Usual, full: Moments, outbreak: Flags, guard: Counts, length: Counts) -> Moments:
    """Moments without past outbreaks, for the days that have one in their baseline."""
    lately = np.cumsum(outbreak, axis=1, dtype=np.int64)
    longest = int((guard + length).max(initial=0))
    earlier = np.pad(lately, ((0, 0), (longest, 0)))[:, : lately.shape[1]]
    rows, columns = np.nonzero((lately > earlier) & (length > 0))
    calm = told.days._replace(usable=told.days.usable & ~outbreak)
    own = moments_of(calm, _cells(rows, columns, guard, length))
    kept = own.days * 2 >= full.days[rows, columns]
    own = Moments(*(part[kept] for part in own))
    return _replaced(full, rows[kept], columns[kept], own)


def _cells(rows: Counts, columns: Counts, guard: Counts, length: Counts) -> Cells:
    nearest = guard[rows, columns]
    return Cells(rows, columns, nearest, nearest + length[rows, columns])


def _replaced(full: Moments, rows: Counts, columns: Counts, own: Moments) -> Moments:
    parts = []
    for whole, some in zip(full, own, strict=True):
        part = whole.copy()
        part[rows, columns] = some
        parts.append(part)
    return Moments(*parts)


def _score(window: Window, found: Range, method: Counts, *, above: float = -np.inf) -> _Score:
    """How far out each day is, what the two days before add, and how unlikely it all is.

    The p-value is reckoned of what is further out than `above`, and 1 of the rest.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(window.usable, window.values / window.wholes, np.nan)
    z = deviate(window.kind, value, found)
    excess = np.zeros(z.shape)
    for lag in LAGS:
        same = window.stretch[:, lag:] == window.stretch[:, :-lag]
        more = np.clip(z[:, :-lag] - LEAST_SCORE, 0.0, MOST_EXCESS)
        # Days without a score, or under other rules, add nothing.
        excess[:, lag:] += np.where(same & np.isfinite(more), more, 0.0)
    if above > -np.inf:
        p_value = np.ones(z.shape)
        far = z > above
        p_value[far] = student_tail(z[far], found.days[far] - 1.0)
    else:
        p_value = student_tail(z, found.days - 1.0)
    both = method == C3
    over = both & (z > LEAST_SCORE)
    third = np.ones(z.shape)
    third[over] = accumulated_tail((z + excess)[over], found.days[over])
    # The smaller of two, as if they were independent: never less than it should be.
    smaller = np.minimum(SIDE_BY_SIDE * np.minimum(p_value, third), 1.0)
    together = both & (excess > 0) & (third < p_value)
    return _Score(z, excess, np.where(both, smaller, p_value), together)
