"""The parts of a method as data: bands, judged signals, dimensions, stakes, draws, alarm budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from eoc_app.domain.risk.signal import Dimension, Judgement

BandName = Literal["low", "guarded", "elevated", "high", "severe"]
BAND_NAMES: Final[tuple[BandName, ...]] = ("low", "guarded", "elevated", "high", "severe")
DIMENSIONS: Final[tuple[Dimension, ...]] = ("threat", "stakes", "vulnerability")


@dataclass(frozen=True)
class MeasuredRate:
    """How often a band was right in a back-test of `count` elections, with the rate's interval.

    Raises:
        ValueError: nothing was counted, or the rate (0-1) is outside its interval.
    """

    count: int
    rate: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        if self.count < 1 or not 0 <= self.lower <= self.rate <= self.upper <= 1:
            raise ValueError(
                f"a rate of {self.rate} from {self.lower} to {self.upper} was not measured"
                f" of {self.count} elections"
            )


@dataclass(frozen=True)
class Band:
    """A range of scores; `probability` is how often an alert raised in it should be right."""

    name: BandName
    title: str
    floor: float
    probability: float
    measured: MeasuredRate | None = None
    """The result of a back-test; None before one."""


@dataclass(frozen=True)
class JudgedSignal:
    """A signal in a score: its thresholds in its own unit, and its weight in its dimension.

    `because` says where thresholds and weight come from; `effort_note` says why a signal that may
    show effort is judged all the same.

    Raises:
        ValueError: the thresholds do not rise, or the weight is out of range.
    """

    signal: str
    dimension: Literal["threat", "vulnerability"]
    watch: float
    alert: float
    weight: float
    because: str
    effort_note: str = ""

    def __post_init__(self) -> None:
        try:
            self.judgement(fresh_days=0)
        except ValueError as error:
            raise ValueError(f"{self.signal}: {error}") from error

    def judgement(self, fresh_days: int) -> Judgement:
        """Returns the thresholds and weight of a signal that is fresh for so many days."""
        return Judgement(self.watch, self.alert, self.weight, fresh_days)


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
    name: str = "platform"
    """The profile; methods before profiles were all the platform's."""
    aggregation: Literal["arithmetic"] = "arithmetic"
    indicators: tuple[JudgedSignal, ...] = ()
    """Empty in methods before profiles: their snapshots hold thresholds with the signals."""
    cannot_see: tuple[str, ...] = ()
    """What no score by this method can show, printed under every score."""
