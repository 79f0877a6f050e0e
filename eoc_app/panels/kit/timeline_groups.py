"""Groups of lanes on a timeline: in force by which clock, then what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Self, get_args

from eoc_app.domain.restrictions.restriction import RULES
from eoc_app.panels.kit.known_periods import KnownPeriod
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.two_clocks import InForce, at_words
from eoc_app.views.timeline_view import Lane

_NEVER: Final = 1e9
_AHEAD: Final = (
    (1.0, "next within 24 hours"),
    (7.0, "next within 7 days"),
    (_NEVER, "next later"),
)

State = Literal["both", "now", "then", "then_unknown", "neither"]
"""The clocks by which a lane has a rule in force; `then_unknown`: now cannot be known."""
_STATES: Final = get_args(State)


def _in_force_words(given: Given, state: State) -> str:
    """The name of a group, with its clock where the two clocks differ."""
    when = at_words(given)
    match state:
        case "both":
            return "in force"
        case "now":
            return f"in force now, not {when}"
        case "then":
            return f"in force {when}, not now"
        case _:
            return f"in force {when}, now not known"


@dataclass(frozen=True, slots=True)
class Running:
    """Keys of the periods in force by each clock."""

    then: frozenset[str]
    now: frozenset[str]
    unknown: frozenset[str]

    @classmethod
    def of(cls, in_force: InForce) -> Self:
        return cls(
            *(
                frozenset(period.row.period_id for period in ruled)
                for ruled in (in_force.then, in_force.now, in_force.unknown)
            )
        )

    def of_lane(self, periods: list[KnownPeriod]) -> State:
        """The clocks by which any period of a lane is in force, drawn or not."""
        period_ids = {period.row.period_id for period in periods}
        if self.now & period_ids:
            return "both" if self.then & period_ids else "now"
        if self.then & period_ids:
            return "then_unknown" if self.unknown & period_ids else "then"
        return "neither"


def place(
    given: Given, grouping: str, kind: str, lane: Lane, state: State, at: float
) -> tuple[tuple[object, ...], str]:
    """The sort key of a lane, and the title of its group."""
    running = [bar.ends for bar in lane.bars if "in_force" in (bar.standing, bar.wall_standing)]
    soonest = min(running) if running else _soonest(lane, at)
    urgency = (_STATES.index(state), soonest, lane.name)
    if grouping == "country":
        return (lane.name,), ""
    if grouping == "kind":
        kinds = [*RULES, ""]
        title = RULES.get(kind, kind) or "Elections without a rule on record"
        return (kinds.index(kind) if kind in kinds else -1, *urgency), title
    if state != "neither":
        return urgency, _in_force_words(given, state)
    if soonest < _NEVER:
        return urgency, next(name for days, name in _AHEAD if soonest - at <= days)
    return urgency, "no change ahead in this window"


def _soonest(lane: Lane, at: float) -> float:
    ahead = [bar.starts for bar in lane.bars if bar.standing == "upcoming" and bar.starts > at]
    edges = [edge for bar in lane.bars for edge in (bar.starts, bar.ends) if edge > at]
    return min(
        ahead or edges + [mark.at for mark in lane.elections if mark.at > at], default=_NEVER
    )
