"""The parameters of Farrington-flexible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eoc_app.anomaly.quasi_poisson import Design
from eoc_app.anomaly.reference_weeks import reference_weeks


@dataclass(frozen=True)
class Control:
    """The parameters of the method, with the values recommended by Noufaily et al. (2013).

    `years` (b) of past with `half_window` (w) weeks around the same week, `periods` (noPeriods)
    seasons; the newest `not_included` (pastWeeksNotIncluded) weeks are never used. A trend is kept
    if its p-value is under `trend_level` (pThresholdTrend), there are three years, and it does
    not raise the expectation above every week of the past. Past weeks whose standardised Anscombe
    residual is above `weights_threshold` count less. There is no threshold with fewer than
    `least_cases` cases in the last `least_weeks` weeks (limit54).
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
