"""EARS C1, C2 and C3: a day against the mean and spread of the days just before it.

Sources: Hutwagner, Thompson, Seeman and Treadwell (2003), The bioterrorism preparedness and
response Early Aberration Reporting System, Journal of Urban Health 80; Salmon, Schumacher and
Hoehle (2016), Monitoring Count Time Series in R, Journal of Statistical Software 70(10). Equal to
`earsC` of the R package surveillance 1.20.3 on series without missing days.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np
from scipy.special import ndtri

from eoc_app.anomaly.baseline import Counts, Days, Flags, Floats, days_before, moments

Method = Literal["C1", "C2", "C3"]
GUARD_DAYS: Final = {"C1": 0, "C2": 2, "C3": 2}
"""Days just before the judged day that are not in the baseline."""
ALPHA: Final = {"C1": 0.001, "C2": 0.001, "C3": 0.025}
LAGS: Final = (1, 2)
"""The earlier days, counted back, whose excess C3 adds to the day's score."""


class Bounds(NamedTuple):
    """The expected figure and its bound for each day; NaN where the baseline is too short."""

    expected: Floats
    spread: Floats
    upper: Floats
    alarm: Flags


def ears(
    observed: Floats,
    method: Method,
    *,
    baseline: int = 7,
    alpha: float | None = None,
    min_sigma: float = 0.0,
    stretch: Counts | None = None,
    left_out: Flags | None = None,
    least: int | None = None,
    centre: Literal["expected", "observed"] = "expected",
) -> Bounds:
    """Expectation, upper bound and alarm of every day of many series.

    With B days of baseline ending before the guard days, C1 and C2 are (Y - mean) / sd of them,
    and the upper bound is mean + z sd with z the 1 - `alpha` quantile of the normal distribution.
    C3 adds the excess of C2 above 1 on the two days before: its bound is mean + (z - excess) sd,
    never below 0. The package's documentation says the same, but its code puts the day's own
    figure in place of the mean, so that its alarm does not depend on that figure;
    `centre="observed"` follows the code, for comparison.

    `stretch` numbers regimes: a baseline stays within one. Days `left_out` (past outbreaks) are
    in no baseline. A baseline with fewer than `least` days (by default all B) gives NaN. An
    earlier day without a figure adds no excess to C3.

    Raises:
        ValueError: fewer than 3 days of baseline, or a negative `min_sigma`.
    """
    if baseline < 3 or min_sigma < 0:
        raise ValueError("a baseline has 3 days or more, and min_sigma is not negative")
    guard = GUARD_DAYS[method]
    before = days_before(np.zeros(observed.shape, np.int64) if stretch is None else stretch)
    usable = np.ones(observed.shape, np.bool_) if left_out is None else ~left_out
    baselines = moments(Days(observed, np.ones(observed.shape), usable), guard, baseline)
    enough = baselines.days >= (baseline if least is None else least)
    # A baseline cut short by the start of a regime does not have B days.
    enough &= before >= baseline + guard
    expected = np.where(enough, baselines.level, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.maximum(np.sqrt(baselines.squares / (baselines.days - 1)), min_sigma)
        spread = np.where(enough, spread, np.nan)
        z = -float(ndtri(ALPHA[method] if alpha is None else alpha))
        if method == "C3":
            score = (observed - expected) / spread
            excess = np.sum([_excess(score, observed, stretch, lag) for lag in LAGS], axis=0)
            middle = observed if centre == "observed" else expected
            upper = np.maximum(0.0, middle + spread * (z - excess))
        else:
            upper = expected + z * spread
        alarm = observed > upper
    return Bounds(expected, spread, upper, alarm)


def _excess(score: Floats, observed: Floats, stretch: Counts | None, lag: int) -> Floats:
    """The excess of C2 above 1 `lag` days before; 0 without a figure or in another regime."""
    before = np.full(score.shape, np.nan)
    before[:, lag:] = score[:, :-lag]
    unknown = np.zeros(score.shape, np.bool_)
    unknown[:, lag:] = np.isnan(observed[:, :-lag])
    if stretch is not None:
        unknown[:, lag:] |= stretch[:, lag:] != stretch[:, :-lag]
    return np.where(unknown, 0.0, np.maximum(0.0, before - 1.0))
