"""The parts of a method as data: bands, dimensions, stakes, draws and the alarm budget."""

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
    """A range of scores; `probability` is how often an alert raised in it should be right."""

    name: BandName
    title: str
    floor: float
    probability: float


@dataclass(frozen=True)
class SeverityLine:
    """The severities at a signal's watch and alert values, and where the scale's top is reached.

    `top_at_alerts` is a multiple of the alert value. Severity is linear between these corners.
    """

    watch: float
    alert: float
    top_at_alerts: float


@dataclass(frozen=True)
class Weighted:
    """The title and weight of a dimension or of a stakes indicator."""

    title: str
    weight: float


@dataclass(frozen=True)
class Nearness:
    """The part (0-1) of the stakes that apply so many days before an election."""

    days: int
    part: float


@dataclass(frozen=True)
class Reach:
    """The severity of a number of users per voter."""

    share: float
    severity: float


@dataclass(frozen=True)
class StakesRule:
    """How the calendar yields the stakes; days in `nearness` fall, shares in `reaches` rise.

    A contest that its publisher treats as higher risk is raised by the part `higher_risk` (0-1) of
    the way from its kind's severity to the highest.
    """

    election: Weighted
    reach: Weighted
    kinds: Mapping[str, float]
    nearness: tuple[Nearness, ...]
    reaches: tuple[Reach, ...]
    higher_risk: float = 1.0


@dataclass(frozen=True)
class Uncertainty:
    """How the stability of ranks is tested: number of draws, spread of weights, other choices."""

    draws: int
    weight_spread: float
    interval: float
    aggregations: tuple[Literal["arithmetic", "geometric"], ...]
    normalisations: tuple[Literal["fixed", "percentile", "robust_z"], ...]


@dataclass(frozen=True)
class AlarmBudget:
    """How many false alarms a shift accepts, and the length of the baseline."""

    per_shift: float
    shift_hours: float
    baseline_days: int


@dataclass(frozen=True)
class MethodNumbers:
    """The numbers of a method, whether or not a score can be computed with them."""

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
    """How a level is read from daily figures; older methods read the newest day."""
