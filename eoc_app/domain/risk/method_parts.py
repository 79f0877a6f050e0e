"""The parts of a method as data: bands, dimensions, stakes, draws and the budget of alarms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from eoc_app.domain.risk.signal import Dimension

BandName = Literal["low", "guarded", "elevated", "high", "severe"]
BAND_NAMES: Final[tuple[BandName, ...]] = ("low", "guarded", "elevated", "high", "severe")
DIMENSIONS: Final[tuple[Dimension, ...]] = ("threat", "stakes", "vulnerability")


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
class MethodNumbers:
    """The numbers of a method, whether or not a score can be made with them."""

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
