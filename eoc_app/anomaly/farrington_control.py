"""The choices that Farrington-flexible leaves to its user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eoc_app.anomaly.quasi_poisson import Design
from eoc_app.anomaly.reference_weeks import reference_weeks


@dataclass(frozen=True)
class Control:
    """The choices of the method, with the values that Noufaily et al. (2013) advise.

    `years` (b) of past with `half_window` (w) weeks around the same week, `periods` (noPeriods)
    seasons, `not_included` (pastWeeksNotIncluded) newest weeks that never serve. A trend is kept
    if its p-value is under `trend_level` (pThresholdTrend), there are three years, and it does
    not carry the expectation above every week of the past. Past weeks whose standardised Anscombe
    residual is above `weights_threshold` count less. No threshold where fewer than `least_cases`
    were counted in the last `least_weeks` (limit54).
    """

    years: int = 5
    half_window: int = 3
    periods: int = 10
    not_included: int = 26
    frequency: int = 52
    trend: bool = True
    trend_level: float = 1.0
    reweight: bool = True
    weights_threshold: float = 2.58
    alpha: float = 0.01
    method: Literal["delta", "nbPlugin", "muan"] = "nbPlugin"
    power: Literal["2/3", "1/2", "none"] = "2/3"
    least_cases: float = 5.0
    least_weeks: int = 4
    least_dispersion: float = 1.0

    def reference(self) -> tuple[tuple[int, ...], Design]:
        """Weeks ago of every reference week, and the design over them.

        Raises:
            ValueError: the periods do not fit into a year beside the windows.
        """
        return reference_weeks(
            self.years, self.half_window, self.periods, self.not_included, self.frequency
        )
