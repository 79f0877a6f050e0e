"""The past weeks that a week is compared with, and the season of each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from eoc_app.anomaly.quasi_poisson import Design


@lru_cache(maxsize=32)
def reference_weeks(
    years: int, half_window: int, periods: int, not_included: int, frequency: int
) -> tuple[tuple[int, ...], Design]:
    """Weeks ago of every reference week, season by season, and the design over them.

    The weeks within `half_window` of the same week of each year are the last season; the weeks
    between them are divided into `periods` - 1 further seasons of equal length, the earlier ones a
    week longer where they do not divide evenly. With one period the weeks between are left out.
    The newest `not_included` weeks are never used. Source: Noufaily et al. (2013), section 3.3, as
    in `blocks` of surveillance.

    Raises:
        ValueError: there are fewer weeks between two windows than seasons.
    """
    between = frequency - 2 * half_window - 1
    if between < periods - 1 or years < 1 or half_window < 0:
        raise ValueError(f"{periods} periods do not fit into a year of {frequency}")
    furthest = years * frequency + half_window
    season = np.full(furthest + 1, -1, dtype=np.int64)
    season[: half_window + 1] = periods - 1
    for year in range(1, years + 1):
        centre = year * frequency
        season[centre - half_window : centre + half_window + 1] = periods - 1
        if periods > 1:
            length, rest = divmod(between, periods - 1)
            lengths = [length + (number < rest) for number in range(periods - 1)]
            labels = np.repeat(np.arange(periods - 1), lengths)
            # Forwards in time from the end of the window, so backwards in weeks ago.
            season[centre - half_window - between : centre - half_window] = labels[::-1]
    season[: not_included + 1] = -1
    ago = np.flatnonzero(season >= 0)[::-1]
    ago = ago[np.argsort(season[ago], kind="stable")]
    return tuple(int(week) for week in ago), Design.of(season[ago], -ago.astype(np.float64))
