"""The rules a method must satisfy so that a score, its draws and its alarms can be computed."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from eoc_app.domain.risk.method_parts import AlarmBudget, MethodNumbers, StakesRule, Uncertainty

Rule = tuple[bool, str]

_BANDS: Final = ("low", "guarded", "elevated", "high", "severe")
_LARGEST: Final = 1000.0
"""The largest scale, and the most alert values at its top: beyond it sums lose precision."""
_WEIGHTS: Final = (1e-6, 1e6)
"""The range of weights for which band flips and changes of other weights can be computed."""
_DRAWS: Final = range(10, 20_001)
"""Fewer draws give no interval; more take seconds and much memory."""
_FARTHEST: Final = 3660
"""The most days from polling that a method may consider."""
_HOURS_OF_WEEK: Final = 168.0
_BASELINE_DAYS: Final = 28
_KINDS: Final = frozenset(
    {
        "presidential", "general", "legislative", "referendum", "supranational", "regional",
        "local", "other",
    }
)  # fmt: skip
"""The kinds in the format: a misspelt one would make every contest of its kind the largest."""
_MOST_ALARMS: Final = 1_000_000.0
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
"""A profile's name is typed after an option and stands in the names of files."""


def faults(method: MethodNumbers) -> list[str]:
    """Returns every rule that a method breaks, as a sentence."""
    return [sentence for holds, sentence in _rules(method) if not holds]


def _rules(method: MethodNumbers) -> Iterator[Rule]:
    line = method.severity
    floors = [band.floor for band in method.bands]
    yield bool(method.version.strip()), "the method has no version"
    yield (
        _NAME.fullmatch(method.name) is not None,
        f"the name {method.name!r} is not a word of up to 40 small letters, digits, - and _",
    )
    yield 0 < method.scale <= _LARGEST, f"the scale does not end between 0 and {_LARGEST:.0f}"
    yield 0 <= method.assessable_coverage <= 1, "the coverage needed is no share"
    yield (
        0 < line.watch < line.alert < method.scale and 1 < line.top_at_alerts <= _LARGEST,
        "severities do not rise from watch to alert to the top",
    )
    yield (
        tuple(band.name for band in method.bands) == _BANDS,
        f"the bands are not {', '.join(_BANDS)}",
    )
    yield (
        floors[:1] == [0.0] and _rise(floors) and floors[-1] < method.scale,
        "floors of bands do not rise from 0 to below the top of the scale",
    )
    # Scores are printed with one decimal, so a band must begin at a tenth.
    yield (
        all(
            math.isclose(10 * floor, round(10 * floor)) for floor in floors if math.isfinite(floor)
        ),
        "floors of bands are no whole tenths",
    )
    yield all(0 <= band.probability <= 1 for band in method.bands), "a probability is no share"
    yield (
        "threat" in method.dimensions
        and _weigh(dimension.weight for dimension in method.dimensions.values()),
        f"a dimension's weight is not {_between()}, or threat is none of them",
    )
    yield (
        ("stakes" in method.dimensions) == (method.stakes is not None),
        "stakes have a weight and no rule, or a rule and no weight",
    )
    yield (
        method.unseen == "worst" or method.stakes is None,
        "stakes cannot be left out where they are not known",
    )
    if method.stakes is not None:
        yield from _stakes_rules(method.stakes, method.scale)
    yield from _indicator_rules(method)
    yield from _uncertainty_rules(method.uncertainty)
    yield from _alarm_rules(method.alarms)


def _indicator_rules(method: MethodNumbers) -> Iterator[Rule]:
    names = [indicator.signal for indicator in method.indicators]
    repeated = sorted({name for name in names if names.count(name) > 1})
    yield not repeated, f"signals are judged twice: {', '.join(repeated)}"
    yield all(map(str.strip, method.cannot_see)), "a sentence of what it cannot see is empty"


def _stakes_rules(rule: StakesRule, scale: float) -> Iterator[Rule]:
    parts = [step.part for step in rule.nearness]
    severities = [step.severity for step in rule.reaches]
    yield (
        _weigh((rule.election.weight, rule.reach.weight)),
        f"the weight of an indicator of the stakes is not {_between()}",
    )
    yield (
        set(rule.kinds) == _KINDS and all(0 <= part <= 1 for part in rule.kinds.values()),
        f"kinds of election are not {', '.join(sorted(_KINDS))}, each with a share",
    )
    yield 0 <= rule.higher_risk <= 1, "the lift of a contest of higher risk is no share"
    yield (
        len(parts) >= 2
        and _rise([-step.days for step in rule.nearness])
        and all(abs(step.days) <= _FARTHEST for step in rule.nearness)
        and parts[0] == parts[-1] == 0
        and all(0 <= part <= 1 for part in parts),
        "nearness does not run from 0 before to 0 after polling, in order of days",
    )
    yield (
        len(severities) >= 2
        and rule.reaches[0].share == 0
        and _rise([step.share for step in rule.reaches])
        and all(lower <= higher for lower, higher in pairwise(severities))
        and 0 <= severities[0] <= severities[-1] <= scale,
        "severities do not rise with the reach",
    )


def _uncertainty_rules(rule: Uncertainty) -> Iterator[Rule]:
    yield rule.draws in _DRAWS, f"draws are not between {_DRAWS[0]} and {_DRAWS[-1]}"
    yield 0 <= rule.weight_spread < 1, "the spread of weights is not from 0 to below 1"
    yield 0.5 <= rule.interval <= 1, "an interval does not hold from half to all of the draws"
    yield _holds(rule.aggregations, "arithmetic"), "aggregations lack arithmetic or repeat a name"
    yield _holds(rule.normalisations, "fixed"), "normalisations lack fixed or repeat a name"


def _alarm_rules(rule: AlarmBudget) -> Iterator[Rule]:
    yield (
        0 < rule.per_shift <= _MOST_ALARMS,
        "the alarms that a shift accepts are no number from above 0 to a million",
    )
    yield (
        1 <= rule.shift_hours <= _HOURS_OF_WEEK,
        f"a shift does not last from 1 to {_HOURS_OF_WEEK:.0f} hours",
    )
    yield (
        rule.baseline_days == _BASELINE_DAYS,
        f"the rules of expected ranges look back {_BASELINE_DAYS} days and no other number",
    )


def _holds(named: Sequence[str], chosen: str) -> bool:
    """Returns whether the method's choice is among the names, and each name occurs once."""
    return chosen in named and len(set(named)) == len(named)


def _weigh(weights: Iterable[float]) -> bool:
    return all(_WEIGHTS[0] <= weight <= _WEIGHTS[1] for weight in weights)


def _between() -> str:
    return f"between {_WEIGHTS[0]:f} and {_WEIGHTS[1]:,.0f}"


def _rise(numbers: Collection[float]) -> bool:
    return all(-math.inf < lower < higher < math.inf for lower, higher in pairwise(numbers))
