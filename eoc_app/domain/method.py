"""The method of a score as data: bands, dimensions, stakes, and what counts for what is not seen.

Every snapshot stores the method that it was judged by, and is read by that one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from eoc_app.domain.method_rules import faults
from eoc_app.domain.signal import Dimension

BandName = Literal["low", "guarded", "elevated", "high", "severe"]
BAND_NAMES: Final[tuple[BandName, ...]] = ("low", "guarded", "elevated", "high", "severe")
DIMENSIONS: Final[tuple[Dimension, ...]] = ("threat", "stakes", "vulnerability")
_WEEK: Final = 7


@dataclass(frozen=True)
class Band:
    """A stretch of the scale; `probability` is how often an alert raised in it should be right."""

    name: BandName
    title: str
    floor: float
    probability: float


@dataclass(frozen=True)
class SeverityLine:
    """Severities at a signal's watch and alert values, and where the top of the scale is reached.

    `top_at_alerts` counts in alert values. Between the corners run straight lines.
    """

    watch: float
    alert: float
    top_at_alerts: float


@dataclass(frozen=True)
class Weighted:
    """A dimension, or an indicator of the stakes: how it is called and what it weighs."""

    title: str
    weight: float


@dataclass(frozen=True)
class Nearness:
    """The part (0-1) of the stakes that an election makes up so many days before it."""

    days: int
    part: float


@dataclass(frozen=True)
class Reach:
    """The severity of a number of users for each voter."""

    share: float
    severity: float


@dataclass(frozen=True)
class StakesRule:
    """How the calendar becomes stakes; days of `nearness` fall, shares of `reaches` rise.

    `higher_risk` is the part (0-1) of the way from its own kind to the highest by which a contest
    is lifted that its publisher treated as of higher risk.
    """

    election: Weighted
    reach: Weighted
    kinds: Mapping[str, float]
    nearness: tuple[Nearness, ...]
    reaches: tuple[Reach, ...]
    higher_risk: float = 1.0


@dataclass(frozen=True)
class Uncertainty:
    """How ranks are tried: number of draws, spread of weights, and what else is drawn."""

    draws: int
    weight_spread: float
    interval: float
    aggregations: tuple[Literal["arithmetic", "geometric"], ...]
    normalisations: tuple[Literal["fixed", "percentile", "robust_z"], ...]


@dataclass(frozen=True)
class AlarmBudget:
    """How many false alarms a shift may be troubled with, and over how long a baseline."""

    per_shift: float
    shift_hours: float
    baseline_days: int


@dataclass(frozen=True)
class Method:
    """All that turns readings and a calendar into a score, signals' own thresholds apart.

    Raises:
        ValueError: numbers that no score can be made with.
    """

    version: str
    scale: float
    assessable_coverage: float
    unseen: Literal["worst", "left_out"]
    severity: SeverityLine
    bands: tuple[Band, ...]
    dimensions: Mapping[Dimension, Weighted]
    stakes: StakesRule | None = None
    uncertainty: Uncertainty = field(
        default=Uncertainty(2000, 0.25, 0.9, ("arithmetic", "geometric"), ("fixed",))
    )
    alarms: AlarmBudget = field(default=AlarmBudget(3.0, 8.0, 28))
    levels: Literal["single_days", "settled_weeks"] = "single_days"
    """What a level is read from where figures are daily; older methods read the newest day."""

    def __post_init__(self) -> None:
        wrong = faults(self)
        if wrong:
            raise ValueError("; ".join(wrong))

    def band(self, score: float) -> Band:
        """The band that a score lies in.

        Raises:
            ValueError: the score is no number; it lies in no band, least of all in the lowest.
        """
        if not math.isfinite(score):
            raise ValueError(score)
        found = self.bands[0]
        for one in self.bands:
            if score >= one.floor:
                found = one
        return found

    def printed(self, score: float) -> str:
        """A score as printed: never rounded into a band that it does not lie in."""
        text = f"{score:.1f}"
        if self.band(float(text)) != self.band(score):
            return f"{math.floor(score * 10) / 10:.1f}"
        return text

    @property
    def level_days(self) -> int | None:
        """Days over which a level is read from daily figures; None where single days are read."""
        return _WEEK if self.levels == "settled_weeks" else None

    def assessable(self, coverage: float) -> bool:
        """Whether enough is seen for a score to be given at all."""
        return coverage >= self.assessable_coverage - 1e-9


METHOD_1: Final = Method(
    version="1.0",
    scale=10.0,
    assessable_coverage=0.65,
    unseen="left_out",
    severity=SeverityLine(4.0, 8.0, 2.0),
    bands=(
        Band("low", "Low", 0.0, 0.05),
        Band("guarded", "Guarded", 2.0, 0.15),
        Band("elevated", "Elevated", 4.0, 0.35),
        Band("high", "High", 6.0, 0.6),
        Band("severe", "Severe", 8.0, 0.8),
    ),
    dimensions={"threat": Weighted("Harm", 1.0)},
)
"""The method of formats 1 and 2: one dimension, and what is not seen is left out of the mean.

Signals of every dimension were threat then.
"""
